package laotie.video;

import java.io.ByteArrayOutputStream;

/**
 * Cuts messages into chunks. Always writes whole headers (format 0): a server sends a publisher a few
 * hundred bytes in all, and whole headers need no memory.
 */
final class ChunkWriter {

  /** Chunk size that the server announces, in bytes. */
  static final int CHUNK_BYTES = 4096;

  private int chunkBytes = 128;

  byte[] write(int chunkStream, RtmpMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.body().length + 32);
    boolean isExtended = message.timestampMs() >= 0xffffff;
    byte[] header = new byte[11];
    Bytes.put24(header, 0, isExtended ? 0xffffff : (int) message.timestampMs());
    Bytes.put24(header, 3, message.body().length);
    header[6] = (byte) message.type();
    Bytes.put32(header, 7, Integer.reverseBytes(message.streamId()) & 0xffffffffL);
    out.write(chunkStream);
    out.writeBytes(header);
    writeExtended(out, isExtended, message.timestampMs());
    int at = 0;
    while (at < message.body().length) {
      if (at > 0) {
        out.write(0xc0 | chunkStream);
        writeExtended(out, isExtended, message.timestampMs());
      }
      int piece = Math.min(chunkBytes, message.body().length - at);
      out.write(message.body(), at, piece);
      at += piece;
    }
    if (message.type() == RtmpMessage.CHUNK_SIZE) {
      chunkBytes = (int) message.control();
    }
    return out.toByteArray();
  }

  private static void writeExtended(ByteArrayOutputStream out, boolean isExtended, long timestamp) {
    if (isExtended) {
      byte[] bytes = new byte[4];
      Bytes.put32(bytes, 0, timestamp);
      out.writeBytes(bytes);
    }
  }
}
