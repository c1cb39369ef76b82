package laotie.hooks;

import java.time.Duration;
import java.util.Objects;

/**
 * One attempt, as the rules see it.
 *
 * @param retryAfter what the receiver asked for, zero when it asked nothing
 */
public record Attempt(Outcome outcome, Duration retryAfter) {

  public Attempt {
    Objects.requireNonNull(outcome);
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retry after " + retryAfter);
    }
  }

  public static Attempt of(Outcome outcome) {
    return new Attempt(outcome, Duration.ZERO);
  }
}
