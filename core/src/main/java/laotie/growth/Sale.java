package laotie.growth;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One order as money of its host: what was paid, what coupons bore, what went back, and what the settlement
 * took. The facts of an order come in any order and more than once; each part is kept by itself and joined.
 *
 * @param buyerId empty while only something else of the order is known
 * @param paidAt milliseconds since 1970 UTC, or {@link #NEVER}
 * @param undoneAt when nothing of its amount remained, or {@link #NEVER}
 * @param amountMinor what the buyer paid, minor units
 * @param hostCouponMinor what coupons of the host took off
 * @param platformCouponMinor what coupons of the platform took off
 * @param backs minor units that went back, by the instant in milliseconds
 * @param taken what the settlement took
 */
public record Sale(
    String buyerId, String hostId, long paidAt, long undoneAt, long amountMinor, long hostCouponMinor,
    long platformCouponMinor, SortedMap<Long, Long> backs, Taken taken) {

  /** No such instant. */
  public static final long NEVER = Long.MAX_VALUE;

  /** How soon after payment a whole refund undoes an order; growth specification. */
  public static final Duration UNDONE_WITHIN = Loyalty.UNDONE_WITHIN;

  static final Sale NONE = new Sale("", "", NEVER, NEVER, 0, 0, 0, new TreeMap<>(), Taken.NOTHING);

  public Sale {
    backs = Collections.unmodifiableSortedMap(backs);
  }

  /**
   * What the settlement did with the buyer's money.
   *
   * @param revision the settlement it comes from; 0 while the order is not settled
   * @param subsidyMinor what the platform added for its coupons
   */
  public record Taken(int revision, long subsidyMinor, long commissionMinor, long suppliesMinor) {

    /** Not settled yet. */
    public static final Taken NOTHING = new Taken(0, 0, 0, 0);

    // Of one revision there is one outcome; the rest makes any two comparable.
    private static final Comparator<Taken> ORDER = Comparator.comparingInt(Taken::revision)
        .thenComparingLong(Taken::commissionMinor).thenComparingLong(Taken::suppliesMinor)
        .thenComparingLong(Taken::subsidyMinor);

    Taken later(Taken other) {
      return ORDER.compare(this, other) >= 0 ? this : other;
    }

    /** True once the shares are known. */
    public boolean isKnown() {
      return revision > 0;
    }
  }

  /** Both tell of one order. */
  Sale merge(Sale other) {
    SortedMap<Long, Long> joined = new TreeMap<>(backs);
    other.backs.forEach((at, minor) -> joined.merge(at, minor, Math::max));
    return new Sale(larger(buyerId, other.buyerId), larger(hostId, other.hostId),
        Math.min(paidAt, other.paidAt), Math.min(undoneAt, other.undoneAt),
        Math.max(amountMinor, other.amountMinor), Math.max(hostCouponMinor, other.hostCouponMinor),
        Math.max(platformCouponMinor, other.platformCouponMinor), joined,
        taken.later(other.taken));
  }

  /** What remained of the amount. */
  public long netMinor() {
    long net = amountMinor;
    for (long back : backs.values()) {
      net = Math.subtractExact(net, back);
    }
    return net;
  }

  /** Paid, and not wholly refunded within seven days. */
  public boolean isEffective() {
    return paidAt != NEVER && (undoneAt == NEVER || undoneAt - paidAt >= UNDONE_WITHIN.toMillis());
  }

  private static String larger(String left, String right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
