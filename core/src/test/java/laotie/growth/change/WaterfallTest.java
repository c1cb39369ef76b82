package laotie.growth.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import laotie.growth.Factors;
import laotie.growth.change.Identity.Factor;
import laotie.growth.change.MixRate.Segment;
import laotie.growth.change.Waterfall.Method;
import laotie.growth.change.Waterfall.Step;
import org.junit.jupiter.api.Test;

/** Steps sum to the change to the last minor unit, and zeros are told as what entered and what left. */
class WaterfallTest {

  private static final long HOUR = 3_600_000;

  /** The own example of the specification as sums: 60,000.00 before, 73,008.00 after. */
  private static final Factors BEFORE = new Factors(10_000, 2_000 * HOUR, 600, 750, 6_000_000);
  private static final Factors AFTER = new Factors(9_000, 2_250 * HOUR, 720, 936, 7_300_800);

  /** The parts end in .09, .49, .08, .71 and .63 of a fen; the two fen missing go to the last two. */
  @Test
  void tellsTheOwnExampleInMinorUnits() {
    Waterfall waterfall = Waterfall.of(Identity.today(BEFORE), Identity.today(AFTER));

    assertThat(waterfall.method()).isEqualTo(Method.LMDI);
    assertThat(waterfall.steps()).containsExactly(
        new Step("uv", -698_450),
        new Step("watchHoursPerUv", 1_479_250),
        new Step("buyersPerWatchHour", 427_835),
        new Step("ordersPerBuyer", 260_000),
        new Step("gmvPerOrder", -167_835));
    assertThat(waterfall.changeMinor()).isEqualTo(1_300_800);
  }

  @Test
  void yesterdaysIdentityTellsTheSameChangeByThree() {
    Waterfall waterfall = Waterfall.of(Identity.yesterday(BEFORE), Identity.yesterday(AFTER));

    assertThat(waterfall.steps()).extracting(Step::name)
        .containsExactly("uv", "ordersPerUv", "gmvPerOrder");
    assertThat(waterfall.steps().getFirst().minor()).isEqualTo(-698_450);
    assertThat(sum(waterfall)).isEqualTo(1_300_800);
  }

  @Test
  void aShowWithoutBuyersBeforeHasEntered() {
    Factors nobody = new Factors(500, 40 * HOUR, 0, 0, 0);
    Waterfall waterfall = Waterfall.of(Identity.today(nobody), Identity.today(AFTER));

    assertThat(waterfall.entered()).isEqualTo(7_300_800);
    assertThat(waterfall.left()).isZero();
    assertThat(waterfall.enteredBy())
        .containsExactly("buyersPerWatchHour", "ordersPerBuyer", "gmvPerOrder");
    assertThat(waterfall.leftBy()).isEmpty();
    assertThat(waterfall.steps()).allMatch(step -> step.minor() == 0);
  }

  @Test
  void aHostWhoStoppedHasLeft() {
    Waterfall waterfall = Waterfall.of(Identity.today(BEFORE), Identity.today(Factors.NONE));

    assertThat(waterfall.left()).isEqualTo(-6_000_000);
    assertThat(waterfall.entered()).isZero();
    assertThat(waterfall.leftBy()).startsWith("uv");
  }

  @Test
  void ordersWithoutViewersHaveNoFactorsAndStillAddUp() {
    Factors offlive = new Factors(0, 0, 3, 4, 9_900);
    Waterfall waterfall = Waterfall.of(Identity.today(offlive), Identity.today(AFTER));

    assertThat(waterfall.left()).isEqualTo(-9_900);
    assertThat(waterfall.entered()).isEqualTo(7_300_800);
  }

  @Test
  void nothingTwiceIsNoChange() {
    Waterfall waterfall = Waterfall.of(Identity.today(Factors.NONE), Identity.today(Factors.NONE));
    assertThat(waterfall.method()).isEqualTo(Method.NONE);
    assertThat(waterfall.changeMinor()).isZero();
  }

  /** More was refunded than paid: the kept share is below zero, and logarithms end. */
  @Test
  void netBelowZeroIsToldByShapley() {
    Waterfall waterfall =
        Waterfall.of(Identity.today(BEFORE).net(300_000), Identity.today(AFTER).net(8_000_000));

    assertThat(waterfall.method()).isEqualTo(Method.SHAPLEY);
    assertThat(waterfall.steps()).hasSize(6);
    assertThat(sum(waterfall)).isEqualTo((7_300_800 - 8_000_000) - (6_000_000 - 300_000));
    assertThat(waterfall.steps().getLast().minor()).isNegative();
  }

  @Test
  void everyRefundedFenIsALeaving() {
    Waterfall waterfall =
        Waterfall.of(Identity.today(BEFORE).net(0), Identity.today(AFTER).net(7_300_800));
    assertThat(waterfall.left()).isEqualTo(-6_000_000);
    assertThat(waterfall.leftBy()).containsExactly("keptShare");
  }

  @Test
  void stepsSumToTheLastMinorUnitForAnyFactors() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2_000; i++) {
      Waterfall waterfall =
          Waterfall.of(Identity.today(factors(random)), Identity.today(factors(random)));
      assertThat(sum(waterfall) + waterfall.entered() + waterfall.left())
          .isEqualTo(waterfall.afterMinor() - waterfall.beforeMinor());
    }
  }

  @Test
  void theOrderOfFactorsChangesNoStep() {
    SplittableRandom random = new SplittableRandom(12);
    Random order = new Random(12);
    for (int i = 0; i < 500; i++) {
      Identity before = Identity.today(factors(random));
      Identity after = Identity.today(factors(random));
      List<Integer> indices = new ArrayList<>(List.of(0, 1, 2, 3, 4));
      Collections.shuffle(indices, order);
      Waterfall shuffled = Waterfall.of(shuffled(before, indices), shuffled(after, indices));
      assertThat(shuffled.steps())
          .containsExactlyInAnyOrderElementsOf(Waterfall.of(before, after).steps());
    }
  }

  private static Identity shuffled(Identity identity, List<Integer> indices) {
    List<Factor> factors = indices.stream().map(identity.factors()::get).toList();
    return new Identity(factors, identity.valueMinor());
  }

  @Test
  void aDrillDownAddsUpToTheLastMinorUnit() {
    SplittableRandom random = new SplittableRandom(13);
    for (int i = 0; i < 200; i++) {
      List<Waterfall> hosts = new ArrayList<>();
      for (int host = 0; host < 7; host++) {
        Factors before = host == 2 ? Factors.NONE : factors(random);
        Factors after = host == 4 ? Factors.NONE : factors(random);
        hosts.add(Waterfall.of(Identity.today(before), Identity.today(after)));
      }
      Waterfall all = Waterfall.sum(hosts);
      for (int step = 0; step < all.steps().size(); step++) {
        int at = step;
        assertThat(all.steps().get(at).minor())
            .isEqualTo(hosts.stream().mapToLong(host -> host.steps().get(at).minor()).sum());
      }
      assertThat(all.entered()).isGreaterThanOrEqualTo(hosts.get(2).entered());
      assertThat(sum(all) + all.entered() + all.left()).isEqualTo(all.changeMinor());
    }
  }

  @Test
  void aWaterfallThatDoesNotAddUpCannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Waterfall(
        0, 10, Method.LMDI, List.of(new Step("uv", 9)), 0, 0, List.of(), List.of()));
  }

  @Test
  void remaindersGoToTheLargest() {
    assertThat(LargestRemainder.round(new double[] {0.5, 0.3, 0.2}, 1)).containsExactly(1, 0, 0);
    assertThat(LargestRemainder.round(new double[] {-1.5, 2.4, 0.1}, 1)).containsExactly(-1, 2, 0);
    assertThat(LargestRemainder.round(new double[] {1, 2}, 5)).containsExactly(2, 3);
    assertThat(LargestRemainder.round(new double[] {-0.25, -0.75}, -1)).containsExactly(0, -1);
  }

  /** Two products: one share grows, the other's ratio falls. Counted by hand. */
  @Test
  void mixAndRateOfTwoProducts() {
    MixRate moved = MixRate.of(List.of(
        new Segment("lipstick", 60, 6_000, 40, 4_000), new Segment("dress", 40, 12_000, 60, 15_000)));

    assertThat(moved.before()).isCloseTo(180, within(1e-12));
    assertThat(moved.after()).isCloseTo(190, within(1e-12));
    assertThat(moved.mix()).isCloseTo(-.2 * 100 + .2 * 275, within(1e-12));
    assertThat(moved.rate()).isCloseTo(-50 * .5, within(1e-12));
  }

  @Test
  void mixAndRateSumToTheChangeForAnySegments() {
    SplittableRandom random = new SplittableRandom(14);
    for (int i = 0; i < 500; i++) {
      List<Segment> segments = new ArrayList<>();
      segments.add(new Segment("always", 5, 50, 7, 60));
      for (int j = 0; j < 6; j++) {
        long before = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1_000);
        long after = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1_000);
        segments.add(new Segment("s" + j, before, before * random.nextLong(1, 99), after,
            after * random.nextLong(1, 99)));
      }
      MixRate moved = MixRate.of(segments);
      assertThat(moved.mix() + moved.rate()).isCloseTo(moved.after() - moved.before(), within(1e-10));
      for (int j = 0; j < segments.size(); j++) {
        Segment segment = segments.get(j);
        if (segment.weightBefore() == 0 || segment.weightAfter() == 0) {
          assertThat(moved.parts().get(j).rate()).isZero();
        }
      }
    }
  }

  private static Factors factors(SplittableRandom random) {
    long[] sums = {
        random.nextLong(1, 100_000), random.nextLong(1, 400_000 * HOUR), random.nextLong(1, 5_000),
        random.nextLong(1, 9_000), random.nextLong(1, 50_000_000)};
    int zeros = random.nextInt(12);
    if (zeros < 5) {
      Arrays.fill(sums, zeros, 5, 0);
    }
    return new Factors(sums[0], sums[1], sums[2], sums[3], sums[4]);
  }

  private static long sum(Waterfall waterfall) {
    return waterfall.steps().stream().mapToLong(Step::minor).sum();
  }
}
