package laotie.fact;

import java.time.Instant;

/** What happened to prices. What an order costs and why is in the facts of trade. */
public sealed interface PricesFact extends Fact {

  @Override
  default Area area() {
    return Area.PRICES;
  }

  /**
   * A host set units aside at a lower price, or changed price, units or time of such a sale.
   *
   * @param price for one unit
   * @param units set aside in all, sold ones included
   * @param buyerMax units one buyer may have
   */
  record FlashSaleSet(
      String flashSaleId, String skuId, String productId, String hostId, Money price, long units,
      int buyerMax, Instant startsAt, Instant endsAt) implements PricesFact {
    @Override
    public String key() {
      return flashSaleId;
    }
  }

  /**
   * A flash sale is over, by its time or by its host.
   *
   * @param sold units of paid and of still unpaid orders
   */
  record FlashSaleEnded(String flashSaleId, String skuId, String productId, String hostId, long sold)
      implements PricesFact {
    @Override
    public String key() {
      return flashSaleId;
    }
  }

  /** Room prices, coupons or fees of a host changed; an empty host stands for coupons of every host. */
  record PricesSet(String hostId) implements PricesFact {
    @Override
    public String key() {
      return hostId;
    }
  }
}
