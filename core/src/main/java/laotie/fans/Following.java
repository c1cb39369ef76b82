package laotie.fans;

import java.util.List;
import laotie.fact.Decision;
import laotie.fact.FansFact;
import laotie.fact.Origin;
import laotie.fact.Relation;

/** How a viewer follows a host (关注) and takes it back. Both may be asked twice and happen once. */
public final class Following {

  /** Most hosts one viewer follows; nobody knows more people than that. */
  public static final int FOLLOWS_MAX = 2_000;

  private Following() {}

  /**
   * Who follows whom, and from where.
   *
   * @param viewId the view in which it happens, or empty
   */
  public record Wish(String viewerId, String hostId, String viewId, Origin origin) {}

  /**
   * May this viewer follow that host? The value is what he is to him afterwards.
   *
   * @param follows how many hosts the viewer follows now
   */
  public static Decision<Relation> follow(Wish wish, Relation relation, int follows) {
    if (wish.viewerId().equals(wish.hostId())) {
      return new Decision.Refused<>(FansReason.FOLLOWS_HIMSELF, "host " + wish.hostId() + " is himself");
    }
    if (relation == Relation.STRANGER && follows >= FOLLOWS_MAX) {
      return new Decision.Refused<>(FansReason.FOLLOWS_FULL, "follows " + follows + " >= " + FOLLOWS_MAX);
    }
    return switch (relation) {
      case FOLLOWER, FAN, LOYAL, LAOTIE -> new Decision.Accepted<>(relation, List.of());
      case STRANGER ->
          new Decision.Accepted<>(
              Relation.FOLLOWER,
              List.of(
                  new FansFact.Followed(wish.viewerId(), wish.hostId(), wish.viewId(), wish.origin())));
    };
  }

  /** The way back is always open. */
  public static Decision<Relation> unfollow(String viewerId, String hostId, Relation relation) {
    return switch (relation) {
      case STRANGER -> new Decision.Accepted<>(relation, List.of());
      case FOLLOWER, FAN, LOYAL, LAOTIE ->
          new Decision.Accepted<>(
              Relation.STRANGER, List.of(new FansFact.Unfollowed(viewerId, hostId)));
    };
  }
}
