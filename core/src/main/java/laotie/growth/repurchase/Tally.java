package laotie.growth.repurchase;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import laotie.growth.Repurchase;
import laotie.growth.Share;

/**
 * Everything the six definitions count, in one scope, as known at the end of a day. It is additive over
 * buyers: count parts anywhere, then {@link #merge} them, in any order.
 *
 * @param lastDay the last complete business day; what came later does not count
 * @param months by month
 * @param all the same over all months together
 * @param within R3 by its days
 * @param waits by days from the first purchase to the next day of purchase, or to the last day
 * @param cohorts by month of first purchase, then by month of purchase
 * @param strayBackMinor money that went back before the first purchase that is known here
 */
public record Tally(
    LocalDate lastDay,
    SortedMap<YearMonth, MonthCount> months,
    MonthCount all,
    SortedMap<Integer, Share> within,
    SortedMap<Integer, Wait> waits,
    SortedMap<YearMonth, SortedMap<YearMonth, CohortMonth>> cohorts,
    long strayBackMinor) {

  /** The N of R3(N), days. */
  public static final List<Integer> R3_DAYS = List.of(7, 30, 60, 90, 180, 365);

  private static final Share NOBODY = new Share(0, 0);

  public Tally {
    months = Collections.unmodifiableSortedMap(months);
    within = Collections.unmodifiableSortedMap(within);
    waits = Collections.unmodifiableSortedMap(waits);
    cohorts = Collections.unmodifiableSortedMap(cohorts);
  }

  /** Nobody counted yet. */
  public static Tally zero(LocalDate lastDay) {
    return new Tally(
        lastDay, new TreeMap<>(), MonthCount.NONE, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);
  }

  /** Counts buyers. */
  public static Tally of(LocalDate lastDay, Iterable<Buyer> buyers) {
    TallyCount count = new TallyCount(lastDay);
    buyers.forEach(count::add);
    return count.tally();
  }

  /** Both counts as one; the buyers must be different ones. Refuses another last day. */
  public Tally merge(Tally other) {
    if (!lastDay.equals(other.lastDay)) {
      throw new IllegalArgumentException("counted until " + lastDay + " and until " + other.lastDay);
    }
    return new Tally(
        lastDay,
        joined(months, other.months, MonthCount::plus),
        all.plus(other.all),
        joined(within, other.within, Share::plus),
        joined(waits, other.waits, Wait::plus),
        joined(cohorts, other.cohorts, (left, right) -> joined(left, right, CohortMonth::plus)),
        Math.addExact(strayBackMinor, other.strayBackMinor));
  }

  private static <K, V> SortedMap<K, V> joined(
      SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> plus) {
    SortedMap<K, V> joined = new TreeMap<>(left);
    right.forEach((key, value) -> joined.merge(key, value, plus));
    return joined;
  }

  /** What a month counts. */
  public MonthCount month(YearMonth month) {
    return months.getOrDefault(month, MonthCount.NONE);
  }

  /** R3(N); {@code days} is one of {@link #R3_DAYS}. */
  public Repurchase r3(int days) {
    if (!R3_DAYS.contains(days)) {
      throw new IllegalArgumentException("R3(" + days + ") is not counted");
    }
    Share share = within.getOrDefault(days, NOBODY);
    return new Repurchase(days, share.whole(), share.part(), Repurchase.maturedUntil(days, lastDay));
  }

  /** The curve of everybody, ripe or not. */
  public Survival survival() {
    return Survival.of(waits);
  }

  /** True when a month is over at the end of the last day. */
  public boolean isOver(YearMonth month) {
    return !month.atEndOfMonth().isAfter(lastDay);
  }

  /** The last month that is over and has buyers. */
  public Optional<YearMonth> lastMonthOver() {
    return months.entrySet().stream()
        .filter(entry -> isOver(entry.getKey()) && entry.getValue().buyers() > 0)
        .map(java.util.Map.Entry::getKey)
        .reduce((earlier, later) -> later);
  }

  /** The last month with buyers whose month after is over as well: the last that R2 can tell. */
  public Optional<YearMonth> lastMonthOfR2() {
    return months.entrySet().stream()
        .filter(entry -> isOver(entry.getKey().plusMonths(1)) && entry.getValue().buyers() > 0)
        .map(java.util.Map.Entry::getKey)
        .reduce((earlier, later) -> later);
  }

  /** R6, the earliest cohort first. */
  public List<Cohort> cohortMatrix() {
    YearMonth last = YearMonth.from(lastDay);
    List<Cohort> matrix = new ArrayList<>();
    cohorts.forEach((first, byMonth) -> {
      List<CohortMonth> row = new ArrayList<>();
      for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
        row.add(byMonth.getOrDefault(month, CohortMonth.NONE));
      }
      int over = isOver(last) ? row.size() : row.size() - 1;
      matrix.add(new Cohort(first, row, over));
    });
    return matrix;
  }

  /** Buyers there ever were. */
  public long buyers() {
    return all.buyers();
  }

}
