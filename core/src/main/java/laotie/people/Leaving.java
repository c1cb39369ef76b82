package laotie.people;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody's wish to leave (注销). It holds after a time to think it over, for a thief of a session or an angry
 * hour shall not erase what cannot be brought back.
 *
 * @param dueAt when his account is erased unless he takes it back
 */
public record Leaving(Instant askedAt, Instant dueAt) {

  /** Time to think it over: seven days. */
  public static final Duration GRACE = Duration.ofDays(7);

  /** How long after a hindrance it is tried again: one day. */
  public static final Duration HINDERED_FOR = Duration.ofDays(1);

  /** How often an erased account is looked at until what was on its way has arrived: every hour. */
  public static final Duration REST_EVERY = Duration.ofHours(1);

  public Leaving {
    if (dueAt.isBefore(askedAt)) {
      throw new IllegalArgumentException("due before it was asked");
    }
  }

  public static Leaving askedAt(Instant now) {
    return new Leaving(now, now.plus(GRACE));
  }
}
