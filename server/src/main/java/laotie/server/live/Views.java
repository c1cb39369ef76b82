package laotie.server.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.Channel;
import laotie.fact.LiveFact;
import laotie.live.Entrance;
import laotie.live.EntryWindow;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.log.Source;

/**
 * Who came in, and from where. Entries share commits, since a square fills within seconds; each is told
 * only when its row and its fact are durable.
 */
@Singleton
final class Views {

  /** Views and present viewers in memory; further ones cost a database trip. */
  private static final int CACHED_MAX = 200_000;

  private static final Duration CACHED_FOR = Duration.ofHours(24);
  private static final Duration PRESENT_FOR = Duration.ofHours(6);

  /** Entries of one commit, and entries that may wait for theirs. */
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(500, 20_000);

  private final Database database;
  private final Log log;
  private final ViewStore store;
  private final InstantSource clock;
  private final GroupCommit<Live.ViewRef> intake;
  private final Cache<String, Live.ViewRef> views =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterAccess(CACHED_FOR).build();
  private final Cache<String, Presence> present =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterAccess(PRESENT_FOR).build();
  private final Map<String, EntryWindow> recent = new ConcurrentHashMap<>();

  Views(Database database, Log log, ViewStore store, InstantSource clock, MeterRegistry registry) {
    this.database = database;
    this.log = log;
    this.store = store;
    this.clock = clock;
    this.intake = new GroupCommit<>("views", LIMITS, registry, this::write);
  }

  /** A viewer in a show: his view, and when he last gave a sign of life. */
  private record Presence(String viewId, Instant lastSeenAt) {}

  void start(@Observes StartupEvent event) {
    Instant since = clock.instant().minus(Duration.ofMinutes(EntryWindow.MINUTES));
    database.read(connection -> store.entriesSince(connection, since)).forEach(entries ->
        recent.merge(entries.roomId(), EntryWindow.EMPTY.plus(entries.count(), entries.minute()),
            (window, _) -> window.plus(entries.count(), entries.minute())));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
  }

  /** The view this viewer may go on with, if he gave a sign of life within the silence allowed. */
  Optional<Live.ViewRef> current(String viewerId, String showId) {
    Instant oldest = clock.instant().minus(Entrance.SILENCE_MAX);
    return Optional.ofNullable(present.getIfPresent(key(viewerId, showId)))
        .filter(presence -> !presence.lastSeenAt().isBefore(oldest))
        .flatMap(presence -> view(presence.viewId()));
  }

  /** The last view of this viewer in the show, as far as memory knows; empty text when none. */
  String lastViewId(String viewerId, String showId) {
    Presence presence = present.getIfPresent(key(viewerId, showId));
    return presence == null ? "" : presence.viewId();
  }

  /** Notes that a viewer is still there. */
  void seen(String viewerId, String showId) {
    Instant now = clock.instant();
    present.asMap().computeIfPresent(key(viewerId, showId),
        (key, presence) -> new Presence(presence.viewId(), now));
  }

  void seen(String viewId) {
    Live.ViewRef view = views.getIfPresent(viewId);
    if (view != null) {
      seen(view.viewerId(), view.showId());
    }
  }

  /** Begins a view and returns when it is durable. */
  void enter(Live.ViewRef view) {
    Optional<CompletableFuture<Void>> written = intake.offer(view);
    if (written.isEmpty()) {
      throw Problem.of(HttpReason.OVERLOADED, "too many come in at once", Map.of("retryAfterSeconds", 1));
    }
    try {
      written.get().join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof RuntimeException known ? known : fault;
    }
    views.put(view.viewId(), view);
    present.put(key(view.viewerId(), view.showId()), new Presence(view.viewId(), view.enteredAt()));
  }

  static String nextId() {
    return Ids.next("view");
  }

  Optional<Live.ViewRef> view(String viewId) {
    Live.ViewRef cached = views.getIfPresent(viewId);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<Live.ViewRef> found = database.read(connection -> store.view(connection, viewId));
    found.ifPresent(view -> views.put(viewId, view));
    return found;
  }

  /** Counts an entry that the log tells of, whichever process wrote it; not one that was paid for. */
  void count(LiveFact.RoomEntered entered, Instant at) {
    if (entered.origin().channel() == Channel.PAID) {
      return;
    }
    recent.compute(entered.roomId(),
        (room, window) -> (window == null ? EntryWindow.EMPTY : window).plus(1, at));
  }

  /** Entries of the last half hour by room; rooms without any are left out. */
  Map<String, Integer> recentEntries() {
    Instant now = clock.instant();
    Map<String, Integer> entries = new HashMap<>();
    recent.forEach((room, window) -> {
      int count = window.count(now);
      if (count == 0) {
        recent.remove(room, window);
      } else {
        entries.put(room, count);
      }
    });
    return entries;
  }

  private void write(List<Live.ViewRef> batch) {
    database.write(connection -> writeRows(connection, batch));
  }

  private int writeRows(Connection connection, List<Live.ViewRef> batch) throws SQLException {
    store.add(connection, batch);
    log.appendAll(connection, Source.LOG, batch.stream().map(view -> new Log.Happened(view.enteredAt(),
        new LiveFact.RoomEntered(view.viewId(), view.viewerId(), view.roomId(), view.showId(),
            view.hostId(), view.origin()))).toList());
    return batch.size();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String key(String viewerId, String showId) {
    return viewerId + " " + showId;
  }
}
