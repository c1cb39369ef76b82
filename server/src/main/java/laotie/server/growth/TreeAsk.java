package laotie.server.growth;

import java.time.LocalDate;
import laotie.growth.tree.Slice;

/**
 * What somebody wants to know of the trees.
 *
 * @param slice of whom and of what; of one show the whole show counts and the days mean nothing
 * @param days business days, the last included
 * @param lastDay the last of them
 * @param against what it is laid beside
 * @param isValidOnly false for everybody (raw), true without the people of whom the guard doubts
 */
record TreeAsk(Slice slice, int days, LocalDate lastDay, Against against, boolean isValidOnly) {

  /** What a window is laid beside; a show always beside the host's show before it. */
  enum Against {
    /** The window of the same length before it. */
    BEFORE,
    /** The same days of the week 52 weeks earlier. */
    YEAR
  }

  private static final int WEEKS_OF_YEAR = 52;

  LocalDate from() {
    return lastDay.minusDays(days - 1L);
  }

  LocalDate to() {
    return lastDay.plusDays(1);
  }

  LocalDate fromBefore() {
    return against == Against.YEAR ? from().minusWeeks(WEEKS_OF_YEAR) : from().minusDays(days);
  }

  LocalDate toBefore() {
    return fromBefore().plusDays(days);
  }
}
