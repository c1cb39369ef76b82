package laotie.growth.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.repurchase.CohortMonth;
import laotie.growth.repurchase.MonthCount;
import laotie.growth.repurchase.Tally;

/** What an order file can tell of the identity: G = B x (O/B) x (G/O), and whose money it was. */
record IdentityPart(ReportInput input) {

  String html() {
    Tally tally = input.tally();
    Said lead = new Said(
        "只有订单，没有观看数据，所以是“昨天的恒等式”：成交额 = 买家数 × 人均订单 × 单均金额，三个因子相乘分毫不差。在老铁里，"
            + "前面还会多出观看人数、观看时长和信任三个因子。",
        "Orders without viewing give yesterday's identity: GMV = buyers × orders per buyer × value per "
            + "order, exact "
            + "to the minor unit. In Laotie viewers, watch time and trust stand before it.");
    return Html.section("identity", new Said("钱从哪里来", "Where the money comes from"), lead,
        equation(tally) + bars(tally) + table(tally));
  }

  private String equation(Tally tally) {
    Figures figures = input.figures();
    MonthCount all = tally.all();
    Said share = all.grossMinor() == 0 ? Figures.NO_VALUE
        : Said.both(Figures.percent((double) all.backMinor() / all.grossMinor()));
    return "<div class=\"equation\">"
        + term(new Said("买家 B", "Buyers B"), Figures.count(all.buyers()), "")
        + term(new Said("人均订单 O/B", "Orders per buyer O/B"), ratio(all.orders(), all.buyers()), "×")
        + term(new Said("单均金额 G/O", "Value per order G/O"), perOrder(figures, all), "×")
        + term(new Said("成交额 G", "GMV G"), figures.money(all.grossMinor()), "=")
        + "</div>" + Html.paragraph("note", new Said(
            "整段历史：%s 单；退款 %s，占 %s；净额 N = %s。",
                "The whole file: %s orders; %s went back, %s of G; net N = %s.")
            .with(Figures.count(all.orders()), figures.money(all.backMinor()), share,
                figures.money(all.netMinor())));
  }

  private static String term(Said name, String value, String sign) {
    return "<div class=\"term\"><b>%s</b><span>%s</span><strong>%s</strong></div>".formatted(
        sign, name.html(), value);
  }

  private static String ratio(long over, long under) {
    return Ratio.of(over, under).map(ratio -> Figures.decimal(ratio.shown(), 2)).orElse("—");
  }

  private static String perOrder(Figures figures, MonthCount count) {
    return Ratio.of(count.grossMinor(), count.orders()).map(figures::money).orElse("—");
  }

  /** Second tree: what new buyers paid and what those of before paid. */
  private String bars(Tally tally) {
    List<YearMonth> months = new ArrayList<>(tally.months().keySet());
    if (months.size() < 2) {
      return "";
    }
    double[] lower = new double[months.size()];
    double[] upper = new double[months.size()];
    boolean[] over = new boolean[months.size()];
    for (int i = 0; i < months.size(); i++) {
      YearMonth month = months.get(i);
      upper[i] = newGross(tally, month);
      lower[i] = tally.month(month).grossMinor() - upper[i];
      over[i] = tally.isOver(month);
    }
    String legend = Html.legend(List.of(
        new Html.Key("lower", new Said("老买家", "buyers of before")),
        new Html.Key("upper", new Said("当月新买家", "new buyers of the month"))));
    return Html.figure(new Said("每月成交额：老买家与新买家", "GMV by month: buyers of before and new ones"),
        legend + new MonthChart(months).bars(
            new Said("每月成交额", "GMV by month"), input.figures(), new MonthChart.Bars(lower, upper, over)));
  }

  private static long newGross(Tally tally, YearMonth month) {
    return Optional.ofNullable(tally.cohorts().get(month))
        .map(row -> row.getOrDefault(month, CohortMonth.NONE).grossMinor()).orElse(0L);
  }

  private String table(Tally tally) {
    Figures figures = input.figures();
    List<List<Said>> rows = new ArrayList<>();
    tally.months().forEach((month, count) -> rows.add(List.of(
        Figures.month(month).plus(tally.isOver(month) ? Said.NOTHING : new Said("（未满）", " (open)")),
        Said.both(Figures.count(count.buyers())), Said.both(Figures.count(count.firstOrders())),
        Said.both(ratio(count.orders(), count.buyers())), Said.both(perOrder(figures, count)),
        Said.both(figures.money(count.grossMinor())), Said.both(figures.money(count.netMinor())),
        Figures.percent(count.r1d()), Figures.percent(count.r4()))));
    return "<details><summary>" + new Said("逐月数字", "Month by month").html() + "</summary>"
        + Html.table("numbers", List.of(
            new Said("月份", "Month"), new Said("买家", "Buyers"), new Said("新买家", "New"), Said.both("O/B"),
            Said.both("G/O"), Said.both("G"), Said.both("N"), Said.both("R1d"), Said.both("R4")), rows)
        + "</details>";
  }
}
