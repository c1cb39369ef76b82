package laotie.prices;

import java.time.Instant;
import java.util.Objects;

/**
 * A lower price of one variant for a short time and for units set aside (秒杀). Its id is also the id of its
 * row of stock.
 *
 * @param priceMinor minor units for one, >= 1
 * @param buyerMax units one buyer may have in all his orders, >= 1
 * @param startsAt from this instant on, by the server's clock
 * @param endsAt no more at this instant
 * @param isEnded true once the host ended it
 */
public record FlashSale(
    String flashSaleId, String skuId, String productId, String hostId, long priceMinor, int buyerMax,
    Instant startsAt, Instant endsAt, boolean isEnded) {

  /** Where there is no flash sale. */
  public static final FlashSale NONE =
      new FlashSale("", "", "", "", 1, 1, Instant.EPOCH, Instant.EPOCH.plusMillis(1), true);

  public FlashSale {
    Objects.requireNonNull(flashSaleId);
    if (priceMinor < 1 || buyerMax < 1 || !startsAt.isBefore(endsAt)) {
      throw new IllegalArgumentException(
          "flash sale at " + priceMinor + " for " + buyerMax + " from " + startsAt + " to " + endsAt);
    }
  }

  /** True from its start on and until just before its end. */
  public boolean isLive(Instant now) {
    return !isEnded && !now.isBefore(startsAt) && now.isBefore(endsAt);
  }

  /** True once nobody can buy in it any more. */
  public boolean isOver(Instant now) {
    return isEnded || !now.isBefore(endsAt);
  }
}
