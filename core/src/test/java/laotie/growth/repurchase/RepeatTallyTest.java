package laotie.growth.repurchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import laotie.growth.Share;
import laotie.growth.repurchase.Buyer.Bought;
import laotie.growth.repurchase.Taking.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For what people come back: additive, and equal to the six definitions where both count the same. */
class RepeatTallyTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final LocalDate LAST = FIRST.plusDays(200);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void partsAreCountedAnywhereAndAdded(long seed) {
    Random chance = new Random(seed);
    List<Taking> takings = takings(chance, 80, 4);
    RepeatTally whole = RepeatTally.of(LAST, takings);
    Collections.shuffle(takings, chance);
    RepeatTally merged = RepeatTally.zero(LAST);
    for (int from = 0; from < takings.size();) {
      int to = Math.min(takings.size(), from + 1 + chance.nextInt(20));
      RepeatTally part = RepeatTally.of(LAST, takings.subList(from, to));
      merged = chance.nextBoolean() ? merged.merge(part) : part.merge(merged);
      from = to;
    }
    assertThat(merged).isEqualTo(whole);
    assertThat(whole.merge(RepeatTally.zero(LAST))).isEqualTo(whole);
    assertThatThrownBy(() -> whole.merge(RepeatTally.zero(FIRST)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** With everything in one category, R3 inside it is R3, and orders after the first are those of R5. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void oneCategoryForAllIsTheWholeShop(long seed) {
    List<Taking> takings = takings(new Random(seed), 120, 1);
    RepeatTally repeats = RepeatTally.of(LAST, takings);
    Tally tally = Tally.of(LAST, takings.stream().map(taking -> new Buyer(taking.orders().stream()
        .map(order -> new Bought(order.day(), 1)).toList(), List.of())).toList());
    for (int n : RepeatTally.R3_DAYS) {
      Share inside = repeats.categories().get("c0").r3(n);
      assertThat(inside.part()).isPositive().isEqualTo(tally.r3(n).repeaters());
      assertThat(inside.whole()).isEqualTo(tally.r3(n).mature());
    }
    assertThat(repeats.categories().get("c0").buyers()).isEqualTo(tally.buyers());
    assertThat(repeats.repeatOrders()).isEqualTo(tally.all().r5().part());
  }

  /** Counted another way: day by day over what lies before it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyDayAfterTheFirstIsOfTheSameOrOfOthers(long seed) {
    List<Taking> takings = takings(new Random(seed), 60, 3);
    RepeatTally tally = RepeatTally.of(LAST, takings);
    long same = 0;
    long days = 0;
    for (Taking taking : takings) {
      Set<LocalDate> bought = new TreeSet<>();
      taking.orders().stream().map(Order::day).filter(day -> !day.isAfter(LAST)).forEach(bought::add);
      for (LocalDate day : bought) {
        Set<String> before = products(taking, FIRST, day.minusDays(1));
        before.retainAll(products(taking, day, day));
        same += before.isEmpty() ? 0 : 1;
      }
      days += Math.max(0, bought.size() - 1);
    }
    assertThat(tally.sameDays()).isPositive().isEqualTo(same);
    assertThat(tally.otherDays()).isPositive().isEqualTo(days - same);
    assertThat(tally.other().whole()).isEqualTo(days);
  }

  private static Set<String> products(Taking taking, LocalDate from, LocalDate to) {
    Set<String> found = new HashSet<>();
    taking.orders().stream().filter(order -> !order.day().isBefore(from) && !order.day().isAfter(to))
        .forEach(order -> found.addAll(order.products()));
    return found;
  }

  @Test
  void firstOrderIsNobodysRepeatAndDomainsAreCountedByOrder() {
    Taking taking = new Taking(List.of(
        order(0, 1, true, "tea"), order(0, 2, false, "tea"), order(9, 3, true, "pot"),
        order(20, 4, true, "tea")));
    RepeatTally tally = RepeatTally.of(LAST, List.of(taking));
    assertThat(tally.fromPrivate()).isEqualTo(new Share(2, 3));
    assertThat(tally.other()).isEqualTo(new Share(1, 2));
  }

  @Test
  void laterThanTheLastDayDoesNotCount() {
    Taking taking = new Taking(List.of(order(0, 1, true, "tea"), order(201, 2, true, "tea")));
    RepeatTally tally = RepeatTally.of(LAST, List.of(taking));
    assertThat(tally.repeatOrders()).isZero();
    assertThat(tally.categories().get("of tea").gapCount()).isZero();
    assertThat(RepeatTally.of(FIRST.minusDays(1), List.of(taking)))
        .isEqualTo(RepeatTally.zero(FIRST.minusDays(1)));
  }

  @Test
  void ripeIsWhoseDaysHavePassed() {
    Taking back = new Taking(List.of(order(110, 1, false, "tea"), order(140, 2, false, "tea")));
    Taking late = new Taking(List.of(order(110, 1, false, "tea"), order(141, 2, false, "tea")));
    Taking young = new Taking(List.of(order(171, 1, false, "tea")));
    CategoryCount tea = RepeatTally.of(LAST, List.of(back, late, young)).categories().get("of tea");
    assertThat(tea.r3(30)).isEqualTo(new Share(1, 2));
    assertThat(tea.r3(90)).as("110 + 90 is the last day").isEqualTo(new Share(2, 2));
    assertThat(tea.buyers()).isEqualTo(3);
  }

  @Test
  void cycleIsTheMedianGapAndIsHiddenBelowThirty() {
    List<Taking> takings = new ArrayList<>();
    for (int i = 0; i < 29; i++) {
      takings.add(new Taking(List.of(order(0, 1, false, "tea"), order(10 + i, 2, false, "tea"))));
    }
    assertThat(RepeatTally.of(LAST, takings).categories().get("of tea").cycleDays()).isEmpty();
    takings.add(new Taking(List.of(order(0, 1, false, "tea"), order(100, 2, false, "tea"))));
    assertThat(RepeatTally.of(LAST, takings).categories().get("of tea").cycleDays()).hasValue(24);
  }

  private static Order order(int day, long at, boolean isPrivate, String product) {
    return new Order(FIRST.plusDays(day), at, isPrivate, Set.of(product), Set.of("of " + product));
  }

  private static List<Taking> takings(Random chance, int count, int categories) {
    List<Taking> takings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Order> orders = new ArrayList<>();
      for (int left = 1 + chance.nextInt(6); left > 0; left--) {
        int day = chance.nextInt(220);
        int product = chance.nextInt(8);
        orders.add(new Order(FIRST.plusDays(day), day * 86_400_000L + chance.nextInt(86_400_000),
            chance.nextBoolean(), Set.of("p" + product), Set.of("c" + product % categories)));
      }
      takings.add(new Taking(orders));
    }
    return takings;
  }
}
