package laotie.growth.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.Repurchase;
import laotie.growth.Share;
import laotie.growth.repurchase.Tally;

/** The first number: who came back. */
record HeadlinePart(ReportInput input) {

  String html() {
    Tally tally = input.tally();
    String cards = "<div class=\"cards\">" + r3(30, "accent") + r3(90, "accent") + r2() + "</div>";
    return "<section id=\"headline\" data-test=\"report-headline\" class=\"headline\">" + cards
        + Html.paragraph("sentence", sentence(tally)) + "</section>";
  }

  private String r3(int days, String kind) {
    Repurchase repurchase = input.tally().r3(days);
    Said what = new Said("首购后 %s 天内再次购买", "bought again within %s days").with(days);
    Said small = new Said("首购不晚于 %s 的 %s 位买家中 %s 位",
        "%3$s of %2$s buyers whose first purchase was by %1$s").with(
            repurchase.maturedUntil(), Figures.count(repurchase.mature()),
            Figures.count(repurchase.repeaters()));
    return card(kind, "R3(" + days + ")", what, repurchase.share(), small);
  }

  private String r2() {
    Optional<YearMonth> month = input.tally().lastMonthOfR2();
    Share share = month.map(known -> input.tally().month(known).r2()).orElse(new Share(0, 0));
    Said when = month.map(Figures::month).orElse(Figures.NO_VALUE);
    Said what = new Said("%s的买家下月回购", "of %s bought again the month after").with(when);
    Said small = new Said("%s 位买家中 %s 位", "%2$s of %1$s buyers").with(
        Figures.count(share.whole()), Figures.count(share.part()));
    return card("quiet", "R2", what, share, small);
  }

  /** A rate with its interval drawn on a scale from 0 to 100 %. */
  private static String card(String kind, String id, Said what, Share share, Said small) {
    String big = share.isHidden()
        ? "<strong class=\"none\">" + new Said("样本不足", "too few").html() + "</strong>"
        : "<strong data-test=\"report-" + id + "\">" + Figures.percent(share).html() + "</strong>";
    return """
        <article class="card %s"><p class="id">%s</p>%s<p class="what">%s</p>
        %s<p class="small">%s</p></article>
        """.formatted(kind, id, big, what.html(), range(share), small.html());
  }

  private static String range(Share share) {
    if (share.isHidden()) {
      return Html.paragraph("small", new Said("少于 30 位到期买家，不显示比率：区间会宽到没有意义。",
          "Fewer than 30 ripe buyers, so no rate is shown: its interval would say nothing."));
    }
    var interval = share.interval().orElseThrow();
    String place = """
        <span class="range"><i style="left:%s%%;width:%s%%"></i><b style="left:%s%%"></b></span>
        """.formatted(Figures.decimal(100 * interval.low(), 1),
            Figures.decimal(100 * (interval.high() - interval.low()), 1),
            Figures.decimal(100 * share.rate().map(Ratio::shown).orElse(0.0), 1));
    return place + "<p class=\"small\">" + new Said("95% 区间 ", "95% interval ").html()
        + Figures.interval(Optional.of(interval)).html() + "</p>";
  }

  private static Said sentence(Tally tally) {
    List<Said> said = new ArrayList<>();
    Share ninety = tally.r3(90).share();
    if (!ninety.isHidden()) {
      long ten = Math.round(10 * ninety.rate().map(Ratio::shown).orElse(0.0));
      said.add(new Said("每 10 位新买家，90 天内约有 %s 位回来再买。",
          "Of 10 new buyers about %s come back within 90 days. ").with(ten));
    }
    tally.survival().medianDays().ifPresent(days -> said.add(
        new Said("到第 %s 天，一半的买家已再次购买。", "By day %s half of the buyers have bought again. ").with(days)));
    Share more = new Share(tally.all().twice(), tally.all().buyers());
    if (!more.isHidden()) {
      said.add(new Said("整段历史里有 %s 的买家买过不止一单——这不是复购率，只是时间够长。",
          "Over the whole file %s of the buyers ordered more than once; that is no repurchase rate, "
              + "just a long time.")
          .with(Figures.percent(more)));
    }
    return said.stream().reduce(Said.NOTHING, Said::plus);
  }
}
