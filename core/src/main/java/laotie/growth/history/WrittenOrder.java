package laotie.growth.history;

import laotie.growth.Loyalty.Purchase;
import laotie.growth.PastOrder;

/**
 * One order while its rows are being read. Half a million of these are in memory at once, so it is bare
 * fields that the reader sets, and no values that are made anew with each row.
 */
final class WrittenOrder {

  static final int NOBODY = -1;
  static final long UNSAID = Long.MIN_VALUE;

  final int file;
  final long row;
  int repeatedIn;
  int buyer = NOBODY;
  long paidAt = Purchase.NEVER;
  long orderedAt = Purchase.NEVER;
  long cancelledAt = Purchase.NEVER;
  long totalMinor = UNSAID;
  long linesMinor;
  long linesBackMinor;
  long refundedMinor;
  boolean hasSale;
  boolean isBroken;
  boolean isForeign;
  PaidWord paid = PaidWord.PAID;
  boolean isStatusTold;

  WrittenOrder(int file, long row) {
    this.file = file;
    this.row = row;
    this.repeatedIn = file;
  }

  /** When it counts: paid, else ordered; {@link Purchase#NEVER} when no row says. */
  long at() {
    return paidAt != Purchase.NEVER ? paidAt : orderedAt;
  }

  /** Lines that only came back. */
  boolean isCredit() {
    return totalMinor == UNSAID && !hasSale && linesBackMinor > 0;
  }

  long grossMinor() {
    return totalMinor == UNSAID ? linesMinor : totalMinor;
  }

  /** What went back of it: as told, or all of it when only the status says so. */
  long backMinor() {
    long told = Math.max(refundedMinor, 0) + linesBackMinor;
    return paid == PaidWord.REFUNDED ? Math.max(told, grossMinor()) : told;
  }

  /** When it went back: cancelling is the only time that tables tell. */
  long backAt() {
    return cancelledAt != Purchase.NEVER && cancelledAt > at() ? cancelledAt : at();
  }

  boolean isWhollyBack() {
    return paid == PaidWord.REFUNDED || grossMinor() > 0 && backMinor() >= grossMinor();
  }

  boolean isEffective() {
    return sale().isEffective();
  }

  PastOrder sale() {
    return new PastOrder(PastOrder.Kind.SALE, at(), grossMinor(), backMinor(), backAt(), isWhollyBack());
  }

  PastOrder credit() {
    return new PastOrder(PastOrder.Kind.CREDIT, at(), 0, linesBackMinor, at(), false);
  }
}
