package laotie.growth;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The orders of one buyer of one channel, as the last table told each.
 *
 * @param orders by order id
 */
public record ChannelLoyalty(SortedMap<String, Entry> orders) {

  public static final ChannelLoyalty NONE = new ChannelLoyalty(new TreeMap<>());

  private static final Comparator<Entry> LATER =
      Comparator.comparingLong(Entry::revision).thenComparing(Entry::order);

  public ChannelLoyalty {
    orders = Collections.unmodifiableSortedMap(orders);
  }

  /** An order, and by which revision it is known. */
  public record Entry(long revision, PastOrder order) {}

  static ChannelLoyalty of(String orderId, Entry entry) {
    return new ChannelLoyalty(new TreeMap<>(Map.of(orderId, entry)));
  }

  /** Of each order the highest revision: any order, any repetition of the facts leaves the same. */
  ChannelLoyalty merge(ChannelLoyalty other) {
    if (orders.isEmpty() || other.orders.isEmpty()) {
      return orders.isEmpty() ? other : this;
    }
    SortedMap<String, Entry> joined = new TreeMap<>(orders);
    other.orders.forEach((id, entry) -> joined.merge(id, entry,
        (left, right) -> LATER.compare(left, right) >= 0 ? left : right));
    return new ChannelLoyalty(joined);
  }

  /** When he last paid an effective order. */
  public Optional<Instant> lastAt() {
    return orders.values().stream().map(Entry::order).filter(PastOrder::isEffective)
        .map(order -> Instant.ofEpochMilli(order.atMillis())).max(Comparator.naturalOrder());
  }
}
