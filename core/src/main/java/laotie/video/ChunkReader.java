package laotie.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts RTMP messages together from chunks, whatever pieces the net delivers (Adobe RTMP 1.0, section 5.3).
 *
 * <p>State is committed only when a whole chunk is there: a header cut in the middle is read again from its
 * first byte when more arrives, so that a delta is never added twice. Memory grows with bytes received,
 * never with a length that was merely claimed.
 */
final class ChunkReader {

  /** Most bytes of one message once a publisher is let in; a 4K keyframe at high quality is about 2 MiB. */
  static final int MESSAGE_BYTES_MAX = 8 << 20;

  /** Most bytes of one message before that: commands are a few hundred bytes. */
  static final int STRANGER_MESSAGE_BYTES_MAX = 64 << 10;

  /** Most chunk streams of one connection; publishers use up to 8. */
  static final int CHUNK_STREAMS_MAX = 64;

  /** Most bytes of all half-received messages of one connection together. */
  static final int UNFINISHED_BYTES_MAX = 12 << 20;

  /** The same before a publisher is let in: anybody can open a connection. */
  static final int STRANGER_UNFINISHED_BYTES_MAX = 2 * STRANGER_MESSAGE_BYTES_MAX;

  private static final int EXTENDED = 0xffffff;

  private final Map<Integer, ChunkStream> streams = new HashMap<>();
  private byte[] input = new byte[4096];
  private int start;
  private int end;
  private int chunkBytes = 128;
  private int messageBytesMax = STRANGER_MESSAGE_BYTES_MAX;
  private int unfinishedBytesMax = STRANGER_UNFINISHED_BYTES_MAX;
  private long unfinishedBytes;

  /** What is remembered of one chunk stream between chunks. */
  private static final class ChunkStream {
    long timestamp;
    long delta;
    int length;
    int type;
    int streamId;
    boolean isExtended;
    byte[] body = new byte[0];
    int filled;
    boolean isInside;
  }

  /** A chunk header read from the front of the input but not yet committed. */
  private record Header(
      int format,
      int chunkStream,
      long time,
      int length,
      int type,
      int streamId,
      boolean isExtended,
      int size) {}

  /** Lets messages be as large as pictures from now on. */
  void trust() {
    messageBytesMax = MESSAGE_BYTES_MAX;
    unfinishedBytesMax = UNFINISHED_BYTES_MAX;
  }

  /**
   * Takes bytes as they came and answers every message they complete.
   *
   * @throws ProtocolFault when a limit is broken; the reader is not used after that
   */
  List<RtmpMessage> feed(byte[] bytes, int from, int length) {
    append(bytes, from, length);
    List<RtmpMessage> messages = new ArrayList<>();
    while (readChunk(messages)) {
      // One chunk a round; the round that lacks bytes leaves everything as it was.
    }
    return messages;
  }

  private void append(byte[] bytes, int from, int length) {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (end + length > input.length) {
      byte[] target = end - start + length > input.length
          ? new byte[Integer.highestOneBit(end - start + length) << 1]
          : input;
      System.arraycopy(input, start, target, 0, end - start);
      end -= start;
      start = 0;
      input = target;
    }
    System.arraycopy(bytes, from, input, end, length);
    end += length;
  }

  private boolean readChunk(List<RtmpMessage> messages) {
    Optional<Header> whole = readHeader();
    if (whole.isEmpty()) {
      return false;
    }
    Header header = whole.get();
    ChunkStream stream = streams.get(header.chunkStream());
    boolean isNew = stream == null || !stream.isInside;
    int rest = isNew ? header.length() : stream.length - stream.filled;
    int payload = Math.min(rest, chunkBytes);
    if (end - start < header.size() + payload) {
      return false;
    }
    ChunkStream committed = commit(header, isNew);
    take(committed, start + header.size(), payload);
    start += header.size() + payload;
    if (committed.filled == committed.length) {
      finish(committed, messages);
    }
    return true;
  }

  /** The header at the front of the input, empty while bytes of it are missing. */
  private Optional<Header> readHeader() {
    int at = start;
    int have = end - start;
    if (have < 1) {
      return Optional.empty();
    }
    int format = Bytes.u8(input, at) >> 6;
    int chunkStream = Bytes.u8(input, at) & 0x3f;
    int basic = chunkStream == 0 ? 2 : chunkStream == 1 ? 3 : 1;
    int[] sizes = {11, 7, 3, 0};
    int size = basic + sizes[format];
    if (have < size) {
      return Optional.empty();
    }
    if (basic == 2) {
      chunkStream = 64 + Bytes.u8(input, at + 1);
    } else if (basic == 3) {
      chunkStream = 64 + Bytes.u8(input, at + 1) + (Bytes.u8(input, at + 2) << 8);
    }
    ChunkStream known = streams.get(chunkStream);
    if (known == null && format != 0 && !(format == 1 && chunkStream == 2)) {
      throw new ProtocolFault("chunk stream " + chunkStream + " starts with format " + format);
    }
    at += basic;
    long time = format == 3 ? known.delta : Bytes.u24(input, at);
    int length = format < 2 ? Bytes.u24(input, at + 3) : known.length;
    int type = format < 2 ? Bytes.u8(input, at + 6) : known.type;
    int streamId = format == 0 ? Integer.reverseBytes((int) Bytes.u32(input, at + 7))
        : known == null ? 0 : known.streamId;
    boolean isExtended = format == 3 ? known.isExtended : time == EXTENDED;
    if (isExtended) {
      if (have < size + 4) {
        return Optional.empty();
      }
      long extended = Bytes.u32(input, start + size);
      // Some publishers leave the repeated extension out of format 3: take it only when it is the same.
      if (format != 3 || extended == known.delta) {
        time = extended;
        size += 4;
      }
    }
    checkLength(length);
    return Optional.of(
        new Header(format, chunkStream, time, length, type, streamId, isExtended, size));
  }

  private void checkLength(int length) {
    if (length > messageBytesMax) {
      throw new ProtocolFault("message of " + length + " bytes, at most " + messageBytesMax);
    }
  }

  private ChunkStream commit(Header header, boolean isNew) {
    if (!streams.containsKey(header.chunkStream()) && streams.size() == CHUNK_STREAMS_MAX) {
      throw new ProtocolFault("more than " + CHUNK_STREAMS_MAX + " chunk streams");
    }
    ChunkStream stream = streams.computeIfAbsent(header.chunkStream(), _ -> new ChunkStream());
    if (!isNew) {
      if (header.format() != 3) {
        throw new ProtocolFault("a message is cut off by another on chunk stream " + header.chunkStream());
      }
      return stream;
    }
    stream.timestamp = header.format() == 0 ? header.time() : stream.timestamp + header.time() & 0xffffffffL;
    stream.delta = header.time();
    stream.length = header.length();
    stream.type = header.type();
    stream.streamId = header.streamId();
    stream.isExtended = header.isExtended();
    stream.filled = 0;
    stream.isInside = true;
    return stream;
  }

  private void take(ChunkStream stream, int from, int bytes) {
    unfinishedBytes += bytes;
    if (unfinishedBytes > unfinishedBytesMax) {
      throw new ProtocolFault("more than " + unfinishedBytesMax + " bytes of unfinished messages");
    }
    int needed = stream.filled + bytes;
    if (needed > stream.body.length) {
      int doubled = Math.max(needed, Math.min(stream.length, stream.body.length * 2));
      stream.body = Arrays.copyOf(stream.body, doubled);
    }
    System.arraycopy(input, from, stream.body, stream.filled, bytes);
    stream.filled += bytes;
  }

  private void finish(ChunkStream stream, List<RtmpMessage> messages) {
    byte[] body = stream.body.length == stream.length
        ? stream.body
        : Arrays.copyOf(stream.body, stream.length);
    unfinishedBytes -= stream.length;
    clear(stream);
    RtmpMessage message = new RtmpMessage(stream.type, stream.streamId, stream.timestamp, body);
    switch (message.type()) {
      case RtmpMessage.CHUNK_SIZE -> {
        long size = message.control();
        if (size < 1 || size > MESSAGE_BYTES_MAX) {
          throw new ProtocolFault("chunk size " + size);
        }
        chunkBytes = (int) size;
      }
      case RtmpMessage.ABORT -> {
        ChunkStream aborted = streams.get((int) message.control());
        if (aborted != null && aborted.isInside) {
          unfinishedBytes -= aborted.filled;
          clear(aborted);
        }
      }
      default -> messages.add(message);
    }
  }

  private static void clear(ChunkStream stream) {
    stream.body = new byte[0];
    stream.filled = 0;
    stream.isInside = false;
  }
}
