package laotie.server.video;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Optional;
import laotie.video.MediaTag;
import laotie.video.ProtocolFault;
import laotie.video.RtmpEvent;
import laotie.video.RtmpSession;
import laotie.video.VideoReason;
import org.jboss.logging.Logger;

/** One publisher's connection, on its own event loop, from the first byte to the cut. */
final class Publishing implements Hub.Publisher {

  private static final Logger LOGGER = Logger.getLogger(Publishing.class);

  /** How long a stranger may take to show a valid key, milliseconds. */
  static final long STRANGER_MS_MAX = 10_000;

  private final RtmpDoor door;
  private final NetSocket socket;
  private final Vertx vertx;
  private final Context loop;
  private final RtmpSession session = new RtmpSession();
  private Optional<Hub> hub = Optional.empty();
  private boolean isClosed;

  Publishing(RtmpDoor door, NetSocket socket, Vertx vertx) {
    this.door = door;
    this.socket = socket;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
  }

  void begin() {
    vertx.setTimer(STRANGER_MS_MAX, _ -> {
      if (hub.isEmpty() && !isClosed) {
        door.refused(VideoReason.STREAM_BROKEN);
        socket.close();
      }
    });
    socket.handler(this::read);
    socket.exceptionHandler(_ -> socket.close());
    socket.closeHandler(_ -> closed());
  }

  private void closed() {
    isClosed = true;
    hub.ifPresent(each -> each.leave(this));
    door.left(socket);
  }

  private void read(Buffer buffer) {
    door.received(buffer.length());
    try {
      handle(session.feed(buffer.getBytes()));
    } catch (ProtocolFault fault) {
      LOGGER.debugf("a publisher is cut: %s", fault.getMessage());
      door.refused(VideoReason.STREAM_BROKEN);
      socket.close();
    }
  }

  private void handle(List<RtmpEvent> events) {
    for (RtmpEvent event : events) {
      switch (event) {
        case RtmpEvent.Reply reply -> socket.write(Buffer.buffer(reply.bytes()));
        case RtmpEvent.PublishAsked asked -> ask(asked);
        case RtmpEvent.Media media -> media(media.tag());
        case RtmpEvent.Unpublished _ -> hub.ifPresent(each -> {
          each.leave(this);
          socket.close();
        });
      }
    }
  }

  private void media(MediaTag tag) {
    if (tag instanceof MediaTag.Unsupported unsupported) {
      door.refused(VideoReason.CODEC_UNSUPPORTED);
      end(unsupported.codec() + " cannot be played here: set the encoder to H.264 and AAC.");
      return;
    }
    hub.ifPresent(each -> each.media(this, tag));
  }

  /** The key is looked up off the loop while the socket is paused. */
  private void ask(RtmpEvent.PublishAsked asked) {
    socket.pause();
    Thread.startVirtualThread(() -> {
      RtmpDoor.Answer answer = door.decide(asked, socket.remoteAddress().hostAddress());
      loop.runOnContext(_ -> answer(answer));
    });
  }

  private void answer(RtmpDoor.Answer answer) {
    if (isClosed) {
      return;
    }
    switch (answer) {
      case RtmpDoor.Answer.Yes yes -> {
        Hub lit = door.hubOf(yes.room());
        boolean isNew = lit.publish(this);
        hub = Optional.of(lit);
        if (isNew) {
          door.started(yes.room());
        }
        try {
          handle(session.accept());
        } catch (ProtocolFault fault) {
          socket.close();
          return;
        }
        socket.resume();
        door.recheck(yes, this);
      }
      case RtmpDoor.Answer.No no -> {
        door.refused(no.reason());
        handle(session.refuse(no.why()));
        closeSoon();
      }
    }
  }

  @Override
  public void cut(String why) {
    loop.runOnContext(_ -> end(why));
  }

  private void end(String why) {
    if (!isClosed) {
      hub.ifPresent(each -> each.leave(this));
      handle(session.end(why));
      closeSoon();
    }
  }

  /** Lets the last words reach the encoder before the line goes dead. */
  private void closeSoon() {
    socket.resume();
    vertx.setTimer(200, _ -> socket.close());
  }
}
