package laotie.growth.report;

import static laotie.growth.report.Svg.at;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Share;

/** Bars and lines over months. */
final class MonthChart {

  private final List<YearMonth> months;

  MonthChart(List<YearMonth> months) {
    this.months = List.copyOf(months);
  }

  /**
   * Two parts of one sum, one upon the other.
   *
   * @param lower of each month, what is drawn below
   * @param over whether the month is over; one that is not is pale
   */
  record Bars(double[] lower, double[] upper, boolean[] over) {}

  String bars(Said title, Figures figures, Bars bars) {
    double largest = 0;
    for (int i = 0; i < months.size(); i++) {
      largest = Math.max(largest, bars.lower[i] + bars.upper[i]);
    }
    double most = largest;
    return Svg.both(title, 300, svg -> {
      Frame frame = Frame.of(svg, most);
      frame.grid(svg, figures::about);
      double half = Math.min(26, 0.36 * (frame.right() - frame.left()) / months.size());
      for (int i = 0; i < months.size(); i++) {
        double x = frame.x(i, months.size());
        String pale = bars.over[i] ? "" : " unripe";
        double seam = frame.y(bars.lower[i]);
        svg.bar("lower" + pale, at(x - half, frame.y(0)), at(x + half, seam));
        svg.bar("upper" + pale, at(x - half, seam - (bars.lower[i] > 0 ? 1 : 0)),
            at(x + half, Math.min(seam, frame.y(bars.lower[i] + bars.upper[i]))));
      }
      names(svg, frame);
    });
  }

  /** A rate of each month with its interval; months that are hidden or unripe leave a gap. */
  String rates(Said title, List<Share> shares) {
    double largest = shares.stream().filter(share -> !share.isHidden())
        .mapToDouble(share -> share.interval().orElseThrow().high()).max().orElse(0.1);
    return Svg.both(title, 240, svg -> {
      Frame frame = Frame.of(svg, Math.min(1, largest));
      frame.grid(svg, Figures::tick);
      List<double[]> run = new ArrayList<>();
      for (int i = 0; i < months.size(); i++) {
        if (shares.get(i).isHidden()) {
          svg.path("curve", run, false);
          run = new ArrayList<>();
        } else {
          run.add(rate(svg, frame, i, shares.get(i)));
        }
      }
      svg.path("curve", run, false);
      names(svg, frame);
    });
  }

  private double[] rate(Svg svg, Frame frame, int month, Share share) {
    double x = frame.x(month, months.size());
    var interval = share.interval().orElseThrow();
    svg.line("whisker", at(x, frame.y(interval.low())), at(x, frame.y(interval.high())));
    double[] point = at(x, frame.y(share.rate().orElseThrow().shown()));
    svg.dot("point", point, 3.5);
    return point;
  }

  /** As many names as there is room for, the last always. */
  private void names(Svg svg, Frame frame) {
    int room = Math.max(1, (int) ((frame.right() - frame.left()) / 46));
    int every = (months.size() + room - 1) / room;
    for (int i = months.size() - 1; i >= 0; i -= every) {
      svg.words("tick", at(frame.x(i, months.size()), frame.bottom() + 18), "middle",
          Said.both(Figures.narrow(months.get(i))));
    }
  }
}
