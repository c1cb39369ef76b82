package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {

  private final ChunkReader reader = new ChunkReader();

  private List<RtmpMessage> feed(byte[] bytes) {
    return reader.feed(bytes, 0, bytes.length);
  }

  private static byte[] header0(int chunkStream, long time, int length, int type) {
    byte[] bytes = new byte[12];
    bytes[0] = (byte) chunkStream;
    Bytes.put24(bytes, 1, (int) Math.min(time, 0xffffff));
    Bytes.put24(bytes, 4, length);
    bytes[7] = (byte) type;
    bytes[8] = 1;
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] u32(long value) {
    byte[] bytes = new byte[4];
    Bytes.put32(bytes, 0, value);
    return bytes;
  }

  @Test
  void readsWhatTheWriterWritesInAnyPieces() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      ChunkWriter writer = new ChunkWriter();
      ChunkReader each = new ChunkReader();
      List<RtmpMessage> sent = new ArrayList<>();
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      for (int i = 0; i < 12; i++) {
        byte[] body = new byte[random.nextInt(9000)];
        random.nextBytes(body);
        long time = random.nextBoolean() ? random.nextInt(1 << 24) : 0xfffff0L + random.nextInt(1 << 28);
        RtmpMessage message = new RtmpMessage(9, 1, time, body);
        sent.add(message);
        wire.writeBytes(writer.write(2 + random.nextInt(60), message));
      }
      List<RtmpMessage> got = new ArrayList<>();
      byte[] bytes = wire.toByteArray();
      int at = 0;
      while (at < bytes.length) {
        int piece = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
        got.addAll(each.feed(bytes, at, piece));
        at += piece;
      }
      assertThat(got).hasSameSizeAs(sent);
      for (int i = 0; i < sent.size(); i++) {
        assertThat(got.get(i).timestampMs()).isEqualTo(sent.get(i).timestampMs());
        assertThat(Arrays.equals(got.get(i).body(), sent.get(i).body())).isTrue();
      }
    }
  }

  @Test
  void aDeltaIsAddedOnceEvenWhenItsChunkComesByteByByte() {
    feed(join(header0(4, 1000, 1, 9), new byte[] {7}));
    byte[] second = {(byte) (1 << 6 | 4), 0, 0, 40, 0, 0, 1, 9, 8};
    List<RtmpMessage> got = new ArrayList<>();
    for (byte b : second) {
      got.addAll(feed(new byte[] {b}));
    }
    assertThat(got).singleElement().extracting(RtmpMessage::timestampMs).isEqualTo(1040L);
  }

  @Test
  void formatThreeThatStartsAMessageRepeatsTheLastDelta() {
    feed(join(header0(4, 1000, 1, 9), new byte[] {7}));
    feed(new byte[] {(byte) (2 << 6 | 4), 0, 0, 40, 8});
    List<RtmpMessage> got = feed(new byte[] {(byte) (3 << 6 | 4), 9, (byte) (3 << 6 | 4), 10});
    assertThat(got).extracting(RtmpMessage::timestampMs).containsExactly(1080L, 1120L);
  }

  @Test
  void extendedTimesAreRepeatedOnEveryFormatThreeChunk() {
    byte[] wire = join(
        header0(4, 0xffffff, 200, 9), u32(0x01020304L), new byte[128],
        new byte[] {(byte) 0xc4}, u32(0x01020304L), new byte[72]);
    assertThat(feed(wire)).singleElement().satisfies(message -> {
      assertThat(message.timestampMs()).isEqualTo(0x01020304L);
      assertThat(message.body()).hasSize(200).containsOnly(0);
    });
  }

  @Test
  void publishersThatLeaveTheRepeatedExtensionOutAreUnderstood() {
    byte[] rest = new byte[72];
    Arrays.fill(rest, (byte) 5);
    byte[] wire = join(
        header0(4, 0xffffff, 200, 9), u32(0x01020304L), new byte[128], new byte[] {(byte) 0xc4}, rest);
    assertThat(feed(wire)).singleElement().satisfies(message ->
        assertThat(message.body()).hasSize(200).endsWith(rest));
  }

  @Test
  void timesWrapAfter49Days() {
    byte[] late = join(header0(4, 0xffffff, 1, 9), u32(0xfffffff0L), new byte[1]);
    byte[] next = {(byte) (1 << 6 | 4), 0, 0, 32, 0, 0, 1, 9, 8};
    feed(late);
    assertThat(feed(next)).singleElement().extracting(RtmpMessage::timestampMs).isEqualTo(16L);
  }

  @Test
  void allThreeFormsOfChunkStreamIdsAreRead() {
    byte[] body = join(header0(4, 1, 1, 9), new byte[] {7});
    byte[] rest = Arrays.copyOfRange(body, 1, body.length);
    assertThat(feed(join(new byte[] {63}, rest))).hasSize(1);
    assertThat(feed(join(new byte[] {0, 10}, rest))).hasSize(1);
    assertThat(feed(join(new byte[] {1, 10, 2}, rest))).hasSize(1);
  }

  @Test
  void takes64ChunkStreamsAndRefusesThe65th() {
    byte[] rest = Arrays.copyOfRange(join(header0(4, 1, 1, 9), new byte[] {7}), 1, 13);
    for (int i = 0; i < ChunkReader.CHUNK_STREAMS_MAX; i++) {
      assertThat(feed(join(new byte[] {0, (byte) i}, rest))).hasSize(1);
    }
    assertThatThrownBy(() -> feed(join(new byte[] {0, 100}, rest))).hasMessageContaining("64 chunk streams");
  }

  @Test
  void strangersSendSmallMessagesOnly() {
    assertThatThrownBy(() -> feed(header0(4, 0, ChunkReader.STRANGER_MESSAGE_BYTES_MAX + 1, 9)))
        .isInstanceOf(ProtocolFault.class);
    ChunkReader trusted = new ChunkReader();
    trusted.trust();
    byte[] larger = header0(5, 0, ChunkReader.MESSAGE_BYTES_MAX + 1, 9);
    assertThatThrownBy(() -> trusted.feed(larger, 0, larger.length)).isInstanceOf(ProtocolFault.class);
    ChunkReader again = new ChunkReader();
    again.trust();
    byte[] large = header0(4, 0, ChunkReader.MESSAGE_BYTES_MAX, 9);
    assertThat(again.feed(large, 0, large.length)).isEmpty();
  }

  @Test
  void unfinishedMessagesHaveOneLimitTogether() {
    reader.trust();
    feed(join(header0(2, 0, 4, 1), u32(1 << 20)));
    byte[] piece = new byte[1 << 20];
    assertThatThrownBy(() -> {
      for (int i = 0; i < 20; i++) {
        feed(join(header0(3 + i, 0, ChunkReader.MESSAGE_BYTES_MAX, 9), piece));
      }
    }).hasMessageContaining("unfinished");
  }

  @Test
  void aStrangersUnfinishedMessagesHaveASmallLimitTogether() {
    feed(join(header0(2, 0, 4, 1), u32(1 << 16)));
    byte[] piece = new byte[1 << 15];
    feed(join(header0(2, 0, 4, 1), u32(1 << 15)));
    assertThatThrownBy(() -> {
      for (int i = 0; i < 8; i++) {
        feed(join(header0(3 + i, 0, ChunkReader.STRANGER_MESSAGE_BYTES_MAX, 20), piece));
      }
    }).hasMessageContaining("unfinished");
  }

  @Test
  void abortForgetsAHalfMessage() {
    feed(join(header0(4, 0, 200, 9), new byte[128]));
    feed(join(header0(2, 0, 4, 2), u32(4)));
    assertThat(feed(join(header0(4, 9, 1, 8), new byte[] {1}))).singleElement()
        .extracting(RtmpMessage::type).isEqualTo(8);
  }

  @Test
  void refusesAChunkSizeOfZeroAndAnUnknownStart() {
    assertThatThrownBy(() -> feed(join(header0(2, 0, 4, 1), u32(0)))).hasMessageContaining("chunk size");
    assertThatThrownBy(() -> new ChunkReader().feed(new byte[] {(byte) 0xc5}, 0, 1))
        .hasMessageContaining("format 3");
  }

  @Test
  void randomBytesAreReadOrRefused() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      ChunkReader each = new ChunkReader();
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] &= 0x3f;
      }
      try {
        each.feed(bytes, 0, bytes.length);
      } catch (ProtocolFault refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }
}
