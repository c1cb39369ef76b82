package laotie.fact;

/** What happened between viewers and hosts. */
public sealed interface FansFact extends Fact {

  @Override
  default Area area() {
    return Area.FANS;
  }

  /**
   * A viewer followed a host (关注).
   *
   * @param viewId the view in which it happened, or empty
   */
  record Followed(String viewerId, String hostId, String viewId, Origin origin) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A viewer took his follow back. */
  record Unfollowed(String viewerId, String hostId) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }
}
