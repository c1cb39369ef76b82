package laotie.server.clips;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import laotie.fact.ClipsFact;
import laotie.live.Entrance;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.log.Source;

/** Who came upon which clip. Openings share commits; each is told when its row and fact are durable. */
@Singleton
final class Views {

  /** Views in memory; further ones cost a database trip. */
  private static final int CACHED_MAX = 200_000;

  private static final Duration CACHED_FOR = Duration.ofHours(24);

  /** Openings of one commit, and openings that may wait for theirs. */
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(500, 20_000);

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final GroupCommit<Clips.ViewRef> intake;
  private final Cache<String, Clips.ViewRef> views =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterAccess(CACHED_FOR).build();
  private final Cache<String, Presence> present =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterWrite(Entrance.SILENCE_MAX).build();

  Views(Database database, Log log, InstantSource clock, MeterRegistry registry) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.intake = new GroupCommit<>("clips.views", LIMITS, registry, this::write);
  }

  private record Presence(String viewId) {}

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
  }

  /** The view this viewer may go on with, if he gave a sign of life within the silence allowed. */
  Optional<Clips.ViewRef> current(String viewerId, String clipId) {
    return Optional.ofNullable(present.getIfPresent(key(viewerId, clipId)))
        .flatMap(presence -> view(presence.viewId()));
  }

  /** Notes that the viewer of this view is still there. */
  void seen(Clips.ViewRef view) {
    present.put(key(view.viewerId(), view.clipId()), new Presence(view.viewId()));
  }

  /** Begins a view and returns when it is durable. */
  void open(Clips.ViewRef view) {
    Optional<CompletableFuture<Void>> written = intake.offer(view);
    if (written.isEmpty()) {
      throw Problem.of(HttpReason.OVERLOADED, "too many look at once", Map.of("retryAfterSeconds", 1));
    }
    try {
      written.get().join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof RuntimeException known ? known : fault;
    }
    views.put(view.viewId(), view);
    seen(view);
  }

  Optional<Clips.ViewRef> view(String viewId) {
    Clips.ViewRef cached = views.getIfPresent(viewId);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<Clips.ViewRef> found = database.read(connection -> ViewStore.view(connection, viewId));
    found.ifPresent(view -> views.put(viewId, view));
    return found;
  }

  /** The id, when it is a view of this clip by this viewer; else empty text. */
  String own(String viewId, String viewerId, String clipId) {
    return viewId.isEmpty() ? "" : view(viewId)
        .filter(view -> view.viewerId().equals(viewerId) && view.clipId().equals(clipId))
        .map(Clips.ViewRef::viewId).orElse("");
  }

  private void write(List<Clips.ViewRef> batch) {
    database.write(connection -> {
      ViewStore.add(connection, batch);
      log.appendAll(connection, Source.LOG, batch.stream().map(view -> new Log.Happened(view.openedAt(),
          new ClipsFact.ClipOpened(view.viewId(), view.viewerId(), view.clipId(), view.hostId(),
              view.origin()))).toList());
      return batch.size();
    });
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String key(String viewerId, String clipId) {
    return viewerId + " " + clipId;
  }
}
