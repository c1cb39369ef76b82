package laotie.server.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/**
 * All rooms with somebody in them. A room is read from the database when the first one comes and forgotten
 * a minute after the last one left. One process numbers the messages of a room; the unique number in the
 * row keeps a second one from doing it too.
 */
@Singleton
final class RoomHub {

  /** Rooms in memory at a time. */
  static final int ROOMS_MAX = 20_000;

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Logger LOGGER = Logger.getLogger(RoomHub.class);

  private final Vertx vertx;
  private final InstantSource clock;
  private final RoomReader reader;
  private final RoomWriter writer;
  private final FanOut.Meters meters;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Map<String, Long> likesUnsaved = new ConcurrentHashMap<>();
  private final Thread ticker = Thread.ofVirtual().name("rooms").unstarted(this::tickAll);

  RoomHub(
      Vertx vertx, InstantSource clock, RoomReader reader, RoomWriter writer, MeterRegistry registry) {
    this.vertx = vertx;
    this.clock = clock;
    this.reader = reader;
    this.writer = writer;
    this.meters = FanOut.Meters.of(registry);
    registry.gaugeMapSize("laotie.rooms.open", List.of(), rooms);
    registry.gauge("laotie.rooms.sockets", rooms, RoomHub::countSeats);
  }

  private static int countSeats(Map<String, Room> rooms) {
    return rooms.values().stream().mapToInt(Room::seats).sum();
  }

  /** The room, read when it is not open; blocking. Refuses an unknown room, and more rooms than fit. */
  Room open(String roomId) {
    Room open = rooms.get(roomId);
    if (open != null && !open.isRetired()) {
      return open;
    }
    if (rooms.size() >= ROOMS_MAX) {
      throw Problem.of(HttpReason.OVERLOADED, ROOMS_MAX + " rooms are open", Map.of("retryAfterSeconds", 5));
    }
    Room.Opening opening = reader.read(roomId);
    Room.Means means = new Room.Means(vertx.nettyEventLoopGroup().next(), clock, meters, writer);
    return rooms.compute(roomId, (id, other) ->
        other != null && !other.isRetired() ? other : new Room(opening, means));
  }

  Optional<Room> ifOpen(String roomId) {
    return Optional.ofNullable(rooms.get(roomId)).filter(room -> !room.isRetired());
  }

  void forEach(Consumer<Room> action) {
    rooms.values().forEach(action);
  }

  void start(@Observes StartupEvent event) {
    ticker.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    ticker.interrupt();
    ticker.join(Duration.ofSeconds(2));
  }

  private void tickAll() {
    try {
      while (true) {
        Thread.sleep(TICK);
        rooms.values().removeIf(Room::isRetired);
        rooms.values().forEach(room -> room.tick(
            unsaved -> likesUnsaved.merge(unsaved.getKey(), unsaved.getValue(), Long::sum)));
        saveLikes();
      }
    } catch (InterruptedException stopped) {
      saveLikes();
    }
  }

  private void saveLikes() {
    Map<String, Long> batch = new HashMap<>();
    for (String showId : List.copyOf(likesUnsaved.keySet())) {
      Long taps = likesUnsaved.remove(showId);
      if (taps != null) {
        batch.put(showId, taps);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      writer.saveLikes(batch);
    } catch (DatabaseFault fault) {
      LOGGER.warnf("taps of %d shows wait for the database: %s", batch.size(), fault.getMessage());
      batch.forEach((showId, taps) -> likesUnsaved.merge(showId, taps, Long::sum));
    }
  }
}
