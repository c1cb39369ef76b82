package laotie.growth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import laotie.fact.BusinessDays;

/**
 * The business day of an instant, by the edges of the day that was asked for last: facts come day by day, and
 * asking a calendar for each of them costs more than folding it.
 */
final class Midnights {

  private final BusinessDays days;

  /** Any day; threads that share this may each see another, and each is right. */
  private Day last;

  Midnights(BusinessDays days) {
    this.days = Objects.requireNonNull(days);
    this.last = day(LocalDate.EPOCH);
  }

  /** The day in which {@code millis} lies. */
  Day at(long millis) {
    Day known = last;
    if (millis >= known.from && millis < known.to) {
      return known;
    }
    Day found = day(days.dayOf(Instant.ofEpochMilli(millis)));
    last = found;
    return found;
  }

  /** The edges of a day. */
  Day of(LocalDate day) {
    Day known = last;
    return known.day == day || known.day.equals(day) ? known : day(day);
  }

  private Day day(LocalDate day) {
    return new Day(day, days.startOf(day).toEpochMilli(), days.startOf(day.plusDays(1)).toEpochMilli());
  }

  /**
   * A business day.
   *
   * @param from its first millisecond since 1970 UTC
   * @param to the first one after it
   */
  record Day(LocalDate day, long from, long to) {}
}
