package laotie.trade;

/**
 * How good a buyer somebody is (你信任我, 我也信任你): does he pay what he orders, and keep what he bought?
 * Trust goes both ways, so the square knows good buyers as it knows good hosts.
 */
public enum Standing {
  /** Too few orders to say, or too many that were not paid or went back. */
  NEW,
  /** Pays and keeps most of what he orders. */
  GOOD,
  /** Has paid and kept for long: he may buy early at every host. */
  TRUSTED;

  /** Paid orders without which nobody is {@link #GOOD} or {@link #TRUSTED}. */
  public static final int GOOD_ORDERS = 2;
  public static final int TRUSTED_ORDERS = 5;

  /** Reviewed orders that stand for one paid order. */
  public static final int REVIEWED_ORDERS = 2;

  /** Shares in percent. */
  private static final int GOOD_PAID = 60;
  private static final int GOOD_KEPT = 70;
  private static final int TRUSTED_PAID = 80;
  private static final int TRUSTED_KEPT = 90;

  /**
   * What a buyer did on the whole square in the last year.
   *
   * @param ended orders that do not wait for a payment any more
   * @param paid of these, the paid ones
   * @param back of the paid ones, those that went back whole
   * @param reviewed of the kept ones, those he reviewed and whose review stands
   */
  public record Record(long ended, long paid, long back, long reviewed) {

    public static final Record NONE = new Record(0, 0, 0);

    public Record {
      if (paid > ended || back > paid || back < 0 || reviewed < 0 || reviewed > paid - back) {
        throw new IllegalArgumentException(
            "ended " + ended + ", paid " + paid + ", back " + back + ", reviewed " + reviewed);
      }
    }

    public Record(long ended, long paid, long back) {
      this(ended, paid, back, 0);
    }

    /** Who helps others to choose needs one paid order less, never more than one. */
    private long orders() {
      return paid + (reviewed >= REVIEWED_ORDERS ? 1 : 0);
    }

    private boolean holds(int orders, int paidPercent, int keptPercent) {
      return orders() >= orders && 100 * paid >= paidPercent * ended
          && 100 * (paid - back) >= keptPercent * paid;
    }
  }

  public static Standing of(Record record) {
    if (record.holds(TRUSTED_ORDERS, TRUSTED_PAID, TRUSTED_KEPT)) {
      return TRUSTED;
    }
    return record.holds(GOOD_ORDERS, GOOD_PAID, GOOD_KEPT) ? GOOD : NEW;
  }
}
