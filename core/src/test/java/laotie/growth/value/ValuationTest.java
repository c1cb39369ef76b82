package laotie.growth.value;

import static laotie.growth.value.PublishedFitsTest.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Everybody at once is everybody one by one; and a fit of all hosts can be tested on the people of one. */
class ValuationTest {

  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final LocalDate LAST = FIRST.plusWeeks(40);
  private static final double WEEKS = 13;

  private static List<Customer> customers(List<History> people) {
    return people.stream().map(one -> one.at(LAST)).toList();
  }

  private static Value value(List<Customer> customers) {
    return accepted(Value.of(ModelKind.MBG_NBD, customers, new SplittableRandom(4)));
  }

  @Test
  void everybodyAtOnceIsEverybodyOneByOne() {
    List<Customer> customers = customers(ValueTest.people(900, 3));
    Value value = value(customers);
    List<Integer> told = new ArrayList<>();
    Valuation all = Valuation.of(value, customers, WEEKS, told::add);

    assertThat(told).hasSize(900).endsWith(900).isSorted();
    assertThat(all.lines()).hasSize(900).allSatisfy(line -> {
      assertThat(line.outlook()).isEqualTo(value.outlook(line.customer(), WEEKS));
      assertThat(line.worth()).isPresent().isEqualTo(value.worth(line.customer(), WEEKS));
    });
    assertThat(all.purchases()).isEqualTo(value.total(customers, WEEKS));
    List<Value.WinBack> listed = value.winBacks(customers, WEEKS, 900);
    assertThat(listed).isNotEmpty();
    assertThat(all.lines().stream().flatMap(line -> line.winBack().stream()))
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  /** The sum of what each will spend is what all will; its range is narrower than that of single people. */
  @Test
  void spendOfAllIsTheSumOfEach() {
    List<Customer> customers = new ArrayList<>(customers(ValueTest.people(900, 5)));
    Value value = value(customers);
    Valuation all = Valuation.of(value, customers, WEEKS, done -> { });
    Value.Total spend = all.spend().orElseThrow();

    double sum = all.lines().stream().mapToDouble(Valuation.Line::expected).sum();
    assertThat(spend.expected()).isCloseTo(sum, within(1e-3));
    assertThat(spend.range().holds(spend.expected())).isTrue();
    assertThat(spend.range().high()).isLessThan(
        all.lines().stream().mapToDouble(line -> line.worth().orElseThrow().spendRange().high()).sum());
    Collections.shuffle(customers, new Random(1));
    assertThat(Valuation.of(value, customers, WEEKS, done -> { })).isEqualTo(all);
  }

  @Test
  void moneyThatIsNotToldLeavesPurchases() {
    List<Customer> wholesale = customers(ValueTest.people(900, 6)).stream()
        .map(one -> new Customer(one.id(), one.purchases(), one.purchases().repeats() == 0
            ? Spend.NONE
            : new Spend(one.purchases().repeats(), 1_000.0 * one.purchases().repeats())))
        .toList();
    Valuation all = Valuation.of(value(wholesale), wholesale, WEEKS, done -> { });

    assertThat(all.spend()).isEmpty();
    assertThat(all.lines()).allSatisfy(line -> {
      assertThat(line.worth()).isEmpty();
      assertThat(line.expected()).isEqualTo(line.outlook().purchases());
    });
  }

  @Test
  void nobodyIsWorthNothing() {
    Value value = value(customers(ValueTest.people(900, 3)));
    Valuation nobody = Valuation.of(value, List.of(), WEEKS, done -> { });
    assertThat(nobody.purchases()).isEqualTo(new Value.Total(0, 0, new Range(0, 0)));
    assertThat(nobody.spend()).isEmpty();
  }

  /** Tested on all it was fitted to, it is the test of the fit itself; on a part, it counts that part. */
  @Test
  void fitOfAllHostsIsTestedOnThePeopleOfOne() {
    List<History> square = ValueTest.people(1_500, 7);
    Backtest.Window window = Backtest.Window.lastThird(FIRST, LAST);
    Value then = accepted(
        Value.of(ModelKind.MBG_NBD, window.known(square), new SplittableRandom(9)));
    List<History> few = square.subList(0, 100);
    Backtest ofFew = Backtest.of(then, few, window);

    assertThat(Backtest.of(then, square, window)).isEqualTo(
        accepted(Backtest.of(ModelKind.MBG_NBD, square, window, new SplittableRandom(9))));
    assertThat(ofFew.told().customers()).isEqualTo(100);
    assertThat(ofFew.happened()).isEqualTo(few.stream()
        .mapToLong(one -> one.purchasesBetween(window.knownUntil(), window.until())).sum());
  }
}
