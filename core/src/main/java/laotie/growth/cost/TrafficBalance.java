package laotie.growth.cost;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who feeds whom with traffic: views a host brought (his own people, and first views of visitors who came
 * to the square through him from outside) less views he was given (the platform's pool). Views he paid for
 * are neither. A host whose sum since his first day is above zero has become a producer of traffic on the
 * first day from which it stayed there.
 *
 * @param weeks from Monday to Sunday, the first to the last with a view, none left out
 * @param brought views of all days; {@code given} and {@code bought} the same
 * @param producerSince the day he became a producer and has been one since; empty for a consumer
 */
public record TrafficBalance(
    List<Week> weeks, long brought, long given, long bought, Optional<LocalDate> producerSince) {

  public TrafficBalance {
    weeks = List.copyOf(weeks);
  }

  /**
   * One business day.
   *
   * @param brought private views, and first views from outside whatever their channel
   * @param given public views nobody paid for, less those first views
   * @param bought views that promotion brought
   */
  public record Day(LocalDate day, long brought, long given, long bought) {
    public Day {
      if (brought < 0 || given < 0 || bought < 0) {
        throw new IllegalArgumentException("views " + brought + ", " + given + ", " + bought);
      }
    }
  }

  /**
   * The days of one week together.
   *
   * @param monday its first day
   * @param cumulative brought less given since the host's first day, at the end of the week
   */
  public record Week(LocalDate monday, long brought, long given, long bought, long cumulative) {

    /** Brought less given. */
    public long balance() {
      return brought - given;
    }
  }

  /** Brought less given, of all days. */
  public long balance() {
    return brought - given;
  }

  /** The balance of these days, each once, in their order. */
  public static TrafficBalance of(List<Day> days) {
    List<Week> weeks = new ArrayList<>();
    long brought = 0;
    long given = 0;
    long bought = 0;
    Optional<LocalDate> since = Optional.empty();
    for (Day day : days) {
      LocalDate monday = day.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      fill(weeks, monday, brought - given);
      brought += day.brought();
      given += day.given();
      bought += day.bought();
      Week week = weeks.removeLast();
      weeks.add(new Week(monday, week.brought() + day.brought(), week.given() + day.given(),
          week.bought() + day.bought(), brought - given));
      if (brought <= given) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(day.day());
      }
    }
    return new TrafficBalance(weeks, brought, given, bought, since);
  }

  /** Weeks without a view up to this one. */
  private static void fill(List<Week> weeks, LocalDate monday, long cumulative) {
    LocalDate next = weeks.isEmpty() ? monday : weeks.getLast().monday().plusWeeks(1);
    for (; !next.isAfter(monday); next = next.plusWeeks(1)) {
      weeks.add(new Week(next, 0, 0, 0, cumulative));
    }
  }
}
