package laotie.growth;

/**
 * What became of a product in one minute; sums of facts.
 *
 * @param opened how often somebody opened it
 * @param orders paid orders with it
 * @param units of it in them
 * @param paidMinor what was paid for these units, minor units, without shipping
 */
public record ShelfMinute(long opened, long orders, long units, long paidMinor) {

  static final ShelfMinute NOTHING = new ShelfMinute(0, 0, 0, 0);

  ShelfMinute merge(ShelfMinute other) {
    return new ShelfMinute(
        Math.addExact(opened, other.opened),
        Math.addExact(orders, other.orders),
        Math.addExact(units, other.units),
        Math.addExact(paidMinor, other.paidMinor));
  }
}
