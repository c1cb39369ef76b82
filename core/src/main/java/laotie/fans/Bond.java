package laotie.fans;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What passed between one viewer and one host (老铁): what he did on which business day, and what he paid.
 * It holds counts only, so that any order and any partition of the facts gives the same bond; what they are
 * worth is said by {@link TierRule}. Taps on the heart and gifts are not in it.
 *
 * @param days by business day, counted from 1970-01-01; days on which nothing happened have no entry
 * @param purchases by order id
 */
public record Bond(SortedMap<Integer, Day> days, SortedMap<String, Purchase> purchases) {

  /** Nothing passed between them yet. */
  public static final Bond NONE = new Bond(new TreeMap<>(), new TreeMap<>());

  public Bond {
    days = Collections.unmodifiableSortedMap(days);
    purchases = Collections.unmodifiableSortedMap(purchases);
  }

  /**
   * One business day.
   *
   * @param watchMillis milliseconds of video played, of rooms and clips
   * @param comments messages in rooms and comments under clips
   * @param visits rooms entered and clips opened
   */
  public record Day(long watchMillis, int comments, int visits) {
    Day plus(Day other) {
      return new Day(Math.addExact(watchMillis, other.watchMillis), Math.addExact(comments, other.comments),
          Math.addExact(visits, other.visits));
    }
  }

  /**
   * One order, as far as the facts told of it.
   *
   * @param paidDay the business day of the payment, or {@link #UNKNOWN} while only its refund is known
   * @param paidMinor what was paid, minor units
   * @param backMinor what went back, minor units
   * @param isBack true when nothing of the amount remains
   */
  public record Purchase(int paidDay, long paidMinor, long backMinor, boolean isBack) {

    public static final int UNKNOWN = -1;

    /** True when it was paid and not taken back whole: it counts. */
    public boolean isKept() {
      return paidDay != UNKNOWN && !isBack;
    }

    Purchase plus(Purchase other) {
      return new Purchase(Math.max(paidDay, other.paidDay), Math.addExact(paidMinor, other.paidMinor),
          Math.addExact(backMinor, other.backMinor), isBack || other.isBack);
    }
  }

  static Bond of(int day, Day what) {
    return new Bond(single(day, what), new TreeMap<>());
  }

  static Bond of(String orderId, Purchase purchase) {
    return new Bond(new TreeMap<>(), single(orderId, purchase));
  }

  /** Both parts as one. */
  public Bond merge(Bond other) {
    return new Bond(merged(days, other.days, Day::plus),
        merged(purchases, other.purchases, Purchase::plus));
  }

  /** Orders that were paid and kept. */
  public int keptOrders() {
    return (int) purchases.values().stream().filter(Purchase::isKept).count();
  }

  /** What was paid and did not go back, minor units. */
  public long spentMinor() {
    return purchases.values().stream().mapToLong(one -> one.paidMinor() - one.backMinor()).sum();
  }

  private static <K, V> SortedMap<K, V> single(K key, V value) {
    SortedMap<K, V> map = new TreeMap<>();
    map.put(Objects.requireNonNull(key), value);
    return map;
  }

  private static <K, V> SortedMap<K, V> merged(
      SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> plus) {
    SortedMap<K, V> sum = new TreeMap<>(left);
    right.forEach((key, value) -> sum.merge(key, value, plus));
    return sum;
  }
}
