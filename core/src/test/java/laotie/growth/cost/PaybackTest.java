package laotie.growth.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import laotie.growth.Ratio;
import laotie.growth.cost.NewCustomers.Period;
import laotie.growth.cost.PricedOrder.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New customers, their cost and their payback, counted by hand and for any crowd. */
class PaybackTest {

  private static final LocalDate FROM = LocalDate.parse("2026-03-01");
  private static final Period MARCH = new Period(FROM, FROM.plusDays(31));

  /**
   * Three buyers are won on the first, the eleventh and the twenty-ninth day, with 10.00 of coupons and 8.00
   * of commission. On the day of their first order they bring 36.00, 10.00 and 22.00, together 22.67 each;
   * the first brings 6.00 more on day 5, when two of them are watched: 3.00 each, 25.67 in all. With 60.00 of
   * promotion each costs 26.00: not paid back; with 55.00 24.33: on day 5; with 50.00 22.67: at once.
   */
  @Test
  void payBackByHand() {
    List<List<PricedOrder>> pairs = List.of(
        List.of(order("a1", 0, 3_600, 400, taken(0, 400, 400)),
            order("a2", 5, 700, 0, taken(0, 50, 50))),
        List.of(order("b1", 10, 1_200, 600, taken(0, 400, 800))),
        List.of(order("c1", 28, 2_200, 0, Taken.UNKNOWN)));
    NewCustomers customers = NewCustomers.of(MARCH, pairs);
    assertThat(customers.buyers()).isEqualTo(3);
    assertThat(customers.youngBuyers()).isEqualTo(1);
    assertThat(customers.costs()).isEqualTo(new NewCustomers.FirstOrders(1_000, 800, 0, 2));
    assertThat(customers.netMinor()).isEqualTo(7_700);
    assertThat(customers.settledMinor()).isEqualTo(5_500);
    Payback payback = Payback.of(customers, 6_000_000, 0);
    assertThat(payback.costMinor()).contains(Ratio.whole(2_600));
    assertThat(payback.curve()).hasSize(31);
    assertThat(payback.curve().get(0))
        .isEqualTo(new Payback.Day(0, 3, 3_600 + 1_000 + 2_200,
            Ratio.of(6_800, 3).orElseThrow()));
    assertThat(payback.curve().get(4).buyers()).isEqualTo(2);
    assertThat(payback.curve().get(20).buyers()).isEqualTo(2);
    assertThat(payback.curve().get(21).buyers()).isEqualTo(1);
    assertThat(payback.paidBackDay()).isEmpty();
    Payback cheaper = Payback.of(customers, 5_500_000, 0);
    assertThat(cheaper.costMinor()).contains(Ratio.of(7_300, 3).orElseThrow());
    assertThat(cheaper.curve().get(5).cumulativeMinor()).isEqualTo(Ratio.of(7_700, 3).orElseThrow());
    assertThat(cheaper.paidBackDay()).hasValue(5);
    assertThat(Payback.of(customers, 5_000_000, 0).paidBackDay()).hasValue(0);
    assertThat(Payback.of(customers, 5_000_000, 1_000).paidBackDay()).hasValue(5);
  }

  @Test
  void somebodyIsNewWithoutAnEffectiveOrderIn365DaysBefore() {
    PricedOrder old = order("old", -365, 100, 0, Taken.UNKNOWN);
    PricedOrder older = order("older", -366, 100, 0, Taken.UNKNOWN);
    PricedOrder now = order("now", 0, 100, 0, Taken.UNKNOWN);
    assertThat(NewCustomers.of(MARCH, List.of(List.of(old, now))).buyers()).isZero();
    assertThat(NewCustomers.of(MARCH, List.of(List.of(older, now))).buyers()).isEqualTo(1);
    PricedOrder undone = new PricedOrder(
        "undone", FROM.minusDays(3), -3 * 86_400_000L, false, 0, 0, 0, Taken.UNKNOWN);
    assertThat(NewCustomers.of(MARCH, List.of(List.of(undone, now))).buyers()).isEqualTo(1);
    assertThat(NewCustomers.of(MARCH, List.of(List.of(undone))).buyers()).isZero();
    assertThat(NewCustomers.of(MARCH, List.of(List.of(order("late", 31, 1, 0, Taken.UNKNOWN)))).buyers())
        .isZero();
  }

  @Test
  void withoutAnybodyNewThereIsNoCost() {
    Payback payback = Payback.of(NewCustomers.none(MARCH), 5_000_000, 0);
    assertThat(payback.costMinor()).isEmpty();
    assertThat(payback.curve()).isEmpty();
    assertThat(payback.paidBackDay()).isEmpty();
    assertThat(payback.parts().sumMilli()).isEqualTo(5_000_000);
    assertThatThrownBy(() -> new Period(FROM, FROM)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void partsAreCountedAnywhereAndTheCurveSumsToWhatWasEarned(long seed) {
    Random chance = new Random(seed);
    List<List<PricedOrder>> pairs = pairs(chance, 60);
    NewCustomers whole = NewCustomers.of(MARCH, pairs);
    Collections.shuffle(pairs, chance);
    pairs.replaceAll(pair -> {
      List<PricedOrder> shuffled = new ArrayList<>(pair);
      Collections.shuffle(shuffled, chance);
      return shuffled;
    });
    NewCustomers merged = NewCustomers.none(MARCH);
    for (int from = 0; from < pairs.size();) {
      int to = Math.min(pairs.size(), from + 1 + chance.nextInt(20));
      NewCustomers part = NewCustomers.of(MARCH, pairs.subList(from, to));
      merged = chance.nextBoolean() ? merged.merge(part) : part.merge(merged);
      from = to;
    }
    assertThat(merged).isEqualTo(whole);
    assertThat(whole.buyers()).isEqualTo(pairs.stream().filter(PaybackTest::isNewInMarch).count());
    long earned = whole.margins().stream().mapToLong(Long::longValue).sum();
    Payback payback = Payback.of(whole, 1_000, 0);
    assertThat(payback.curve().stream().mapToLong(Payback.Day::marginMinor).sum()).isEqualTo(earned);
    for (int i = 1; i < payback.curve().size(); i++) {
      assertThat(payback.curve().get(i).buyers()).isLessThanOrEqualTo(payback.curve().get(i - 1).buyers());
    }
    // Dearer is never paid back sooner.
    int before = -1;
    for (long promotion = 0; promotion < 2_000_000; promotion += 100_000) {
      int day = Payback.of(whole, promotion, 0).paidBackDay().orElse(Integer.MAX_VALUE);
      assertThat(day).isGreaterThanOrEqualTo(before);
      before = day;
    }
  }

  /** The definition once more, by looking at every order and all before it. */
  private static boolean isNewInMarch(List<PricedOrder> pair) {
    return pair.stream().filter(order -> order.isEffective()
            && !order.day().isBefore(MARCH.from()) && order.day().isBefore(MARCH.to()))
        .anyMatch(order -> pair.stream().noneMatch(other -> other.isEffective()
            && other.paidAt() < order.paidAt()
            && ChronoUnit.DAYS.between(other.day(), order.day()) <= 365));
  }

  private static List<List<PricedOrder>> pairs(Random chance, int count) {
    List<List<PricedOrder>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<PricedOrder> pair = new ArrayList<>();
      for (int orders = 1 + chance.nextInt(5); orders > 0; orders--) {
        int day = chance.nextInt(4) == 0 ? chance.nextInt(-400, -300) : chance.nextInt(-20, 31);
        long net = chance.nextInt(5_000);
        boolean isEffective = chance.nextInt(5) > 0;
        pair.add(new PricedOrder("o" + i + "_" + orders, FROM.plusDays(day),
            day * 100_000_000L + chance.nextInt(1_000_000), isEffective, isEffective ? net : 0,
            chance.nextInt(100), 0, chance.nextBoolean() ? Taken.UNKNOWN : taken(5, net / 20, net / 3)));
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private static PricedOrder order(String id, int day, long netMinor, long couponMinor, Taken taken) {
    return new PricedOrder(
        id, FROM.plusDays(day), day * 86_400_000L, true, netMinor, couponMinor, 0, taken);
  }

  private static Taken taken(long subsidy, long commission, long supplies) {
    return new Taken(true, subsidy, commission, supplies);
  }
}
