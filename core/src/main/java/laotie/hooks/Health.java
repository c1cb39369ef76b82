package laotie.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How an endpoint fares over all its messages: a receiver that does not answer rests between attempts, so
 * that it costs nobody anything, and after days of nothing but failure it is switched off.
 *
 * @param failures attempts that failed since the last one that did not
 * @param failingSince when the first of them failed
 * @param restUntil nothing is sent before; {@link Instant#EPOCH} when it needs no rest
 * @param isTold true when its owner was told that it fails
 */
public record Health(int failures, Optional<Instant> failingSince, Instant restUntil, boolean isTold) {

  /** Nothing failed, as far as anybody knows. */
  public static final Health GOOD = new Health(0, Optional.empty(), Instant.EPOCH, false);

  /** The first rest of a receiver that is away; each further failure doubles it. */
  public static final Duration REST_MIN = Duration.ofSeconds(5);

  /** The longest rest the server takes of itself; a receiver may ask for more. */
  public static final Duration REST_MAX = Duration.ofMinutes(1);

  /** Failures in a row from which a receiver that refuses message after message rests as well. */
  public static final int REFUSALS_MAX = 5;

  /** Its owner is told after so long of nothing but failure. */
  public static final Duration TOLD_AFTER = Duration.ofHours(24);

  /** It is switched off after so long of nothing but failure, */
  public static final Duration OFF_AFTER = Duration.ofDays(5);

  /** and at least so many attempts: a week without anything to tell is no failure. */
  public static final int OFF_FAILURES_MIN = 10;

  private static final int DOUBLINGS_MAX = 10;

  public Health {
    Objects.requireNonNull(failingSince);
    Objects.requireNonNull(restUntil);
  }

  /** What is to be done about the endpoint beside remembering how it fares. */
  public enum Turn {
    NOTHING,
    /** Tell its owner that it fails. */
    TELL,
    /** Switch it off and tell its owner: nothing but failure for days. */
    OFF_FAILING,
    /** Switch it off and tell its owner: the receiver said 410. */
    OFF_GONE
  }

  /** The health after an attempt, and what follows. */
  public record Verdict(Health health, Turn turn) {}

  /** False for a receiver that is away or refuses everything, until it takes something. */
  public boolean isGood() {
    return restUntil.equals(Instant.EPOCH);
  }

  /** The rule. */
  public Verdict after(Attempt attempt, Instant now) {
    if (attempt.outcome() == Outcome.DELIVERED) {
      return new Verdict(GOOD, Turn.NOTHING);
    }
    int count = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
    Instant since = failingSince.orElse(now);
    Duration rest = rest(attempt, count);
    Health next = new Health(count, Optional.of(since), rest.isZero() ? restUntil : now.plus(rest), isTold);
    if (attempt.outcome() == Outcome.GONE) {
      return new Verdict(next, Turn.OFF_GONE);
    }
    Duration failing = Duration.between(since, now);
    if (failing.compareTo(OFF_AFTER) >= 0 && count >= OFF_FAILURES_MIN) {
      return new Verdict(next, Turn.OFF_FAILING);
    }
    if (failing.compareTo(TOLD_AFTER) >= 0 && !isTold) {
      return new Verdict(new Health(count, next.failingSince, next.restUntil, true), Turn.TELL);
    }
    return new Verdict(next, Turn.NOTHING);
  }

  private static Duration rest(Attempt attempt, int count) {
    boolean isAway = attempt.outcome().isOfEndpoint();
    if (!isAway && count < REFUSALS_MAX) {
      return Duration.ZERO;
    }
    int doublings = Math.min(DOUBLINGS_MAX, isAway ? count - 1 : count - REFUSALS_MAX);
    Duration own = REST_MIN.multipliedBy(1L << doublings);
    Duration bounded = own.compareTo(REST_MAX) > 0 ? REST_MAX : own;
    return attempt.retryAfter().compareTo(bounded) > 0 ? attempt.retryAfter() : bounded;
  }
}
