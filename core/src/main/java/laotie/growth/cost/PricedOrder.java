package laotie.growth.cost;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/**
 * An order as a host's money.
 *
 * @param day the business day of payment
 * @param paidAt the same to the millisecond, since 1970 UTC; orders of one millisecond go by their id
 * @param isEffective paid, and not wholly refunded within seven days
 * @param netMinor what the buyer paid less what went back, minor units
 * @param couponMinor what coupons of the host took off it
 * @param platformCouponMinor what coupons of the platform took off it; nobody's cost here
 * @param taken what the settlement did with it
 */
public record PricedOrder(
    String orderId, LocalDate day, long paidAt, boolean isEffective, long netMinor, long couponMinor,
    long platformCouponMinor, Taken taken) {

  /** In the order of payment. */
  static final Comparator<PricedOrder> BY_PAYMENT =
      Comparator.comparingLong(PricedOrder::paidAt).thenComparing(PricedOrder::orderId);

  public PricedOrder {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(day);
    Objects.requireNonNull(taken);
  }

  /**
   * The shares of others, as the settlement booked them.
   *
   * @param isKnown false until the order is settled; then the rest is 0
   * @param subsidyMinor what the platform added for its coupons
   */
  public record Taken(boolean isKnown, long subsidyMinor, long commissionMinor, long suppliesMinor) {

    /** Not settled yet. */
    public static final Taken UNKNOWN = new Taken(false, 0, 0, 0);
  }

  /** What is left to the host of an order of somebody he had won before. */
  long marginMinor() {
    return netMinor + taken.subsidyMinor() - taken.commissionMinor() - taken.suppliesMinor();
  }

  /**
   * What is left of the order that won the buyer, before the cost of winning him: its coupon and commission
   * are part of that cost and must not be taken off twice.
   */
  long winningMarginMinor() {
    return marginMinor() + couponMinor + taken.commissionMinor();
  }
}
