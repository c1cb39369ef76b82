package laotie.growth.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Ratio;
import laotie.growth.Share;
import laotie.growth.repurchase.Definition;
import laotie.growth.repurchase.MonthCount;
import laotie.growth.repurchase.Tally;

/** All definitions side by side: one shop, one file, and how far apart the numbers lie. */
record DefinitionPart(ReportInput input) {

  private record Line(Said id, Said meaning, Said window, Share share) {}

  String html() {
    List<Line> lines = lines();
    StringBuilder body = new StringBuilder("<div class=\"definitions\">");
    lines.forEach(line -> body.append(line(line)));
    Said lead = new Said(
        "同一家店、同一份数据，换一个定义就是另一个数字。和别人比之前，先看是不是同一个定义、同一个口径、都已到期。",
        "One shop, one file: another definition is another number. Before you compare with anybody, "
            + "look whether it is "
            + "the same definition, the same scope, and ripe.");
    return Html.section("definitions", new Said("六种“复购率”", "Six repurchase rates"), lead,
        body.append("</div>").toString() + Html.paragraph("note", new Said(
            "R6 是上面的同期群。口径：买家 × 店铺。有效订单：已付款、7 天内没有全额退款；部分退款只减金额。公式版本 %s。",
            "R6 is the cohorts above. Scope: buyer × shop. Effective order: paid, not wholly refunded "
                + "within 7 days; "
                + "partial refunds only lower amounts. Formulas of version %s.").with(Definition.VERSION)));
  }

  private List<Line> lines() {
    Tally tally = input.tally();
    List<Line> lines = new ArrayList<>();
    MonthCount all = tally.all();
    Said whole = new Said("整段历史", "whole file");
    tally.lastMonthOver().ifPresent(month -> {
      MonthCount count = tally.month(month);
      Said name = Figures.month(month);
      add(lines, Definition.R1O, new Said("当月下过两单及以上的买家", "buyers with two orders or more in the month"),
          name, count.r1o());
      add(lines, Definition.R1D, new Said("当月在两天及以上下单的买家",
          "buyers with orders on two days or more of the month"), name,
          count.r1d());
      tally.lastMonthOfR2().ifPresent(r2 -> addR2(lines, tally, r2));
      addR3(lines, tally);
      add(lines, Definition.R4, new Said("当月买家中以前买过的", "buyers of the month who had bought before it"),
          name, count.r4());
      add(lines, Definition.R5, new Said("当月订单中不是首单的", "orders of the month that are nobody's first"),
          name, count.r5());
    });
    add(lines, Definition.R5, new Said("全部订单中不是首单的", "orders that are nobody's first"), whole, all.r5());
    add(lines, Definition.R1O, new Said("下过两单及以上的买家", "buyers with two orders or more"), whole, all.r1o());
    return lines;
  }

  private static void addR2(List<Line> lines, Tally tally, YearMonth month) {
    add(lines, Definition.R2, new Said("当月买家中下个月又买的（回购）", "buyers of the month who bought the month after"),
        Figures.month(month), tally.month(month).r2());
  }

  private static void addR3(List<Line> lines, Tally tally) {
    for (int days : Tally.R3_DAYS) {
      Said meaning = new Said("首购后 %s 天内再次购买",
          "bought again within %s days of the first purchase").with(days);
      Said window = new Said("首购 ≤ %s", "first by %s").with(tally.r3(days).maturedUntil());
      lines.add(new Line(Said.both("R3(" + days + ")"), meaning, window, tally.r3(days).share()));
    }
  }

  private static void add(List<Line> lines, Definition definition, Said meaning, Said window, Share share) {
    lines.add(new Line(Said.both(definition.id()), meaning, window, share));
  }

  private static String line(Line line) {
    double rate = line.share.isHidden() ? 0 : line.share.rate().map(Ratio::shown).orElse(0.0);
    return """
        <div class="definition"><b>%s</b><div><span>%s</span><small>%s · %s</small></div>
        <span class="meter"><i style="width:%s%%"></i></span><strong>%s</strong>
        <small class="ci">%s</small></div>
        """
        .formatted(line.id.html(), line.meaning.html(), line.window.html(), Figures.of(line.share).html(),
            Figures.decimal(100 * rate, 1), Figures.percent(line.share).html(),
            (line.share.isHidden() ? new Said("少于 30", "below 30")
                : Figures.interval(line.share.interval())).html());
  }
}
