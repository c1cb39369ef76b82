package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.clips.Clips;
import laotie.server.http.Marks;
import laotie.server.live.Live;

/**
 * Says where an order comes from: the view it names, when that view is the buyer's, of this host and not
 * older than a day; else nowhere ({@code offlive}).
 */
@Singleton
final class Sources {

  /** An order belongs to a view for this long after the entry (growth's attribution window). */
  private static final Duration ATTRIBUTION = Duration.ofHours(24);

  private final Live live;
  private final Clips clips;
  private final InstantSource clock;
  private final Marks marks;

  Sources(Live live, Clips clips, InstantSource clock, Marks marks) {
    this.live = live;
    this.clips = clips;
    this.clock = clock;
    this.marks = marks;
  }

  /**
   * Where an order comes from.
   *
   * @param showId the show of its view, or empty
   * @param clipId the clip of its view, or empty; without both it is {@code offlive}
   * @param isInRoom true while that show is on the air
   */
  record Source(String showId, String clipId, String viewId, Origin origin, boolean isInRoom) {}

  Source of(Counter.Asking asking, String hostId, String viewId) {
    String buyerId = asking.buyerId();
    Instant oldest = clock.instant().minus(ATTRIBUTION);
    Optional<Source> source = viewId.isEmpty() ? Optional.empty()
        : ofRoom(buyerId, hostId, viewId, oldest).or(() -> ofClip(buyerId, hostId, viewId, oldest));
    if (source.isPresent()) {
      return source.get();
    }
    return new Source("", "", "", new Origin("", Channel.SEARCH, Relation.STRANGER,
        marks.deviceHash(asking.context()), marks.networkHash(asking.context())), false);
  }

  private Optional<Source> ofRoom(String buyerId, String hostId, String viewId, Instant oldest) {
    return live.viewOf(viewId)
        .filter(view -> view.viewerId().equals(buyerId) && view.hostId().equals(hostId))
        .filter(view -> view.enteredAt().isAfter(oldest))
        .map(view -> new Source(view.showId(), "", view.viewId(), view.origin(),
            live.isOnAir(view.roomId(), view.showId())));
  }

  private Optional<Source> ofClip(String buyerId, String hostId, String viewId, Instant oldest) {
    return clips.viewOf(viewId)
        .filter(view -> view.viewerId().equals(buyerId) && view.hostId().equals(hostId))
        .filter(view -> view.openedAt().isAfter(oldest))
        .map(view -> new Source("", view.clipId(), view.viewId(), view.origin(), false));
  }
}
