package laotie.growth.repurchase;

/**
 * What the buyers of one cohort did in one month.
 *
 * @param buyers of the cohort with an effective order in the month
 * @param orders their effective orders
 * @param grossMinor what they paid, minor units
 * @param backMinor what went back to them in the month, minor units
 */
public record CohortMonth(long buyers, long orders, long grossMinor, long backMinor) {

  public static final CohortMonth NONE = new CohortMonth(0, 0, 0, 0);

  CohortMonth plus(CohortMonth other) {
    return new CohortMonth(
        Math.addExact(buyers, other.buyers), Math.addExact(orders, other.orders),
        Math.addExact(grossMinor, other.grossMinor), Math.addExact(backMinor, other.backMinor));
  }

  /** May be negative: money goes back in months in which little is bought. */
  public long netMinor() {
    return grossMinor - backMinor;
  }
}
