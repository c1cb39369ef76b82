package laotie.trade;

import static laotie.trade.Samples.basket;
import static laotie.trade.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.trade.Basket.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RationingTest {

  private static final Limit THREE = new Limit("prd_1", 3, 0);

  private static Map<String, Stock> stock(long a, long b) {
    return Map.of("a", Stock.of("a", a), "b", Stock.of("b", b));
  }

  private static Decision<List<Integer>> decide(boolean isPartial, long taken, long a, Wanted... wanted) {
    return Rationing.decide(basket(wanted), new Wish(isPartial, List.of(THREE)), stock(a, 100),
        Map.of("prd_1", taken));
  }

  private static List<Integer> units(Decision<List<Integer>> decision) {
    return ((Accepted<List<Integer>>) decision).value();
  }

  private static Refused<List<Integer>> no(Decision<List<Integer>> decision) {
    return (Refused<List<Integer>>) decision;
  }

  @Test
  void aLimitHoldsForAllVariantsOfAProductAndAllOrdersOfABuyer() {
    assertThat(units(decide(false, 0, 100, wanted("a", 2), wanted("b", 1)))).containsExactly(2, 1);
    assertThat(units(decide(false, 1, 100, wanted("a", 2)))).containsExactly(2);
    Refused<List<Integer>> above = no(decide(false, 1, 100, wanted("a", 2), wanted("b", 1)));
    assertThat(above.reason()).isEqualTo(TradeReason.BUYER_LIMIT);
    assertThat(above.members()).containsEntry("buyerMax", 3).containsEntry("buyerLeft", 0L);
    assertThat(no(decide(false, 9, 100, wanted("a", 1))).members()).containsEntry("buyerLeft", 0L);
  }

  @Test
  void takingWhatIsThereShortensLinesAndDropsEmptyOnes() {
    Wish wish = new Wish(true, List.of());
    assertThat(units(Rationing.decide(
        basket(wanted("a", 5), wanted("b", 2)), wish, stock(3, 2), Map.of()))).containsExactly(3, 2);
    assertThat(units(Rationing.decide(
        basket(wanted("a", 5), wanted("b", 2)), wish, stock(0, 2), Map.of()))).containsExactly(0, 2);
    assertThat(basket(wanted("a", 5), wanted("b", 2)).shortened(List.of(0, 2)).wanted())
        .containsExactly(wanted("b", 2));
  }

  @Test
  void takingWhatIsThereIsRefusedOnlyWhenNothingIsThere() {
    Refused<List<Integer>> none = no(Rationing.decide(
        basket(wanted("a", 1)), new Wish(true, List.of()), stock(0, 0), Map.of()));
    assertThat(none.reason()).isEqualTo(TradeReason.OUT_OF_STOCK);
    assertThat(units(decide(true, 2, 100, wanted("a", 5)))).containsExactly(1);
    assertThat(no(decide(true, 3, 9, wanted("a", 5))).reason()).isEqualTo(TradeReason.BUYER_LIMIT);
    assertThat(no(decide(true, 3, 0, wanted("a", 5))).reason()).isEqualTo(TradeReason.OUT_OF_STOCK);
  }

  @Test
  void aLimitOverDaysLooksBackSoFar() {
    Instant now = Instant.parse("2026-06-18T12:00:00Z");
    assertThat(new Limit("p", 1, 7).since(now)).isEqualTo(now.minus(Duration.ofDays(7)));
    assertThat(new Limit("p", 1, 0).since(now)).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void whateverIsWantedNobodyGetsMoreThanHisLimitOrThanThereIs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      List<Wanted> lines = new ArrayList<>();
      Map<String, Stock> shelf = new HashMap<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        lines.add(new Wanted(Samples.offer("s" + i, 10), 1 + random.nextInt(6)));
        shelf.put("s" + i, Stock.of("s" + i, random.nextInt(8)));
      }
      long taken = random.nextInt(5);
      boolean isPartial = random.nextBoolean();
      var decision = Rationing.decide(basket(lines.toArray(Wanted[]::new)),
          new Wish(isPartial, List.of(THREE)), shelf, Map.of("prd_1", taken));
      if (decision instanceof Accepted<List<Integer>>(List<Integer> units, var facts)) {
        assertThat(units.stream().mapToInt(Integer::intValue).sum())
            .isBetween(1, (int) Math.max(1, 3 - taken));
        for (int i = 0; i < units.size(); i++) {
          assertThat(units.get(i)).isBetween(0, lines.get(i).quantity());
          assertThat(!isPartial || units.get(i) <= shelf.get("s" + i).available()).isTrue();
          assertThat(isPartial || units.get(i) == lines.get(i).quantity()).isTrue();
        }
      }
    }
  }
}
