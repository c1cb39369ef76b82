package laotie.growth.value;

import java.util.List;

/**
 * MBG/NBD: a customer may stop after each purchase, the first one too. Batislam, Denizel, Filiztekin,
 * "Empirical validation and comparison of models for customer base analysis", International Journal of
 * Research in Marketing 24 (2007), 201-209; the same as CBG/NBD of Hoppe and Wagner (2007).
 *
 * @param r shape of the rates of purchase
 * @param alpha their scale, weeks
 * @param a first parameter of the probabilities to stop
 * @param b second one
 */
public record MbgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

  public MbgNbd {
    Dropout.positive(r, alpha, a, b);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.MBG_NBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, a, b);
  }

  @Override
  public double logLikelihoodOfNumber(int repeats) {
    return Dropout.logRate(r, alpha, repeats) + Dropout.logSurvived(a, b, repeats + 1);
  }

  /** Alive after x + 1 chances to stop, or stopped at the last purchase. */
  @Override
  public double logLikelihoodOfTimes(Purchases purchases) {
    int x = purchases.repeats();
    double alive = -(r + x) * Math.log(alpha + purchases.ageWeeks());
    double stopped = Math.log(a / (b + x)) - (r + x) * Math.log(alpha + purchases.lastWeeks());
    return Dropout.logSum(alive, stopped);
  }

  @Override
  public double aliveProbability(Purchases purchases) {
    int x = purchases.repeats();
    double odds = Math.log(a / (b + x))
        + (r + x) * Math.log((alpha + purchases.ageWeeks()) / (alpha + purchases.lastWeeks()));
    return 1 / (1 + Math.exp(odds));
  }

  /** Of those who survive their first purchase, whose probability to stop is Beta(a, b + 1). */
  @Override
  public double expectedPurchases(double weeks) {
    return b / (a + b) * Dropout.expected(new double[] {r, alpha}, a, b + 1, weeks);
  }

  @Override
  public double expectedIfAlive(Purchases purchases, double weeks) {
    double[] rate = {r + purchases.repeats(), alpha + purchases.ageWeeks()};
    return Dropout.expected(rate, a, b + purchases.repeats() + 1, weeks);
  }
}
