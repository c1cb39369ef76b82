package laotie.growth.value;

import java.util.Arrays;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Chance about a fit: parameters as they might also be, and what customers then do. Parameters are normal on
 * the log scale about the peak, with the inverse of the observed information as covariance; the future of a
 * customer follows from the model at each of them, alive or not, with a rate and an end of his own.
 */
final class Draws {

  /** How often the future is drawn; the 2.5 % quantile is then known to about 0.8 points. */
  static final int COUNT = 400;

  private static final double LOW = 0.025;

  private Draws() {}

  /** {@link #COUNT} shifts of the logarithms of n parameters, COUNT x n. */
  static double[][] shifts(double[][] covariance, RandomDataGenerator chance) {
    RealMatrix root =
        new CholeskyDecomposition(MatrixUtils.createRealMatrix(covariance), 1e-6, 0).getL();
    double[][] shifts = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      double[] normal = new double[covariance.length];
      for (int j = 0; j < normal.length; j++) {
        normal[j] = chance.nextGaussian();
      }
      shifts[i] = root.operate(normal);
    }
    return shifts;
  }

  /** Purchases of one customer in the next {@code weeks}. */
  static int purchases(
      PurchaseModel model, Purchases purchases, double weeks, RandomDataGenerator chance) {
    if (chance.nextDouble() >= model.aliveProbability(purchases)) {
      return 0;
    }
    int x = purchases.repeats();
    return switch (model) {
      case BgNbd bg -> {
        double rate = chance.nextGamma(bg.r() + x, 1 / (bg.alpha() + purchases.ageWeeks()));
        yield untilHeStops(rate, chance.nextBeta(bg.a(), bg.b() + x), weeks, chance);
      }
      case MbgNbd mbg -> {
        double rate = chance.nextGamma(mbg.r() + x, 1 / (mbg.alpha() + purchases.ageWeeks()));
        yield untilHeStops(rate, chance.nextBeta(mbg.a(), mbg.b() + x + 1), weeks, chance);
      }
      case ParetoNbd pareto -> {
        double rate = chance.nextGamma(pareto.r() + x, 1 / (pareto.alpha() + purchases.ageWeeks()));
        double end = chance.nextGamma(pareto.s(), 1 / (pareto.beta() + purchases.ageWeeks()));
        yield untilHeStops(rate, 0, Math.min(weeks, wait(end, chance)), chance);
      }
      case Nbd nbd -> {
        double rate = chance.nextGamma(nbd.r() + x, 1 / (nbd.alpha() + purchases.ageWeeks()));
        yield untilHeStops(rate, 0, weeks, chance);
      }
    };
  }

  private static int untilHeStops(double rate, double stop, double weeks, RandomDataGenerator chance) {
    int count = 0;
    double at = wait(rate, chance);
    while (at <= weeks) {
      count++;
      if (chance.nextDouble() < stop) {
        return count;
      }
      at += wait(rate, chance);
    }
    return count;
  }

  private static double wait(double rate, RandomDataGenerator chance) {
    return -Math.log1p(-chance.nextDouble()) / rate;
  }

  /** The middle 95 % of the draws; sorts them. */
  static Range middle(double[] draws) {
    Arrays.sort(draws);
    int outside = (int) Math.floor(LOW * draws.length);
    return new Range(draws[outside], draws[draws.length - 1 - outside]);
  }
}
