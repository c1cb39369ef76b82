package laotie.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A live room, a show to come or a clip that may be shown to one viewer. What differs between them is their
 * kind; the rest is what is known of the viewer and the host, and of the item.
 *
 * @param itemId the room, the show or the clip, by its kind
 * @param at when the room went live, the show will begin, or the clip was published
 */
public record Candidate(Kind kind, String itemId, String hostId, Instant at, Tie tie, Known known) {

  public Candidate {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(itemId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(at);
    Objects.requireNonNull(tie);
    Objects.requireNonNull(known);
  }

  /** What is shown. */
  public enum Kind {
    ROOM,
    SHOW,
    CLIP
  }

  /**
   * What ties this viewer to the host and the item.
   *
   * @param warmth his own visits, comments and orders with this host, decayed; 0 for a stranger
   * @param alike what people who watch the same hosts watch, 0 when nothing is known; see {@link Visits}
   * @param seenAt when he last saw this very item, {@link #NEVER} otherwise
   */
  public record Tie(boolean isFollowed, double warmth, double alike, Instant seenAt) {

    /** The instant of what never was. */
    public static final Instant NEVER = Instant.MIN;

    public static final Tie NONE = new Tie(false, 0, 0, NEVER);

    public Tie {
      Objects.requireNonNull(seenAt);
      if (!(warmth >= 0 && alike >= 0)) {
        throw new IllegalArgumentException("warmth " + warmth + ", alike " + alike);
      }
    }
  }

  /**
   * What people did with it.
   *
   * @param recentOpens entries of the last 30 minutes for a room, views of the last 24 hours for a clip
   * @param exposures times the item was ever shown on a public place
   * @param hostExposures the same over all items of its kind of this host, {@code >= exposures}
   */
  public record Known(long recentOpens, long exposures, long hostExposures) {}

  /** True when the viewer saw it within {@code rest} before {@code now}. */
  boolean isSeenWithin(Duration rest, Instant now) {
    return tie.seenAt().isAfter(now.minus(rest));
  }
}
