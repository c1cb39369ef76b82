package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FactorsTest {

  @Test
  void productIsGmvForAnySums() {
    Random chance = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Factors factors =
          new Factors(
              chance.nextLong(1, 5_000_000),
              chance.nextLong(1, 1L << 50),
              chance.nextLong(1, 3_000_000),
              chance.nextLong(1, 9_000_000),
              chance.nextLong(0, Long.MAX_VALUE));
      assertThat(factors.product().orElseThrow().exactLong()).isEqualTo(factors.gmvMinor());
      assertThat(factors.isExact()).isTrue();
    }
  }

  @Test
  void factorsHaveTheUnitsOfTheirNames() {
    Factors factors = new Factors(100, 2 * 3_600_000, 4, 6, 12_000);
    assertThat(factors.watchSecondsPerUv().orElseThrow().shown()).isEqualTo(72.0);
    assertThat(factors.buyersPerWatchHour().orElseThrow().shown()).isEqualTo(2.0);
    assertThat(factors.ordersPerBuyer().orElseThrow().shown()).isEqualTo(1.5);
    assertThat(factors.gmvMinorPerOrder().orElseThrow().shown()).isEqualTo(2_000.0);
  }

  @Test
  void zeroDenominatorGivesNoValue() {
    assertThat(Factors.NONE.watchSecondsPerUv()).isEmpty();
    assertThat(Factors.NONE.buyersPerWatchHour()).isEmpty();
    assertThat(Factors.NONE.ordersPerBuyer()).isEmpty();
    assertThat(Factors.NONE.gmvMinorPerOrder()).isEmpty();
  }

  @Test
  void nothingBoughtIsAProductOfZero() {
    Factors watchedOnly = new Factors(3, 60_000, 0, 0, 0);
    assertThat(watchedOnly.isExact()).isTrue();
    assertThat(watchedOnly.buyersPerWatchHour().orElseThrow().shown()).isZero();
    assertThat(Factors.NONE.isExact()).isTrue();
  }

  @Test
  void ordersWithoutWatchingHaveNoProduct() {
    Factors factors = new Factors(0, 0, 1, 1, 500);
    assertThat(factors.product()).isEmpty();
    assertThat(factors.isExact()).isFalse();
  }

  @Test
  void refusesNegativeSums() {
    assertThatThrownBy(() -> new Factors(0, 0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
