package laotie.growth.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The anchors of the specification ("Why it moved") as printed, and what must hold for any numbers. */
class AttributionTest {

  private static final double[] BEFORE = {10_000, .2, .3, 1.25, 80};
  private static final double[] AFTER = {9_000, .25, .32, 1.3, 78};
  private static final Offset<Double> PRINTED = within(0.00005);

  /** R package LMDIR: two rows before, two after. */
  @Test
  void equalsLmdirToAllPrintedDigits() {
    double[] first = Lmdi.parts(new double[] {1, 10, 2}, new double[] {4, 5, 3});
    double[] second = Lmdi.parts(new double[] {4, 5, 3}, new double[] {5, 6, 4});
    assertThat(first[0] + second[0]).isCloseTo(69.79006598, within(5e-9));
    assertThat(first[1] + second[1]).isCloseTo(-9.455125793, within(5e-10));
    assertThat(first[2] + second[2]).isCloseTo(39.66505981, within(5e-9));
    assertThat(Arrays.stream(first).sum() + Arrays.stream(second).sum()).isCloseTo(100, within(1e-12));
  }

  @Test
  void equalsTheOwnExampleByLogarithmicMeans() {
    assertThat(Lmdi.parts(BEFORE, AFTER))
        .containsExactly(new double[] {-6984.4991, 14792.5049, 4278.3508, 2599.9971, -1678.3537}, PRINTED);
  }

  @Test
  void equalsTheOwnExampleByShapley() {
    assertThat(Shapley.parts(BEFORE, AFTER))
        .containsExactly(new double[] {-7035.7133, 14821.4367, 4297.8283, 2612.9117, -1688.4633}, PRINTED);
  }

  @Test
  void shapleyTakesTwoToTheNthEvaluations() {
    int[] evaluations = {0};
    Shapley.parts(BEFORE, AFTER, at -> {
      evaluations[0]++;
      return Lmdi.product(at);
    });
    assertThat(evaluations[0]).isEqualTo(32);
  }

  @Test
  void partsSumToTheChange() {
    each((before, after) -> {
      double change = Lmdi.product(after) - Lmdi.product(before);
      double scale = Math.max(Lmdi.product(after), Lmdi.product(before));
      assertThat(Arrays.stream(Lmdi.parts(before, after)).sum()).isCloseTo(change, within(1e-12 * scale));
      assertThat(Arrays.stream(Shapley.parts(before, after)).sum()).isCloseTo(change, within(1e-12 * scale));
    });
  }

  @Test
  void theWayBackHasThePartsWithTheOtherSign() {
    each((before, after) -> {
      double scale = Lmdi.product(after) + Lmdi.product(before);
      double[] there = Lmdi.parts(before, after);
      double[] back = Lmdi.parts(after, before);
      double[] fairThere = Shapley.parts(before, after);
      double[] fairBack = Shapley.parts(after, before);
      for (int i = 0; i < there.length; i++) {
        assertThat(there[i]).isCloseTo(-back[i], within(1e-12 * scale));
        assertThat(fairThere[i]).isCloseTo(-fairBack[i], within(1e-12 * scale));
      }
    });
  }

  @Test
  void theOrderOfFactorsChangesNothing() {
    each((before, after) -> {
      double scale = Lmdi.product(after) + Lmdi.product(before);
      double[] parts = Lmdi.parts(before, after);
      double[] turned = Lmdi.parts(turned(before), turned(after));
      double[] fair = Shapley.parts(before, after);
      double[] fairTurned = Shapley.parts(turned(before), turned(after));
      for (int i = 0; i < parts.length; i++) {
        assertThat(turned[parts.length - 1 - i]).isCloseTo(parts[i], within(1e-12 * scale));
        assertThat(fairTurned[parts.length - 1 - i]).isCloseTo(fair[i], within(1e-12 * scale));
      }
    });
  }

  @Test
  void whatDidNotChangeHasNoPart() {
    each((before, after) -> {
      double[] same = after.clone();
      same[1] = before[1];
      assertThat(Lmdi.parts(before, same)[1]).isZero();
      assertThat(Shapley.parts(before, same)[1]).isCloseTo(0, within(1e-12 * Lmdi.product(same)));
    });
  }

  /** Why an entered product is told whole: as one factor goes to zero, its part goes to the whole value. */
  @Test
  void thePartOfAVanishingFactorGoesToTheWhole() {
    double whole = Lmdi.product(AFTER);
    double before = 0;
    for (double tiny : new double[] {1e-3, 1e-30, 1e-300}) {
      double[] almostNothing = BEFORE.clone();
      almostNothing[2] = tiny;
      double share = Lmdi.parts(almostNothing, AFTER)[2] / whole;
      assertThat(share).isGreaterThan(before);
      before = share;
    }
    assertThat(before).isCloseTo(1, within(0.001));
  }

  @Test
  void logarithmsRefuseWhatHasNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lmdi.parts(new double[] {1, 0}, new double[] {1, 1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lmdi.parts(new double[] {1, 2}, new double[] {1, -1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lmdi.parts(new double[] {1, Double.NaN}, new double[] {1, 1}));
    assertThatIllegalArgumentException().isThrownBy(() -> Shapley.parts(new double[13], new double[13]));
  }

  @Test
  void nearlyEqualProductsLoseNoDigits() {
    double[] parts = Lmdi.parts(new double[] {2, 3}, new double[] {2 * (1 + 1e-9), 3 / (1 + 1e-9)});
    assertThat(parts[0]).isCloseTo(6e-9, within(1e-14));
    assertThat(parts[1]).isCloseTo(-6e-9, within(1e-14));
  }

  private static double[] turned(double[] factors) {
    double[] turned = new double[factors.length];
    for (int i = 0; i < factors.length; i++) {
      turned[factors.length - 1 - i] = factors[i];
    }
    return turned;
  }

  private interface Check {
    void of(double[] before, double[] after);
  }

  private static void each(Check check) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      double[] before = new double[2 + i % 4];
      double[] after = new double[before.length];
      for (int j = 0; j < before.length; j++) {
        before[j] = Math.exp(random.nextDouble(-4, 4));
        after[j] = before[j] * Math.exp(random.nextDouble(-1, 1));
      }
      check.of(before, after);
    }
  }
}
