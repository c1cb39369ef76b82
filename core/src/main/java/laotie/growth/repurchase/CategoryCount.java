package laotie.growth.repurchase;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.growth.Share;

/**
 * How people come back to one category of one host: a perfume at 30 % may be high, and tea at 30 % low, so
 * the cycle stands beside the rate.
 *
 * @param buyers pairs of buyer and host with an effective order of the category
 * @param within R3 inside the category by its days
 * @param gaps days from one day of purchase to the next of the same buyer, and how many such
 */
public record CategoryCount(
    long buyers, SortedMap<Integer, Share> within, SortedMap<Integer, Long> gaps) {

  static final CategoryCount NONE = new CategoryCount(0, new TreeMap<>(), new TreeMap<>());

  private static final Share NOBODY = new Share(0, 0);

  public CategoryCount {
    within = Collections.unmodifiableSortedMap(within);
    gaps = Collections.unmodifiableSortedMap(gaps);
  }

  CategoryCount plus(CategoryCount other) {
    SortedMap<Integer, Share> shares = new TreeMap<>(within);
    other.within.forEach((days, share) -> shares.merge(days, share, Share::plus));
    SortedMap<Integer, Long> days = new TreeMap<>(gaps);
    other.gaps.forEach((gap, count) -> days.merge(gap, count, Math::addExact));
    return new CategoryCount(Math.addExact(buyers, other.buyers), shares, days);
  }

  /** R3(N) inside the category: of those whose N days since their first purchase of it have passed. */
  public Share r3(int days) {
    return within.getOrDefault(days, NOBODY);
  }

  /** How many gaps the cycle rests on. */
  public long gapCount() {
    return gaps.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The natural cycle: the median gap of those who came back to it, days; of an even number the lower middle.
   * Absent below {@link Share#SHOWN_MIN} gaps. Whoever has not come back yet is not in it, so it is short
   * where the shop is young.
   */
  public OptionalInt cycleDays() {
    long count = gapCount();
    if (count < Share.SHOWN_MIN) {
      return OptionalInt.empty();
    }
    long before = 0;
    for (var gap : gaps.entrySet()) {
      before += gap.getValue();
      if (before >= (count + 1) / 2) {
        return OptionalInt.of(gap.getKey());
      }
    }
    throw new IllegalStateException(count + " gaps");
  }
}
