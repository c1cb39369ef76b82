package laotie.intents;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import laotie.fact.BusinessDays;

/**
 * The comment of the day: one comment of a business day wins what the host promised. It is chosen at noon
 * of the
 * next day; a choice that would fall on a Saturday or Sunday waits until Monday noon, so the comments of
 * Friday,
 * Saturday and Sunday are chosen on Monday, one for each day.
 */
public final class DayPrize {

  private DayPrize() {}

  /**
   * A comment that may win.
   *
   * @param voices how many different other people asked the same after it, or replied to it
   * @param isBarred true when its writer is banned, or is the host or his assistant
   */
  public record Candidate(String commentId, String viewerId, int voices, Instant at, boolean isBarred) {}

  /** When the comment of {@code day} is chosen: from this instant on. */
  public static Instant chosenAt(LocalDate day, BusinessDays days) {
    LocalDate next = day.plusDays(1);
    while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
      next = next.plusDays(1);
    }
    return next.atTime(LocalTime.NOON).atZone(days.zone()).toInstant();
  }

  /** The last day whose comment may be chosen at {@code now}. */
  public static LocalDate lastDayDue(Instant now, BusinessDays days) {
    LocalDate day = days.dayOf(now).minusDays(1);
    while (chosenAt(day, days).isAfter(now)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /**
   * The one with most voices; of equals the earliest, then the smaller id; nobody barred, and no voice no
   * prize.
   */
  public static Optional<Candidate> winner(Collection<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> !candidate.isBarred() && candidate.voices() > 0)
        .min(Comparator.comparing(Candidate::voices).reversed()
            .thenComparing(Candidate::at).thenComparing(Candidate::commentId));
  }
}
