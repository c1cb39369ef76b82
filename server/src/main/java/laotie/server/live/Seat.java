package laotie.server.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Optional;
import laotie.live.Allowance;
import laotie.live.Backlog;

/**
 * One socket in a room. Everything in it is touched on the socket's own event loop only, but the final
 * fields. It writes ready-made frames straight to the channel, where the bytes that wait can be counted.
 */
final class Seat {

  /** Close code: the reader broke a rule (RFC 6455). */
  static final short POLICY = 1008;

  /** Close code: a frame was too big. */
  static final short TOO_BIG = 1009;

  /** Close code: try again later. */
  static final short LATER = 1013;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext context;
  private final Optional<Frame.You> you;
  private final boolean isFollower;
  private final String sessionToken;
  private final String networkHash;
  private Instant missingSince = Backlog.NEVER;
  private boolean isResuming;
  private boolean isClosing;
  private Allowance frames;
  private Allowance likes;

  /** Seats {@code guest}; {@code context} is where the socket's connection takes ready-made bytes. */
  Seat(ServerWebSocket socket, ChannelHandlerContext context, Reception.Guest guest, Instant now) {
    this.socket = socket;
    this.context = context;
    this.you = guest.you();
    this.isFollower = guest.isFollower();
    this.sessionToken = guest.sessionToken();
    this.networkHash = guest.networkHash();
    this.frames = Allowance.full(RoomSocket.FRAME_PACE, now);
    this.likes = Allowance.full(RoomSocket.LIKE_PACE, now);
  }

  Optional<Frame.You> you() {
    return you;
  }

  boolean isFollower() {
    return isFollower;
  }

  boolean isOf(String accountId) {
    return you.isPresent() && you.get().accountId().equals(accountId);
  }

  String sessionToken() {
    return sessionToken;
  }

  /** The mark of the network his socket came from, as it was that day. */
  String networkHash() {
    return networkHash;
  }

  EventLoop loop() {
    return context.channel().eventLoop();
  }

  /** Counts one frame from the client; false when they flood. */
  boolean mayReceive(Instant now) {
    frames = frames.less(1, RoomSocket.FRAME_PACE, now);
    return !frames.isOverdrawn();
  }

  /** Counts taps; false, and nothing counted, when there are more than a hand can make. */
  boolean mayLike(int count, Instant now) {
    Allowance after = likes.less(count, RoomSocket.LIKE_PACE, now);
    if (after.isOverdrawn()) {
      return false;
    }
    likes = after;
    return true;
  }

  /** What became of a write. */
  enum Outcome {
    SENT,
    SKIPPED,
    /** It has caught up and must be told how the room stands. */
    CAUGHT_UP,
    CLOSED
  }

  /** Sends shared bytes to this socket if it keeps up; the caller keeps its reference. */
  Outcome offer(ByteBuf bytes, Instant now) {
    Backlog.Step step = Backlog.next(waitingBytes(), missingSince, now);
    return switch (step) {
      case SEND -> {
        write(bytes);
        yield Outcome.SENT;
      }
      case SKIP -> {
        missingSince = missingSince == Backlog.NEVER ? now : missingSince;
        yield Outcome.SKIPPED;
      }
      case RESUME -> resumeOnce();
      case CLOSE -> {
        drop();
        yield Outcome.CLOSED;
      }
    };
  }

  /** Looks after a reader to which nothing was sent for a while. */
  Outcome check(Instant now) {
    return switch (Backlog.next(waitingBytes(), missingSince, now)) {
      case SEND -> Outcome.SENT;
      case SKIP -> Outcome.SKIPPED;
      case RESUME -> resumeOnce();
      case CLOSE -> {
        drop();
        yield Outcome.CLOSED;
      }
    };
  }

  private Outcome resumeOnce() {
    if (isResuming) {
      return Outcome.SKIPPED;
    }
    isResuming = true;
    return Outcome.CAUGHT_UP;
  }

  /** Sends how the room stands: from here on the reader misses nothing. */
  void welcome(ByteBuf bytes) {
    missingSince = Backlog.NEVER;
    isResuming = false;
    write(bytes);
  }

  /** Sends something to this socket alone, unless it is behind. */
  void tell(ByteBuf bytes) {
    if (missingSince == Backlog.NEVER && waitingBytes() < Backlog.MISSING_BYTES) {
      write(bytes);
    }
  }

  private void write(ByteBuf bytes) {
    if (context.channel().isActive() && !isClosing) {
      context.writeAndFlush(bytes.retainedDuplicate(), context.voidPromise());
    }
  }

  /** Ends the conversation in order, with the reason in the closing frame. */
  void close(short code, String reason) {
    if (!isClosing) {
      socket.close(code, reason);
      isClosing = true;
    }
  }

  /** Cuts the connection: the reader would not take a closing frame either. */
  private void drop() {
    isClosing = true;
    // From this context on: the handler itself would wait until a closing frame was taken.
    context.close();
  }

  private long waitingBytes() {
    Channel channel = context.channel();
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }
}
