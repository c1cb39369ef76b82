package laotie.trade;

/**
 * What one buyer may have of something (每人限购): units of a flash sale, uses of a coupon. It is a row of
 * {@link Stock} of his own, so that whatever holds, returns and sells stock keeps his limit as well.
 */
public final class Allowance {

  private static final char BETWEEN = '/';

  private Allowance() {}

  /** The id of a buyer's row for a flash sale or a coupon. */
  public static String id(String ofId, String buyerId) {
    return ofId + BETWEEN + buyerId;
  }

  /** True for the id of a buyer's row, false for that of stock on a shelf. */
  public static boolean isId(String stockId) {
    return stockId.indexOf(BETWEEN) >= 0;
  }

  /** What it is an allowance of. */
  public static String ofId(String id) {
    return id.substring(0, id.indexOf(BETWEEN));
  }

  /** Whose allowance it is. */
  public static String buyerId(String id) {
    return id.substring(id.indexOf(BETWEEN) + 1);
  }

  /** The same row under the limit of this moment; units he already has stay his when the limit fell. */
  public static Stock limited(Stock row, int max) {
    long supplied = Math.max(max, row.held() + row.sold());
    return new Stock(row.skuId(), supplied - row.held() - row.sold(), row.held(), row.sold(), supplied);
  }
}
