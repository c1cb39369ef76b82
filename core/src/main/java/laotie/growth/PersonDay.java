package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What one person watched and bought in one cell. A join of sets, so a fact that arrives twice or late
 * changes nothing it should not.
 *
 * @param views by view id, when it was played
 * @param orders by order id, the amount paid in minor units of the shop's currency; should two facts of one
 *     order ever differ, the larger amount stands
 * @param hasFollowed true when the person followed the host on that day (hosts' cells only)
 */
public record PersonDay(SortedMap<String, Spans> views, SortedMap<String, Long> orders, boolean hasFollowed) {

  /** From how much play on a view counts, in milliseconds; growth specification, "Watch time". */
  public static final long VALID_VIEW_MILLIS_MIN = 3_000;

  static final PersonDay NOTHING = new PersonDay(new TreeMap<>(), new TreeMap<>(), false);

  public PersonDay {
    views = Collections.unmodifiableSortedMap(views);
    orders = Collections.unmodifiableSortedMap(orders);
  }

  static PersonDay watched(String viewId, Spans spans) {
    return new PersonDay(new TreeMap<>(Map.of(viewId, spans)), new TreeMap<>(), false);
  }

  static PersonDay paid(String orderId, long amountMinor) {
    return new PersonDay(new TreeMap<>(), new TreeMap<>(Map.of(orderId, amountMinor)), false);
  }

  static PersonDay followed() {
    return new PersonDay(new TreeMap<>(), new TreeMap<>(), true);
  }

  PersonDay merge(PersonDay other) {
    return new PersonDay(
        joined(views, other.views, Spans::union),
        joined(orders, other.orders, Math::max),
        hasFollowed || other.hasFollowed);
  }

  private static <V> SortedMap<String, V> joined(
      SortedMap<String, V> left, SortedMap<String, V> right, BinaryOperator<V> join) {
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    SortedMap<String, V> joined = new TreeMap<>(left);
    right.forEach((id, value) -> joined.merge(id, value, join));
    return joined;
  }

  /** True when at least one view is valid: the person counts in U. */
  public boolean isValid() {
    for (Spans spans : views.values()) {
      if (spans.millis() >= VALID_VIEW_MILLIS_MIN) {
        return true;
      }
    }
    return false;
  }

  /**
   * Milliseconds watched in valid views, as a union over tabs and devices: an instant that was played twice
   * counts once.
   */
  public long watchMillis() {
    Spans watched = Spans.NONE;
    for (Spans spans : views.values()) {
      if (spans.millis() >= VALID_VIEW_MILLIS_MIN) {
        watched = watched.union(spans);
      }
    }
    return watched.millis();
  }

  /** Paid orders; a person with at least one counts in B. */
  public int orderCount() {
    return orders.size();
  }

  /** Paid GMV in minor units; throws {@link ArithmeticException} beyond 64 bits. */
  public long gmvMinor() {
    long sum = 0;
    for (long amount : orders.values()) {
      sum = Math.addExact(sum, amount);
    }
    return sum;
  }
}
