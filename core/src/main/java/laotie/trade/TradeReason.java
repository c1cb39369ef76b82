package laotie.trade;

import laotie.fact.Reason;

/** Why the till says no, in order of precedence: the first one that holds is the answer. */
public enum TradeReason implements Reason {
  /** The order has no line, one variant twice, or more lines than {@link Checkout#LINES_MAX}. */
  BASKET_WRONG(422),
  /** More units of one variant than {@link Checkout#QUANTITY_MAX}, or fewer than one. */
  QUANTITY_OUTSIDE_LIMIT(422),
  /** The lines belong to several hosts; one order has one host. */
  HOSTS_MIXED(422),
  /** The lines are priced in several currencies; one order has one. */
  CURRENCIES_MIXED(422),
  /** The amount does not fit the money we can count. */
  AMOUNT_TOO_LARGE(422),
  /** A host buys from himself, which would count as trust. */
  OWN_GOODS(409),
  /** The product was taken off the shelf. */
  NOT_FOR_SALE(409),
  /** So many of the buyer's orders wait for their payment that he must pay or cancel one first. */
  TOO_MANY_UNPAID(409),
  /** Fewer units can be promised than are wanted; the answer carries {@code available}. */
  OUT_OF_STOCK(409),
  /** The buyer would have more of limited goods than one buyer may; the answer carries {@code buyerLeft}. */
  BUYER_LIMIT(409),
  /** There is some of it: it can be bought without waiting; the answer carries {@code available}. */
  WAIT_NOT_NEEDED(409),
  /** As many people wait for this variant as may. */
  WAITLIST_FULL(409),
  /** The buyer waits for as many variants as one buyer may. */
  TOO_MANY_WAITS(409),
  /** The order is no longer waiting for its payment. */
  ORDER_NOT_OPEN(409),
  /** The promise of stock has ended; the order must be placed anew. */
  HOLD_ENDED(409),
  /** The promise of stock has not ended yet, so it cannot expire. */
  HOLD_RUNNING(409),
  /** The goods left; what is sent back is a return. */
  ORDER_LEFT(409),
  /** Only a paid order can be packed and shipped. */
  ORDER_NOT_PAID(409),
  /** Only a shipped order can arrive. */
  ORDER_NOT_SHIPPED(409),
  /** This order, for this reason, can not be returned in this way any more or not yet. */
  RETURN_NOT_POSSIBLE(409),
  /** More units than may be asked back; the answer carries {@code unitsFree}. */
  RETURN_UNITS_WRONG(409),
  /** The amount is not below what was asked, or nothing; the answer carries {@code askedMinor}. */
  RETURN_AMOUNT_WRONG(409),
  /** Somebody else has the word in this return, or it is over; the answer carries {@code returnState}. */
  RETURN_STATE_WRONG(409),
  /** Only a delivered order can close. */
  ORDER_NOT_DELIVERED(409);

  private final int status;

  TradeReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
