package laotie.server.video;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.VideoFact;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Flood;
import laotie.video.Credit;

/** Who watches what, proved by beats (心跳): credits each beat once, counts the audience of each room. */
@Singleton
final class Watches {

  /** Views remembered at once, so that a repeated beat is told from a new one. */
  static final int VIEWS_MAX = 200_000;

  /** A view is forgotten after this long without a beat: twenty times the silence that ends it. */
  private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

  private static final long TICK_MS = 1000;

  private final Vertx vertx;
  private final Flood flood;
  private final Rooms rooms;
  private final Hubs hubs;
  private final InstantSource clock;
  private final Cache<String, Watch> watches =
      Caffeine.newBuilder().maximumSize(VIEWS_MAX).expireAfterAccess(FORGET_AFTER).build();
  /** Room, then viewer, then his last credited beat. */
  private final Map<String, Map<String, Instant>> lastBeats = new ConcurrentHashMap<>();
  private final Map<String, Integer> told = new ConcurrentHashMap<>();

  Watches(Vertx vertx, Flood flood, Rooms rooms, Hubs hubs, InstantSource clock) {
    this.vertx = vertx;
    this.flood = flood;
    this.rooms = rooms;
    this.hubs = hubs;
    this.clock = clock;
  }

  /** One view's account of watching. Guarded by itself. */
  static final class Watch {
    private Credit credit;
    private int sockets;
    private long uncreditedMs;

    private Watch(Instant openedAt) {
      credit = Credit.open(openedAt);
    }

    /** Media was really written to this viewer. */
    synchronized void written(long mediaMs) {
      uncreditedMs += mediaMs;
    }

    private synchronized void socketOpened(Instant now) {
      sockets++;
      if (credit.newestSeq() < 0) {
        credit = Credit.open(now);
      }
    }

    synchronized void socketClosed() {
      sockets--;
    }

    /** While a view has a socket of ours, its beats are held against the bytes. */
    private Optional<Long> proof() {
      return sockets > 0 ? Optional.of(Math.max(0, uncreditedMs)) : Optional.empty();
    }
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(TICK_MS, _ -> tick());
  }

  /** The account of a view; opened three seconds back, since a player's first beat comes at three seconds. */
  Watch watchOf(String viewId) {
    return watches.get(viewId, _ -> new Watch(clock.instant().minus(Credit.VALID_VIEW)));
  }

  /** A video socket of this view opened: from now on its bytes are counted. */
  void opened(Watch watch) {
    watch.socketOpened(clock.instant());
  }

  /**
   * Takes a beat and answers the milliseconds credited, 0 for a repeat.
   *
   * @throws Problem when the flood's intake is full; the beat may be sent again
   */
  long take(Rooms.ViewRef view, Credit.Beat beat) {
    long ms = take(new Watched(view.viewId(), view.viewerId(), view.showId(), "", view.hostId()), beat);
    if (ms > 0) {
      rooms.seen(view.viewId());
      lastBeats.computeIfAbsent(view.roomId(), _ -> new ConcurrentHashMap<>())
          .put(view.viewerId(), clock.instant());
    }
    return ms;
  }

  /** The same for a view of a clip, whose bytes come from a file. */
  long take(Video.ClipView view, Credit.Beat beat) {
    return take(new Watched(view.viewId(), view.viewerId(), "", view.clipId(), view.hostId()), beat);
  }

  /** Who watches what: a show or a clip, the other one empty. */
  private record Watched(String viewId, String viewerId, String showId, String clipId, String hostId) {}

  private long take(Watched view, Credit.Beat beat) {
    Watch watch = watchOf(view.viewId());
    Instant now = clock.instant();
    synchronized (watch) {
      Optional<Long> written = watch.proof();
      Credit.Taken taken = watch.credit.take(beat, now, written);
      if (taken.ms() > 0) {
        boolean isIn = flood.offer(now, new VideoFact.WatchCredited(
            view.viewId(), view.viewerId(), view.showId(), view.clipId(), view.hostId(),
            now.minusMillis(taken.ms()), now, Credit.proofOf(written)));
        if (!isIn) {
          throw Problem.of(
              HttpReason.OVERLOADED, "too many beats at once", Map.of("retryAfterSeconds", 2));
        }
        watch.uncreditedMs -= taken.ms();
      }
      watch.credit = taken.after();
      return taken.ms();
    }
  }

  /** Different viewers of the room with a credited beat in the last 30 s. */
  int concurrent(String roomId) {
    Instant oldest = clock.instant().minus(Credit.SILENCE);
    Map<String, Instant> beats = lastBeats.getOrDefault(roomId, Map.of());
    return (int) beats.values().stream().filter(at -> at.isAfter(oldest)).count();
  }

  private void tick() {
    Instant oldest = clock.instant().minus(Credit.SILENCE);
    lastBeats.forEach((roomId, beats) -> {
      beats.values().removeIf(at -> !at.isAfter(oldest));
      int now = beats.size();
      Integer before = told.put(roomId, now);
      if (before == null || before != now) {
        hubs.tell(() -> rooms.audience(roomId, now));
      }
    });
  }
}
