package laotie.fact;

import java.time.Instant;

/** What happened to pictures and sound. */
public sealed interface VideoFact extends Fact {

  @Override
  default Area area() {
    return Area.VIDEO;
  }

  /** A publisher with a valid key began to send. */
  record SignalStarted(String roomId, String hostId) implements VideoFact {
    @Override
    public String key() {
      return roomId;
    }
  }

  record SignalEnded(String roomId, String hostId) implements VideoFact {
    @Override
    public String key() {
      return roomId;
    }
  }

  record StreamKeyRotated(String roomId, String hostId) implements VideoFact {
    @Override
    public String key() {
      return roomId;
    }
  }

  /**
   * Seconds of video that were played, computed once at the door from beats; a flood. Adjoining beats of
   * one view may be told as one interval.
   *
   * @param showId the show that was watched, or empty when it was a clip
   * @param clipId the clip that was watched, or empty when it was a show
   * @param from first instant of the credited interval (inclusive)
   * @param to last instant (exclusive); {@code to > from}
   * @param proof what stands behind it
   */
  record WatchCredited(
      String viewId, String viewerId, String showId, String clipId, String hostId, Instant from, Instant to,
      Proof proof)
      implements VideoFact {
    public WatchCredited {
      // Rows of before there were clips have no such field.
      clipId = clipId == null ? "" : clipId;
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException("watch interval is empty: " + from + " .. " + to);
      }
    }

    @Override
    public String key() {
      return showId.isEmpty() ? clipId : showId;
    }
  }

  /** What proves that seconds were played. */
  enum Proof {
    /** Bytes really written to this viewer, and the player's beat. */
    BYTES_AND_BEAT,
    /** The beat alone: the bytes came from elsewhere. */
    BEAT_ONLY
  }
}
