package laotie.server.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.ClipsFact;
import laotie.fact.Recorded;
import laotie.feed.Ranking;
import laotie.feed.Visit;
import laotie.feed.Visits;
import laotie.server.log.Columns;
import laotie.server.log.Database;
import laotie.server.log.Tail;

/**
 * What the feed remembers of viewers: whom they visited, what people alike visit, which clips they saw. It
 * stands in memory, follows the log by the tail, and is filled at start from rows that a consumer keeps.
 */
@Singleton
final class Memory {

  /** About 60 MB at the most. */
  private static final Visits.Limits LIMITS = new Visits.Limits(20_000, 20, 150_000);

  /** Visits read at start. */
  private static final int VISITS_READ_MAX = 150_000;

  /** Clips remembered as seen by one viewer, and viewers for whom they stand in memory. */
  private static final int SEEN_MAX = 1_000;
  private static final int VIEWERS_SEEN_MAX = 20_000;

  /** Views of these last minutes may not be in the rows yet. */
  private static final Duration UNSAVED_FOR = Duration.ofMinutes(2);

  /** Old rows one batch deletes. */
  private static final int FORGOTTEN_MAX = 5_000;

  private final Database database;
  private final InstantSource clock;
  private final Visits visits = new Visits(LIMITS);
  private final LoadingCache<String, Map<String, Instant>> seen;
  private final Cache<String, Map<String, Instant>> unsaved = Caffeine.newBuilder()
      .maximumSize(VIEWERS_SEEN_MAX).expireAfterWrite(UNSAVED_FOR).build();

  Memory(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.seen = Caffeine.newBuilder().maximumSize(VIEWERS_SEEN_MAX)
        .expireAfterAccess(Duration.ofHours(1)).build(this::readSeen);
  }

  /** What ties a viewer to hosts and clips, as far as it is remembered. */
  record Ties(Map<String, Double> warmth, Map<String, Double> alike, Map<String, Instant> seen) {
    static final Ties NONE = new Ties(Map.of(), Map.of(), Map.of());
  }

  InstantSource clock() {
    return clock;
  }

  void start(@Observes StartupEvent event, Tail tail) {
    Instant since = clock.instant().minus(Visit.REMEMBERED);
    List<Visit> latest =
        database.read(connection -> VisitStore.latest(connection, since, VISITS_READ_MAX));
    synchronized (visits) {
      latest.forEach(visits::add);
    }
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    Visit.of(recorded).ifPresent(visit -> {
      synchronized (visits) {
        visits.add(visit);
      }
    });
    if (recorded.fact() instanceof ClipsFact.ClipOpened opened) {
      unsaved.get(opened.viewerId(), viewer -> new ConcurrentHashMap<>())
          .merge(opened.clipId(), recorded.at(), Memory::later);
      Map<String, Instant> known = seen.getIfPresent(opened.viewerId());
      if (known != null && known.size() < SEEN_MAX) {
        known.merge(opened.clipId(), recorded.at(), Memory::later);
      }
    }
  }

  /** What is remembered of a viewer; nothing of somebody without a session. */
  Ties of(String viewerId) {
    if (viewerId.isEmpty()) {
      return Ties.NONE;
    }
    Map<String, Instant> all = new HashMap<>(seen.get(viewerId));
    Map<String, Instant> fresh = unsaved.getIfPresent(viewerId);
    if (fresh != null) {
      fresh.forEach((clipId, at) -> all.merge(clipId, at, Memory::later));
    }
    Instant now = clock.instant();
    synchronized (visits) {
      return new Ties(visits.warmth(viewerId, now), visits.alike(viewerId), all);
    }
  }

  private Map<String, Instant> readSeen(String viewerId) {
    Instant since = clock.instant().minus(Ranking.SEEN_REST);
    return new ConcurrentHashMap<>(
        database.read(connection -> VisitStore.seenBy(connection, viewerId, since, SEEN_MAX)));
  }

  /** Keeps the rows; facts too old to be remembered, such as an imported past, are passed over. */
  void keep(Connection connection, List<Recorded> batch) throws SQLException {
    Instant visitsSince = clock.instant().minus(Visit.REMEMBERED);
    Instant seenSince = clock.instant().minus(Ranking.SEEN_REST);
    Map<String, Visit> told = new TreeMap<>();
    Columns opened = new Columns("text", "text", "text");
    for (Recorded recorded : batch) {
      Visit.of(recorded).filter(visit -> visit.at().isAfter(visitsSince)).ifPresent(visit ->
          told.merge(visit.viewerId() + " " + visit.hostId(), visit, Visit::and));
      if (recorded.fact() instanceof ClipsFact.ClipOpened fact && recorded.at().isAfter(seenSince)) {
        opened.add(fact.viewerId(), fact.clipId(), recorded.at().toString());
      }
    }
    VisitStore.addVisits(connection, told.values());
    VisitStore.addSeen(connection, opened);
    if (!told.isEmpty()) {
      VisitStore.forget(connection, visitsSince, seenSince, FORGOTTEN_MAX);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
