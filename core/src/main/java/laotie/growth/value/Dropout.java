package laotie.growth.value;

import org.hipparchus.special.Gamma;

/**
 * What {@link BgNbd} and {@link MbgNbd} have in common: purchases at a gamma distributed rate, and after a
 * purchase an end with a beta distributed probability.
 */
final class Dropout {

  /** Closer to 1 than this the formula is 0/0; the error of the bridge is below 1e-8 of the value. */
  private static final double BRIDGE = 1e-4;

  private Dropout() {}

  /**
   * Purchases in {@code weeks} of one whose rate is Gamma(shape, scale of time), who stops with Beta(a, b)
   * after each of them: the mean of (1 - exp(-lambda p t)) / p. Fader, Hardie, Lee, "Counting Your Customers
   * the Easy Way", Marketing Science 24 (2005), equations 9 and 10.
   */
  static double expected(double[] rate, double a, double b, double weeks) {
    if (Math.abs(a - 1) < BRIDGE) {
      double low = away(rate, 1 - BRIDGE, b, weeks);
      double high = away(rate, 1 + BRIDGE, b, weeks);
      return low + (high - low) * (a - 1 + BRIDGE) / (2 * BRIDGE);
    }
    return away(rate, a, b, weeks);
  }

  private static double away(double[] rate, double a, double b, double weeks) {
    double shape = rate[0];
    double time = rate[1];
    if (weeks == 0) {
      return 0;
    }
    if (a + b <= 1) {
      return shallow(rate, a, b, weeks);
    }
    double log = shape * Math.log(time / (time + weeks))
        + Hypergeometric.log(shape, b, a + b - 1, weeks / (time + weeks));
    return (a + b - 1) / (a - 1) * -Math.expm1(log);
  }

  /**
   * For a + b <= 1 the third parameter of the formula leaves the domain; the mean of one more chance to stop
   * leads back: with p ~ Beta(a, b), E[g(p)] = (a E[g | a + 1, b] + b E[g | a, b + 1]) / (a + b).
   */
  private static double shallow(double[] rate, double a, double b, double weeks) {
    return (a * expected(rate, a + 1, b, weeks) + b * expected(rate, a, b + 1, weeks)) / (a + b);
  }

  /** ln of Gamma(r + x) alpha^r / Gamma(r). */
  static double logRate(double r, double alpha, int repeats) {
    return Gamma.logGamma(r + repeats) - Gamma.logGamma(r) + r * Math.log(alpha);
  }

  /** ln of B(a, b + survived) / B(a, b): after {@code survived} chances to stop still there. */
  static double logSurvived(double a, double b, int survived) {
    return Gamma.logGamma(a + b) - Gamma.logGamma(b)
        + Gamma.logGamma(b + survived) - Gamma.logGamma(a + b + survived);
  }

  /** ln(exp(left) + exp(right)) without overflow. */
  static double logSum(double left, double right) {
    double larger = Math.max(left, right);
    return larger + Math.log1p(Math.exp(Math.min(left, right) - larger));
  }

  /** All of them finite and above 0, or it throws. */
  static void positive(double first, double second, double third, double fourth) {
    if (!(first > 0 && second > 0 && third > 0 && fourth > 0)
        || !Double.isFinite(first + second + third + fourth)) {
      throw new IllegalArgumentException("%s %s %s %s".formatted(first, second, third, fourth));
    }
  }
}
