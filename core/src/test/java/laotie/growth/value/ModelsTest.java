package laotie.growth.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Predictions at given parameters, and what must hold for any. */
class ModelsTest {

  private static final Purchases ONE = new Purchases(2, 30.43, 38.86);

  /** Growth specification, "What a customer is worth". */
  @Test
  void predictsThePublishedNumbersOfBgNbd() {
    BgNbd model = new BgNbd(.243, 4.414, .793, 2.426);
    double[][] published = {
        {1, .053268}, {13, .53444}, {39, 1.196723}, {52, 1.446051}, {78, 1.860519}};
    for (double[] row : published) {
      assertThat(model.expectedPurchases(row[0])).as("E[X(%s)]", row[0]).isCloseTo(row[1], within(5e-6));
    }
    assertThat(model.expectedPurchases(ONE, 39)).isCloseTo(1.226, within(5e-4));
  }

  @Test
  void aOneTimeBuyerStaysAliveOnlyInBgNbd() {
    Purchases once = new Purchases(0, 0, 300);
    assertThat(new BgNbd(.25, 4, .8, 2.4).aliveProbability(once)).isEqualTo(1);
    assertThat(new MbgNbd(.5, 6, .9, 1.6).aliveProbability(once)).isLessThan(0.2);
    assertThat(new ParetoNbd(.5, 10, .6, 11).aliveProbability(once)).isLessThan(0.5);
  }

  @Test
  void silenceMakesDeathMoreLikelyAndAliveStaysAShare() {
    each((model, random) -> {
      int repeats = random.nextInt(1, 60);
      double last = random.nextDouble(1, 100);
      double before = 1.01;
      for (double silence = 0; silence < 200; silence += 20) {
        double alive = model.aliveProbability(new Purchases(repeats, last, last + silence));
        assertThat(alive).as("%s after %s", model, silence).isBetween(0.0, before);
        before = alive;
      }
    });
  }

  @Test
  void expectationsGrowWithTimeAndBeginAtNothing() {
    each((model, random) -> {
      Purchases purchases = new Purchases(random.nextInt(1, 40), 20, random.nextDouble(20, 60));
      assertThat(model.expectedPurchases(purchases, 0)).isCloseTo(0, within(1e-12));
      assertThat(model.expectedPurchases(0)).isCloseTo(0, within(1e-12));
      double before = 0;
      for (double weeks = 1; weeks < 200; weeks *= 2) {
        double expected = model.expectedPurchases(purchases, weeks);
        assertThat(expected).as("%s %s", model, weeks).isGreaterThan(before);
        before = expected;
      }
    });
  }

  /** The strongest check of all formulas together: the likelihood is a density, the expectation its mean. */
  @Test
  void theLikelihoodsOfAllFuturesAddUpToOne() {
    double weeks = 3;
    for (PurchaseModel model : List.of(
        new BgNbd(.9, 6, .8, 2.4), new MbgNbd(.9, 6, .9, 1.6), new ParetoNbd(.9, 10, .6, 11))) {
      double sum = Math.exp(model.logLikelihood(new Purchases(0, 0, weeks)));
      double mean = 0;
      for (int repeats = 1; repeats <= 30; repeats++) {
        double share = share(model, repeats, weeks);
        sum += share;
        mean += repeats * share;
      }
      assertThat(sum).as("%s", model).isCloseTo(1, within(1e-6));
      assertThat(mean).as("%s", model).isCloseTo(model.expectedPurchases(weeks), within(1e-5));
    }
  }

  /** P(x purchases until T): the density over t_x and the x - 1 instants before, by Simpson's rule. */
  private static double share(PurchaseModel model, int repeats, double weeks) {
    int steps = 400;
    double sum = 0;
    double logOrders = 0;
    for (int i = 2; i < repeats; i++) {
      logOrders += Math.log(i);
    }
    for (int i = 0; i <= steps; i++) {
      double last = Math.max(1e-9, weeks * i / steps);
      double density = Math.exp(model.logLikelihood(new Purchases(repeats, last, weeks))
          + (repeats - 1) * Math.log(last) - logOrders);
      sum += density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * weeks / steps / 3;
  }

  @Test
  void nothingBreaksWhereTheFormulasAreZeroByZero() {
    Purchases purchases = new Purchases(3, 20, 30);
    assertThat(new MbgNbd(.5, 6, 1, 2).expectedPurchases(purchases, 39)).isCloseTo(
        new MbgNbd(.5, 6, 1 + 2e-4, 2).expectedPurchases(purchases, 39), within(1e-3));
    assertThat(new BgNbd(.5, 6, 1, 2).expectedPurchases(39)).isCloseTo(
        new BgNbd(.5, 6, 1 - 2e-4, 2).expectedPurchases(39), within(1e-3));
    assertThat(new BgNbd(.5, 6, .3, .7).expectedPurchases(39)).isCloseTo(
        new BgNbd(.5, 6, .3001, .7001).expectedPurchases(39), within(1e-3));
    assertThat(new ParetoNbd(.5, 6, 1, 9).expectedPurchases(39)).isCloseTo(
        new ParetoNbd(.5, 6, 1 + 1e-6, 9).expectedPurchases(39), within(1e-5));
    assertThat(new ParetoNbd(.5, 6, .7, 6).logLikelihood(purchases)).isCloseTo(
        new ParetoNbd(.5, 6, .7, 6 + 1e-9).logLikelihood(purchases), within(1e-8));
  }

  @Test
  void heavyBuyersDoNotOverflow() {
    Purchases heavy = new Purchases(900, 500, 501);
    for (PurchaseModel model : List.of(
        new BgNbd(.25, 4, .8, 2.4), new MbgNbd(.5, 6, .9, 1.6), new ParetoNbd(.5, 10, .6, 11))) {
      assertThat(model.logLikelihood(heavy)).as("%s", model).isFinite();
      assertThat(model.expectedPurchases(heavy, 520)).as("%s", model).isBetween(100.0, 1_000.0);
    }
  }

  @Test
  void whatCanNeverBeIsRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Purchases(0, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Purchases(1, 3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Purchases(1, 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new MbgNbd(1, 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ParetoNbd(1, 1, Double.NaN, 1));
  }

  private interface Check {
    void of(PurchaseModel model, SplittableRandom random);
  }

  private static void each(Check check) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 60; i++) {
      double[] parameters = {
          random.nextDouble(.1, 3), random.nextDouble(1, 20),
          random.nextDouble(.1, 3), random.nextDouble(.2, 9)};
      for (ModelKind kind : ModelKind.values()) {
        check.of(kind.with(parameters), random);
      }
    }
  }
}
