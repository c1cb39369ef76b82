package laotie.growth;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One order as a basket: who bought which products of whom, and when. Placing and paying may be told in any
 * order.
 *
 * @param buyerId empty while only something else of the order is known; so is {@code hostId}
 * @param placedAt milliseconds since 1970 UTC, or {@link #NEVER}
 * @param paidAt the same
 * @param products the products of its lines, each once
 */
public record Basket(
    String buyerId, String hostId, long placedAt, long paidAt, SortedSet<String> products) {

  /** No such instant. */
  public static final long NEVER = Long.MAX_VALUE;

  static final Basket NONE = new Basket("", "", NEVER, NEVER, new TreeSet<>());

  public Basket {
    products = Collections.unmodifiableSortedSet(products);
  }

  /** Both tell of one order, so they differ only in what one of them does not know. */
  Basket merge(Basket other) {
    SortedSet<String> joined = new TreeSet<>(products);
    joined.addAll(other.products);
    return new Basket(
        larger(buyerId, other.buyerId),
        larger(hostId, other.hostId),
        Math.min(placedAt, other.placedAt),
        Math.min(paidAt, other.paidAt),
        joined);
  }

  private static String larger(String left, String right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
