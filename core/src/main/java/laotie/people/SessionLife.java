package laotie.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long somebody stays signed in: a session slides on while it is used and ends for good after its
 * longest life, so that a stolen cookie is not worth something for ever.
 *
 * @param startedAt when the person proved himself
 * @param expiresAt first instant at which the session is over unless it slides on
 */
public record SessionLife(Instant startedAt, Instant expiresAt) {

  /** Silence after which a session is over. */
  public static final Duration IDLE_MAX = Duration.ofDays(30);

  /** Age at which a session is over however much it is used. */
  public static final Duration AGE_MAX = Duration.ofDays(180);

  /** A session slides on at most this often, so that a request costs no write. */
  public static final Duration SLIDE_EVERY = Duration.ofHours(6);

  public SessionLife {
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(expiresAt);
  }

  public static SessionLife startingAt(Instant now) {
    return new SessionLife(now, now.plus(IDLE_MAX));
  }

  /** True before the instant of expiry; at that instant the session is over. */
  public boolean isAlive(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** True when the last slide lies {@link #SLIDE_EVERY} back and sliding would still win time. */
  public boolean isDueToSlide(Instant now) {
    return isAlive(now) && !slide(now).expiresAt.isBefore(expiresAt.plus(SLIDE_EVERY));
  }

  /** The session used at {@code now}; never beyond {@link #AGE_MAX}. */
  public SessionLife slide(Instant now) {
    Instant idleEnd = now.plus(IDLE_MAX);
    Instant ageEnd = startedAt.plus(AGE_MAX);
    return new SessionLife(startedAt, idleEnd.isBefore(ageEnd) ? idleEnd : ageEnd);
  }
}
