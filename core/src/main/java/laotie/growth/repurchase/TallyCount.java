package laotie.growth.repurchase;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.growth.Share;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;

/** Counts buyers one by one into the parts of a {@link Tally}. */
final class TallyCount {

  private final LocalDate lastDay;
  private final SortedMap<YearMonth, MonthCount> months = new TreeMap<>();
  private final SortedMap<Integer, Share> within = new TreeMap<>();
  private final SortedMap<Integer, Wait> waits = new TreeMap<>();
  private final SortedMap<YearMonth, SortedMap<YearMonth, CohortMonth>> cohorts = new TreeMap<>();
  private MonthCount all = MonthCount.NONE;
  private long strayBackMinor;

  TallyCount(LocalDate lastDay) {
    this.lastDay = lastDay;
  }

  Tally tally() {
    return new Tally(lastDay, months, all, within, waits, cohorts, strayBackMinor);
  }

  /**
   * What one buyer did in one month.
   *
   * @param days on which he bought
   */
  private record Doing(long orders, SortedSet<LocalDate> days, long grossMinor, long backMinor) {
    static final Doing NOTHING = new Doing(0, new TreeSet<>(), 0, 0);

    Doing plus(Bought order) {
      SortedSet<LocalDate> more = new TreeSet<>(days);
      more.add(order.day());
      return new Doing(orders + 1, more, Math.addExact(grossMinor, order.grossMinor()), backMinor);
    }

    Doing plus(Back back) {
      return new Doing(orders, days, grossMinor, Math.addExact(backMinor, back.minor()));
    }
  }

  void add(Buyer whole) {
    Buyer buyer = whole.until(lastDay);
    if (buyer.orders().isEmpty()) {
      strayBackMinor += buyer.backs().stream().mapToLong(Back::minor).sum();
      return;
    }
    YearMonth first = YearMonth.from(buyer.orders().getFirst().day());
    SortedMap<YearMonth, Doing> doings = new TreeMap<>();
    for (Bought order : buyer.orders()) {
      YearMonth month = YearMonth.from(order.day());
      doings.put(month, doings.getOrDefault(month, Doing.NOTHING).plus(order));
    }
    for (Back back : buyer.backs()) {
      YearMonth month = YearMonth.from(back.day());
      if (month.isBefore(first)) {
        strayBackMinor = Math.addExact(strayBackMinor, back.minor());
      } else {
        doings.put(month, doings.getOrDefault(month, Doing.NOTHING).plus(back));
      }
    }
    doings.forEach((month, doing) -> add(first, month, doing, boughtIn(doings, month.plusMonths(1))));
    addAll(doings);
    addWait(buyer.orders());
  }

  private static boolean boughtIn(SortedMap<YearMonth, Doing> doings, YearMonth month) {
    return doings.getOrDefault(month, Doing.NOTHING).orders() > 0;
  }

  private void add(YearMonth first, YearMonth month, Doing doing, boolean isAgain) {
    boolean isBuyer = doing.orders() > 0;
    boolean isFirst = month.equals(first);
    months.merge(
        month,
        new MonthCount(
            one(isBuyer), one(doing.orders() > 1), one(doing.days().size() > 1), one(isBuyer && isAgain),
            one(isBuyer && !isFirst), doing.orders(), one(isFirst), doing.grossMinor(),
            doing.backMinor()),
        MonthCount::plus);
    cohorts.computeIfAbsent(first, _ -> new TreeMap<>()).merge(
        month,
        new CohortMonth(one(isBuyer), doing.orders(), doing.grossMinor(), doing.backMinor()),
        CohortMonth::plus);
  }

  private void addAll(SortedMap<YearMonth, Doing> doings) {
    long orders = 0;
    long days = 0;
    long grossMinor = 0;
    long backMinor = 0;
    for (Doing doing : doings.values()) {
      orders += doing.orders();
      days += doing.days().size();
      grossMinor = Math.addExact(grossMinor, doing.grossMinor());
      backMinor = Math.addExact(backMinor, doing.backMinor());
    }
    all = all.plus(
        new MonthCount(1, one(orders > 1), one(days > 1), 0, 0, orders, 1, grossMinor, backMinor));
  }

  private void addWait(List<Bought> orders) {
    LocalDate first = orders.getFirst().day();
    LocalDate next = first;
    for (Bought order : orders) {
      next = order.day();
      if (next.isAfter(first)) {
        break;
      }
    }
    boolean isBack = next.isAfter(first);
    int watched = (int) ChronoUnit.DAYS.between(first, lastDay);
    int waited = isBack ? (int) ChronoUnit.DAYS.between(first, next) : watched;
    waits.merge(waited, new Wait(one(isBack), one(!isBack)), Wait::plus);
    for (int days : Tally.R3_DAYS) {
      if (watched >= days) {
        within.merge(days, new Share(one(isBack && waited <= days), 1), Share::plus);
      }
    }
  }

  private static long one(boolean isCounted) {
    return isCounted ? 1 : 0;
  }
}
