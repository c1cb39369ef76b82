package laotie.server.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.FeedFact;
import laotie.fact.Pool;
import laotie.server.http.Seal;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.log.Source;
import org.jboss.logging.Logger;

/**
 * Writes showings (曝光) down among the floods, then seals their ids. Pages of the same moment share one
 * commit. What is sealed is written: a page whose showings cannot be written in time is served without ids,
 * so nothing later can refer to a showing that was not there.
 */
@Singleton
final class Exposures {

  /** Rooms, and clips, whose count is kept in memory. */
  private static final int COUNTED_MAX = 200_000;

  /** How long a page waits for its showings to be written, in milliseconds. */
  private static final long WAIT_MILLIS = 500;

  /** Pages of one commit, and pages that may wait for theirs. */
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(200, 2_000);

  private static final Logger LOGGER = Logger.getLogger(Exposures.class);

  private final PublicPool pool;
  private final Log log;
  private final ExposureStore store;
  private final Seal seal;
  private final GroupCommit<Shown> intake;
  private final Map<String, Long> ofRooms = new ConcurrentHashMap<>();
  private final Map<String, Long> ofClips = new ConcurrentHashMap<>();

  Exposures(PublicPool pool, Log log, ExposureStore store, Seal seal, MeterRegistry registry) {
    this.pool = pool;
    this.log = log;
    this.store = store;
    this.seal = seal;
    this.intake = new GroupCommit<>("exposures", LIMITS, registry, this::write);
  }

  /**
   * What one page shows to one viewer.
   *
   * @param promotions by the exposures that are for sale, whose promotion it is
   */
  record Shown(Instant at, List<FeedFact.ItemExposed> items, Map<String, String> promotions) {
    Shown {
      items = List.copyOf(items);
      promotions = Map.copyOf(promotions);
    }

    private List<PaidExposureStore.Shown> paid() {
      return items.stream().filter(item -> promotions.containsKey(item.exposureId()))
          .map(item -> new PaidExposureStore.Shown(
              item.exposureId(), promotions.get(item.exposureId()), item.viewerId()))
          .toList();
    }

    /** Public places of rooms and clips, sold ones included: what the pool of a day is made of. */
    private long publicPlaces() {
      return items.stream().filter(item -> item.pool() == Pool.PUBLIC
          && item.item() != FeedFact.Item.SHOW && item.channel().pool() == Pool.PUBLIC).count();
    }

    private void addPublic(FeedFact.Item kind, Map<String, Long> counts) {
      for (FeedFact.ItemExposed item : items) {
        // What was paid for makes nobody's item better known to the ranking.
        if (item.pool() == Pool.PUBLIC && item.item() == kind && item.channel() != Channel.PAID) {
          counts.merge(item.itemId(), 1L, Long::sum);
        }
      }
    }
  }

  void start(@Observes StartupEvent event) {
    ofRooms.putAll(pool.database().read(connection -> store.exposures(connection, COUNTED_MAX)));
    ofClips.putAll(pool.database().read(connection -> store.clipExposures(connection, COUNTED_MAX)));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
  }

  /** Times a room was shown on public places. */
  long ofRoom(String roomId) {
    return ofRooms.getOrDefault(roomId, 0L);
  }

  /** Times a clip was shown on public places. */
  long ofClip(String clipId) {
    return ofClips.getOrDefault(clipId, 0L);
  }

  /** Writes a page's showings; true when they are durable, so that their ids may be given out. */
  boolean write(Shown shown) {
    if (shown.items().isEmpty()) {
      return true;
    }
    Optional<CompletableFuture<Void>> written = intake.offer(shown);
    if (written.isEmpty()) {
      return false;
    }
    try {
      written.get().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException late) {
      LOGGER.warnf("a page goes out without ids: %s", late.getMessage());
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The id of a showing as it travels through the client. */
  String sealed(FeedFact.ItemExposed item, Instant at) {
    return seal.sign(new Exposure(item.exposureId(), item.viewerId(), item.hostId(), item.pool(),
        item.channel(), at).line());
  }

  private void write(List<Shown> batch) {
    Map<String, Long> rooms = new HashMap<>();
    Map<String, Long> clips = new HashMap<>();
    batch.forEach(shown -> {
      shown.addPublic(FeedFact.Item.ROOM, rooms);
      shown.addPublic(FeedFact.Item.CLIP, clips);
    });
    pool.database().write(connection -> writeRows(connection, batch, rooms, clips));
    count(ofRooms, rooms);
    count(ofClips, clips);
  }

  private static void count(Map<String, Long> counts, Map<String, Long> added) {
    added.forEach((id, count) -> {
      if (counts.size() < COUNTED_MAX || counts.containsKey(id)) {
        counts.merge(id, count, Long::sum);
      }
    });
  }

  private int writeRows(
      Connection connection, List<Shown> batch, Map<String, Long> rooms, Map<String, Long> clips)
      throws SQLException {
    if (!rooms.isEmpty()) {
      store.add(connection, rooms);
    }
    if (!clips.isEmpty()) {
      Map<String, String> hosts = new HashMap<>();
      batch.forEach(shown -> shown.items().forEach(item -> hosts.put(item.itemId(), item.hostId())));
      store.addClips(connection, clips, hosts);
    }
    Map<LocalDate, Long> places = new TreeMap<>();
    for (Shown shown : batch) {
      places.merge(pool.dayOf(shown.at()), shown.publicPlaces(), Long::sum);
      PaidExposureStore.add(connection, shown.paid(), shown.at());
    }
    for (Map.Entry<LocalDate, Long> day : places.entrySet()) {
      MarketStore.add(connection, day.getKey(), day.getValue(), 0);
    }
    log.appendAll(connection, Source.FLOOD, batch.stream()
        .flatMap(shown -> shown.items().stream().map(item -> new Log.Happened(shown.at(), item)))
        .toList());
    return batch.size();
  }
}
