package laotie.growth;

/**
 * How the facts of one business day arrived. What stands in numbers of that day is worth no more than this.
 *
 * @param facts all of them, with a past that was brought along
 * @param late written down more than {@link #LATE_MILLIS} after they happened
 * @param afterFinal written down when the day was final already: counted here, merged nowhere
 * @param ahead said to have happened more than {@link #AHEAD_MILLIS} after they were written down
 * @param delays milliseconds from happening to writing; 0 for those ahead
 */
public record Quality(long facts, long late, long afterFinal, long ahead, Histogram delays) {

  /** One minute: from then on a minute's cell was shown without it. */
  public static final long LATE_MILLIS = 60_000;

  /** One second: clocks of one machine differ by less. */
  public static final long AHEAD_MILLIS = 1_000;

  static final Quality NOTHING = new Quality(0, 0, 0, 0, Histogram.NONE);

  Quality merge(Quality other) {
    return new Quality(
        facts + other.facts, late + other.late, afterFinal + other.afterFinal, ahead + other.ahead,
        delays.merge(other.delays));
  }
}
