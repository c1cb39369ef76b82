package laotie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Readers at the socket of one room, on one thread, so that little of the machine goes to the reading. Every
 * frame is counted by its header; the text of some readers is looked into for when it was sent.
 */
final class Crowd implements Runnable, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SAMPLES_MAX = 2_000_000;
  private static final byte[] MARK = "\"text\":\"t".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress door;
  private final String roomId;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final int[] micros = new int[SAMPLES_MAX];
  private volatile boolean isRunning = true;
  private volatile boolean isMeasuring;
  private volatile long messages;
  private volatile long bytes;
  private volatile int lost;
  private int samples;

  Crowd(int port, String roomId) throws IOException {
    this.door = new InetSocketAddress("127.0.0.1", port);
    this.roomId = roomId;
    this.selector = Selector.open();
  }

  /** One reader and how far it is in a frame; what is not whole waits in {@code rest}. */
  static final class Reader {
    final SocketChannel channel;
    final boolean isLookedInto;
    byte[] rest = new byte[0];

    Reader(SocketChannel channel, boolean isLookedInto) {
      this.channel = channel;
      this.isLookedInto = isLookedInto;
    }

    /** Sends one text frame, with a mask of zeros. */
    void say(String json) throws IOException {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(body.length + 8);
      frame.put((byte) 0x81);
      if (body.length < 126) {
        frame.put((byte) (0x80 | body.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) body.length);
      }
      frame.putInt(0).put(body).flip();
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    }
  }

  /** Opens one socket and waits for the handshake; not while the crowd is being measured. */
  Reader open(String cookie, boolean isLookedInto) throws IOException {
    SocketChannel channel = SocketChannel.open(door);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap(("""
        GET /ws/rooms/%s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        %s\r
        """.formatted(roomId, door.getPort(), cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n"))
        .getBytes(StandardCharsets.US_ASCII)));
    Reader reader = new Reader(channel, isLookedInto);
    ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
    int head = 0;
    while (head == 0) {
      if (channel.read(answer) < 0) {
        throw new IOException("no handshake: " + new String(answer.array(), 0, answer.position(),
            StandardCharsets.UTF_8));
      }
      head = endOfHead(answer.array(), answer.position());
    }
    if (answer.get(9) != '1') {
      throw new IOException(new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
    }
    reader.rest = Arrays.copyOfRange(answer.array(), head, answer.position());
    channel.configureBlocking(false);
    selector.wakeup();
    channel.register(selector, SelectionKey.OP_READ, reader);
    return reader;
  }

  private static int endOfHead(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
        return i + 1;
      }
    }
    return 0;
  }

  @Override
  public void run() {
    try {
      while (isRunning) {
        selector.select(key -> read((Reader) key.attachment(), key), 50);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void read(Reader reader, SelectionKey key) {
    buffer.clear();
    buffer.put(reader.rest);
    try {
      int got = reader.channel.read(buffer);
      if (got < 0) {
        throw new IOException("closed");
      }
      bytes += got;
    } catch (IOException closed) {
      lost++;
      key.cancel();
      return;
    }
    buffer.flip();
    takeFrames(reader);
    reader.rest = buffer.hasRemaining()
        ? Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit()) : new byte[0];
  }

  private void takeFrames(Reader reader) {
    while (buffer.remaining() >= 2) {
      int at = buffer.position();
      int length = buffer.get(at + 1) & 0x7F;
      int head = 2;
      if (length == 126 && buffer.remaining() >= 4) {
        length = buffer.getShort(at + 2) & 0xFFFF;
        head = 4;
      } else if (length == 127 && buffer.remaining() >= 10) {
        length = (int) buffer.getLong(at + 2);
        head = 10;
      } else if (length >= 126) {
        return;
      }
      if (buffer.remaining() < head + length) {
        return;
      }
      if (isMeasuring && buffer.get(at) == (byte) 0x81) {
        messages++;
        if (reader.isLookedInto) {
          look(at + head, length);
        }
      }
      buffer.position(at + head + length);
    }
  }

  /** Notes how old a message is: its text is {@code t} and the nanoseconds at which it was sent. */
  private void look(int from, int length) {
    byte[] all = buffer.array();
    int end = from + length - MARK.length;
    for (int i = from; i < end; i++) {
      if (Arrays.equals(all, i, i + MARK.length, MARK, 0, MARK.length)) {
        long sent = 0;
        for (int k = i + MARK.length; all[k] >= '0' && all[k] <= '9'; k++) {
          sent = sent * 10 + all[k] - '0';
        }
        if (samples < SAMPLES_MAX) {
          micros[samples++] = (int) ((System.nanoTime() - sent) / 1_000);
        }
        return;
      }
    }
  }

  void measure(boolean isOn) {
    isMeasuring = isOn;
  }

  /** Text frames taken while measuring. */
  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  int lost() {
    return lost;
  }

  /** Ages of the messages looked into, in microseconds; call after the end. */
  int[] micros() {
    return Arrays.copyOf(micros, samples);
  }

  @Override
  public void close() throws IOException {
    isRunning = false;
    selector.wakeup();
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
  }
}
