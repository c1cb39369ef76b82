package laotie.growth.repurchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Ratio;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;
import org.junit.jupiter.api.Test;

class SpentTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final LocalDate LAST = LocalDate.parse("2026-04-01");

  @Test
  void countsUpToTheLastOfTheDaysAndNotBeyond() {
    Buyer buyer = new Buyer(
        List.of(new Bought(FIRST, 100), new Bought(FIRST.plusDays(30), 20),
            new Bought(FIRST.plusDays(31), 5)),
        List.of(new Back(FIRST.minusDays(1), 7), new Back(FIRST.plusDays(30), 3),
            new Back(FIRST.plusDays(31), 50)));
    assertThat(Spent.of(30, LAST, List.of(buyer)).netMinor()).isEqualTo(117);
  }

  @Test
  void onlyBuyersWhoseDaysHavePassed() {
    Buyer ripe = new Buyer(List.of(new Bought(LAST.minusDays(30), 100)), List.of());
    Buyer young = new Buyer(List.of(new Bought(LAST.minusDays(29), 900)), List.of());
    Spent spent = Spent.of(30, LAST, List.of(ripe, young));
    assertThat(spent.buyers()).isEqualTo(1);
    assertThat(spent.netMinor()).isEqualTo(100);
  }

  @Test
  void meanHasItsRangeAndFewHaveNone() {
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 1; i <= 29; i++) {
      buyers.add(new Buyer(List.of(new Bought(FIRST, i)), List.of()));
    }
    assertThat(Spent.of(30, LAST, buyers).mean()).isEmpty();
    assertThat(Spent.of(30, LAST, buyers).meanRange()).isEmpty();
    buyers.add(new Buyer(List.of(new Bought(FIRST, 30)), List.of()));
    Spent spent = Spent.of(30, LAST, buyers);
    assertThat(spent.mean()).isEqualTo(Ratio.of(31, 2));
    assertThat(spent.medianMinor()).isEqualTo(15);
    // Of 1..30 the variance is 30 * 31 / 12 = 77.5.
    assertThat(spent.spread()).isCloseTo(Math.sqrt(77.5), within(1e-9));
    assertThat(spent.meanRange().orElseThrow().low()).isCloseTo(15.5 - 3.1502, within(1e-3));
  }
}
