package laotie.fans;

import java.util.List;
import laotie.fact.Decision;
import laotie.fact.FansFact;
import laotie.fact.Origin;
import laotie.fact.Relation;

/** How a viewer follows a host (关注) and takes it back. Both may be asked twice and happen once. */
public final class Following {

  private Following() {}

  /**
   * Who follows whom, and from where.
   *
   * @param viewId the view in which it happens, or empty
   */
  public record Wish(String viewerId, String hostId, String viewId, Origin origin) {}

  /** May this viewer follow that host? The value is what he is to him afterwards. */
  public static Decision<Relation> follow(Wish wish, Relation relation) {
    if (wish.viewerId().equals(wish.hostId())) {
      return new Decision.Refused<>(FansReason.FOLLOWS_HIMSELF, "host " + wish.hostId() + " is himself");
    }
    return switch (relation) {
      case FOLLOWER, FAN -> new Decision.Accepted<>(relation, List.of());
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
      case FOLLOWER, FAN ->
          new Decision.Accepted<>(
              Relation.STRANGER, List.of(new FansFact.Unfollowed(viewerId, hostId)));
    };
  }
}
