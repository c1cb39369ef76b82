package laotie.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long to wait before a gateway is asked again (退避): twice as long each time, up to a longest pause, and
 * for so many times only.
 *
 * @param first the pause before the second asking
 * @param longest no pause is longer
 * @param timesMax how often one asks before one gives up and shows it to a person
 */
public record Patience(Duration first, Duration longest, int timesMax) {

  public Patience {
    Objects.requireNonNull(longest);
    if (!first.isPositive() || longest.compareTo(first) < 0 || timesMax < 1) {
      throw new IllegalArgumentException("patience of " + first + " to " + longest + ", " + timesMax);
    }
  }

  /**
   * When to ask again, or empty when it was asked often enough.
   *
   * @param asked how often it was asked up to now, at least once
   */
  public Optional<Instant> next(int asked, Instant now) {
    if (asked >= timesMax) {
      return Optional.empty();
    }
    Duration pause = first;
    for (int i = 1; i < asked && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return Optional.of(now.plus(pause.compareTo(longest) < 0 ? pause : longest));
  }
}
