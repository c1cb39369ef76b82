package laotie.growth.value;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;

/**
 * When one customer bought, as much of it as the models need: (x, t_x, T). Orders of one day are one
 * purchase; the first one starts the clock and is not counted.
 *
 * @param repeats x: purchases after the first, >= 0
 * @param lastWeeks t_x: from the first purchase to the last, weeks (days / 7); 0 when nothing was repeated
 * @param ageWeeks T: from the first purchase to the end of what is known, weeks, >= t_x
 */
public record Purchases(int repeats, double lastWeeks, double ageWeeks) implements Comparable<Purchases> {

  static final double DAYS_PER_WEEK = 7;

  public Purchases {
    boolean isOrdered = lastWeeks >= 0 && ageWeeks >= lastWeeks && Double.isFinite(ageWeeks);
    if (repeats < 0 || !isOrdered || (repeats == 0) != (lastWeeks == 0)) {
      throw new IllegalArgumentException("x %d, t_x %s, T %s".formatted(repeats, lastWeeks, ageWeeks));
    }
  }

  /**
   * Sums up the days of one customer.
   *
   * @param days his purchase days; those after {@code end} do not count, at least one lies before
   * @param end the last day that is known
   */
  public static Purchases of(SortedSet<LocalDate> days, LocalDate end) {
    SortedSet<LocalDate> known = days.headSet(end.plusDays(1));
    if (known.isEmpty()) {
      throw new IllegalArgumentException("no purchase until " + end);
    }
    LocalDate first = known.first();
    return new Purchases(known.size() - 1, weeks(first, known.last()), weeks(first, end));
  }

  private static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / DAYS_PER_WEEK;
  }

  /** By number, so that customers with equal numbers stand together. */
  @Override
  public int compareTo(Purchases other) {
    int byRepeats = Integer.compare(repeats, other.repeats);
    int byLast = byRepeats != 0 ? byRepeats : Double.compare(lastWeeks, other.lastWeeks);
    return byLast != 0 ? byLast : Double.compare(ageWeeks, other.ageWeeks);
  }
}
