package laotie.growth.report;

import static laotie.growth.report.Svg.at;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.change.Identity;
import laotie.growth.change.Identity.Factor;
import laotie.growth.change.Waterfall;
import laotie.growth.change.Waterfall.Step;
import laotie.growth.repurchase.MonthCount;
import laotie.growth.repurchase.Tally;

/** Why one month was another than the month before: each factor's share of the change, to the minor unit. */
record WhyPart(ReportInput input) {

  private static final String BUYERS = "buyers";

  /** Months that are explained. */
  private static final int MONTHS_MAX = 24;

  private record Change(YearMonth month, Waterfall waterfall) {}

  String html() {
    List<Change> changes = changes(input.tally());
    if (changes.isEmpty()) {
      return "";
    }
    Change last = changes.getLast();
    Said lead = new Said(
        "把每个月和上个月的差，精确分给三个因子（LMDI 加法分解），各部分之和就是差额，一分不差。",
        "The change from month to month, divided among the three factors (additive LMDI); the parts sum to "
            + "it exactly.");
    String figure = Html.figure(
        new Said("%s → %s", "%s → %s").with(
            Figures.month(last.month().minusMonths(1)), Figures.month(last.month())),
        drawing(last.waterfall()));
    return Html.section("why", new Said("为什么变了", "Why it moved"), lead,
        Html.paragraph("sentence", sentence(last)) + figure + table(changes));
  }

  /** Months that are over, each beside the month before it. */
  private static List<Change> changes(Tally tally) {
    List<Change> changes = new ArrayList<>();
    tally.months().forEach((month, count) -> {
      MonthCount before = tally.month(month.minusMonths(1));
      if (tally.isOver(month) && before.buyers() > 0) {
        changes.add(new Change(month, Waterfall.of(identity(before), identity(count))));
      }
    });
    return changes.subList(Math.max(0, changes.size() - MONTHS_MAX), changes.size());
  }

  private static Identity identity(MonthCount count) {
    return new Identity(
        List.of(
            new Factor(BUYERS, count.buyers()),
            new Factor(Identity.ORDERS_PER_BUYER, value(Ratio.of(count.orders(), count.buyers()))),
            new Factor(Identity.GMV_PER_ORDER, value(Ratio.of(count.grossMinor(), count.orders())))),
        count.grossMinor());
  }

  private static double value(Optional<Ratio> ratio) {
    return ratio.map(Ratio::shown).orElse(Double.NaN);
  }

  private static Said name(String factor) {
    return switch (factor) {
      case BUYERS -> new Said("买家数", "buyers");
      case Identity.ORDERS_PER_BUYER -> new Said("人均订单", "orders per buyer");
      default -> new Said("单均金额", "value per order");
    };
  }

  private Said signed(long minor) {
    Said about = input.figures().about(minor);
    return minor > 0 ? Said.both("+").plus(about) : about;
  }

  private Said sentence(Change change) {
    Waterfall waterfall = change.waterfall();
    long moved = waterfall.changeMinor();
    String share = waterfall.beforeMinor() == 0 ? "—"
        : (moved >= 0 ? "+" : "−") + Figures.percent(Math.abs((double) moved) / waterfall.beforeMinor());
    Said head = new Said("%s成交额比上月 %s（%s）：", "GMV of %s moved by %s (%s) against the month before: ").with(
        Figures.month(change.month()), signed(moved), share);
    List<Step> steps = waterfall.steps().stream()
        .sorted(Comparator.comparingLong((Step step) -> Math.abs(step.minor())).reversed()).toList();
    Said parts = Said.NOTHING;
    for (int i = 0; i < steps.size(); i++) {
      Said part = name(steps.get(i).name()).plus(Said.both(" ")).plus(signed(steps.get(i).minor()));
      parts = parts.plus(i == 0 ? Said.NOTHING : new Said("，", ", ")).plus(part);
    }
    return head.plus(parts).plus(reason(steps, moved));
  }

  /** The factor that did most of what happened, and the one that stood most against it. */
  private static Said reason(List<Step> steps, long moved) {
    long way = Long.signum(moved);
    Optional<Step> most =
        steps.stream().filter(step -> Long.signum(step.minor()) == way).findFirst();
    Optional<Step> against =
        steps.stream().filter(step -> Long.signum(step.minor()) == -way).findFirst();
    if (way == 0 || most.isEmpty()) {
      return new Said("。", ".");
    }
    Said name = name(most.get().name());
    Said why = moved > 0 ? new Said("。主要因为%s上升", "; above all because %s rose").with(name)
        : new Said("。主要因为%s下降", "; above all because %s fell").with(name);
    return why.plus(against.map(step -> moved > 0
        ? new Said("，%s下降抵消了一部分。", ", held back as %s fell.").with(name(step.name()))
        : new Said("，%s上升补回了一部分。", ", softened as %s rose.").with(name(step.name())))
        .orElse(new Said("。", ".")));
  }

  private String drawing(Waterfall waterfall) {
    double high = Math.max(waterfall.beforeMinor(), waterfall.afterMinor());
    double sum = waterfall.beforeMinor();
    for (Step step : waterfall.steps()) {
      sum += step.minor();
      high = Math.max(high, sum);
    }
    double most = high;
    return Svg.both(new Said("变化的来源", "Where the change comes from"), 300, svg -> {
      Frame frame = Frame.of(svg, most);
      frame.grid(svg, input.figures()::about);
      int columns = waterfall.steps().size() + 2;
      column(svg, frame, new Column(0, columns, 0, waterfall.beforeMinor(), "whole"),
          new Said("上月", "before"), input.figures().about(waterfall.beforeMinor()));
      double from = waterfall.beforeMinor();
      for (int i = 0; i < waterfall.steps().size(); i++) {
        Step step = waterfall.steps().get(i);
        double to = from + step.minor();
        column(svg, frame, new Column(i + 1, columns, from, to, step.minor() < 0 ? "fall" : "rise"),
            name(step.name()), signed(step.minor()));
        from = to;
      }
      column(svg, frame, new Column(columns - 1, columns, 0, waterfall.afterMinor(), "whole"),
          new Said("本月", "after"), input.figures().about(waterfall.afterMinor()));
    });
  }

  private record Column(int n, int columns, double from, double to, String kind) {}

  private static void column(Svg svg, Frame frame, Column column, Said name, Said value) {
    double x = frame.x(column.n(), column.columns());
    double half = 0.32 * (frame.right() - frame.left()) / column.columns();
    svg.bar(column.kind(), at(x - half, frame.y(column.from())), at(x + half, frame.y(column.to())));
    svg.words("value", at(x, frame.y(Math.max(column.from(), column.to())) - 6), "middle", value);
    // On a phone long names stand in two lines, by turns.
    int down = svg.isNarrow() ? 13 + 13 * (column.n() % 2) : 18;
    svg.words(svg.isNarrow() ? "tick small" : "tick", at(x, frame.bottom() + down), "middle", name);
  }

  private String table(List<Change> changes) {
    List<List<Said>> rows = new ArrayList<>();
    for (Change change : changes.reversed()) {
      List<Said> row = new ArrayList<>(List.of(
          Figures.month(change.month()), input.figures().about(change.waterfall().afterMinor()),
          signed(change.waterfall().changeMinor())));
      change.waterfall().steps().forEach(step -> row.add(signed(step.minor())));
      rows.add(row);
    }
    return Html.table("numbers", List.of(
        new Said("月份", "Month"), Said.both("G"), new Said("比上月", "change"), name(BUYERS),
        name(Identity.ORDERS_PER_BUYER), name(Identity.GMV_PER_ORDER)), rows);
  }
}
