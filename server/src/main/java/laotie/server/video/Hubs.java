package laotie.server.video;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import laotie.fact.VideoFact;
import org.jboss.logging.Logger;

/** All rooms' pictures, and the second hand that ends shows and cuts stuck viewers. */
@Singleton
final class Hubs {

  private static final long TICK_MS = 500;
  private static final Logger LOGGER = Logger.getLogger(Hubs.class);

  private final Map<String, Hub> hubs = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final Rooms rooms;
  private final VideoStore store;
  private final VideoMeters meters;
  private final InstantSource clock;
  /** What must be told to the database and to other areas, in order, off the event loops. */
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("video teller").factory());

  Hubs(Vertx vertx, Rooms rooms, VideoStore store, VideoMeters meters, InstantSource clock) {
    this.vertx = vertx;
    this.rooms = rooms;
    this.store = store;
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(TICK_MS, _ -> tick());
  }

  void stop(@Observes ShutdownEvent event) {
    teller.shutdown();
  }

  /** The room's hub, made when it is first needed; callers know that the room exists. */
  Hub hubOf(String roomId) {
    return hubs.computeIfAbsent(roomId, id -> new Hub(id, clock));
  }

  Optional<Hub> find(String roomId) {
    return Optional.ofNullable(hubs.get(roomId));
  }

  /** Every room that ever had a picture since the start. */
  List<Hub> all() {
    return List.copyOf(hubs.values());
  }

  /** Cuts whatever a banned host sends. */
  void cutHost(String hostId) {
    for (Hub hub : hubs.values()) {
      if (hub.isReceived()) {
        tell(() -> rooms.roomOf(hub.roomId())
            .filter(room -> room.hostId().equals(hostId))
            .ifPresent(_ -> hub.cutPublisher("This account is shut out.")));
      }
    }
  }

  /** Blocking. */
  boolean isBanned(String hostId) {
    return rooms.isBanned(hostId);
  }

  /** Blocking. */
  Optional<Rooms.RoomRef> roomOf(String roomId) {
    return rooms.roomOf(roomId);
  }

  /** Tells the world that a dark room is lit. */
  void started(String roomId, String hostId) {
    LOGGER.infof("room %s: signal received", roomId);
    tell(() -> {
      store.record(new VideoFact.SignalStarted(roomId, hostId));
      rooms.signalStarted(roomId);
    });
  }

  private void ended(String roomId) {
    LOGGER.infof("room %s: signal ended", roomId);
    tell(() -> {
      Optional<Rooms.RoomRef> room = rooms.roomOf(roomId);
      if (room.isPresent()) {
        store.record(new VideoFact.SignalEnded(roomId, room.get().hostId()));
      }
      rooms.signalEnded(roomId);
    });
  }

  /** Runs after everything told before; a fault is logged and stops nothing. */
  void tell(Runnable message) {
    teller.execute(() -> {
      try {
        message.run();
      } catch (RuntimeException fault) {
        LOGGER.errorf(fault, "a signal could not be told");
      }
    });
  }

  private void tick() {
    long now = System.nanoTime();
    int sockets = 0;
    int lit = 0;
    for (Hub hub : hubs.values()) {
      int stuck = hub.cutStuck(now);
      for (int i = 0; i < stuck; i++) {
        meters.refused("viewer-stuck");
      }
      if (hub.endIfGone()) {
        ended(hub.roomId());
      }
      sockets += hub.viewerCount();
      lit += hub.isReceived() ? 1 : 0;
    }
    meters.viewers().set(sockets);
    meters.publishers().set(lit);
  }
}
