package laotie.growth.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.growth.Ratio;
import laotie.growth.cost.Fairness.Host;
import laotie.growth.cost.Fairness.Size;
import laotie.growth.cost.Fairness.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How evenly public places are shared. */
class FairnessTest {

  @Test
  void equalIsZeroAndOneHavingAllIsAlmostOne() {
    assertThat(gini(5, 5, 5, 5)).isEqualTo(Ratio.whole(0));
    assertThat(gini(0, 0, 0, 8)).isEqualTo(Ratio.of(3, 4).orElseThrow());
    assertThat(gini(1, 3)).isEqualTo(Ratio.of(1, 4).orElseThrow());
    assertThat(Fairness.of(List.of()).gini()).isEmpty();
    assertThat(Fairness.of(List.of(new Host(0, 0))).gini()).isEmpty();
  }

  @Test
  void tiersAreByFollowersAndAddUp() {
    Fairness fairness = Fairness.of(List.of(
        new Host(0, 7), new Host(99, 3), new Host(100, 20), new Host(999, 1), new Host(1_000, 50)));
    assertThat(fairness.tiers().get(Size.SMALL)).isEqualTo(new Tier(2, 10));
    assertThat(fairness.tiers().get(Size.MIDDLE)).isEqualTo(new Tier(2, 21));
    assertThat(fairness.tiers().get(Size.LARGE)).isEqualTo(new Tier(1, 50));
    assertThat(fairness.exposures()).isEqualTo(81);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheMeanDifferenceAndFallsWhenMuchIsGivenToLittle(long seed) {
    Random chance = new Random(seed);
    List<Long> shown = new ArrayList<>();
    for (int i = 0; i < 2 + chance.nextInt(30); i++) {
      shown.add((long) chance.nextInt(1_000));
    }
    shown.add(1_000L);
    long differences = 0;
    long all = 0;
    for (long one : shown) {
      all += one;
      for (long other : shown) {
        differences += Math.abs(one - other);
      }
    }
    Ratio gini = gini(shown);
    assertThat(gini).isEqualTo(Ratio.of(differences, 2L * shown.size() * all).orElseThrow());
    assertThat(gini.shown()).isBetween(0.0, 1.0);
    List<Long> doubled = shown.stream().map(one -> 2 * one).toList();
    assertThat(gini(doubled)).as("the unit does not matter").isEqualTo(gini);
    int poor = shown.indexOf(shown.stream().min(Long::compare).orElseThrow());
    int rich = shown.indexOf(1_000L);
    long gift = (1_000 - shown.get(poor)) / 2;
    shown.set(poor, shown.get(poor) + gift);
    shown.set(rich, 1_000 - gift);
    assertThat(gini(shown).against(gini)).isNegative();
  }

  private static Ratio gini(long... exposures) {
    List<Long> shown = new ArrayList<>();
    for (long one : exposures) {
      shown.add(one);
    }
    return gini(shown);
  }

  private static Ratio gini(List<Long> exposures) {
    return Fairness.of(exposures.stream().map(one -> new Host(0, one)).toList()).gini().orElseThrow();
  }
}
