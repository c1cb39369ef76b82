package laotie.growth.change;

import java.util.function.ToDoubleFunction;

/**
 * The change of any function by its arguments: each argument's part is what its change adds, on average over
 * all orders in which the arguments could have changed. For factors below zero, where logarithms end. L. S.
 * Shapley, "A value for n-person games" (1953); F. Albrecht, D. Francois, K. Schoors, "A Shapley
 * decomposition of carbon emissions without residuals", Energy Policy 30 (2002), 727-736.
 */
public final class Shapley {

  /** Two to the power of this are the evaluations. */
  public static final int FACTORS_MAX = 12;

  private Shapley() {}

  /** The parts of a product in the order of its factors. */
  public static double[] parts(double[] before, double[] after) {
    return parts(before, after, Lmdi::product);
  }

  /** The parts of {@code function}, in the order of its arguments; it is evaluated 2^n times. */
  public static double[] parts(double[] before, double[] after, ToDoubleFunction<double[]> function) {
    int n = before.length;
    if (n != after.length || n > FACTORS_MAX) {
      throw new IllegalArgumentException(n + " factors before, " + after.length + " after");
    }
    double[] values = new double[1 << n];
    for (int changed = 0; changed < values.length; changed++) {
      double[] at = before.clone();
      for (int i = 0; i < n; i++) {
        if ((changed >> i & 1) == 1) {
          at[i] = after[i];
        }
      }
      values[changed] = function.applyAsDouble(at);
    }
    double[] weights = weights(n);
    double[] parts = new double[n];
    for (int changed = 0; changed < values.length; changed++) {
      for (int i = 0; i < n; i++) {
        if ((changed >> i & 1) == 0) {
          parts[i] += weights[Integer.bitCount(changed)] * (values[changed | 1 << i] - values[changed]);
        }
      }
    }
    return parts;
  }

  /** k! (n - k - 1)! / n!: the share of the orders in which k given others came before. */
  private static double[] weights(int n) {
    double[] weights = new double[n];
    double ways = n;
    for (int k = 0; k < n; k++) {
      weights[k] = 1 / ways;
      ways = ways * (n - 1 - k) / (k + 1);
    }
    return weights;
  }
}
