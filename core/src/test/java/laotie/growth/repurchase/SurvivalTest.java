package laotie.growth.repurchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import laotie.growth.repurchase.Survival.Step;
import org.junit.jupiter.api.Test;

class SurvivalTest {

  /**
   * Weeks of remission of 21 children under 6-mercaptopurine, those still in remission negative. Freireich
   * et al., Blood 21 (1963), p. 699; the curve as in every textbook, its log-log interval as R's survfit and
   * SAS print it.
   */
  private static final int[] REMISSIONS =
      {6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35};

  @Test
  void curveOfFreireich() {
    Survival curve = Survival.of(waits(REMISSIONS));
    double[][] printed = {
        {6, 21, 0.8571, 0.6197, 0.9516},
        {7, 17, 0.8067, 0.5631, 0.9228},
        {10, 15, 0.7529, 0.5032, 0.8894},
        {13, 12, 0.6902, 0.4316, 0.8491},
        {16, 11, 0.6275, 0.3675, 0.8049},
        {22, 7, 0.5378, 0.2678, 0.7468},
        {23, 6, 0.4482, 0.1881, 0.6801},
    };
    assertThat(curve.steps()).hasSize(printed.length);
    for (int i = 0; i < printed.length; i++) {
      Step step = curve.steps().get(i);
      assertThat((double) step.day()).isEqualTo(printed[i][0]);
      assertThat((double) step.atRisk()).isEqualTo(printed[i][1]);
      assertThat(step.waiting()).isCloseTo(printed[i][2], within(6e-5));
      assertThat(step.interval().orElseThrow().low()).isCloseTo(printed[i][3], within(1.1e-4));
      assertThat(step.interval().orElseThrow().high()).isCloseTo(printed[i][4], within(1.1e-4));
    }
    assertThat(curve.medianDays()).hasValue(23);
  }

  @Test
  void withoutAnybodyLeavingTheCurveIsTheShare() {
    Survival curve = Survival.of(waits(1, 2, 3, 4, -100, -100, -100, -100));
    assertThat(curve.at(3).orElseThrow().repurchased()).isCloseTo(3 / 8.0, within(1e-12));
    assertThat(curve.at(99).orElseThrow().repurchased()).isCloseTo(0.5, within(1e-12));
    assertThat(curve.at(0)).isEmpty();
  }

  @Test
  void whenNobodyWaitsThereIsNoInterval() {
    Survival curve = Survival.of(waits(1, 5));
    assertThat(curve.steps().getLast().waiting()).isZero();
    assertThat(curve.steps().getLast().interval()).isEmpty();
    assertThat(curve.steps().getFirst().repurchasedInterval()).isPresent();
  }

  @Test
  void ofNobodyThereIsNoCurve() {
    assertThat(Survival.of(new TreeMap<>()).steps()).isEmpty();
    assertThat(Survival.of(waits(-3, -9)).medianDays()).isEmpty();
  }

  private static SortedMap<Integer, Wait> waits(int... days) {
    SortedMap<Integer, Wait> waits = new TreeMap<>();
    for (int day : days) {
      waits.merge(Math.abs(day), day > 0 ? new Wait(1, 0) : new Wait(0, 1), Wait::plus);
    }
    return waits;
  }
}
