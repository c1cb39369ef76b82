package laotie.growth.tree;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.growth.Crossing;
import laotie.growth.Loyalty;
import laotie.growth.Loyalty.Purchase;

/**
 * A host since his first day: followers, GMV and who came back, period by period. His people are added pair
 * after pair; any order of them gives the same. What lies before the first period is in its beginning.
 */
public final class Timeline {

  /** Periods of one timeline: ten years of weeks. */
  public static final int PERIODS_MAX = 520;

  private final By by;
  private final BusinessDays days;
  private final LocalDate first;
  private final LocalDate last;
  private final List<Sum> sums = new ArrayList<>();

  /**
   * A timeline of nobody yet.
   *
   * @param from a day of the first period
   * @param last the last day that counts
   */
  public Timeline(By by, LocalDate from, LocalDate last, BusinessDays days) {
    this.by = by;
    this.days = days;
    this.last = last;
    LocalDate end = by.startOf(last);
    LocalDate earliest = end.minus(by.step(PERIODS_MAX - 1));
    LocalDate start = by.startOf(from.isAfter(last) ? last : from);
    this.first = start.isBefore(earliest) ? earliest : start;
    for (int place = by.between(first, end); place >= 0; place--) {
      sums.add(new Sum());
    }
  }

  /** One person's follows. */
  public void add(Crossing crossing) {
    boolean wasFollower = false;
    for (var word : crossing.follows().entrySet()) {
      boolean isFollower = word.getValue();
      LocalDate day = LocalDate.ofEpochDay(word.getKey());
      if (isFollower != wasFollower && !day.isAfter(last)) {
        Sum sum = at(day);
        sum.gained += isFollower ? 1 : 0;
        sum.lost += isFollower ? 0 : 1;
      }
      wasFollower = isFollower;
    }
  }

  /** One buyer's orders. */
  public void add(Loyalty loyalty) {
    LocalDate firstEver = LocalDate.MAX;
    for (Purchase purchase : loyalty.orders().values()) {
      if (purchase.isEffective()) {
        LocalDate day = day(purchase);
        firstEver = day.isBefore(firstEver) ? day : firstEver;
      }
    }
    Set<Integer> bought = new HashSet<>();
    for (Purchase purchase : loyalty.orders().values()) {
      boolean isPaid = purchase.paidAtMillis() != Purchase.NEVER && !day(purchase).isAfter(last);
      if (isPaid) {
        Sum sum = at(day(purchase));
        sum.orders++;
        sum.gmvMinor = Math.addExact(sum.gmvMinor, purchase.grossMinor());
        if (purchase.isEffective() && bought.add(place(day(purchase)))) {
          sum.buyers++;
          sum.returning += firstEver.isBefore(start(place(day(purchase)))) ? 1 : 0;
        }
      }
    }
  }

  private LocalDate day(Purchase purchase) {
    return days.dayOf(Instant.ofEpochMilli(purchase.paidAtMillis()));
  }

  private int place(LocalDate day) {
    return day.isBefore(first) ? 0 : by.between(first, by.startOf(day));
  }

  private LocalDate start(int place) {
    return first.plus(by.step(place));
  }

  private Sum at(LocalDate day) {
    return sums.get(place(day));
  }

  /** The periods, first to last, none left out. */
  public List<Period> periods() {
    List<Period> periods = new ArrayList<>();
    long followers = 0;
    for (int place = 0; place < sums.size(); place++) {
      Sum sum = sums.get(place);
      followers += sum.gained - sum.lost;
      periods.add(new Period(start(place), followers, sum.gained, sum.lost, sum.orders, sum.gmvMinor,
          sum.buyers, sum.returning));
    }
    return periods;
  }

  /** How long a period is. */
  public enum By {
    /** From Monday. */
    WEEK,
    MONTH;

    LocalDate startOf(LocalDate day) {
      return this == MONTH ? day.withDayOfMonth(1)
          : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    TemporalAmount step(int count) {
      return this == MONTH ? java.time.Period.ofMonths(count) : java.time.Period.ofWeeks(count);
    }

    int between(LocalDate from, LocalDate to) {
      return Math.toIntExact((this == MONTH ? ChronoUnit.MONTHS : ChronoUnit.WEEKS).between(from, to));
    }
  }

  /**
   * One week or month.
   *
   * @param start its first day
   * @param followers at its end
   * @param orders paid in it, and {@code gmvMinor} what was paid for them, minor units of CNY
   * @param buyers with an effective order in it
   * @param returning those of them whose first effective order was before it (R4)
   */
  public record Period(
      LocalDate start, long followers, long gained, long lost, long orders, long gmvMinor, long buyers,
      long returning) {}

  /** Counts of one period while people go by. */
  private static final class Sum {
    private long gained;
    private long lost;
    private long orders;
    private long gmvMinor;
    private long buyers;
    private long returning;
  }
}
