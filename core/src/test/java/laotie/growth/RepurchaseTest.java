package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RepurchaseTest {

  private static final LocalDate LAST = LocalDate.parse("2026-03-31");

  @Test
  void onlyBuyersWhoseDaysHavePassedAreMature() {
    assertThat(r3(30, buyer("2026-03-01")).mature()).isEqualTo(1);
    assertThat(r3(30, buyer("2026-03-02")).mature()).isZero();
    assertThat(r3(30).maturedUntil()).isEqualTo(LocalDate.parse("2026-03-01"));
  }

  @Test
  void secondDayCountsUpToTheLastOfTheDays() {
    assertThat(r3(30, buyer("2026-01-01", "2026-01-31")).repeaters()).isEqualTo(1);
    assertThat(r3(30, buyer("2026-01-01", "2026-02-01")).repeaters()).isZero();
    assertThat(r3(30, buyer("2026-01-01", "2026-02-01", "2026-02-02")).repeaters()).isZero();
  }

  @Test
  void buyerWithoutEffectiveOrderIsNone() {
    assertThat(r3(30, buyer()).mature()).isZero();
  }

  @Test
  void isHiddenBelowThirtyBuyers() {
    Repurchase twentyNine = new Repurchase(30, 29, 29, LAST);
    assertThat(twentyNine.isHidden()).isTrue();
    assertThat(twentyNine.rate()).isEmpty();
    assertThat(twentyNine.interval()).isEmpty();
    assertThat(new Repurchase(30, 30, 3, LAST).isHidden()).isFalse();
  }

  /** Reference values: the score interval solved as (p - p0)^2 = z^2 p0 (1 - p0) / n. */
  @Test
  void intervalIsWilsons() {
    for (long[] counts : new long[][] {{779, 4086}, {3, 30}, {0, 50}, {50, 50}, {1, 1000}}) {
      double p = (double) counts[0] / counts[1];
      var interval = new Repurchase(30, counts[1], counts[0], LAST).interval().orElseThrow();
      for (double bound : List.of(interval.low(), interval.high())) {
        double z2 = 1.959963984540054 * 1.959963984540054;
        assertThat((p - bound) * (p - bound))
            .isCloseTo(z2 * bound * (1 - bound) / counts[1], within(1e-12));
      }
      assertThat(interval.low()).isLessThanOrEqualTo(p + 1e-12);
      assertThat(interval.high()).isGreaterThanOrEqualTo(p - 1e-12);
    }
  }

  @Test
  void intervalOfAKnownRate() {
    var interval = new Repurchase(30, 4086, 779, LAST).interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(0.1789, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.2030, within(5e-5));
  }

  @SafeVarargs
  private static Repurchase r3(int days, SortedSet<LocalDate>... buyers) {
    return Repurchase.r3(days, LAST, Arrays.asList(buyers));
  }

  private static SortedSet<LocalDate> buyer(String... days) {
    SortedSet<LocalDate> set = new TreeSet<>();
    Collections.addAll(set, Arrays.stream(days).map(LocalDate::parse).toArray(LocalDate[]::new));
    return set;
  }
}
