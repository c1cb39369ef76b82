package laotie.trade;

/**
 * What a shop promises after a sale (售后). An order keeps the rules under which it was placed, so that
 * nobody takes a promise back after he has the money.
 *
 * @param isSevenDays a buyer may return within seven days of delivery without saying why (七天无理由)
 * @param refundOnlyMinor up to so many minor units a faulty thing is refunded and need not be sent back, >= 0
 * @param isReturnFree the host pays the way back of every return
 * @param closeDays days after delivery when an order closes, 7..30: the law gives seven to think
 */
public record AfterSales(boolean isSevenDays, long refundOnlyMinor, boolean isReturnFree, int closeDays) {

  public static final int CLOSE_DAYS_MIN = 7;
  public static final int CLOSE_DAYS_MAX = 30;

  /** Of a shop that has said nothing. Twenty yuan: less than a parcel back and the look at it cost. */
  public static final AfterSales DEFAULT = new AfterSales(true, 2_000, false, CLOSE_DAYS_MIN);

  public AfterSales {
    if (refundOnlyMinor < 0 || closeDays < CLOSE_DAYS_MIN || closeDays > CLOSE_DAYS_MAX) {
      throw new IllegalArgumentException("refund only " + refundOnlyMinor + ", close days " + closeDays);
    }
  }
}
