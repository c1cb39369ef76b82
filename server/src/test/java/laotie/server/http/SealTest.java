package laotie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the server sealed it opens, and nothing else. */
class SealTest {

  private final Seal seal = new Seal(new byte[32]);

  @Test
  void opensWhatItSigned() {
    assertThat(seal.verify(seal.sign("exp_1|求链接"))).contains("exp_1|求链接");
  }

  @Test
  void refusesAChangedPayloadAndAForeignSecret() {
    String signed = seal.sign("exp_1");
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(seal.verify("ZXhwXzI" + signed.substring(signed.indexOf('.')))).isEmpty();
    assertThat(new Seal(other).verify(signed)).isEmpty();
    assertThat(seal.verify("no dot")).isEmpty();
    assertThat(seal.verify("!!.!!")).isEmpty();
  }

  @Test
  void decryptsWhatItEncryptedAndNeverTwiceAlike() {
    byte[] once = seal.encrypt("上海市 13800000000");
    byte[] twice = seal.encrypt("上海市 13800000000");
    assertThat(seal.decrypt(once)).isEqualTo("上海市 13800000000");
    assertThat(once).isNotEqualTo(twice);
  }

  @Test
  void refusesChangedBytes() {
    byte[] bytes = seal.encrypt("text");
    bytes[bytes.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.decrypt(bytes)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hashesForOnePurposeOnly() {
    assertThat(seal.hash("a", "v")).isEqualTo(seal.hash("a", "v")).isNotEqualTo(seal.hash("b", "v"));
  }
}
