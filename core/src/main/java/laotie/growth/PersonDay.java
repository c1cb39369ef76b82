package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one person watched and bought in one cell. A join of sets, so a fact that arrives twice or late
 * changes nothing it should not.
 *
 * @param views by view id, when it was played
 * @param orders by order id, the amount paid in minor units of the shop's currency; should two facts of one
 *     order ever differ, the larger amount stands
 * @param hasFollowed true when the person followed the host on that day (hosts' cells only)
 */
public record PersonDay(Views views, SortedMap<String, Long> orders, boolean hasFollowed) {

  /** From how much play on a view counts, in milliseconds; growth specification, "Watch time". */
  public static final long VALID_VIEW_MILLIS_MIN = 3_000;

  static final PersonDay NOTHING = new PersonDay(Views.NONE, new TreeMap<>(), false);

  public PersonDay {
    Objects.requireNonNull(views);
    orders = Collections.unmodifiableSortedMap(orders);
  }

  /** The same as merging a cell of this play alone, without making one: nearly all facts are beats. */
  PersonDay watched(String viewId, long from, long to) {
    Views more = views.with(viewId, from, to);
    return more == views ? this : new PersonDay(more, orders, hasFollowed);
  }

  static PersonDay paid(String orderId, long amountMinor) {
    return new PersonDay(Views.NONE, new TreeMap<>(Map.of(orderId, amountMinor)), false);
  }

  static PersonDay followed() {
    return new PersonDay(Views.NONE, new TreeMap<>(), true);
  }

  PersonDay merge(PersonDay other) {
    return new PersonDay(
        views.union(other.views),
        joined(orders, other.orders),
        hasFollowed || other.hasFollowed);
  }

  private static SortedMap<String, Long> joined(
      SortedMap<String, Long> left, SortedMap<String, Long> right) {
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    SortedMap<String, Long> joined = new TreeMap<>(left);
    right.forEach((id, amount) -> joined.merge(id, amount, Math::max));
    return joined;
  }

  /** True when at least one view is valid: the person counts in U. */
  public boolean isValid() {
    for (int i = 0; i < views.count(); i++) {
      if (views.spans(i).millis() >= VALID_VIEW_MILLIS_MIN) {
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
    for (int i = 0; i < views.count(); i++) {
      if (views.spans(i).millis() >= VALID_VIEW_MILLIS_MIN) {
        watched = watched.union(views.spans(i));
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
