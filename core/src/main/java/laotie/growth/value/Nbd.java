package laotie.growth.value;

import java.util.List;

/**
 * NBD: customers buy at rates of their own, and nobody stops. The border of the three other models, where
 * they end when the purchases show no one who left. A. S. C. Ehrenberg, "The pattern of consumer purchases",
 * Applied Statistics 8 (1959), 26-41.
 *
 * @param r shape of the rates of purchase
 * @param alpha their scale, weeks
 */
public record Nbd(double r, double alpha) implements PurchaseModel {

  public Nbd {
    Dropout.positive(r, alpha, 1, 1);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.NBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha);
  }

  @Override
  public double logLikelihoodOfNumber(int repeats) {
    return Dropout.logRate(r, alpha, repeats);
  }

  @Override
  public double logLikelihoodOfTimes(Purchases purchases) {
    return -(r + purchases.repeats()) * Math.log(alpha + purchases.ageWeeks());
  }

  @Override
  public double aliveProbability(Purchases purchases) {
    return 1;
  }

  @Override
  public double expectedPurchases(double weeks) {
    return r / alpha * weeks;
  }

  @Override
  public double expectedIfAlive(Purchases purchases, double weeks) {
    return (r + purchases.repeats()) / (alpha + purchases.ageWeeks()) * weeks;
  }
}
