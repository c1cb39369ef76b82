package laotie.prices;

import java.util.List;
import laotie.fact.TradeFact;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Discount;
import laotie.prices.Ask.Item;
import laotie.prices.Freight.Fee;

/**
 * A price with its explanation (报价). The steps of the lines and the fee sum exactly to the total.
 *
 * @param coupon the one used, or {@link Coupon#NONE}
 */
public record Quote(List<Line> lines, Coupon coupon, Fee fee) {

  /**
   * One line.
   *
   * @param unitMinor minor units for one, before coupons
   * @param offMinor the coupon's share for all units
   * @param steps from the list price to {@link #netMinor}
   */
  public record Line(Item item, long unitMinor, long offMinor, List<Step> steps) {
    public Line {
      steps = List.copyOf(steps);
    }

    /** Minor units for all units of the line, after everything. */
    public long netMinor() {
      return Math.subtractExact(Math.multiplyExact(unitMinor, item.quantity()), offMinor);
    }

    /** The line as the order keeps it. */
    public TradeFact.Line asOrdered() {
      return new TradeFact.Line(item.skuId(), item.productId(), item.quantity(), unitMinor,
          item.tag().isFlash() ? item.tag().flash().flashSaleId() : item.skuId(), offMinor);
    }
  }

  public Quote {
    lines = List.copyOf(lines);
  }

  /** Minor units for the goods, after everything but shipping. */
  public long goodsMinor() {
    return lines.stream().mapToLong(Line::netMinor).reduce(0, Math::addExact);
  }

  /** Minor units the coupon takes off. */
  public long offMinor() {
    return lines.stream().mapToLong(Line::offMinor).reduce(0, Math::addExact);
  }

  /** Minor units to pay. */
  public long totalMinor() {
    return Math.addExact(goodsMinor(), fee.minor());
  }

  /** What stands beside the lines. */
  public Bill bill() {
    return offMinor() == 0 ? new Bill(fee.minor(), List.of())
        : new Bill(fee.minor(), List.of(new Discount(coupon.couponId(), coupon.payer(), offMinor())));
  }
}
