package laotie.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a message is tried again: the schedule that the Standard Webhooks specification 1.0.0 proposes
 * (section "Deliverability and reliability"), over three days, each pause up to a fifth longer by chance so
 * that receivers that fell together are not all called together.
 */
public final class Retries {

  /** The pause after the first, second, ... failure; after one more the message is given up. */
  public static final List<Duration> PAUSES = List.of(
      Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2),
      Duration.ofHours(5), Duration.ofHours(10), Duration.ofHours(14), Duration.ofHours(20),
      Duration.ofHours(24));

  /** How much longer a pause may be by chance, as a share of it. */
  public static final double JITTER_MAX = 0.2;

  private Retries() {}

  /** Where a message stands with one endpoint. */
  public enum State {
    /** It is sent when it is due. */
    WAITING,
    /** The receiver took it. */
    DELIVERED,
    /** It failed to the end of the schedule, or the receiver is gone; only a replay sends it again. */
    GIVEN_UP
  }

  /**
   * What happens to the message after an attempt.
   *
   * @param dueAt when it is tried again; of use while it waits
   */
  public record Next(State state, Instant dueAt) {}

  /**
   * The rule.
   *
   * @param failures attempts of this round that failed before this one, 0 for the first
   */
  public static Next after(Attempt attempt, int failures, Instant now, RandomGenerator chance) {
    return switch (attempt.outcome()) {
      case DELIVERED -> new Next(State.DELIVERED, now);
      case GONE -> new Next(State.GIVEN_UP, now);
      case BUSY, REDIRECTED, REFUSED, TIMED_OUT, UNREACHABLE, TLS_WRONG, NAME_UNKNOWN, ADDRESS_INTERNAL,
          ANSWER_BROKEN -> later(attempt, failures, now, chance);
    };
  }

  private static Next later(Attempt attempt, int failures, Instant now, RandomGenerator chance) {
    if (failures >= PAUSES.size()) {
      return new Next(State.GIVEN_UP, now);
    }
    Duration pause = PAUSES.get(failures);
    long jitterMillis = (long) (pause.toMillis() * JITTER_MAX * chance.nextDouble());
    Duration wait = pause.plusMillis(jitterMillis);
    Duration asked = attempt.retryAfter();
    return new Next(State.WAITING, now.plus(wait.compareTo(asked) < 0 ? asked : wait));
  }
}
