package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one buyer took from one host, order by order: which products, and whether he came by himself.
 *
 * @param orders by order id
 */
public record Repeats(SortedMap<String, Taken> orders) {

  public static final Repeats NONE = new Repeats(new TreeMap<>());

  public Repeats {
    orders = Collections.unmodifiableSortedMap(orders);
  }

  static Repeats of(String orderId, Taken taken) {
    return new Repeats(new TreeMap<>(Map.of(orderId, taken)));
  }

  Repeats merge(Repeats other) {
    if (orders.isEmpty() || other.orders.isEmpty()) {
      return orders.isEmpty() ? other : this;
    }
    SortedMap<String, Taken> joined = new TreeMap<>(orders);
    other.orders.forEach((id, taken) -> joined.merge(id, taken, Taken::merge));
    return new Repeats(joined);
  }

  /**
   * One order. Payment and refund may be told in any order and more than once, so both are joined.
   *
   * @param paidAtMillis milliseconds since 1970 UTC; {@link #NEVER} when not (yet) known
   * @param refundedAtMillis when the last of the money went back; {@link #NEVER} when it did not
   * @param isPrivate true when the view it came from was of the private domain (私域)
   * @param products of its lines; empty while only the refund is known
   */
  public record Taken(
      long paidAtMillis, long refundedAtMillis, boolean isPrivate, SortedSet<String> products) {

    /** No such instant; the largest number, so that the earlier of two is the smaller. */
    public static final long NEVER = Long.MAX_VALUE;

    public Taken {
      products = Collections.unmodifiableSortedSet(products);
    }

    Taken merge(Taken other) {
      SortedSet<String> joined = new TreeSet<>(products);
      joined.addAll(other.products);
      return new Taken(
          Math.min(paidAtMillis, other.paidAtMillis),
          Math.min(refundedAtMillis, other.refundedAtMillis),
          isPrivate || other.isPrivate,
          joined);
    }

    /** Paid, and not wholly refunded within seven days; as {@link Loyalty.Purchase#isEffective}. */
    public boolean isEffective() {
      return paidAtMillis != NEVER && (refundedAtMillis == NEVER
          || refundedAtMillis - paidAtMillis >= Loyalty.UNDONE_WITHIN.toMillis());
    }
  }
}
