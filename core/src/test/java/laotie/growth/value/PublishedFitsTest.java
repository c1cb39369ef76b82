package laotie.growth.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published table of the growth specification ("What a customer is worth") over the CDNOW sample, which
 * may not be shipped: without it these tests are skipped.
 */
class PublishedFitsTest {

  /** Done-means 1: log-likelihoods within 1e-3. */
  private static final Offset<Double> LIKELIHOOD = within(1e-3);

  private static List<Customer> customers;
  private static List<History> histories;

  @BeforeAll
  static void read() throws IOException {
    Optional<Path> file = Cdnow.find();
    assumeTrue(file.isPresent(), "SKIPPED: CDNOW_sample.txt is not in shared/data/growth/cdnow");
    histories = Cdnow.histories(file.get());
    customers = histories.stream().map(history -> history.at(Cdnow.CALIBRATED_UNTIL)).toList();
  }

  private static List<Purchases> purchases() {
    return customers.stream().map(Customer::purchases).toList();
  }

  static <T> T accepted(Decision<T> decision) {
    assertThat(decision).isInstanceOf(Accepted.class);
    return ((Accepted<T>) decision).value();
  }

  @Test
  void theSampleIsThePublishedOne() {
    assertThat(customers).hasSize(2_357);
    assertThat(purchases().stream().mapToInt(Purchases::repeats).sum()).isEqualTo(2_457);
    assertThat(histories.stream()
        .mapToInt(one -> one.purchasesBetween(Cdnow.CALIBRATED_UNTIL, Cdnow.HELD_OUT_UNTIL)).sum())
        .isEqualTo(1_882);
  }

  /** What the specification prints: parameters in the order of the record, then the log-likelihood. */
  static Stream<Arguments> published() {
    return Stream.of(
        arguments(ModelKind.BG_NBD, List.of(.2426, 4.4136, .7929, 2.4259), -9582.4292),
        arguments(ModelKind.MBG_NBD, List.of(.5248, 6.1831, .8914, 1.6140), -9582.1357),
        arguments(ModelKind.PARETO_NBD, List.of(.5533, 10.5777, .6062, 11.6687), -9594.9762));
  }

  @ParameterizedTest
  @MethodSource("published")
  void countsThePublishedLikelihood(ModelKind kind, List<Double> parameters, double logLikelihood) {
    PurchaseModel model = kind.with(parameters.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(Fitted.logLikelihood(model, purchases())).isCloseTo(logLikelihood, LIKELIHOOD);
  }

  /** To three digits: the optimum is flat. */
  @ParameterizedTest
  @MethodSource("published")
  void findsThePublishedOptimum(ModelKind kind, List<Double> parameters, double logLikelihood) {
    Fitted fitted = accepted(Fitted.fit(kind, purchases()));

    assertThat(fitted.logLikelihood()).isCloseTo(logLikelihood, LIKELIHOOD);
    assertThat(fitted.repeatBuyers()).isEqualTo(946);
    for (int i = 0; i < parameters.size(); i++) {
      assertThat(fitted.model().parameters().get(i))
          .as("%s parameter %d", kind, i)
          .isCloseTo(parameters.get(i), withinPercentage(0.05));
    }
  }

  @Test
  void findsThePublishedSpend() {
    GammaGamma.Fit fit = accepted(GammaGamma.fit(
        customers.stream()
            .map(one -> new Spend(one.spend().repeats(), one.spend().meanMinor() / 100))
            .toList()));

    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.logLikelihood()).isCloseTo(-4055.9177, LIKELIHOOD);
    assertThat(fit.model().p()).isCloseTo(6.2496, within(0.0005));
    assertThat(fit.model().q()).isCloseTo(3.7442, within(0.0005));
    assertThat(fit.model().gamma()).isCloseTo(15.4435, within(0.001));
    assertThat(fit.model().meanMinor().orElseThrow()).isCloseTo(35.1704, within(0.0001));
  }

  /** In cents the scale is a hundred times as large and nothing else changes. */
  @Test
  void findsTheSameSpendInAnyUnit() {
    GammaGamma.Fit fit = accepted(GammaGamma.fit(customers.stream().map(Customer::spend).toList()));

    assertThat(fit.model().p()).isCloseTo(6.2496, within(0.0005));
    assertThat(fit.model().gamma()).isCloseTo(1544.35, within(0.1));
    assertThat(fit.model().meanMinor().orElseThrow()).isCloseTo(3517.04, within(0.01));
  }
}
