package laotie.server.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import laotie.live.Allowance;
import laotie.server.http.Frames;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.ProblemEdge;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/**
 * The socket of a room, {@code /ws/rooms/{roomId}}: JSON texts both ways. Whoever has no session may read.
 */
@Singleton
final class RoomSocket {

  /** Frames a client may send: 100 at once, 50 a second; more closes the socket. */
  static final Allowance.Pace FRAME_PACE = new Allowance.Pace(100, 50);

  /** Taps on the heart: 200 at once, 100 a second. */
  static final Allowance.Pace LIKE_PACE = new Allowance.Pace(200, 100);

  private static final short NOT_TEXT = 1003;
  private static final Logger LOGGER = Logger.getLogger(RoomSocket.class);

  private final Reception reception;
  private final InstantSource clock;
  private final Conversation.Means means;
  private final Counter hungUp;

  RoomSocket(
      Reception reception, Speech speech, Taps taps, InstantSource clock, MeterRegistry registry) {
    this.reception = reception;
    this.clock = clock;
    this.means = new Conversation.Means(speech, taps, clock, registry);
    this.hungUp = registry.counter("laotie.room.sockets.hung.up");
  }

  void routes(@Observes Router router) {
    router.get("/ws/rooms/:roomId").handler(this::shakeHands);
  }

  private void shakeHands(RoutingContext context) {
    if (!"websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"))) {
      refuse(context, Problem.of(HttpReason.MALFORMED, "this address is a WebSocket"));
      return;
    }
    context.request().pause();
    Context loop = Vertx.currentContext();
    Thread.startVirtualThread(() -> {
      try {
        Reception.Guest guest = reception.receive(context, context.pathParam("roomId"));
        loop.runOnContext(ready -> open(context, guest));
      } catch (Problem no) {
        loop.runOnContext(ready -> refuse(context, no));
      } catch (DatabaseFault fault) {
        loop.runOnContext(ready -> refuse(context, Problem.databaseAway()));
      } catch (RuntimeException bug) {
        LOGGER.error("a room's socket could not be opened", bug);
        loop.runOnContext(ready -> refuse(context, Problem.of(HttpReason.BUG, "the server failed")));
      }
    });
  }

  private void open(RoutingContext context, Reception.Guest guest) {
    context.request().resume();
    ChannelHandlerContext channel =
        ((ConnectionBase) context.request().connection()).channelHandlerContext();
    context.request().toWebSocket()
        .onSuccess(socket -> {
          Frames.watch(channel, hungUp::increment);
          seat(new Seat(socket, channel, guest, clock.instant()), socket, guest.room());
        })
        .onFailure(wrong -> LOGGER.debugf("no handshake: %s", wrong.getMessage()));
  }

  /** On the socket's event loop. */
  private void seat(Seat seat, ServerWebSocket socket, Room room) {
    Conversation conversation = new Conversation(room, seat, means);
    socket.exceptionHandler(broken -> LOGGER.debugf("a socket broke: %s", broken.getMessage()));
    socket.textMessageHandler(conversation::hear);
    socket.binaryMessageHandler(bytes -> seat.close(NOT_TEXT, "frames are JSON texts"));
    socket.closeHandler(closed -> {
      conversation.stillThere();
      room.leave(seat);
    });
    room.join(seat, isTaken -> {
      if (!isTaken) {
        seat.loop().execute(() -> seat.close(Seat.LATER, "the room has just closed; come again"));
      }
    });
  }

  private static void refuse(RoutingContext context, Problem no) {
    context.request().resume();
    ProblemEdge.refuse(context, no);
  }
}
