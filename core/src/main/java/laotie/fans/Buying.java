package laotie.fans;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * When somebody last bought, and when he is late (快要流失): not back within one and a half times his own
 * usual gap, or within 45 days when he bought on one day only.
 *
 * @param firstDay first business day with a kept order, counted from 1970-01-01
 * @param lastDay the last one
 * @param lateOn the first day on which he is late
 */
public record Buying(int firstDay, int lastDay, int lateOn) {

  /** Days until somebody is late who bought on one day only. */
  public static final int LATE_DAYS = 45;

  /** A usual gap counts at least this many days: two orders in a week are no rhythm yet. */
  private static final int GAP_DAYS_MIN = 7;

  /** The buying of a bond, or none without a kept order. */
  public static List<Buying> of(Bond bond) {
    List<Integer> days = bond.purchases().values().stream().filter(Bond.Purchase::isKept)
        .map(Bond.Purchase::paidDay).distinct().sorted().toList();
    if (days.isEmpty()) {
      return List.of();
    }
    int last = days.getLast();
    OptionalInt gap = medianGap(days);
    int wait = gap.isPresent() ? (3 * Math.max(GAP_DAYS_MIN, gap.getAsInt()) + 1) / 2 : LATE_DAYS;
    return List.of(new Buying(days.getFirst(), last, last + wait + 1));
  }

  private static OptionalInt medianGap(List<Integer> days) {
    List<Integer> gaps = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) {
      gaps.add(days.get(i) - days.get(i - 1));
    }
    gaps.sort(null);
    return gaps.isEmpty() ? OptionalInt.empty() : OptionalInt.of(gaps.get(gaps.size() / 2));
  }
}
