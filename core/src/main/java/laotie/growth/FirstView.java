package laotie.growth;

/**
 * The first time somebody watched anything on the square, and whose doing that was.
 *
 * @param at milliseconds since 1970 UTC, or {@link #NEVER}
 * @param viewId of two views of one millisecond the smaller is the first
 * @param isFromOutside true when he came by an address or a link that somebody outside gave him
 */
public record FirstView(long at, String viewId, String hostId, boolean isFromOutside) {

  /** No such instant. */
  public static final long NEVER = Long.MAX_VALUE;

  static final FirstView NONE = new FirstView(NEVER, "", "", false);

  FirstView merge(FirstView other) {
    if (at != other.at) {
      return at < other.at ? this : other;
    }
    return viewId.compareTo(other.viewId) <= 0 ? this : other;
  }
}
