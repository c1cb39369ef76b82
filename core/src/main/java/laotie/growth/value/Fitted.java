package laotie.growth.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;

/**
 * A model of buying, fitted to customers.
 *
 * @param model with the parameters of the largest likelihood
 * @param logLikelihood there, without -sum ln x!
 * @param customers fitted to
 * @param repeatBuyers those of them with a repeat purchase
 * @param covariance of the logarithms of the parameters, n x n, in the order of the model's record
 */
public record Fitted(
    PurchaseModel model, double logLikelihood, int customers, int repeatBuyers, double[][] covariance) {

  /** Below so many repeat buyers a host has no fit of his own; growth specification, "What a customer". */
  public static final int REPEAT_BUYERS_MIN = 300;

  /** The border counts as reached when it is at most so much lower than the end of the walk. */
  private static final double BORDER = 0.1;

  /** Starts of the search: shapes, and times in quarters of the mean age. */
  private static final double[][] STARTS = {{0.5, 1, 0.8, 2}, {1, 1, 0.5, 0.5}, {0.2, 0.3, 1, 5}};

  /**
   * The fit of {@code kind}, or why there is none. Where the purchases show no one who left, the likelihood
   * rises to the border at which nobody stops; then the fit is {@link Nbd}, which is that border.
   */
  public static Decision<Fitted> fit(ModelKind kind, Collection<Purchases> customers) {
    long repeatBuyers = customers.stream().filter(purchases -> purchases.repeats() > 0).count();
    if (repeatBuyers < REPEAT_BUYERS_MIN) {
      return new Refused<>(
          ValueReason.TOO_FEW_REPEAT_BUYERS,
          "repeat buyers %d < %d".formatted(repeatBuyers, REPEAT_BUYERS_MIN),
          Map.of("repeatBuyers", repeatBuyers, "needed", REPEAT_BUYERS_MIN));
    }
    Rows rows = Rows.of(customers);
    ToDoubleFunction<double[]> likelihood = at -> rows.logLikelihood(kind.with(exp(at)));
    ModelKind found = kind;
    Optional<Peak> peak = Peak.find(likelihood, starts(kind, rows));
    if (peak.isEmpty() && kind != ModelKind.NBD) {
      found = ModelKind.NBD;
      double lowest = Peak.reached(likelihood, starts(kind, rows)) - BORDER;
      peak = Peak.find(at -> rows.logLikelihood(ModelKind.NBD.with(exp(at))), starts(found, rows))
          .filter(border -> border.value() >= lowest);
    }
    if (peak.isEmpty()) {
      return new Refused<>(
          ValueReason.FIT_NOT_SETTLED,
          "%s found no peak over %d customers".formatted(kind, customers.size()));
    }
    Peak top = peak.get();
    return new Accepted<>(
        new Fitted(
            found.with(exp(top.at())), top.value(), customers.size(), (int) repeatBuyers, top.covariance()),
        List.of());
  }

  /** The log-likelihood of customers under a model, without -sum ln x!. */
  public static double logLikelihood(PurchaseModel model, Collection<Purchases> customers) {
    return Rows.of(customers).logLikelihood(model);
  }

  /** Times are told in the data's own length, so that daily and yearly shops start alike. */
  private static List<double[]> starts(ModelKind kind, Rows rows) {
    List<double[]> starts = new ArrayList<>();
    for (double[] start : STARTS) {
      double[] logs = new double[kind == ModelKind.NBD ? 2 : start.length];
      for (int i = 0; i < logs.length; i++) {
        boolean isTime = i == 1 || i == 3 && kind == ModelKind.PARETO_NBD;
        logs[i] = Math.log(start[i] * (isTime ? rows.meanAgeWeeks() / 4 : 1));
      }
      starts.add(logs);
    }
    return starts;
  }

  /** The model with parameters moved by {@code shift} on the log scale. */
  PurchaseModel moved(double[] shift) {
    double[] parameters = new double[shift.length];
    for (int i = 0; i < shift.length; i++) {
      double log = Math.log(model.parameters().get(i)) + shift[i];
      parameters[i] = Math.exp(Math.clamp(log, -Peak.LOG_MAX, Peak.LOG_MAX));
    }
    return model.kind().with(parameters);
  }

  private static double[] exp(double[] logs) {
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = Math.exp(logs[i]);
    }
    return values;
  }

  /**
   * Customers with equal numbers as one row, in order of repeats.
   *
   * @param purchases each once
   * @param counts of the same length: how many customers
   */
  private record Rows(Purchases[] purchases, int[] counts) {

    static Rows of(Collection<Purchases> customers) {
      Map<Purchases, Integer> grouped = new TreeMap<>();
      customers.forEach(one -> grouped.merge(one, 1, Integer::sum));
      return new Rows(
          grouped.keySet().toArray(Purchases[]::new),
          grouped.values().stream().mapToInt(Integer::intValue).toArray());
    }

    double logLikelihood(PurchaseModel model) {
      double sum = 0;
      double ofNumber = 0;
      int repeats = -1;
      for (int i = 0; i < purchases.length; i++) {
        if (purchases[i].repeats() != repeats) {
          repeats = purchases[i].repeats();
          ofNumber = model.logLikelihoodOfNumber(repeats);
        }
        sum += counts[i] * (ofNumber + model.logLikelihoodOfTimes(purchases[i]));
      }
      return sum;
    }

    double meanAgeWeeks() {
      double sum = 0;
      long customers = 0;
      for (int i = 0; i < purchases.length; i++) {
        sum += counts[i] * purchases[i].ageWeeks();
        customers += counts[i];
      }
      return Math.max(1, sum / customers);
    }
  }
}
