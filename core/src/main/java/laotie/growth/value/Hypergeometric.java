package laotie.growth.value;

/**
 * Gauss' hypergeometric function 2F1(a, b; c; z) for a, b, c > 0 and 0 <= z < 1, as a logarithm, since it
 * leaves the doubles for heavy buyers. There every term of the series is positive, so nothing cancels.
 *
 * <p>Formulas: NIST Digital Library of Mathematical Functions, 15.2.1 (series), 15.8.1 (Euler), 15.5.1
 * (derivative), 15.10.1 (the equation that carries the value beyond .9). Relative error below 1e-12 of the
 * value for parameters up to 1,000 (measured against 50-digit arithmetic in HypergeometricTest).
 */
final class Hypergeometric {

  /** Beyond this the series needs too many terms, and Taylor steps go on from here. */
  private static final double SERIES_MAX = 0.9;

  /** Below this the plain series is short enough to need no transformation. */
  private static final double EULER_MIN = 0.3;

  /** Terms of one series; the longest needed within the domain above is some 20,000. */
  private static final int TERMS_MAX = 2_000_000;

  private static final double NEGLIGIBLE = 1e-17;
  private static final double LARGE = 1e250;

  /** A Taylor step goes at most half of the way to the singular point 1. */
  private static final double STEP_MAX = 0.5;

  private Hypergeometric() {}

  /** ln 2F1(a, b; c; z); throws {@link IllegalArgumentException} outside the domain. */
  static double log(double a, double b, double c, double z) {
    if (!(a > 0 && b > 0 && c > 0 && z >= 0 && z < 1)) {
      throw new IllegalArgumentException("2F1(%s, %s; %s; %s) is outside".formatted(a, b, c, z));
    }
    boolean isGentler = c - a >= 0 && c - b >= 0 && c - a - b < 0;
    return z > EULER_MIN && isGentler
        ? (c - a - b) * Math.log1p(-z) + plain(c - a, c - b, c, z)
        : plain(a, b, c, z);
  }

  private static double plain(double a, double b, double c, double z) {
    if (z <= SERIES_MAX) {
      return series(a, b, c, z);
    }
    double log = series(a, b, c, SERIES_MAX);
    double slope = a * b == 0
        ? 0
        : a * b / c * Math.exp(series(a + 1, b + 1, c + 1, SERIES_MAX) - log);
    return log + beyond(new double[] {a, b, c}, slope, z);
  }

  private static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    double scale = 0;
    for (int n = 0; n < TERMS_MAX; n++) {
      double ratio = (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      term *= ratio;
      sum += term;
      if (term <= NEGLIGIBLE * sum && ratio < 1) {
        return scale + Math.log(sum);
      }
      if (sum > LARGE) {
        term /= LARGE;
        sum /= LARGE;
        scale += Math.log(LARGE);
      }
    }
    throw new ArithmeticException("2F1(%s, %s; %s; %s) does not end".formatted(a, b, c, z));
  }

  /**
   * What the logarithm grows by from .9 to z. Each step is the Taylor series about the point reached, whose
   * coefficients follow from z(1-z)f'' + (c - (a+b+1)z)f' - abf = 0 by a recurrence of three terms.
   *
   * @param abc a, b and c
   * @param slope f'/f at .9
   */
  private static double beyond(double[] abc, double slope, double z) {
    double reach = Math.min(STEP_MAX, 200 / (Math.abs(abc[0]) + Math.abs(abc[1]) + 1));
    double at = SERIES_MAX;
    double steepness = slope;
    double log = 0;
    while (at < z) {
      double step = Math.min(z - at, reach * (1 - at));
      double[] next = taylor(abc, at, steepness, step);
      log += Math.log(next[0]);
      steepness = next[1] / next[0];
      at = step == z - at ? z : at + step;
    }
    return log;
  }

  /**
   * Value and slope after {@code step}, where the value was 1 before. The terms are carried with their power
   * of the step, since near 1 the coefficients alone leave the doubles.
   */
  private static double[] taylor(double[] abc, double at, double slope, double step) {
    double a = abc[0];
    double b = abc[1];
    double before = 1;
    double term = slope * step;
    double value = 1 + term;
    double rise = term;
    for (int n = 0; n < TERMS_MAX; n++) {
      double middle = (n + 1) * (n * (2 * at - 1) + (a + b + 1) * at - abc[2]);
      double next = (middle * step * term + (n + a) * (n + b) * step * step * before)
          / (at * (1 - at) * (n + 2) * (n + 1));
      before = term;
      term = next;
      value += term;
      rise += (n + 2) * term;
      boolean isSmall = (n + 2) * Math.abs(term) <= NEGLIGIBLE * Math.max(Math.abs(rise), step * value);
      if (isSmall && Math.abs(term) <= Math.abs(before)) {
        return new double[] {value, rise / step};
      }
    }
    throw new ArithmeticException("2F1 does not end at " + at);
  }
}
