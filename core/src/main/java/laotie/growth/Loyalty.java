package laotie.growth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.fact.BusinessDays;

/**
 * The orders of one buyer with one host.
 *
 * @param orders by order id
 */
public record Loyalty(SortedMap<String, Purchase> orders) {

  /** How soon after payment a whole refund undoes an order for loyalty; growth specification. */
  public static final Duration UNDONE_WITHIN = Duration.ofDays(7);

  static final Loyalty NONE = new Loyalty(new TreeMap<>());

  public Loyalty {
    orders = Collections.unmodifiableSortedMap(orders);
  }

  static Loyalty of(String orderId, Purchase purchase) {
    return new Loyalty(new TreeMap<>(Map.of(orderId, purchase)));
  }

  Loyalty merge(Loyalty other) {
    if (orders.isEmpty()) {
      return other;
    }
    if (other.orders.isEmpty()) {
      return this;
    }
    SortedMap<String, Purchase> joined = new TreeMap<>(orders);
    other.orders.forEach((id, purchase) -> joined.merge(id, purchase, Purchase::merge));
    return new Loyalty(joined);
  }

  /** The business days with at least one effective order, first to last; orders of one day are one. */
  public SortedSet<LocalDate> effectiveDays(BusinessDays days) {
    SortedSet<LocalDate> effective = new TreeSet<>();
    for (Purchase purchase : orders.values()) {
      if (purchase.isEffective()) {
        effective.add(days.dayOf(Instant.ofEpochMilli(purchase.paidAtMillis())));
      }
    }
    return effective;
  }

  /**
   * One order. Its payment and its refund may be folded in any order, so each is kept by itself.
   *
   * @param paidAtMillis when it was paid, milliseconds since 1970 UTC; {@link #NEVER} when not (yet) known
   * @param refundedAtMillis when the last of the money went back; {@link #NEVER} when it did not
   */
  public record Purchase(long paidAtMillis, long refundedAtMillis) {

    /** No such instant. The largest number, so that the earlier of two instants is the smaller. */
    public static final long NEVER = Long.MAX_VALUE;

    Purchase merge(Purchase other) {
      return new Purchase(
          Math.min(paidAtMillis, other.paidAtMillis), Math.min(refundedAtMillis, other.refundedAtMillis));
    }

    /** Paid, and not wholly refunded within seven days. A partial refund changes nothing here. */
    public boolean isEffective() {
      return paidAtMillis != NEVER
          && (refundedAtMillis == NEVER || refundedAtMillis - paidAtMillis >= UNDONE_WITHIN.toMillis());
    }
  }
}
