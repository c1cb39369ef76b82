package laotie.trade;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody's place in the line for a variant that is out (排队等货).
 *
 * @param number the server's, drawn while the variant's stock is locked; a smaller one came before
 * @param offeredUntil until when one unit is kept for him; {@link #NOT_YET} while he waits
 */
public record Wait(String waitId, String skuId, String buyerId, long number, Instant offeredUntil) {

  /** The instant of those who have no offer. */
  public static final Instant NOT_YET = Instant.EPOCH;

  public Wait {
    Objects.requireNonNull(waitId);
    Objects.requireNonNull(skuId);
    Objects.requireNonNull(buyerId);
    Objects.requireNonNull(offeredUntil);
  }

  /** True while a unit is kept for him, also after its time until somebody passes it on. */
  public boolean isOffered() {
    return !offeredUntil.equals(NOT_YET);
  }

  Wait offered(Instant until) {
    return new Wait(waitId, skuId, buyerId, number, until);
  }
}
