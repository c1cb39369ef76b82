package laotie.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A bucket of attempts that refills with time, as one instant (the generic cell rate algorithm, ITU-T I.371):
 * the bucket is full again at {@code fullAt}.
 *
 * @param fullAt when nothing is owed any more; {@link Instant#EPOCH} for a bucket nobody has used
 */
public record Attempts(Instant fullAt) {

  /** A bucket nobody has used. */
  public static final Attempts NONE = new Attempts(Instant.EPOCH);

  public Attempts {
    Objects.requireNonNull(fullAt);
  }

  /**
   * What a bucket allows.
   *
   * @param burst attempts at once, >= 1
   * @param refillEvery time that gives one attempt back
   */
  public record Allowance(int burst, Duration refillEvery) {
    public Allowance {
      if (burst < 1 || refillEvery.isNegative() || refillEvery.isZero()) {
        throw new IllegalArgumentException("burst " + burst + ", refill every " + refillEvery);
      }
    }

    /** Time in which an emptied bucket is full again; older buckets may be forgotten. */
    public Duration whole() {
      return refillEvery.multipliedBy(burst);
    }
  }

  /** What an attempt gets. */
  public sealed interface Answer {
    /** Go on; remember {@code after}. */
    record Go(Attempts after) implements Answer {}

    /** Come back after {@code retryAfter}, which is positive. */
    record Wait(Duration retryAfter) implements Answer {}
  }

  /** One attempt less: it turned out to be none. */
  public Attempts giveBack(Allowance allowance) {
    return new Attempts(fullAt.minus(allowance.refillEvery()));
  }

  /** One more attempt at {@code now}. */
  public Answer attempt(Allowance allowance, Instant now) {
    Instant from = fullAt.isAfter(now) ? fullAt : now;
    Instant after = from.plus(allowance.refillEvery());
    Duration over = Duration.between(now.plus(allowance.whole()), after);
    return over.isPositive() ? new Answer.Wait(over) : new Answer.Go(new Attempts(after));
  }
}
