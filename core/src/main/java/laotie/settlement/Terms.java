package laotie.settlement;

/**
 * What a host and the platform agreed on. An order keeps the terms it was settled by.
 *
 * @param commissionBasisPoints hundredths of a percent of what the goods earn, 0..10,000
 * @param afterDays days after delivery that the platform keeps the money, 0..90
 */
public record Terms(int commissionBasisPoints, int afterDays) {

  /** All of an amount in basis points. */
  public static final int WHOLE = 10_000;

  /** Days that an order can wait at most. */
  public static final int DAYS_MAX = 90;

  public Terms {
    if (commissionBasisPoints < 0 || commissionBasisPoints > WHOLE || afterDays < 0 || afterDays > DAYS_MAX) {
      throw new IllegalArgumentException(
          "commission " + commissionBasisPoints + " basis points, after " + afterDays + " days");
    }
  }
}
