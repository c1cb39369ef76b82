package laotie.growth.repurchase;

import laotie.growth.Share;

/**
 * What the definitions count in one month, or in all months together.
 *
 * @param buyers with an effective order in it
 * @param twice of them with two orders or more in it
 * @param twiceDays of them with orders on two days or more of it
 * @param again of them with an order in the month after
 * @param returning of them with their first purchase before it
 * @param orders effective orders
 * @param firstOrders of them the first of their buyer
 * @param grossMinor what was paid, minor units
 * @param backMinor what went back in it, minor units, whenever it had been paid
 */
public record MonthCount(
    long buyers, long twice, long twiceDays, long again, long returning, long orders, long firstOrders,
    long grossMinor, long backMinor) {

  public static final MonthCount NONE = new MonthCount(0, 0, 0, 0, 0, 0, 0, 0, 0);

  MonthCount plus(MonthCount other) {
    return new MonthCount(
        Math.addExact(buyers, other.buyers), Math.addExact(twice, other.twice),
        Math.addExact(twiceDays, other.twiceDays), Math.addExact(again, other.again),
        Math.addExact(returning, other.returning), Math.addExact(orders, other.orders),
        Math.addExact(firstOrders, other.firstOrders), Math.addExact(grossMinor, other.grossMinor),
        Math.addExact(backMinor, other.backMinor));
  }

  /** R1o. */
  public Share r1o() {
    return new Share(twice, buyers);
  }

  /** R1d: the orders of one day are one. */
  public Share r1d() {
    return new Share(twiceDays, buyers);
  }

  /** R2 (回购); it has ripened when the month after is over. */
  public Share r2() {
    return new Share(again, buyers);
  }

  /** R4. */
  public Share r4() {
    return new Share(returning, buyers);
  }

  /** R5. */
  public Share r5() {
    return new Share(orders - firstOrders, orders);
  }

  /** What was paid less what went back. */
  public long netMinor() {
    return grossMinor - backMinor;
  }
}
