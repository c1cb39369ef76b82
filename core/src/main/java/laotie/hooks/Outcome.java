package laotie.hooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What came of one attempt to tell a receiver something. */
public enum Outcome {
  /** 2xx: taken. */
  DELIVERED(false),
  /** 410: the receiver wants nothing more, ever. */
  GONE(false),
  /** 429, 502, 503 or 504: too much at once. */
  BUSY(true),
  /** 3xx: redirects are not followed, the address must be changed by its owner. */
  REDIRECTED(false),
  /** Any other status: a no to this one. */
  REFUSED(false),
  /** No answer within the time. */
  TIMED_OUT(true),
  /** No connection, or it broke. */
  UNREACHABLE(true),
  /** The certificate does not fit the name, or there is no TLS at all. */
  TLS_WRONG(true),
  /** The name has no address. */
  NAME_UNKNOWN(true),
  /** The name leads to an address inside, where nothing is sent. */
  ADDRESS_INTERNAL(true),
  /** The answer was no HTTP. */
  ANSWER_BROKEN(true);

  /** The longest wait a receiver may ask for; above it this is taken. */
  public static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

  private final boolean isOfEndpoint;

  Outcome(boolean isOfEndpoint) {
    this.isOfEndpoint = isOfEndpoint;
  }

  /** True when it says something about the whole receiver and not about the one message. */
  public boolean isOfEndpoint() {
    return isOfEndpoint;
  }

  /** What a status means, by the Standard Webhooks specification 1.0.0. */
  public static Outcome ofStatus(int status) {
    if (status >= 200 && status <= 299) {
      return DELIVERED;
    }
    if (status >= 300 && status <= 399) {
      return REDIRECTED;
    }
    return switch (status) {
      case 410 -> GONE;
      case 429, 502, 503, 504 -> BUSY;
      default -> REFUSED;
    };
  }

  /**
   * How long a receiver asks to be left alone: seconds or an HTTP date (RFC 9110, section 10.2.3), within 0
   * and {@link #RETRY_AFTER_MAX}. Empty when it asks nothing, or nothing that can be read.
   */
  public static Optional<Duration> retryAfter(String header, Instant now) {
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, until)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : wish;
  }
}
