package laotie.feed;

import java.time.Instant;
import java.util.Objects;

/**
 * A room that is live, or a show to come, that may be shown to one viewer.
 *
 * @param roomId the room
 * @param showId its show
 * @param stage live, or to come
 * @param beginsAt when it started, or when it will
 * @param isFollowed true when the viewer follows the host
 * @param facts what is known about it
 */
public record Candidate(
    String roomId, String showId, String hostId, Stage stage, Instant beginsAt, boolean isFollowed,
    Known facts) {

  public Candidate {
    Objects.requireNonNull(roomId);
    Objects.requireNonNull(showId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(beginsAt);
    Objects.requireNonNull(facts);
  }

  /** How far the show has come. */
  public enum Stage {
    LIVE,
    TO_COME
  }

  /**
   * @param recentEntries entries into the room in the last 30 minutes
   * @param exposures times the room was ever shown on a public place
   */
  public record Known(int recentEntries, long exposures) {}

  public boolean isLive() {
    return stage == Stage.LIVE;
  }
}
