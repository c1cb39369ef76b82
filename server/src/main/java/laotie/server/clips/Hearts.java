package laotie.server.clips;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import laotie.fact.ClipsFact;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Hearts and shares of clips: one of each a viewer; a heart may be taken back. */
@Singleton
final class Hearts {

  private final Database database;
  private final Log log;
  private final InstantSource clock;

  Hearts(Database database, Log log, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  /** Gives a heart and answers how many there are; a second one changes nothing. */
  long give(ClipStore.Row clip, String viewerId, String viewId) {
    Instant now = now();
    return database.write(connection -> {
      boolean isNew = ClipStore.like(connection, clip.clipId(), viewerId, now);
      if (isNew) {
        log.append(connection, now,
            List.of(new ClipsFact.ClipLiked(viewerId, clip.clipId(), clip.hostId(), viewId)));
      }
      return ClipStore.addLikes(connection, clip.clipId(), isNew ? 1 : 0);
    });
  }

  long takeBack(ClipStore.Row clip, String viewerId) {
    return database.write(connection -> {
      boolean isGone = ClipStore.unlike(connection, clip.clipId(), viewerId);
      if (isGone) {
        log.append(connection, now(),
            List.of(new ClipsFact.ClipUnliked(viewerId, clip.clipId(), clip.hostId())));
      }
      return ClipStore.addLikes(connection, clip.clipId(), isGone ? -1 : 0);
    });
  }

  /** Counts a share; the second one of a viewer changes nothing. */
  void share(ClipStore.Row clip, String viewerId, String viewId) {
    Instant now = now();
    database.write(connection -> {
      if (ClipStore.share(connection, clip.clipId(), viewerId, now)) {
        log.append(connection, now,
            List.of(new ClipsFact.ClipShared(viewerId, clip.clipId(), clip.hostId(), viewId)));
      }
      return clip;
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
