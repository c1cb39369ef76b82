package laotie.growth.report;

import static laotie.growth.report.Svg.at;

import java.util.ArrayList;
import java.util.List;
import laotie.growth.repurchase.Survival;
import laotie.growth.repurchase.Survival.Step;

/** Who has bought again by each day since the first purchase, with its band. */
final class CurveChart {

  private static final int[] MARKS = {30, 90, 180, 365};

  /** The axis goes no further; later steps rest on few. */
  private static final int DAYS_MAX = 730;

  /** What "0 d" needs beside the next tick. */
  private static final int TICK_ROOM = 44;

  private final Survival survival;
  private final int end;

  CurveChart(Survival survival) {
    this.survival = survival;
    int last = survival.steps().isEmpty() ? 30 : survival.steps().getLast().day();
    this.end = Math.clamp(last, 30, DAYS_MAX);
  }

  String html() {
    double largest = survival.at(end).map(step ->
        step.repurchasedInterval().map(interval -> interval.high()).orElse(step.repurchased())).orElse(0.1);
    return Svg.both(
        new Said("首购后再次购买的累计比例", "Share that has bought again since the first purchase"), 340,
        svg -> draw(svg, Frame.of(svg, Math.min(1, largest))));
  }

  private void draw(Svg svg, Frame frame) {
    frame.grid(svg, Figures::tick);
    List<double[]> line = new ArrayList<>(List.of(at(frame.left(), frame.y(0))));
    List<double[]> low = new ArrayList<>(line);
    List<double[]> high = new ArrayList<>(line);
    double[] held = {0, 0, 0};
    for (Step step : survival.steps()) {
      if (step.day() > end) {
        break;
      }
      double x = frame.xOf(step.day(), end);
      double known = step.repurchased();
      double[] now = step.repurchasedInterval()
          .map(interval -> new double[] {known, interval.low(), interval.high()})
          .orElse(new double[] {known, known, known});
      step(line, frame, x, held[0], now[0]);
      step(low, frame, x, held[1], now[1]);
      step(high, frame, x, held[2], now[2]);
      held = now;
    }
    step(line, frame, frame.right(), held[0], held[0]);
    step(low, frame, frame.right(), held[1], held[1]);
    step(high, frame, frame.right(), held[2], held[2]);
    List<double[]> band = new ArrayList<>(high);
    band.addAll(low.reversed());
    svg.path("band", band, true);
    svg.path("curve", line, false);
    marks(svg, frame);
  }

  private static void step(List<double[]> points, Frame frame, double x, double before, double after) {
    points.add(at(x, frame.y(before)));
    points.add(at(x, frame.y(after)));
  }

  private void marks(Svg svg, Frame frame) {
    svg.words("tick", at(frame.left(), frame.bottom() + 18), "start", new Said("0 天", "0 d"));
    for (int day : MARKS) {
      if (day > end) {
        break;
      }
      double x = frame.xOf(day, end);
      double share = survival.at(day).map(Step::repurchased).orElse(0.0);
      svg.line("mark", at(x, frame.y(share)), at(x, frame.bottom()));
      svg.dot("point", at(x, frame.y(share)), 4);
      boolean isLast = x > frame.right() - 40;
      if (x - frame.left() > TICK_ROOM) {
        svg.words("tick", at(x, frame.bottom() + 18), isLast ? "end" : "middle",
            new Said(day + " 天", day + " d"));
      }
      svg.words("value", at(isLast ? x : x + 4, frame.y(share) - 9), isLast ? "end" : "middle",
          Said.both(Figures.percent(share)));
    }
  }
}
