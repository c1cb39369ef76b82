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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Buyers who each wait for their answer before they ask again, on one thread and kept-alive connections, so
 * that little of the machine goes to the asking.
 */
final class Load implements AutoCloseable {

  private static final int ANSWER_BYTES_MAX = 16 * 1024;
  private static final int REQUEST_BYTES_MAX = 4 * 1024;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private final Buyers buyers;
  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();
  private final Queue<Connection> waiting = new ArrayDeque<>();
  private Tally tally = new Tally();

  /** What is asked, connection by connection. */
  interface Buyers {
    /** What {@link #ask} answers when this connection shall wait for a while. */
    int WAIT = -1;

    /** Puts the next request of a connection and tells its kind, from 0, or {@link #WAIT}. */
    int ask(int connection, ByteBuffer out);

    /** Hears the whole answer to the last request, which was accepted, from index 0 on. */
    void hear(int connection, ByteBuffer answer);
  }

  Load(int port, int count, Buyers buyers) throws IOException {
    this.buyers = buyers;
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Connection connection = new Connection(i, channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      connections.add(connection);
      waiting.add(connection);
    }
  }

  /**
   * What a run gave.
   *
   * @param micros latencies of the accepted, sorted, one array a kind of request
   * @param refused answers that were no 2xx
   * @param firstRefusal the status line of one of them, or empty
   */
  record Result(List<int[]> micros, long refused, String firstRefusal, double seconds) {

    int accepted(int kind) {
      return kind < micros.size() ? micros.get(kind).length : 0;
    }

    double perSecond(int kind) {
      return accepted(kind) / seconds;
    }

    /** Milliseconds below which this share of the answers came. */
    double percentile(int kind, double share) {
      return accepted(kind) == 0 ? 0 : micros.get(kind)[
          (int) Math.min(accepted(kind) - 1L, Math.round(share * accepted(kind)))] / 1_000.0;
    }
  }

  /** Latencies as they come. */
  private static final class Tally {
    private final List<int[]> micros = new ArrayList<>();
    private int[] counts = {};
    private long refused;
    private String firstRefusal = "";

    void accept(int kind, long nanos) {
      while (micros.size() <= kind) {
        micros.add(new int[1 << 16]);
        counts = Arrays.copyOf(counts, micros.size());
      }
      if (counts[kind] == micros.get(kind).length) {
        micros.set(kind, Arrays.copyOf(micros.get(kind), counts[kind] * 2));
      }
      micros.get(kind)[counts[kind]++] = (int) (nanos / 1_000);
    }

    int accepted() {
      return counts.length == 0 ? 0 : counts[0];
    }

    Result result(double seconds) {
      List<int[]> sorted = new ArrayList<>();
      for (int kind = 0; kind < counts.length; kind++) {
        int[] own = Arrays.copyOf(micros.get(kind), counts[kind]);
        Arrays.sort(own);
        sorted.add(own);
      }
      return new Result(sorted, refused, firstRefusal, seconds);
    }
  }

  private static final class Connection {
    final int index;
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES_MAX);
    final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES_MAX);
    int kind;
    long sentAt;

    Connection(int index, SocketChannel channel) {
      this.index = index;
      this.channel = channel;
    }
  }

  /** Runs until {@code time} is over and at least {@code acceptedMin} were accepted. */
  Result run(Duration time, int acceptedMin) throws IOException {
    tally = new Tally();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    while (System.nanoTime() < end || tally.accepted() < acceptedMin) {
      for (int i = waiting.size(); i > 0; i--) {
        ask(waiting.remove());
      }
      selector.select(this::answered, waiting.isEmpty() ? 100 : 2);
    }
    return tally.result((System.nanoTime() - begin) / 1e9);
  }

  private void ask(Connection connection) {
    connection.out.clear();
    connection.in.clear();
    connection.kind = buyers.ask(connection.index, connection.out);
    if (connection.kind == Buyers.WAIT) {
      waiting.add(connection);
      return;
    }
    connection.out.flip();
    connection.sentAt = System.nanoTime();
    try {
      while (connection.out.hasRemaining()) {
        connection.channel.write(connection.out);
      }
    } catch (IOException gone) {
      throw new IllegalStateException("the server closed a connection", gone);
    }
  }

  private void answered(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (connection.channel.read(connection.in) < 0) {
        throw new IllegalStateException("the server closed a connection");
      }
    } catch (IOException gone) {
      throw new IllegalStateException("the server closed a connection", gone);
    }
    int head = endOfHead(connection.in);
    if (head == 0 || connection.in.position() < head + contentLength(connection.in, head)) {
      return;
    }
    if (connection.in.get(STATUS_AT) == '2') {
      tally.accept(connection.kind, System.nanoTime() - connection.sentAt);
      connection.in.flip();
      buyers.hear(connection.index, connection.in);
    } else {
      refused(connection.in);
    }
    ask(connection);
  }

  private void refused(ByteBuffer in) {
    tally.refused++;
    if (tally.firstRefusal.isEmpty()) {
      byte[] text = new byte[Math.min(in.position(), 2_000)];
      in.get(0, text);
      tally.firstRefusal = new String(text, StandardCharsets.UTF_8);
    }
  }

  private static int endOfHead(ByteBuffer bytes) {
    for (int i = 3; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n' && bytes.get(i - 1) == '\r' && bytes.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private static int contentLength(ByteBuffer bytes, int head) {
    for (int at = 0; at < head - LENGTH.length; at++) {
      if (isLength(bytes, at)) {
        int length = 0;
        for (int i = at + LENGTH.length; bytes.get(i) != '\r'; i++) {
          length = bytes.get(i) == ' ' ? length : length * 10 + bytes.get(i) - '0';
        }
        return length;
      }
    }
    return 0;
  }

  private static boolean isLength(ByteBuffer bytes, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      byte sign = bytes.get(at + i);
      if (LENGTH[i] != (sign >= 'A' && sign <= 'Z' ? sign + 32 : sign)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.channel.close();
    }
    selector.close();
  }
}
