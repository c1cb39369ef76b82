package laotie.prices;

import java.util.List;
import java.util.Objects;

/**
 * What somebody wants to know the price of.
 *
 * @param items in the order of the basket, of one host and one currency
 * @param coupon the one he uses and may use, or {@link Coupon#NONE}
 * @param freight of the host's shop
 */
public record Ask(List<Item> items, Coupon coupon, Freight freight, Region region) {

  public Ask {
    items = List.copyOf(items);
    Objects.requireNonNull(coupon);
    Objects.requireNonNull(freight);
    Objects.requireNonNull(region);
  }

  /**
   * One variant.
   *
   * @param quantity units, >= 1
   */
  public record Item(String skuId, String productId, int quantity, Tag tag) {}

  /** The same with another coupon. */
  public Ask with(Coupon other) {
    return new Ask(items, other, freight, region);
  }
}
