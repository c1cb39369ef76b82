package laotie.prices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.prices.Ask.Item;
import laotie.prices.Freight.Fee;

/**
 * The one rule of prices. In this order: each unit costs the flash price, or else the lower of list and room
 * price less the tier's percentage; the coupon takes its part off the lines that are in no flash sale, in
 * proportion to what they cost; the fee for shipping is added.
 *
 * <p>Everything is whole minor units. Percentages are rounded up in favour of the buyer ({@link Rounding}); a
 * coupon is split by the largest remainder ({@link Shares}), so that the parts sum exactly to the total. No
 * line costs less than nothing or more than its list price, and the goods cost at least one minor unit.
 */
public final class Pricing {

  private Pricing() {}

  /**
   * The price, or why there is none: {@link PricesReason#COUPON_BELOW_THRESHOLD}, {@link
   * PricesReason#NOT_DELIVERED_THERE}. Throws {@link ArithmeticException} beyond 64 bits.
   */
  public static Decision<Quote> price(Ask ask) {
    List<Long> counted = countedMinor(ask);
    Decision<Long> off = offOf(ask, counted.stream().reduce(0L, Math::addExact));
    if (off instanceof Refused<Long>(var reason, var detail, var members)) {
      return new Refused<>(reason, detail, members);
    }
    List<Long> shares = Shares.of(((Accepted<Long>) off).value(), counted);
    List<Quote.Line> lines = new ArrayList<>(ask.items().size());
    int units = 0;
    for (int i = 0; i < ask.items().size(); i++) {
      Item item = ask.items().get(i);
      units += item.quantity();
      lines.add(line(item, shares.get(i), ask.coupon()));
    }
    long goods = lines.stream().mapToLong(Quote.Line::netMinor).reduce(0, Math::addExact);
    return switch (ask.freight().feeFor(ask.region(), units, goods)) {
      case Refused<Fee>(var reason, var detail, var members) -> new Refused<>(reason, detail, members);
      case Accepted<Fee>(Fee fee, var none) -> new Accepted<>(new Quote(lines, ask.coupon(), fee), List.of());
    };
  }

  /** What each line adds to the goods that a coupon counts for: a flash price is final. */
  private static List<Long> countedMinor(Ask ask) {
    List<Long> counted = new ArrayList<>(ask.items().size());
    for (Item item : ask.items()) {
      counted.add(item.tag().isFlash() ? 0L : Math.multiplyExact(item.tag().unitMinor(), item.quantity()));
    }
    return counted;
  }

  private static Decision<Long> offOf(Ask ask, long goodsMinor) {
    Coupon coupon = ask.coupon();
    if (coupon.isNone()) {
      return new Accepted<>(0L, List.of());
    }
    if (!coupon.off().currency().equals(ask.items().getFirst().tag().list().currency())) {
      return new Refused<>(PricesReason.COUPON_NOT_FOR_YOU, "coupon " + coupon.couponId() + " is in "
          + coupon.off().currency(), Map.of("needs", coupon.off().currency().getCurrencyCode()));
    }
    // Below two minor units there is nothing to take off, for goods never become free.
    long needed = Math.max(coupon.off().thresholdMinor(), 2);
    if (goodsMinor < needed) {
      return new Refused<>(PricesReason.COUPON_BELOW_THRESHOLD,
          "goods of " + goodsMinor + " < " + needed + ", coupon " + coupon.couponId(),
          Map.of("missingMinor", needed - goodsMinor, "couponId", coupon.couponId()));
    }
    return new Accepted<>(coupon.off().of(goodsMinor), List.of());
  }

  private static Quote.Line line(Item item, long share, Coupon coupon) {
    List<Step> steps = new ArrayList<>(item.tag().steps(item.quantity()));
    if (share > 0) {
      steps.add(new Step(Step.Kind.COUPON, -share, coupon.couponId(), 0));
    }
    return new Quote.Line(item, item.tag().unitMinor(), share, steps);
  }
}
