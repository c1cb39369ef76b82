package laotie.growth.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.special.Gamma;

/**
 * Gamma-Gamma: what a purchase costs varies about a mean of each customer's own, and the means vary among
 * customers. P. S. Fader, B. G. S. Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
 *
 * @param p shape of the purchases of one customer
 * @param q shape of the customers' rates
 * @param gamma their scale, minor units
 */
public record GammaGamma(double p, double q, double gamma) {

  /** Beyond this correlation of number and mean the model's first assumption does not hold. */
  public static final double CORRELATION_MAX = 0.3;

  /** Sums of doubles depend on their order. */
  private static final Comparator<Spend> IN_ORDER =
      Comparator.comparingInt(Spend::repeats).thenComparingDouble(Spend::meanMinor);

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  public GammaGamma {
    if (!(p > 0 && q > 0 && gamma > 0) || !Double.isFinite(p + q + gamma)) {
      throw new IllegalArgumentException("%s %s %s".formatted(p, q, gamma));
    }
  }

  /** The fit to those who repeated, or why there is none. */
  public static Decision<Fit> fit(Collection<Spend> spends) {
    List<Spend> telling = spends.stream().filter(Spend::isTelling).sorted(IN_ORDER).toList();
    if (telling.size() < Fitted.REPEAT_BUYERS_MIN) {
      return new Refused<>(
          ValueReason.TOO_FEW_REPEAT_BUYERS,
          "repeat buyers %d < %d".formatted(telling.size(), Fitted.REPEAT_BUYERS_MIN),
          Map.of("repeatBuyers", (long) telling.size(), "needed", Fitted.REPEAT_BUYERS_MIN));
    }
    double correlation = correlation(telling);
    if (!(Math.abs(correlation) <= CORRELATION_MAX)) {
      return new Refused<>(
          ValueReason.SPEND_FOLLOWS_NUMBER,
          "correlation of number and mean %.3f beyond %.1f".formatted(correlation, CORRELATION_MAX),
          Map.of("correlation", correlation, "most", CORRELATION_MAX));
    }
    double mean = telling.stream().mapToDouble(Spend::meanMinor).average().orElseThrow();
    List<double[]> starts = new ArrayList<>();
    for (double shape : new double[] {1, 5, 20}) {
      starts.add(new double[] {Math.log(shape), Math.log(3), Math.log(2 * mean / shape)});
    }
    double unit = mean;
    Optional<Peak> peak = Peak.find(at -> logLikelihood(at, telling, unit), inUnits(starts, unit));
    if (peak.isEmpty()) {
      return new Refused<>(
          ValueReason.FIT_NOT_SETTLED, "spend found no peak over %d customers".formatted(telling.size()));
    }
    double[] at = peak.get().at();
    GammaGamma model = new GammaGamma(Math.exp(at[0]), Math.exp(at[1]), Math.exp(at[2]) * unit);
    return new Accepted<>(
        new Fit(model, model.logLikelihood(telling), telling.size(), correlation, peak.get().covariance()),
        List.of());
  }

  /** Money is searched in means, so that fen and dollars start alike. */
  private static List<double[]> inUnits(List<double[]> starts, double unit) {
    starts.forEach(start -> start[2] -= Math.log(unit));
    return starts;
  }

  private static double logLikelihood(double[] at, List<Spend> spends, double unit) {
    return new GammaGamma(Math.exp(at[0]), Math.exp(at[1]), Math.exp(at[2]) * unit).logLikelihood(spends);
  }

  /** The log-likelihood of the customers who repeated. */
  public double logLikelihood(Collection<Spend> spends) {
    double sum = 0;
    for (Spend spend : spends) {
      if (spend.isTelling()) {
        double px = p * spend.repeats();
        sum += Gamma.logGamma(px + q) - Gamma.logGamma(px) - Gamma.logGamma(q)
            + q * Math.log(gamma) + (px - 1) * Math.log(spend.meanMinor()) + px * Math.log(spend.repeats())
            - (px + q) * Math.log(gamma + spend.repeats() * spend.meanMinor());
      }
    }
    return sum;
  }

  /** Minor units a purchase of an unknown customer costs, or nothing when the mean does not exist. */
  public Optional<Double> meanMinor() {
    return q > 1 ? Optional.of(p * gamma / (q - 1)) : Optional.empty();
  }

  /** Minor units a purchase of this customer costs: between his own mean and everybody's. */
  public Optional<Double> expectedMinor(Spend spend) {
    double shape = p * spend.repeats() + q;
    return shape > 1
        ? Optional.of(p * (gamma + spend.repeats() * spend.meanMinor()) / (shape - 1))
        : Optional.empty();
  }

  /** Where his true mean lies with 95 % probability: p over a gamma distributed rate. */
  public Range meanRange(Spend spend) {
    double scale = 1 / (gamma + spend.repeats() * spend.meanMinor());
    GammaDistribution rate = new GammaDistribution(p * spend.repeats() + q, scale);
    return new Range(
        p / rate.inverseCumulativeProbability(HIGH), p / rate.inverseCumulativeProbability(LOW));
  }

  /** The model with parameters moved on the log scale. */
  GammaGamma moved(double[] shift) {
    return new GammaGamma(p * Math.exp(shift[0]), q * Math.exp(shift[1]), gamma * Math.exp(shift[2]));
  }

  /** Minor units that {@code count} > 0 purchases of this customer cost together, by chance. */
  double drawMinor(Spend spend, int count, RandomDataGenerator chance) {
    double scale = 1 / (gamma + spend.repeats() * spend.meanMinor());
    double rate = chance.nextGamma(p * spend.repeats() + q, scale);
    return chance.nextGamma(p * count, 1 / rate);
  }

  /** Pearson's correlation of number and mean; 0 when all numbers or all means are equal. */
  static double correlation(List<Spend> spends) {
    double meanX = spends.stream().mapToDouble(Spend::repeats).average().orElse(0);
    double meanY = spends.stream().mapToDouble(Spend::meanMinor).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (Spend spend : spends) {
      double x = spend.repeats() - meanX;
      double y = spend.meanMinor() - meanY;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  /**
   * What was found.
   *
   * @param model with the parameters of the largest likelihood
   * @param logLikelihood there
   * @param customers fitted to: those who repeated
   * @param correlation of number and mean among them, -1..1
   * @param covariance of the logarithms of the parameters, 3 x 3
   */
  public record Fit(
      GammaGamma model, double logLikelihood, int customers, double correlation, double[][] covariance) {}
}
