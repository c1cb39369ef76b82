package laotie.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Looks at what a socket's client sends before it is answered or kept. Pings are answered whether or not the
 * client reads the answers, and the pieces of a message are kept until its last: without a bound either fills
 * the memory. Whole messages pass; whoever hears them has a pace for them.
 */
public final class Frames extends ChannelInboundHandlerAdapter {

  /** Frames of one socket in a second that are no whole messages; more hang it up. */
  public static final int OF_SECOND_MAX = 50;

  /** Bytes of a message whose end has not come. */
  public static final int UNFINISHED_BYTES_MAX = 4 * 1024;

  private final Runnable hungUp;
  private long second;
  private int ofSecond;
  private long unfinishedBytes;

  private Frames(Runnable hungUp) {
    this.hungUp = hungUp;
  }

  /**
   * Watches a socket from now on; on its event loop.
   *
   * @param context where its frames arrive
   * @param hungUp counts a socket that was hung up on
   */
  public static void watch(ChannelHandlerContext context, Runnable hungUp) {
    context.pipeline().addBefore(context.name(), "frames", new Frames(hungUp));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame && isTooMuch(frame)) {
      ReferenceCountUtil.release(message);
      hungUp.run();
      context.close();
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean isTooMuch(WebSocketFrame frame) {
    boolean isBegun = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
    if (isBegun && frame.isFinalFragment()) {
      return false;
    }
    if (isBegun || frame instanceof ContinuationWebSocketFrame) {
      unfinishedBytes = (isBegun ? 0 : unfinishedBytes) + frame.content().readableBytes();
    }
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    ofSecond = now == second ? ofSecond + 1 : 1;
    second = now;
    return ofSecond > OF_SECOND_MAX || unfinishedBytes > UNFINISHED_BYTES_MAX;
  }
}
