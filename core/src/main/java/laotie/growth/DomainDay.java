package laotie.growth;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of one domain and relation on one day of a host. Counters and money are sums; buyers are a set,
 * exact up to {@link #BUYERS_EXACT_MAX} and without a value above it.
 *
 * @param views rooms and clips opened
 * @param follows follows that came from such a view
 * @param live paid orders that came from a show
 * @param clip paid orders that came from a clip
 * @param offlive paid orders that came from neither
 * @param buyers who paid them; the smallest ids when there are too many
 * @param isExact false when there were too many to keep
 */
public record DomainDay(
    long views, long follows, Sold live, Sold clip, Sold offlive, SortedSet<String> buyers,
    boolean isExact) {

  /** Persons one cell keeps by name; growth specification, "Cells". */
  public static final int BUYERS_EXACT_MAX = 4_096;

  static final DomainDay NOTHING =
      new DomainDay(0, 0, Sold.NOTHING, Sold.NOTHING, Sold.NOTHING, new TreeSet<>(), true);

  public DomainDay {
    buyers = Collections.unmodifiableSortedSet(buyers);
  }

  static DomainDay viewed() {
    return new DomainDay(1, 0, Sold.NOTHING, Sold.NOTHING, Sold.NOTHING, new TreeSet<>(), true);
  }

  static DomainDay followed() {
    return new DomainDay(0, 1, Sold.NOTHING, Sold.NOTHING, Sold.NOTHING, new TreeSet<>(), true);
  }

  static DomainDay sold(String buyerId, Sold live, Sold clip, Sold offlive) {
    return new DomainDay(0, 0, live, clip, offlive, new TreeSet<>(List.of(buyerId)), true);
  }

  /** The smallest ids of both are those of all, whatever was left out before. */
  DomainDay merge(DomainDay other) {
    SortedSet<String> joined = joined(buyers, other.buyers);
    boolean isWhole = isExact && other.isExact && joined.size() <= BUYERS_EXACT_MAX;
    return new DomainDay(
        Math.addExact(views, other.views),
        Math.addExact(follows, other.follows),
        live.plus(other.live),
        clip.plus(other.clip),
        offlive.plus(other.offlive),
        smallest(joined),
        isWhole);
  }

  /** Most facts tell of nobody who bought, and then nothing is copied. */
  private static SortedSet<String> joined(SortedSet<String> left, SortedSet<String> right) {
    if (right.isEmpty() || right.size() == 1 && left.contains(right.getFirst())) {
      return left;
    }
    if (left.isEmpty()) {
      return right;
    }
    SortedSet<String> joined = new TreeSet<>(left);
    joined.addAll(right);
    return joined;
  }

  private static SortedSet<String> smallest(SortedSet<String> ids) {
    if (ids.size() <= BUYERS_EXACT_MAX) {
      return ids;
    }
    TreeSet<String> smallest = new TreeSet<>(ids);
    while (smallest.size() > BUYERS_EXACT_MAX) {
      smallest.pollLast();
    }
    return smallest;
  }

  /** All paid orders: each came from a show, a clip, or neither, and is counted once. */
  public Sold sold() {
    return live.plus(clip).plus(offlive);
  }

  /**
   * Paid orders.
   *
   * @param gmvMinor what was paid for them, minor units of the shop's currency
   */
  public record Sold(long orders, long gmvMinor) {

    static final Sold NOTHING = new Sold(0, 0);

    Sold plus(Sold other) {
      return new Sold(
          Math.addExact(orders, other.orders), Math.addExact(gmvMinor, other.gmvMinor));
    }
  }
}
