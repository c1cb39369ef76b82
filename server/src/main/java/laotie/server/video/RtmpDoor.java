package laotie.server.video;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.fact.Reason;
import laotie.server.http.Settings;
import laotie.video.RtmpEvent;
import laotie.video.VideoReason;
import org.jboss.logging.Logger;

/** The port for publishers: OBS, a phone app, ffmpeg. */
@Singleton
final class RtmpDoor {

  /** A publisher that sends nothing for so long is gone, seconds. */
  static final int IDLE_SECONDS_MAX = 30;

  /** Connections from one address at once; a studio behind one address may have many rooms. */
  static final int CONNECTIONS_OF_ADDRESS_MAX = 64;

  /** Wrong keys from one address in a minute. */
  static final int WRONG_KEYS_OF_ADDRESS_MAX = 20;

  private static final long START_WAIT_SECONDS = 10;
  private static final Logger LOGGER = Logger.getLogger(RtmpDoor.class);

  private final Vertx vertx;
  private final Settings settings;
  private final Hubs hubs;
  private final VideoStore store;
  private final VideoMeters meters;
  private final Map<String, Integer> connections = new ConcurrentHashMap<>();
  private final Cache<String, AtomicInteger> wrongKeys =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private Optional<NetServer> server = Optional.empty();

  RtmpDoor(
      Vertx vertx, Settings settings, Hubs hubs, VideoStore store, VideoMeters meters) {
    this.vertx = vertx;
    this.settings = settings;
    this.hubs = hubs;
    this.store = store;
    this.meters = meters;
  }

  /** What the door says to one who wants to publish. */
  sealed interface Answer {
    record Yes(Rooms.RoomRef room, String key) implements Answer {}

    record No(Reason reason, String why) implements Answer {}
  }

  void start(@Observes StartupEvent event) throws Exception {
    NetServerOptions options = new NetServerOptions()
        .setHost(settings.http().host())
        .setPort(settings.video().rtmpPort())
        .setReadIdleTimeout(IDLE_SECONDS_MAX)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true);
    NetServer listening = vertx.createNetServer(options)
        .connectHandler(this::connected)
        .exceptionHandler(fault -> LOGGER.debugf("a publisher's connection failed: %s", fault.getMessage()))
        .listen().toCompletionStage().toCompletableFuture().get(START_WAIT_SECONDS, TimeUnit.SECONDS);
    server = Optional.of(listening);
    LOGGER.infof("RTMP publishers on port %d", listening.actualPort());
  }

  void stop(@Observes ShutdownEvent event) {
    server.ifPresent(NetServer::close);
  }

  /** The port that is really open. */
  int port() {
    return server.map(NetServer::actualPort).orElse(settings.video().rtmpPort());
  }

  private void connected(NetSocket socket) {
    int open = connections.merge(address(socket), 1, Integer::sum);
    if (open > CONNECTIONS_OF_ADDRESS_MAX) {
      refused(VideoReason.STREAM_TOO_OFTEN);
      socket.closeHandler(_ -> left(socket));
      socket.close();
      return;
    }
    new Publishing(this, socket, vertx).begin();
  }

  void left(NetSocket socket) {
    connections.computeIfPresent(address(socket), (_, open) -> open == 1 ? null : open - 1);
  }

  private static String address(NetSocket socket) {
    String address = socket.remoteAddress().hostAddress();
    return address == null ? "unknown" : address;
  }

  /** Blocking: looks up the room and its key. */
  Answer decide(RtmpEvent.PublishAsked asked, String address) {
    try {
      AtomicInteger wrong = wrongKeys.get(String.valueOf(address), _ -> new AtomicInteger());
      if (wrong.get() >= WRONG_KEYS_OF_ADDRESS_MAX) {
        return new Answer.No(
            VideoReason.STREAM_TOO_OFTEN, "Too many wrong stream keys from here: wait a minute.");
      }
      String[] name = asked.streamName().split("\\?", 2);
      String key = name.length == 2 ? parameter(name[1], "key") : "";
      Optional<Rooms.RoomRef> room = hubs.roomOf(name[0]);
      boolean isRight = room.isPresent() && !key.isEmpty() && store.isKey(name[0], key);
      if (!isRight) {
        wrong.incrementAndGet();
        return new Answer.No(
            VideoReason.STREAM_KEY_WRONG, "The stream key is wrong: copy it again from the studio.");
      }
      if (hubs.isBanned(room.get().hostId())) {
        return new Answer.No(VideoReason.STREAM_KEY_WRONG, "This account is shut out: sign in to read why.");
      }
      return new Answer.Yes(room.get(), key);
    } catch (RuntimeException fault) {
      LOGGER.warnf("a stream key could not be checked: %s", fault.getMessage());
      return new Answer.No(VideoReason.STREAM_KEY_WRONG, "The key cannot be checked now: try again.");
    }
  }

  /** A key rotated while this publisher was let in must not outlive the rotation. */
  void recheck(Answer.Yes yes, Publishing publishing) {
    Thread.startVirtualThread(() -> {
      try {
        if (!store.isKey(yes.room().roomId(), yes.key())) {
          publishing.cut("The stream key was changed.");
        }
      } catch (RuntimeException fault) {
        LOGGER.warnf("a stream key could not be checked again: %s", fault.getMessage());
      }
    });
  }

  private static String parameter(String query, String name) {
    for (String pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        try {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
          return "";
        }
      }
    }
    return "";
  }

  Hub hubOf(Rooms.RoomRef room) {
    return hubs.hubOf(room.roomId());
  }

  void started(Rooms.RoomRef room) {
    hubs.started(room.roomId(), room.hostId());
  }

  void received(int bytes) {
    meters.received(bytes);
  }

  void refused(Reason reason) {
    meters.refused(reason.code());
  }
}
