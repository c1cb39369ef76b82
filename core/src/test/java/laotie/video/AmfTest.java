package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmfTest {

  @Test
  void readsWhatItWrites() {
    Amf[] values = {
      new Amf.Text("publish"), new Amf.Number(4.5), new Amf.Flag(true), new Amf.Nothing(),
      new Amf.Fields(Map.of("app", new Amf.Text("live"), "inner", new Amf.Fields(Map.of()))),
      new Amf.Items(List.of(new Amf.Number(1), new Amf.Text("中文")))
    };
    assertThat(Amf.readAll(Amf.write(values))).containsExactly(values);
  }

  @Test
  void refusesEveryPrefixOfATextAndNothingElse() {
    byte[] whole = Amf.write(new Amf.Fields(Map.of("key", new Amf.Text("value"))));
    for (int length = 1; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Amf.readAll(part)).isInstanceOf(ProtocolFault.class);
    }
  }

  @Test
  void refusesNestingAboveSixteen() {
    assertThat(Amf.readAll(nested(Amf.DEPTH_MAX - 1))).hasSize(1);
    assertThatThrownBy(() -> Amf.readAll(nested(Amf.DEPTH_MAX + 1))).hasMessageContaining("deeper");
  }

  private static byte[] nested(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < depth; i++) {
      out.writeBytes(new byte[] {10, 0, 0, 0, 1});
    }
    out.write(5);
    return out.toByteArray();
  }

  @Test
  void refusesMoreThan256KeysAndHugeLists() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(3);
    for (int i = 0; i < 257; i++) {
      out.writeBytes(new byte[] {0, 2, (byte) (i >> 8), (byte) i, 5});
    }
    out.writeBytes(new byte[] {0, 0, 9});
    assertThatThrownBy(() -> Amf.readAll(out.toByteArray())).hasMessageContaining("256");
    assertThatThrownBy(() -> Amf.readAll(new byte[] {10, 127, -1, -1, -1})).hasMessageContaining("list");
    assertThatThrownBy(() -> Amf.readAll(new byte[] {12, -1, -1, -1, -1})).hasMessageContaining("long");
  }

  @Test
  void randomBytesAreReadOrRefused() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) random.nextInt(18);
      }
      try {
        Amf.readAll(bytes);
      } catch (ProtocolFault refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }
}
