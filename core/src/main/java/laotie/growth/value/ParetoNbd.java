package laotie.growth.value;

import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * Pareto/NBD: a customer may stop at any instant. Schmittlein, Morrison, Colombo, "Counting Your Customers",
 * Management Science 33 (1987), 1-24, in the form of Fader and Hardie, "A Note on Deriving the Pareto/NBD
 * Model and Related Expressions" (2005).
 *
 * @param r shape of the rates of purchase
 * @param alpha their scale, weeks
 * @param s shape of the rates of stopping
 * @param beta their scale, weeks
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {

  public ParetoNbd {
    Dropout.positive(r, alpha, s, beta);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.PARETO_NBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, s, beta);
  }

  @Override
  public double logLikelihoodOfNumber(int repeats) {
    return Gamma.logGamma(r + repeats) - Gamma.logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
  }

  @Override
  public double logLikelihoodOfTimes(Purchases purchases) {
    return Dropout.logSum(alive(purchases), stopped(purchases));
  }

  private double alive(Purchases purchases) {
    return -(r + purchases.repeats()) * Math.log(alpha + purchases.ageWeeks())
        - s * Math.log(beta + purchases.ageWeeks());
  }

  /** ln of s / (r + s + x) A_0: stopped somewhere between the last purchase and now. */
  private double stopped(Purchases purchases) {
    double all = r + s + purchases.repeats();
    double since = tail(purchases.repeats(), purchases.lastWeeks());
    double until = tail(purchases.repeats(), purchases.ageWeeks());
    return until >= since
        ? Double.NEGATIVE_INFINITY
        : Math.log(s / all) + since + Math.log(-Math.expm1(until - since));
  }

  private double tail(int repeats, double weeks) {
    double all = r + s + repeats;
    double larger = Math.max(alpha, beta) + weeks;
    double other = alpha >= beta ? s + 1 : r + repeats;
    return Hypergeometric.log(all, other, all + 1, Math.abs(alpha - beta) / larger) - all * Math.log(larger);
  }

  @Override
  public double aliveProbability(Purchases purchases) {
    return 1 / (1 + Math.exp(stopped(purchases) - alive(purchases)));
  }

  @Override
  public double expectedPurchases(double weeks) {
    return expected(r / alpha, beta, s, weeks);
  }

  @Override
  public double expectedIfAlive(Purchases purchases, double weeks) {
    double rate = (r + purchases.repeats()) / (alpha + purchases.ageWeeks());
    return expected(rate, beta + purchases.ageWeeks(), s, weeks);
  }

  /** Rate times the mean of the time alive within {@code weeks}; smooth at s = 1. */
  private static double expected(double rate, double time, double s, double weeks) {
    double log = Math.log1p(weeks / time);
    double gap = (1 - s) * log;
    return rate * time * log * (gap == 0 ? 1 : Math.expm1(gap) / gap);
  }
}
