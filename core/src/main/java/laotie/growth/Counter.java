package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which product stood before the viewers of one show or clip, and when. A show has one card at its foot at a
 * time, from its pinning to the next word; a clip carries its cards all the time.
 *
 * @param pins of a show: from which instant (milliseconds since 1970 UTC) which product stood there, empty
 *     for none
 * @param cards of a clip: its products
 */
public record Counter(SortedMap<Long, String> pins, SortedSet<String> cards) {

  public static final Counter BARE = new Counter(new TreeMap<>(), new TreeSet<>());

  public Counter {
    pins = Collections.unmodifiableSortedMap(pins);
    cards = Collections.unmodifiableSortedSet(cards);
  }

  static Counter pinned(long at, String productId) {
    return new Counter(new TreeMap<>(Map.of(at, productId)), new TreeSet<>());
  }

  static Counter carrying(SortedSet<String> cards) {
    return new Counter(new TreeMap<>(), cards);
  }

  /** Of two words at one instant the larger stands: of taking down and pinning the pinning. */
  Counter merge(Counter other) {
    SortedMap<Long, String> joined = new TreeMap<>(pins);
    other.pins.forEach((at, product) ->
        joined.merge(at, product, (left, right) -> left.compareTo(right) >= 0 ? left : right));
    SortedSet<String> all = new TreeSet<>(cards);
    all.addAll(other.cards);
    return new Counter(joined, all);
  }

  /**
   * Of what was played, when each product stood there. The last card of a show stands until its end is told.
   *
   * @return products that stood there for at least a millisecond of it
   */
  public Map<String, Spans> shown(Spans played) {
    Map<String, Spans> shown = new TreeMap<>();
    if (played.isEmpty()) {
      return shown;
    }
    cards.forEach(product -> shown.put(product, played));
    long from = Long.MIN_VALUE;
    String product = "";
    for (var pin : pins.entrySet()) {
      add(shown, product, played.within(from, pin.getKey()));
      from = pin.getKey();
      product = pin.getValue();
    }
    add(shown, product, played.within(from, Long.MAX_VALUE));
    return shown;
  }

  private static void add(Map<String, Spans> shown, String product, Spans more) {
    if (!product.isEmpty() && !more.isEmpty()) {
      shown.merge(product, more, Spans::union);
    }
  }
}
