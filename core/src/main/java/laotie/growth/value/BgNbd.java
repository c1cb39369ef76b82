package laotie.growth.value;

import java.util.List;

/**
 * BG/NBD: a customer may stop after each repeat purchase, so one who bought once is alive for ever. Fader,
 * Hardie, Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005), 275-284.
 *
 * @param r shape of the rates of purchase
 * @param alpha their scale, weeks
 * @param a first parameter of the probabilities to stop
 * @param b second one
 */
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

  public BgNbd {
    Dropout.positive(r, alpha, a, b);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.BG_NBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, a, b);
  }

  @Override
  public double logLikelihoodOfNumber(int repeats) {
    return Dropout.logRate(r, alpha, repeats) + Dropout.logSurvived(a, b, repeats);
  }

  /** Equation 6: alive, or stopped at the last repeat purchase. */
  @Override
  public double logLikelihoodOfTimes(Purchases purchases) {
    int x = purchases.repeats();
    double alive = -(r + x) * Math.log(alpha + purchases.ageWeeks());
    if (x == 0) {
      return alive;
    }
    double stopped = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + purchases.lastWeeks());
    return Dropout.logSum(alive, stopped);
  }

  @Override
  public double aliveProbability(Purchases purchases) {
    int x = purchases.repeats();
    if (x == 0) {
      return 1;
    }
    double odds = Math.log(a / (b + x - 1))
        + (r + x) * Math.log((alpha + purchases.ageWeeks()) / (alpha + purchases.lastWeeks()));
    return 1 / (1 + Math.exp(odds));
  }

  @Override
  public double expectedPurchases(double weeks) {
    return Dropout.expected(new double[] {r, alpha}, a, b, weeks);
  }

  @Override
  public double expectedIfAlive(Purchases purchases, double weeks) {
    double[] rate = {r + purchases.repeats(), alpha + purchases.ageWeeks()};
    return Dropout.expected(rate, a, b + purchases.repeats(), weeks);
  }
}
