package laotie.growth;

/**
 * When somebody had something in mind on one UTC day: the first and the last instant. The two are enough to
 * know whether any lay in the 24 hours before an order, since such a span touches two days: of the later
 * one the first instant decides, of the earlier one the last.
 *
 * @param first milliseconds since 1970 UTC
 * @param last the same, not before {@code first} once anything was folded
 */
public record Wish(long first, long last) {

  /** So long before an order a search or a link from outside makes it planned. */
  public static final long PLANS_MILLIS = 86_400_000;

  static final Wish NONE = new Wish(Long.MAX_VALUE, Long.MIN_VALUE);

  Wish merge(Wish other) {
    return new Wish(Math.min(first, other.first), Math.max(last, other.last));
  }

  /** The UTC day in which an instant lies. */
  public static long dayOf(long millis) {
    return Math.floorDiv(millis, PLANS_MILLIS);
  }

  /**
   * True when one of these wishes lies in the 24 hours up to {@code placedAt}, both ends included; to be
   * asked of the cells of the day of {@code placedAt} and of the day before.
   */
  public boolean plans(long placedAt) {
    return first <= placedAt && last >= placedAt - PLANS_MILLIS;
  }
}
