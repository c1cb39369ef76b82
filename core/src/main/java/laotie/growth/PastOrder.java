package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/**
 * An order of another channel, as its table tells it.
 *
 * @param atMillis when it was paid, milliseconds since 1970 UTC
 * @param grossMinor what was paid, minor units of the channel's currency, >= 0
 * @param backMinor what went back of it, >= 0
 * @param backAtMillis when that went back; tables tell no time but that of cancelling
 * @param isWhollyBack true when nothing of it is left
 */
public record PastOrder(
    Kind kind, long atMillis, long grossMinor, long backMinor, long backAtMillis, boolean isWhollyBack)
    implements Comparable<PastOrder> {

  /** No order: unpaid, or taken back. */
  public static final PastOrder NONE = new PastOrder(Kind.NONE, 0, 0, 0, 0, false);

  private static final Comparator<PastOrder> ORDER = Comparator.comparing(PastOrder::kind)
      .thenComparingLong(PastOrder::atMillis).thenComparingLong(PastOrder::grossMinor)
      .thenComparingLong(PastOrder::backMinor).thenComparingLong(PastOrder::backAtMillis)
      .thenComparing(PastOrder::isWhollyBack);

  /** What it is. */
  public enum Kind {
    SALE,
    /** It only gives money back. */
    CREDIT,
    NONE
  }

  public PastOrder {
    Objects.requireNonNull(kind);
    if (grossMinor < 0 || backMinor < 0) {
      throw new IllegalArgumentException("an order of " + grossMinor + " with " + backMinor + " back");
    }
  }

  /** True when it counts for repurchase; the same rule as for orders of the square. */
  public boolean isEffective() {
    return kind == Kind.SALE && new Loyalty.Purchase(
        atMillis, isWhollyBack ? backAtMillis : Loyalty.Purchase.NEVER).isEffective();
  }

  /** By what they say; two that say the same are the same. */
  @Override
  public int compareTo(PastOrder other) {
    return ORDER.compare(this, other);
  }
}
