package laotie.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Attempts.Allowance THREE = new Attempts.Allowance(3, Duration.ofSeconds(10));

  @Test
  void letsABurstThroughAndSaysWhenToComeBack() {
    Attempts attempts = Attempts.NONE;
    for (int i = 0; i < 3; i++) {
      attempts = ((Attempts.Answer.Go) attempts.attempt(THREE, NOW)).after();
    }
    assertThat(attempts.attempt(THREE, NOW)).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(10)));
    Instant later = NOW.plusSeconds(10);
    assertThat(attempts.attempt(THREE, later)).isInstanceOf(Attempts.Answer.Go.class);
    assertThat(attempts.attempt(THREE, later.minusMillis(1)))
        .isEqualTo(new Attempts.Answer.Wait(Duration.ofMillis(1)));
  }

  @Test
  void forgetsAfterTheWholeTime() {
    Attempts attempts = Attempts.NONE;
    for (int i = 0; i < 3; i++) {
      attempts = ((Attempts.Answer.Go) attempts.attempt(THREE, NOW)).after();
    }
    assertThat(attempts.fullAt()).isEqualTo(NOW.plus(THREE.whole()));
  }

  @Test
  void neverLetsMoreThroughThanBurstAndRefill() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    Attempts attempts = Attempts.NONE;
    Instant now = NOW;
    int passed = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(random.nextInt(2_000));
      if (attempts.attempt(THREE, now) instanceof Attempts.Answer.Go go) {
        attempts = go.after();
        passed++;
      }
    }
    long refilled = Duration.between(NOW, now).toSeconds() / 10;
    assertThat(passed).isBetween((int) refilled - 1, (int) refilled + 3);
  }

  @Test
  void whatIsGivenBackMayBeTriedAgain() {
    Attempts attempts = Attempts.NONE;
    for (int i = 0; i < 3; i++) {
      attempts = ((Attempts.Answer.Go) attempts.attempt(THREE, NOW)).after();
    }
    attempts = attempts.giveBack(THREE);
    assertThat(attempts.attempt(THREE, NOW)).isInstanceOf(Attempts.Answer.Go.class);
  }
}
