package laotie.growth.change;

/**
 * The change of a product by its factors with logarithmic means (LMDI-I, additive): the part of factor i is
 * L(V1, V0) ln(x1 / x0), and the parts sum to the change. B. W. Ang, "The LMDI approach to decomposition
 * analysis: a practical guide", Energy Policy 33 (2005), 867-871.
 */
public final class Lmdi {

  /** Nearer than this the quotient of differences loses digits, and the series of the logarithm is used. */
  private static final double NEAR = 0.5;

  private Lmdi() {}

  /**
   * The parts in the order of the factors. All factors are above zero and finite: a product that begins or
   * ends at zero has no logarithm, and {@link Waterfall} tells it as entered or left.
   */
  public static double[] parts(double[] before, double[] after) {
    if (before.length != after.length) {
      throw new IllegalArgumentException(before.length + " factors before, " + after.length + " after");
    }
    double mean = logarithmicMean(product(after), product(before));
    double[] parts = new double[before.length];
    for (int i = 0; i < parts.length; i++) {
      if (!(before[i] > 0 && after[i] > 0)) {
        throw new IllegalArgumentException("factor %d: %s, %s".formatted(i, before[i], after[i]));
      }
      parts[i] = mean * logarithm(after[i], before[i]);
    }
    return parts;
  }

  /** L(a, b) = (a - b) / (ln a - ln b), and a where they are equal; a, b > 0. */
  static double logarithmicMean(double a, double b) {
    return a == b ? a : (a - b) / logarithm(a, b);
  }

  /** ln(a / b), to the last digit also where a is near b. */
  private static double logarithm(double a, double b) {
    double share = (a - b) / b;
    return Math.abs(share) < NEAR ? Math.log1p(share) : Math.log(a / b);
  }

  static double product(double[] factors) {
    double product = 1;
    for (double factor : factors) {
      product *= factor;
    }
    return product;
  }
}
