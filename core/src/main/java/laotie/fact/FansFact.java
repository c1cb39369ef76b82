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

  /**
   * The tier of a follower rose or fell.
   *
   * @param from what he was to the host before, {@link Relation#FOLLOWER} or a tier
   * @param to what he is from now on, another of these
   */
  record TierChanged(String viewerId, String hostId, Relation from, Relation to) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A viewer lets a host hold what the page showed him, and write to him. */
  record ConsentGiven(String viewerId, String hostId) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A viewer took that back: nothing reaches him any more, and the host sees him no longer. */
  record ConsentRevoked(String viewerId, String hostId) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /**
   * A host wrote to a segment of his fans.
   *
   * @param segment the kind of the segment, such as {@code lapsed} or {@code size}, never words
   * @param chosen fans in the segment, before the cap
   */
  record FansWrittenTo(String messageId, String hostId, String actorId, String segment, int chosen)
      implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A message of a host reached one fan. */
  record FanReached(String messageId, String viewerId, String hostId) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A host took a list of his consenting fans out of the house. */
  record FansExported(String hostId, String actorId, int rows) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** Somebody spoke in the fan group of a host. The words live in a row that can be erased. */
  record GroupSaid(String messageId, String viewerId, String hostId) implements FansFact {
    @Override
    public String key() {
      return hostId;
    }
  }
}
