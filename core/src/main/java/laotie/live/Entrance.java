package laotie.live;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Relation;

/**
 * From where somebody came in. A sealed showing is believed; a claim of the client only when it costs
 * nobody anything, since channels decide what a host is told about his own people.
 */
public final class Entrance {

  /** A viewer who comes back within this span of silence goes on with his view. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** What a client may say of itself: ordinary ways that no money or message stands behind. */
  private static final Set<Channel> CLAIMABLE = EnumSet.of(
      Channel.FEED, Channel.SEARCH, Channel.RANKING, Channel.STRANGER_SHARE, Channel.HOST_PAGE);

  /** Ways that only lead the host's own people. */
  private static final Set<Channel> CLAIMABLE_BY_OWN_PEOPLE =
      EnumSet.of(Channel.FOLLOWING_TAB, Channel.DIRECT_MESSAGE, Channel.FAN_GROUP);

  /**
   * What an entry counts as that nobody explains: an address that somebody typed or was sent. It is public,
   * so that no host's private traffic is made of guesses.
   */
  public static final Channel UNEXPLAINED = Channel.STRANGER_SHARE;

  private Entrance() {}

  /**
   * The same for an entry to a show: somebody who waited for it may say that this led him.
   *
   * @param isReserved true when the viewer waits for this show
   */
  public static Channel believed(Channel claim, Relation relation, boolean isReserved) {
    return claim == Channel.RESERVATION && isReserved ? claim : believed(claim, relation);
  }

  /** The channel when the client claims {@code claim} and no sealed showing says otherwise. */
  public static Channel believed(Channel claim, Relation relation) {
    boolean isOwnPeople = relation != Relation.STRANGER;
    boolean isBelieved =
        CLAIMABLE.contains(claim) || (isOwnPeople && CLAIMABLE_BY_OWN_PEOPLE.contains(claim));
    return isBelieved ? claim : UNEXPLAINED;
  }
}
