package laotie.server.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import laotie.prices.Coupon;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Guesser;
import org.junit.jupiter.api.Test;

class GuessesTest {

  private static final CouponRow COUPON = new CouponRow(Coupon.NONE, "ORCHID7", 0, 1);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private final Guesses guesses = new Guesses(() -> now, meters);

  private void guessWrong(String accountId, String network) {
    assertThat(guesses.of(new Guesser(accountId, network), Optional::empty)).isEmpty();
  }

  private void refuses(String accountId, String network) {
    assertThatThrownBy(() -> guesses.of(new Guesser(accountId, network), () -> Optional.of(COUPON)))
        .isInstanceOfSatisfying(Problem.class,
            no -> assertThat(no.reason()).isEqualTo(HttpReason.TOO_MANY_REQUESTS));
  }

  @Test
  void tenWrongCodesOfOneAccountAreEnoughAndAFurtherOneComesWithTime() {
    for (int i = 0; i < 10; i++) {
      guessWrong("acc_1", "net");
    }
    refuses("acc_1", "net");
    assertThat(meters.counter("laotie.prices.guesses.refused", "by", "account").count()).isEqualTo(1);
    guessWrong("acc_2", "net");
    now = now.plus(Duration.ofSeconds(30));
    guessWrong("acc_1", "net");
    refuses("acc_1", "net");
  }

  @Test
  void aRightCodeCostsNothingAndGivesNoFurtherTries() {
    for (int i = 0; i < 9; i++) {
      guessWrong("acc_1", "net");
    }
    for (int i = 0; i < 500; i++) {
      assertThat(guesses.of(new Guesser("acc_1", "net"), () -> Optional.of(COUPON))).contains(COUPON);
    }
    guessWrong("acc_1", "net");
    refuses("acc_1", "net");
  }

  @Test
  void freshAccountsOfOneNetworkShareItsTriesAndNobodyHasFew() {
    for (int i = 0; i < 1_000; i++) {
      guessWrong("acc_" + i, "net");
    }
    refuses("acc_fresh", "net");
    guessWrong("acc_fresh", "another");
    for (int i = 0; i < 100; i++) {
      guessWrong("", "net");
    }
    refuses("", "net");
    guessWrong("", "another");
    assertThat(meters.counter("laotie.prices.guesses.refused", "by", "network").count()).isEqualTo(2);
  }
}
