package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures are those of the specification. */
class SecretTest {

  /** The example that the reference libraries of the specification are tested with. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SECONDS = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsTheKnownExampleAsEveryLibraryDoes() {
    assertThat(Secret.sign(List.of(SECRET), ID, SECONDS, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void signsWithEverySecretTheNewestFirst() {
    String fresh = Secret.fresh();
    String header = Secret.sign(List.of(fresh, SECRET), ID, SECONDS, BODY);
    assertThat(header).isEqualTo(Secret.sign(List.of(fresh), ID, SECONDS, BODY) + " " + SIGNATURE);
  }

  @Test
  void everyByteCounts() {
    assertThat(Secret.sign(List.of(SECRET), ID, SECONDS, BODY.replace(" ", ""))).isNotEqualTo(SIGNATURE);
    assertThat(Secret.sign(List.of(SECRET), ID + "x", SECONDS, BODY)).isNotEqualTo(SIGNATURE);
    assertThat(Secret.sign(List.of(SECRET), ID, SECONDS + 1, BODY)).isNotEqualTo(SIGNATURE);
  }

  @Test
  void aFreshSecretHas256BitsAndIsNeverTheSame() {
    String one = Secret.fresh();
    assertThat(one).startsWith("whsec_").isNotEqualTo(Secret.fresh());
    assertThat(Base64.getDecoder().decode(one.substring(6))).hasSize(32);
  }
}
