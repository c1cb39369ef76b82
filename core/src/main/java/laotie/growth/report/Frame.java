package laotie.growth.report;

import static laotie.growth.report.Svg.at;

import java.util.function.DoubleFunction;

/**
 * Where a chart stands in its drawing, and its axes.
 *
 * @param left first column of the data
 * @param right last column
 * @param top row of the largest value
 * @param bottom row of the smallest
 * @param high the largest value; the smallest is 0
 */
record Frame(double left, double right, double top, double bottom, double high) {

  /** A frame whose highest line is a round number that all values lie below. */
  static Frame of(Svg svg, double largest) {
    double left = svg.isNarrow() ? 42 : 64;
    return new Frame(left, svg.width() - 12, 18, svg.height() - 30, roundAbove(largest));
  }

  /** The next number of which a quarter is short to write. */
  static double roundAbove(double largest) {
    if (largest <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(largest)));
    for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10}) {
      if (step * power >= largest * 0.9999999) {
        return step * power;
      }
    }
    return 10 * power;
  }

  double y(double value) {
    return bottom - (bottom - top) * value / high;
  }

  /** The middle of the n-th of several columns. */
  double x(int n, int columns) {
    return left + (right - left) * (n + 0.5) / columns;
  }

  /** Of a value on an axis from 0 to {@code end}. */
  double xOf(double value, double end) {
    return left + (right - left) * value / end;
  }

  /** Five lines from zero up, with their values. */
  void grid(Svg svg, DoubleFunction<Said> written) {
    for (int i = 0; i <= 4; i++) {
      double value = high * i / 4;
      svg.line(i == 0 ? "axis" : "grid", at(left, y(value)), at(right, y(value)));
      svg.words("tick", at(left - 6, y(value) + 4), "end", written.apply(value));
    }
  }
}
