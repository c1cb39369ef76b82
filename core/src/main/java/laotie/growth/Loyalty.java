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

  public static final Loyalty NONE = new Loyalty(new TreeMap<>());

  public Loyalty {
    orders = Collections.unmodifiableSortedMap(orders);
  }

  /** One order alone. */
  public static Loyalty of(String orderId, Purchase purchase) {
    return new Loyalty(new TreeMap<>(Map.of(orderId, purchase)));
  }

  /** The orders of both; the loyalty to the platform is that to all its hosts, merged. */
  public Loyalty merge(Loyalty other) {
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
   * One order. Its payment and its refunds may be folded in any order and more than once, so each is kept by
   * itself and joined: the earlier instant, the larger amount.
   *
   * @param paidAtMillis when it was paid, milliseconds since 1970 UTC; {@link #NEVER} when not (yet) known
   * @param refundedAtMillis when the last of the money went back; {@link #NEVER} when it did not
   * @param grossMinor what was paid, minor units; 0 when not (yet) known
   * @param backs money that went back, minor units, by the instant it did
   */
  public record Purchase(
      long paidAtMillis, long refundedAtMillis, long grossMinor, SortedMap<Long, Long> backs) {

    /** No such instant. The largest number, so that the earlier of two instants is the smaller. */
    public static final long NEVER = Long.MAX_VALUE;

    public Purchase {
      if (grossMinor < 0) {
        throw new IllegalArgumentException("an order of " + grossMinor);
      }
      backs = Collections.unmodifiableSortedMap(backs);
    }

    /** An order of which only the instants are known. */
    public Purchase(long paidAtMillis, long refundedAtMillis) {
      this(paidAtMillis, refundedAtMillis, 0, new TreeMap<>());
    }

    /** A paid order of which nothing went back. */
    public static Purchase paid(long paidAtMillis, long grossMinor) {
      return new Purchase(paidAtMillis, NEVER, grossMinor, new TreeMap<>());
    }

    /** Money of an order that went back, all that was left of it or a part. */
    public static Purchase back(long atMillis, long minor, boolean isWhole) {
      return new Purchase(NEVER, isWhole ? atMillis : NEVER, 0, new TreeMap<>(Map.of(atMillis, minor)));
    }

    Purchase merge(Purchase other) {
      return new Purchase(
          Math.min(paidAtMillis, other.paidAtMillis),
          Math.min(refundedAtMillis, other.refundedAtMillis),
          Math.max(grossMinor, other.grossMinor),
          joined(backs, other.backs));
    }

    private static SortedMap<Long, Long> joined(SortedMap<Long, Long> left, SortedMap<Long, Long> right) {
      if (left.isEmpty() || right.isEmpty()) {
        return left.isEmpty() ? right : left;
      }
      SortedMap<Long, Long> joined = new TreeMap<>(left);
      right.forEach((at, minor) -> joined.merge(at, minor, Math::max));
      return joined;
    }

    /** True when an amount is known. */
    boolean hasMoney() {
      return grossMinor > 0 || !backs.isEmpty();
    }

    /** Paid, and not wholly refunded within seven days. A partial refund changes nothing here. */
    public boolean isEffective() {
      return paidAtMillis != NEVER
          && (refundedAtMillis == NEVER || refundedAtMillis - paidAtMillis >= UNDONE_WITHIN.toMillis());
    }
  }
}
