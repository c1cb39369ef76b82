package laotie.growth.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Where a log-likelihood is largest, over the logarithms of positive parameters. A simplex walks from
 * several starts, Newton's steps finish from the best end, and the curvature there says how well each
 * parameter is known: the inverse of the observed information (B. Efron, D. V. Hinkley, "Assessing the
 * accuracy of the maximum likelihood estimator", Biometrika 65 (1978), 457-482).
 *
 * @param at logarithms of the parameters
 * @param value the log-likelihood there
 * @param covariance of the logarithms, n x n
 */
record Peak(double[] at, double value, double[][] covariance) {

  /** Logarithms beyond this are no parameters of people: e^15 is three million weeks. */
  static final double LOG_MAX = 15;

  private static final int EVALUATIONS_MAX = 4_000;
  private static final int NEWTON_STEPS_MAX = 40;
  private static final int HALVINGS_MAX = 12;
  private static final double FIRST_SIDE = 0.5;
  private static final double SIMPLEX_END = 1e-3;

  /** Step of the differences; truncation and rounding are both below 1e-5 of the curvature. */
  private static final double DIFFERENCE = 2e-3;

  /** Newton ends when a full step would gain less than this in log-likelihood. */
  private static final double GAIN_MIN = 1e-8;

  /** The peak, or nothing when the walk ends at a border or on a plain. */
  static Optional<Peak> find(ToDoubleFunction<double[]> likelihood, List<double[]> starts) {
    ToDoubleFunction<double[]> bounded = at -> bounded(likelihood, at);
    return climb(bounded, best(bounded, starts));
  }

  /** The largest value a walk comes to, be it a peak or a border. */
  static double reached(ToDoubleFunction<double[]> likelihood, List<double[]> starts) {
    ToDoubleFunction<double[]> bounded = at -> bounded(likelihood, at);
    return bounded.applyAsDouble(best(bounded, starts));
  }

  private static double[] best(ToDoubleFunction<double[]> bounded, List<double[]> starts) {
    double[] best = starts.getFirst();
    double bestValue = Double.NEGATIVE_INFINITY;
    for (double[] start : starts) {
      double[] end = walk(bounded, start);
      double value = bounded.applyAsDouble(end);
      if (value > bestValue) {
        best = end;
        bestValue = value;
      }
    }
    return best;
  }

  private static double bounded(ToDoubleFunction<double[]> likelihood, double[] at) {
    for (double log : at) {
      if (!(Math.abs(log) <= LOG_MAX)) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double value = likelihood.applyAsDouble(at);
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  private static double[] walk(ToDoubleFunction<double[]> likelihood, double[] start) {
    try {
      PointValuePair end =
          new SimplexOptimizer(0, SIMPLEX_END).optimize(
              new ObjectiveFunction(likelihood::applyAsDouble),
              GoalType.MAXIMIZE,
              new InitialGuess(start),
              new NelderMeadSimplex(start.length, FIRST_SIDE),
              new MaxEval(EVALUATIONS_MAX));
      return end.getPoint();
    } catch (MathRuntimeException noEnd) {
      return start;
    }
  }

  private static Optional<Peak> climb(ToDoubleFunction<double[]> likelihood, double[] start) {
    double[] at = start;
    double value = likelihood.applyAsDouble(at);
    for (int step = 0; step < NEWTON_STEPS_MAX && Double.isFinite(value); step++) {
      double[] slope = slope(likelihood, at);
      Optional<RealMatrix> covariance = inverse(information(likelihood, at, value));
      if (covariance.isEmpty()) {
        return Optional.empty();
      }
      double[] way = covariance.get().operate(slope);
      double gain = dot(way, slope) / 2;
      if (gain < GAIN_MIN) {
        return Optional.of(new Peak(at, value, covariance.get().getData()));
      }
      double[] next = better(likelihood, at, value, way);
      if (next.length == 0) {
        return Optional.empty();
      }
      at = next;
      value = likelihood.applyAsDouble(at);
    }
    return Optional.empty();
  }

  /** The longest of the way, its half, its quarter ... that goes up; empty when none does. */
  private static double[] better(
      ToDoubleFunction<double[]> likelihood, double[] at, double value, double[] way) {
    double share = 1;
    for (int halving = 0; halving < HALVINGS_MAX; halving++) {
      double[] next = at.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] += share * way[i];
      }
      if (likelihood.applyAsDouble(next) > value) {
        return next;
      }
      share /= 2;
    }
    return new double[0];
  }

  private static double[] slope(ToDoubleFunction<double[]> likelihood, double[] at) {
    double[] slope = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      slope[i] = (moved(likelihood, at, i, 1) - moved(likelihood, at, i, -1)) / (2 * DIFFERENCE);
    }
    return slope;
  }

  /** Minus the second derivatives. */
  private static double[][] information(ToDoubleFunction<double[]> likelihood, double[] at, double value) {
    int n = at.length;
    double[][] information = new double[n][n];
    for (int i = 0; i < n; i++) {
      double sum = moved(likelihood, at, i, 1) + moved(likelihood, at, i, -1);
      information[i][i] = (2 * value - sum) / (DIFFERENCE * DIFFERENCE);
      for (int j = 0; j < i; j++) {
        double mixed = movedBoth(likelihood, at, new int[] {i, j}, 1) - movedBoth(likelihood, at,
            new int[] {i, j}, -1);
        information[i][j] = -mixed / (4 * DIFFERENCE * DIFFERENCE);
        information[j][i] = information[i][j];
      }
    }
    return information;
  }

  private static double moved(ToDoubleFunction<double[]> likelihood, double[] at, int i, int steps) {
    double[] there = at.clone();
    there[i] += steps * DIFFERENCE;
    return likelihood.applyAsDouble(there);
  }

  /** The sum over the two corners in which the second moves with the first, or against it. */
  private static double movedBoth(ToDoubleFunction<double[]> likelihood, double[] at, int[] ij, int sign) {
    double sum = 0;
    for (int steps = -1; steps <= 1; steps += 2) {
      double[] there = at.clone();
      there[ij[0]] += steps * DIFFERENCE;
      there[ij[1]] += sign * steps * DIFFERENCE;
      sum += likelihood.applyAsDouble(there);
    }
    return sum;
  }

  private static Optional<RealMatrix> inverse(double[][] information) {
    for (double[] row : information) {
      if (!Arrays.stream(row).allMatch(Double::isFinite)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          new CholeskyDecomposition(MatrixUtils.createRealMatrix(information), 1e-6, 1e-10)
              .getSolver().getInverse());
    } catch (MathRuntimeException noPeak) {
      return Optional.empty();
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
