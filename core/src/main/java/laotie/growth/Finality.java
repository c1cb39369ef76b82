package laotie.growth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import laotie.fact.BusinessDays;
import laotie.fact.Recorded;

/**
 * When numbers of a business day stop to move. Until two days after its end a late fact is one more merge;
 * later it is only counted, and an explicit recompute restates the day. What happened before this Laotie
 * wrote its first fact is history brought along: it is merged whenever it comes.
 *
 * @param days the shop's calendar
 * @param openedAt when the first fact was written down
 */
public record Finality(BusinessDays days, Instant openedAt) {

  /** How long after its end a day is provisional. */
  public static final Duration PROVISIONAL = Duration.ofHours(48);

  public Finality {
    Objects.requireNonNull(days);
    Objects.requireNonNull(openedAt);
  }

  /** Where the numbers of a day stand. */
  public enum Status {
    /** The day goes on. */
    LIVE,
    /** It is over; late facts still come in. */
    PROVISIONAL,
    /** Only an explicit recompute changes it. */
    FINAL
  }

  /** The status of business day {@code day}, by its number since 1970, at an instant. */
  public Status statusAt(long day, Instant now) {
    Instant end = days.startOf(LocalDate.ofEpochDay(day + 1));
    if (now.isBefore(end)) {
      return Status.LIVE;
    }
    return now.isBefore(end.plus(PROVISIONAL)) ? Status.PROVISIONAL : Status.FINAL;
  }

  /** True when the fact came after its day was final. */
  public boolean isTooLate(Recorded recorded) {
    if (recorded.at().isBefore(openedAt)) {
      return false;
    }
    Instant recordedAt = recorded.cursor().recordedAt();
    // Nearly every fact is minutes old: asking for its day would cost more than the rest.
    return recordedAt.isAfter(recorded.at().plus(PROVISIONAL))
        && statusAt(days.dayOf(recorded.at()).toEpochDay(), recordedAt) == Status.FINAL;
  }
}
