package laotie.server.trade;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.prices.Coupon;
import laotie.prices.PricesReason;
import laotie.server.prices.Prices.CouponRow;

/** Decides whether somebody may use a coupon in an order now: the same for a quote and for the till. */
final class CouponUse {

  private CouponUse() {}

  /**
   * Who asks.
   *
   * @param usesLeft uses he still has; -1 when he does not hold the coupon
   */
  record Asker(Coupon.Buyer buyer, long usesLeft) {}

  static Decision<Coupon> decide(CouponRow row, Command.Place place, Asker asker, Instant now) {
    return decide(row, place.basket().wanted().getFirst().offer().hostId(), place.terms().code(), asker, now);
  }

  static Decision<Coupon> decide(CouponRow row, String hostId, String code, Asker asker, Instant now) {
    Coupon coupon = row.coupon();
    boolean isHolder = asker.usesLeft() >= 0;
    if (!isHolder && !row.code().isEmpty() && !row.hasCode(code)) {
      return new Refused<>(PricesReason.COUPON_UNKNOWN, "this coupon is got by its code");
    }
    Decision<Coupon> may = coupon.mayUse(hostId, asker.buyer(), now);
    if (may instanceof Refused<Coupon>) {
      return may;
    }
    if (asker.usesLeft() == 0) {
      return new Refused<>(PricesReason.COUPON_USED,
          "coupon " + coupon.couponId() + " is used " + coupon.term().buyerMax() + " times",
          Map.of("buyerMax", coupon.term().buyerMax(), "couponId", coupon.couponId()));
    }
    if (!isHolder && !row.isLeft()) {
      return new Refused<>(PricesReason.COUPON_GONE,
          row.claims() + " buyers hold coupon " + coupon.couponId() + ", no more may",
          Map.of("couponId", coupon.couponId()));
    }
    return new Accepted<>(coupon, List.of());
  }
}
