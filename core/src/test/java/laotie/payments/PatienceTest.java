package laotie.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Instant NOW = Instant.parse("2026-11-28T04:00:00Z");
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(15), Duration.ofMinutes(2), 6);

  @Test
  void waitsTwiceAsLongEachTimeUpToTheLongest() {
    assertThat(PATIENCE.next(1, NOW)).contains(NOW.plusSeconds(15));
    assertThat(PATIENCE.next(2, NOW)).contains(NOW.plusSeconds(30));
    assertThat(PATIENCE.next(4, NOW)).contains(NOW.plusSeconds(120));
    assertThat(PATIENCE.next(5, NOW)).contains(NOW.plusSeconds(120));
  }

  @Test
  void givesUpAfterSoManyTimes() {
    assertThat(PATIENCE.next(6, NOW)).isEmpty();
    assertThat(PATIENCE.next(7, NOW)).isEmpty();
  }

  @Test
  void isNotDrivenOutOfItsRangeByCounting() {
    assertThat(new Patience(Duration.ofDays(1), Duration.ofDays(300), 2_000).next(1_999, NOW))
        .contains(NOW.plus(Duration.ofDays(300)));
  }
}
