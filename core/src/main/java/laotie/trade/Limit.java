package laotie.trade;

import java.time.Duration;
import java.time.Instant;

/**
 * How many units of one product one buyer may have (限购), in all its variants together. Unpaid orders count,
 * what expired, was cancelled or went back does not.
 *
 * @param units 1..{@link #UNITS_MAX}
 * @param days over the last so many days; 0 for ever
 */
public record Limit(String productId, int units, int days) {

  public static final int UNITS_MAX = 9_999;
  public static final int DAYS_MAX = 365;

  public Limit {
    if (units < 1 || units > UNITS_MAX || days < 0 || days > DAYS_MAX) {
      throw new IllegalArgumentException("limit of " + units + " in " + days + " days");
    }
  }

  /** Orders placed after this instant count. */
  public Instant since(Instant now) {
    return days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
  }
}
