package laotie.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Buyers who each wait for their answer before they ask again, on one thread and kept-alive connections, so
 * that little of the machine goes to the asking.
 */
final class Load {

  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final int SAMPLES_MAX = 4_000_000;
  private static final byte[] CREATED = "HTTP/1.1 201".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress door;
  private final int connections;
  private final IntFunction<byte[]> requests;

  /** {@code requests} makes the next request of a connection. */
  Load(int port, int connections, IntFunction<byte[]> requests) {
    this.door = new InetSocketAddress("127.0.0.1", port);
    this.connections = connections;
    this.requests = requests;
  }

  /**
   * What a run gave.
   *
   * @param accepted answers 201 within the measured time
   * @param refused any other answer
   * @param micros latencies of the accepted, sorted
   */
  record Result(long accepted, long refused, double seconds, int[] micros) {

    double perSecond() {
      return accepted / seconds;
    }

    /** Milliseconds below which this share of the answers came. */
    double percentile(double share) {
      return micros.length == 0 ? 0
          : micros[(int) Math.min(micros.length - 1L, Math.round(share * micros.length))] / 1_000.0;
    }
  }

  private final class Connection {
    final int index;
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    ByteBuffer out = ByteBuffer.allocate(0);
    long sentAt;

    Connection(int index, SocketChannel channel) {
      this.index = index;
      this.channel = channel;
    }

    void ask() throws IOException {
      out = ByteBuffer.wrap(requests.apply(index));
      sentAt = System.nanoTime();
      channel.write(out);
    }

    /** True when a whole answer stands in the buffer. */
    boolean isAnswered() {
      byte[] bytes = in.array();
      int head = endOfHead(bytes, in.position());
      return head > 0 && in.position() >= head + contentLength(bytes, head);
    }

    boolean isCreated() {
      return Arrays.equals(CREATED, 0, CREATED.length, in.array(), 0, CREATED.length);
    }
  }

  Result run(Duration time) throws IOException {
    int[] micros = new int[SAMPLES_MAX];
    int accepted = 0;
    long refused = 0;
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(door);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(i, channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.ask();
      }
      long begin = System.nanoTime();
      long end = begin + time.toNanos();
      while (System.nanoTime() < end && accepted < SAMPLES_MAX) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (!hasAnswer(connection)) {
            continue;
          }
          if (connection.isCreated()) {
            micros[accepted++] = (int) ((System.nanoTime() - connection.sentAt) / 1_000);
          } else {
            refused++;
          }
          connection.in.clear();
          connection.ask();
        }
        selector.selectedKeys().clear();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      int[] sorted = Arrays.copyOf(micros, accepted);
      Arrays.sort(sorted);
      return new Result(accepted, refused, seconds, sorted);
    }
  }

  private static boolean hasAnswer(Connection connection) throws IOException {
    if (connection.out.hasRemaining()) {
      connection.channel.write(connection.out);
    }
    if (connection.channel.read(connection.in) < 0) {
      throw new IOException("the server closed a connection");
    }
    return connection.isAnswered();
  }

  private static int endOfHead(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
        return i + 1;
      }
    }
    return 0;
  }

  private static int contentLength(byte[] bytes, int head) {
    String text = new String(bytes, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int at = text.indexOf("content-length:");
    if (at < 0) {
      return 0;
    }
    return Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
  }
}
