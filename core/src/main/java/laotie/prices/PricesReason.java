package laotie.prices;

import laotie.fact.Reason;

/** Why a price or a promise about prices is refused, in order of precedence. */
public enum PricesReason implements Reason {
  /** Fans of the host buy first; the answer carries {@code opensAt}. */
  NOT_OPEN_YET(409),
  /** The shop does not deliver to the region of the address. */
  NOT_DELIVERED_THERE(409),
  /** No coupon has this code, or it is not of this host. */
  COUPON_UNKNOWN(409),
  /** The coupon does not count now; the answer carries {@code startsAt} and {@code endsAt}. */
  COUPON_NOT_OPEN(409),
  /** The coupon asks for something of the buyer; the answer says in {@code needs} what. */
  COUPON_NOT_FOR_YOU(409),
  /** Every use of the coupon is promised to somebody. */
  COUPON_GONE(409),
  /** The buyer has used the coupon as often as one buyer may. */
  COUPON_USED(409),
  /** The goods the coupon counts for cost too little; the answer carries {@code missingMinor}. */
  COUPON_BELOW_THRESHOLD(409),
  /** The order would cost more than the buyer was shown; the answer carries the new {@code quote}. */
  PRICE_CHANGED(409),
  /** A special price must be below the list price. */
  SPECIAL_NOT_BELOW_LIST(422),
  /** Another flash sale of this variant runs at that time. */
  FLASH_SALE_OVERLAPS(409),
  /** The flash sale or the coupon has ended; it is not changed any more. */
  PROMISE_ENDED(409),
  /** As many room prices, flash sales or coupons as one host may have at a time. */
  PRICES_FULL(409);

  private final int status;

  PricesReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
