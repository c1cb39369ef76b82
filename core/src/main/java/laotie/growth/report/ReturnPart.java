package laotie.growth.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Repurchase;
import laotie.growth.Share;
import laotie.growth.repurchase.Survival;
import laotie.growth.repurchase.Tally;

/** How long it takes until somebody comes back, and how that has changed month by month. */
record ReturnPart(ReportInput input) {

  String html() {
    Tally tally = input.tally();
    Survival survival = tally.survival();
    if (survival.steps().isEmpty() || tally.buyers() < Share.SHOWN_MIN) {
      return "";
    }
    Said lead = new Said(
        "把所有买家都算进去，包括刚来不久、还没到期的：每人被观察多久就算多久（Kaplan–Meier 曲线，阴影为 95% 区间）。",
        "Everybody counts for as long as he was watched, those who came recently too (Kaplan–Meier; the "
            + "band is "
            + "the 95% interval).");
    String curve = Html.figure(
        new Said("首购之后第几天再次购买", "Days from the first purchase to the next"),
        new CurveChart(survival).html());
    return Html.section("return", new Said("多久会回来", "When they come back"), lead,
        curve + table(tally, survival) + monthly(tally));
  }

  private static String table(Tally tally, Survival survival) {
    List<List<Said>> rows = new ArrayList<>();
    for (int days : Tally.R3_DAYS) {
      Repurchase r3 = tally.r3(days);
      Said curve = survival.at(days)
          .filter(step -> r3.mature() >= Share.SHOWN_MIN)
          .map(step -> Said.both(Figures.percent(step.repurchased()))).orElse(Figures.NO_VALUE);
      rows.add(List.of(
          new Said("%s 天内", "within %s days").with(days), Figures.percent(r3.share()),
          Figures.interval(r3.interval()), Figures.of(r3.share()), curve));
    }
    return Html.table("numbers", List.of(
        Said.both("R3(N)"), new Said("比率", "rate"), new Said("95% 区间", "95% interval"),
        new Said("回来 / 到期", "back / ripe"), new Said("曲线（全部买家）", "curve (everybody)")), rows);
  }

  private static String monthly(Tally tally) {
    List<YearMonth> months = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    tally.months().forEach((month, count) -> {
      if (tally.isOver(month.plusMonths(1)) && count.buyers() > 0) {
        months.add(month);
        shares.add(count.r2());
      }
    });
    if (months.size() < 3) {
      return "";
    }
    return Html.figure(
        new Said("R2：当月买家中下个月又买的比例，竖线为 95% 区间",
            "R2: of the month's buyers, who bought again the month after; bars are 95% intervals"),
        new MonthChart(months).rates(new Said("月度回购率", "Monthly repurchase"), shares));
  }
}
