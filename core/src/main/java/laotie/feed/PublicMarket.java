package laotie.feed;

/**
 * What of the public pool (公域) may be sold today, and what the next exposure of it costs. Public traffic has
 * a ceiling that everybody can see, and its price rises towards it:
 *
 * <pre>
 * for sale = pool x ceiling          price = floor / (1 - sold / for sale), at most {@link #RISE_MAX} x floor
 * </pre>
 *
 * <p>Prices are minor units for 1,000 exposures (千次曝光), rounded up; one exposure costs a thousandth of
 * that, and thousandths are added up exactly.
 *
 * @param isOpen an operator may close the market
 * @param floorMinor the price while nothing is sold, 1..{@value #FLOOR_MAX}
 * @param ceilingPercent the share of the pool, and of each viewer's public places, that may be sold:
 *     1..{@value #CEILING_MAX}
 * @param pool showings on public places that today is counted on; below {@value #POOL_MIN} counts as that
 * @param sold exposures sold today
 */
public record PublicMarket(boolean isOpen, long floorMinor, int ceilingPercent, long pool, long sold) {

  /** Dearer than this many floors nothing is sold. */
  public static final long RISE_MAX = 10;

  /** The highest floor: 1,000.00 for 1,000 exposures. */
  public static final long FLOOR_MAX = 100_000;

  /** More than half of a page is never sold. */
  public static final int CEILING_MAX = 50;

  /** A young square has something to sell too. */
  public static final long POOL_MIN = 1_000;

  private static final int WHOLE_PERCENT = 100;

  public PublicMarket {
    if (floorMinor < 1 || floorMinor > FLOOR_MAX || ceilingPercent < 1 || ceilingPercent > CEILING_MAX
        || sold < 0) {
      throw new IllegalArgumentException(
          "floor " + floorMinor + ", ceiling " + ceilingPercent + " %, sold " + sold);
    }
    pool = Math.max(pool, POOL_MIN);
  }

  /** Exposures that may be sold today. */
  public long forSale() {
    return Math.multiplyExact(pool, ceilingPercent) / WHOLE_PERCENT;
  }

  /** Exposures that are left today. */
  public long left() {
    return Math.max(0, forSale() - sold);
  }

  /** True while an exposure can be had. */
  public boolean isSelling() {
    return isOpen && left() > 0;
  }

  /** Minor units for 1,000 exposures at the price of the next one; the last price when none is left. */
  public long priceMinor() {
    long highest = Math.multiplyExact(floorMinor, RISE_MAX);
    if (left() == 0) {
      return highest;
    }
    return Math.min(highest, Math.ceilDiv(Math.multiplyExact(floorMinor, forSale()), left()));
  }

  /** The highest price there can be. */
  public long highestMinor() {
    return Math.multiplyExact(floorMinor, RISE_MAX);
  }

  /** The same after one more exposure was sold. */
  public PublicMarket afterOne() {
    return new PublicMarket(isOpen, floorMinor, ceilingPercent, pool, sold + 1);
  }

  /** On a page one public place in so many is sold, the last of them. */
  int every() {
    return Math.ceilDiv(WHOLE_PERCENT, ceilingPercent);
  }
}
