package laotie.server.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  @TempDir private Path dir;

  @Test
  void aGatewayWithoutKeysIsNotOffered() {
    var settings = StandinKeys.settings(Map.of());
    StandinTime time = new StandinTime();
    assertThat(new StripePaymentClient(settings, time).isConfigured()).isFalse();
    assertThat(new AlipayPaymentClient(settings, new BillClient(settings), time).isConfigured()).isFalse();
    assertThat(new WechatPaymentClient(settings, time).isConfigured()).isFalse();
  }

  @Test
  void halfASetOfKeysStopsTheStartAndNamesTheOtherHalf() {
    try (StripeStandin standin = new StripeStandin()) {
      Map<String, String> half = new HashMap<>(standin.settings());
      half.remove("laotie.payments.stripe.webhook-secret");
      assertThatThrownBy(() -> new StripePaymentClient(StandinKeys.settings(half), new StandinTime()))
          .hasMessageContaining("laotie.payments.stripe.webhook-secret")
          .hasMessageNotContainingAny("sk_test_standin");
    }
  }

  @Test
  void aKeyMayStandInAFile() throws IOException {
    Path file = dir.resolve("key");
    Files.writeString(file, "sk_test_1\n");
    assertThat(Keys.text(Optional.of("file:" + file))).isEqualTo("sk_test_1");
    assertThat(Keys.text(Optional.of(" sk_test_2 "))).isEqualTo("sk_test_2");
    assertThatThrownBy(() -> Keys.text(Optional.of("file:" + dir.resolve("none"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void loadingTheLibrariesLeavesTheMachineAsStrictAsItWas() {
    new AlipayPaymentClient(StandinKeys.settings(Map.of()),
        new BillClient(StandinKeys.settings(Map.of())), new StandinTime());
    assertThat(Security.getProperty("jdk.certpath.disabledAlgorithms")).contains("MD5");
  }
}
