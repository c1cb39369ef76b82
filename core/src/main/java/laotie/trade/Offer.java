package laotie.trade;

import java.util.Objects;
import laotie.fact.Money;

/**
 * A variant as it is offered at the instant of the order. The order keeps this price whatever the host
 * does later.
 */
public record Offer(String skuId, String productId, String hostId, Money price, boolean isListed) {

  public Offer {
    Objects.requireNonNull(skuId);
    Objects.requireNonNull(productId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(price);
  }
}
