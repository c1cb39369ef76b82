package laotie.server.trade;

import java.util.List;
import java.util.OptionalLong;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;

/**
 * What the price of an order depends on, gathered at the counter. The till looks at flash sales and coupons
 * again under its locks.
 *
 * @param ask with no line in a flash sale
 * @param flashSales of each line, the one that was live at the counter, or {@link FlashSale#NONE}
 * @param buyer without what only the till knows: whether he has an order already
 * @param code of the coupon, as he typed it, or empty
 * @param expectedMinor what he was shown; absent: any price
 */
record Terms(
    Ask ask, List<FlashSale> flashSales, Coupon.Buyer buyer, String code, OptionalLong expectedMinor) {

  Terms {
    flashSales = List.copyOf(flashSales);
  }
}
