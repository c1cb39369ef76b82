package laotie.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Money;
import org.junit.jupiter.api.Test;

class FavourTest {

  private static final Instant PINNED = Instant.parse("2026-05-01T12:00:00Z");

  private static long price(int percent, long minor) {
    return new Favour("FAN", percent, 0).priceOf(Money.cny(minor)).minor();
  }

  @Test
  void roundsThePriceDownSoThatTheDiscountIsNeverSmallerThanPromised() {
    assertThat(price(10, 8000)).isEqualTo(7200);
    assertThat(price(3, 199)).isEqualTo(193);
    assertThat(price(0, 199)).isEqualTo(199);
    assertThat(price(30, Long.MAX_VALUE)).isPositive();
    for (long minor = 0; minor < 500; minor++) {
      for (int percent = 0; percent <= 30; percent++) {
        assertThat(price(percent, minor))
            .isEqualTo(Math.max(minor * (100 - percent) / 100, Math.min(1, minor)));
      }
    }
  }

  @Test
  void nothingIsGivenAway() {
    assertThat(price(30, 1)).isEqualTo(1);
    assertThat(price(100, 8000)).isEqualTo(1);
    assertThat(price(100, 0)).isZero();
  }

  private static boolean mayBuy(int early, int longest, Duration after) {
    return new Favour("", 0, early).mayBuy(Optional.of(PINNED), longest, PINNED.plus(after))
        instanceof Decision.Accepted;
  }

  @Test
  void theLongestAdvantageBuysAtOnceAndEverybodyAfterIt() {
    assertThat(mayBuy(10, 10, Duration.ZERO)).isTrue();
    assertThat(mayBuy(4, 10, Duration.ofMinutes(6).minusNanos(1))).isFalse();
    assertThat(mayBuy(4, 10, Duration.ofMinutes(6))).isTrue();
    assertThat(mayBuy(0, 10, Duration.ofMinutes(10).minusNanos(1))).isFalse();
    assertThat(mayBuy(0, 10, Duration.ofMinutes(10))).isTrue();
    assertThat(Favour.NONE.mayBuy(Optional.empty(), 10, PINNED)).isInstanceOf(Decision.Accepted.class);
  }
}
