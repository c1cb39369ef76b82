package laotie.reviews;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of an order, as far as a review depends on it.
 *
 * @param deliveredAt when it reached the buyer; {@link Instant#MAX} while it has not
 * @param isBack true when all its units went back
 */
public record Bought(
    String orderId, String skuId, String productId, String hostId, String buyerId, Instant deliveredAt,
    boolean isBack) {

  public Bought {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(skuId);
    Objects.requireNonNull(productId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(buyerId);
    Objects.requireNonNull(deliveredAt);
  }

  public boolean isDelivered() {
    return deliveredAt.isBefore(Instant.MAX);
  }
}
