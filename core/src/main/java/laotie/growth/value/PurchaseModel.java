package laotie.growth.value;

import java.util.List;

/**
 * How customers buy until they silently stop: each at a rate of his own, and each with an end of his own,
 * which nobody sees. All times in weeks.
 */
public sealed interface PurchaseModel permits MbgNbd, BgNbd, ParetoNbd, Nbd {

  /** The parameters in the order of their record: four, or two where nobody stops. */
  List<Double> parameters();

  /**
   * The part of the log-likelihood that follows from the number of purchases alone, and is the same for all
   * who have it. Without -ln x!, as is the custom.
   */
  double logLikelihoodOfNumber(int repeats);

  /** The other part, which follows from the times. */
  double logLikelihoodOfTimes(Purchases purchases);

  /** The log-likelihood of one customer, without -ln x!. */
  default double logLikelihood(Purchases purchases) {
    return logLikelihoodOfNumber(purchases.repeats()) + logLikelihoodOfTimes(purchases);
  }

  /** P(alive), 0..1: that he has not stopped at the end of what is known. */
  double aliveProbability(Purchases purchases);

  /** E[X(t)]: repeat purchases of a new customer in his first {@code weeks}. */
  double expectedPurchases(double weeks);

  /** Purchases in the next {@code weeks} if he has not stopped yet. */
  double expectedIfAlive(Purchases purchases, double weeks);

  /** E[Y(t) | x, t_x, T]: purchases in the next {@code weeks}. */
  default double expectedPurchases(Purchases purchases, double weeks) {
    return aliveProbability(purchases) * expectedIfAlive(purchases, weeks);
  }

  /** Which of them. */
  ModelKind kind();
}
