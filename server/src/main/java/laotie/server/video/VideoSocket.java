package laotie.server.video;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.server.http.Frames;
import laotie.server.http.Problem;
import laotie.video.Credit;
import laotie.video.VideoReason;
import org.jboss.logging.Logger;

/** {@code /ws/rooms/{roomId}/video}: fragments out, beats in. */
@Singleton
final class VideoSocket {

  /** Largest frame from a viewer, bytes. */
  static final int FRAME_BYTES_MAX = 1024;

  /** Frames a viewer may send in a second; a player sends one in ten. */
  static final int FRAMES_OF_SECOND_MAX = 50;

  /** Video sockets at once in this process. */
  static final int SOCKETS_MAX = 50_000;

  private static final short POLICY = 1008;
  private static final Logger LOGGER = Logger.getLogger(VideoSocket.class);

  private final Vertx vertx;
  private final Hubs hubs;
  private final Watches watches;
  private final VideoDoorstep doorstep;
  private final VideoMeters meters;
  private final AtomicInteger sockets = new AtomicInteger();

  VideoSocket(Vertx vertx, Hubs hubs, Watches watches, VideoDoorstep doorstep, VideoMeters meters) {
    this.vertx = vertx;
    this.hubs = hubs;
    this.watches = watches;
    this.doorstep = doorstep;
    this.meters = meters;
  }

  void routes(@Observes Router router) {
    router.get("/ws/rooms/:roomId/video").handler(this::enter);
  }

  private void enter(RoutingContext context) {
    context.request().pause();
    Context loop = vertx.getOrCreateContext();
    Thread.startVirtualThread(() -> {
      try {
        Optional<Rooms.ViewRef> view = admit(context);
        loop.runOnContext(_ -> open(context, view));
      } catch (RuntimeException no) {
        loop.runOnContext(_ -> VideoDoorstep.refuse(context, no));
      }
    });
  }

  /** Blocking. A socket without a view earns no credit: a host's own preview. */
  private Optional<Rooms.ViewRef> admit(RoutingContext context) {
    String roomId = context.pathParam("roomId");
    if (sockets.get() >= SOCKETS_MAX) {
      throw Problem.of(VideoReason.VIEWERS_FULL, "at most " + SOCKETS_MAX + " video sockets");
    }
    doorstep.room(roomId);
    String viewId = context.request().getParam("view");
    if (viewId == null || viewId.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(doorstep.view(viewId, roomId, doorstep.callerOf(context)));
  }

  private void open(RoutingContext context, Optional<Rooms.ViewRef> view) {
    HttpConnection connection = context.request().connection();
    context.request().toWebSocket().onSuccess(socket -> {
      Frames.watch(((ConnectionBase) connection).channelHandlerContext(),
          () -> meters.refused("viewer-frames"));
      sockets.incrementAndGet();
      Hub hub = hubs.hubOf(context.pathParam("roomId"));
      Optional<Watches.Watch> watch = view.map(each -> watches.watchOf(each.viewId()));
      watch.ifPresent(watches::opened);
      Viewer viewer = new Viewer(new SocketLine(socket, connection), (bytes, mediaMs) -> {
        meters.written(bytes);
        watch.ifPresent(each -> each.written(mediaMs));
      });
      socket.exceptionHandler(_ -> viewer.cut());
      socket.closeHandler(_ -> {
        sockets.decrementAndGet();
        hub.leave(viewer);
        watch.ifPresent(Watches.Watch::socketClosed);
      });
      listen(socket, view);
      hub.join(viewer);
    }).onFailure(fault -> VideoDoorstep.refuse(context, fault));
  }

  /** A viewer's socket as the hub sees it. */
  private record SocketLine(ServerWebSocket socket, HttpConnection connection) implements Viewer.Line {
    @Override
    public Future<Void> send(Buffer bytes) {
      return socket.writeBinaryMessage(bytes);
    }

    @Override
    public Future<Void> tell(String text) {
      return socket.writeTextMessage(text);
    }

    @Override
    public void cut() {
      connection.close();
    }
  }

  private void listen(ServerWebSocket socket, Optional<Rooms.ViewRef> view) {
    int[] frames = {0};
    long[] second = {0};
    socket.binaryMessageHandler(_ -> refuse(socket));
    socket.textMessageHandler(text -> {
      long now = System.nanoTime() / 1_000_000_000L;
      frames[0] = now == second[0] ? frames[0] + 1 : 1;
      second[0] = now;
      if (frames[0] > FRAMES_OF_SECOND_MAX || text.length() > FRAME_BYTES_MAX) {
        refuse(socket);
      } else {
        hear(socket, view, text);
      }
    });
  }

  private void refuse(ServerWebSocket socket) {
    meters.refused("viewer-frames");
    socket.close(POLICY, "too many or too large frames");
  }

  private void hear(ServerWebSocket socket, Optional<Rooms.ViewRef> view, String text) {
    try {
      JsonObject said = new JsonObject(text);
      if (!"beat".equals(said.getString("type")) || view.isEmpty()) {
        return;
      }
      Credit.Beat beat = new Credit.Beat(
          said.getLong("seq"),
          said.getLong("playedMs"),
          said.getBoolean("visible", true),
          said.getBoolean("muted", false));
      long ms = watches.take(view.get(), beat);
      socket.writeTextMessage(
          new JsonObject().put("type", "credited").put("seq", beat.seq()).put("ms", ms).encode());
    } catch (Problem full) {
      meters.refused(full.reason().code());
      socket.writeTextMessage(new JsonObject()
          .put("type", "refused").put("reason", full.reason().name()).put("detail", full.getMessage())
          .encode());
    } catch (DecodeException | ClassCastException | NullPointerException malformed) {
      LOGGER.debugf("a beat that is none: %s", malformed.getMessage());
      refuse(socket);
    }
  }
}
