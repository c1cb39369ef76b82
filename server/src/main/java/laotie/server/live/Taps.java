package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import laotie.fact.LiveFact;
import laotie.server.log.Flood;

/** Signs of life: taps on the heart, counted by the room and told to the flood; pings. Never blocks. */
@Singleton
final class Taps {

  private final Flood flood;
  private final Views views;
  private final InstantSource clock;

  Taps(Flood flood, Views views, InstantSource clock) {
    this.flood = flood;
    this.views = views;
    this.clock = clock;
  }

  /** False when the flood has no room; then nothing was counted. */
  boolean like(Room room, String viewerId, String showId, int count) {
    Instant now = clock.instant();
    String viewId = views.lastViewId(viewerId, showId);
    if (!flood.offer(now, new LiveFact.Liked(viewerId, showId, room.hostId(), viewId, count))) {
      return false;
    }
    room.liked(count);
    return true;
  }

  /** Notes that the viewer is still there, so that his view goes on. */
  void stillThere(String viewerId, String showId) {
    views.seen(viewerId, showId);
  }
}
