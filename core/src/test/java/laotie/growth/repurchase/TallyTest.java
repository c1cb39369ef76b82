package laotie.growth.repurchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import laotie.fact.BusinessDays;
import laotie.fact.Recorded;
import laotie.growth.Crowd;
import laotie.growth.FoldLaws;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import laotie.growth.LoyaltyKey;
import laotie.growth.Ratio;
import laotie.growth.Repurchase;
import laotie.growth.Share;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
  private static final LocalDate LAST = LocalDate.parse("2026-03-09");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void partsAreCountedAnywhereAndAdded(long seed) {
    Random chance = new Random(seed);
    List<Buyer> buyers = buyers(chance, 80);
    Tally whole = Tally.of(LAST, buyers);
    Collections.shuffle(buyers, chance);
    Tally merged = Tally.zero(LAST);
    for (int from = 0; from < buyers.size();) {
      int to = Math.min(buyers.size(), from + 1 + chance.nextInt(20));
      Tally part = Tally.of(LAST, buyers.subList(from, to));
      merged = chance.nextBoolean() ? merged.merge(part) : part.merge(merged);
      from = to;
    }
    assertThat(merged).isEqualTo(whole);
    assertThat(whole.merge(Tally.zero(LAST))).isEqualTo(whole);
    assertThat(Tally.zero(LAST).merge(whole)).isEqualTo(whole);
  }

  @Test
  void mergeIsAssociative() {
    Random chance = new Random(11);
    Tally a = Tally.of(LAST, buyers(chance, 20));
    Tally b = Tally.of(LAST, buyers(chance, 20));
    Tally c = Tally.of(LAST, buyers(chance, 20));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
  }

  @Test
  void refusesPartsOfAnotherDay() {
    assertThatThrownBy(() -> Tally.zero(LAST).merge(Tally.zero(LAST.minusDays(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Each definition once more, word by word, over the bare list of orders. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void definitionsMeanWhatTheySay(long seed) {
    List<Buyer> buyers = buyers(new Random(seed), 120);
    Tally tally = Tally.of(LAST, buyers);
    for (YearMonth month = YearMonth.from(FIRST); !month.isAfter(YearMonth.from(LAST));
        month = month.plusMonths(1)) {
      MonthCount count = tally.month(month);
      List<Buyer> active = boughtIn(buyers, month);
      YearMonth next = month.plusMonths(1);
      YearMonth now = month;
      assertThat(count.r1o()).isEqualTo(share(active, buyer -> in(buyer, now).size() >= 2));
      assertThat(count.r1d()).isEqualTo(
          share(active, buyer -> in(buyer, now).stream().map(Bought::day).distinct().count() >= 2));
      assertThat(count.r2()).isEqualTo(share(active, buyer -> !in(buyer, next).isEmpty()));
      assertThat(count.r4()).isEqualTo(share(active, buyer -> firstMonth(buyer).isBefore(now)));
      long orders = active.stream().mapToLong(buyer -> in(buyer, now).size()).sum();
      long firsts = active.stream().filter(buyer -> firstMonth(buyer).equals(now)).count();
      assertThat(count.r5()).isEqualTo(new Share(orders - firsts, orders));
      assertThat(count.grossMinor()).isEqualTo(
          active.stream().flatMap(buyer -> in(buyer, now).stream()).mapToLong(Bought::grossMinor).sum());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void r3IsThatOfRepurchase(long seed) {
    List<Buyer> buyers = buyers(new Random(seed), 200);
    Tally tally = Tally.of(LAST, buyers);
    List<SortedSet<LocalDate>> days = buyers.stream()
        .map(buyer -> known(buyer).stream().map(Bought::day).collect(Collectors.toCollection(TreeSet::new)))
        .map(set -> (SortedSet<LocalDate>) set)
        .toList();
    for (int n : Tally.R3_DAYS) {
      assertThat(tally.r3(n)).isEqualTo(Repurchase.r3(n, LAST, days));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void cohortsAddUpToTheMonths(long seed) {
    Tally tally = Tally.of(LAST, buyers(new Random(seed), 150));
    MonthCount sum = MonthCount.NONE;
    for (MonthCount month : tally.months().values()) {
      sum = sum.plus(month);
    }
    assertThat(sum.grossMinor()).isEqualTo(tally.all().grossMinor());
    assertThat(sum.backMinor()).isEqualTo(tally.all().backMinor());
    assertThat(sum.orders()).isEqualTo(tally.all().orders());
    assertThat(sum.firstOrders()).as("everybody is new once").isEqualTo(tally.buyers());
    long net = 0;
    long size = 0;
    for (Cohort cohort : tally.cohortMatrix()) {
      int last = cohort.months().size() - 1;
      net += cohort.netUntilMinor(last);
      size += cohort.size();
      assertThat(cohort.month().plusMonths(last)).isEqualTo(YearMonth.from(LAST));
      assertThat(cohort.isOver(last)).as("March is not over on the 9th").isFalse();
      assertThat(cohort.active(0).part()).isEqualTo(cohort.size());
    }
    assertThat(net).isEqualTo(tally.all().netMinor());
    assertThat(size).isEqualTo(tally.buyers());
  }

  @Test
  void valueOfACohortIsItsNetPerCustomer() {
    Tally tally = Tally.of(LAST, List.of(
        buyer(new Bought(day("2026-01-05"), 1_000), new Bought(day("2026-02-05"), 500)),
        new Buyer(List.of(new Bought(day("2026-01-31"), 300)), List.of(new Back(day("2026-02-01"), 100)))));
    Cohort january = tally.cohortMatrix().getFirst();
    assertThat(january.size()).isEqualTo(2);
    assertThat(january.active(1)).isEqualTo(new Share(1, 2));
    assertThat(january.valuePerCustomer(0)).isEqualTo(Ratio.of(1_300, 2));
    assertThat(january.valuePerCustomer(1)).isEqualTo(Ratio.of(1_700, 2));
    assertThat(january.isOver(1)).isTrue();
    assertThat(january.isOver(2)).isFalse();
  }

  @Test
  void moneyThatWentBackBeforeTheFirstPurchaseStandsByItself() {
    Tally tally = Tally.of(LAST, List.of(
        new Buyer(List.of(new Bought(day("2026-01-05"), 1_000)), List.of(new Back(day("2025-12-31"), 70))),
        new Buyer(List.of(), List.of(new Back(day("2025-12-31"), 5)))));
    assertThat(tally.strayBackMinor()).isEqualTo(75);
    assertThat(tally.all().backMinor()).isZero();
    assertThat(tally.buyers()).isEqualTo(1);
  }

  @Test
  void whatComesAfterTheLastDayIsNotKnown() {
    Tally tally = Tally.of(LAST, List.of(
        buyer(new Bought(LAST, 10), new Bought(LAST.plusDays(1), 10)),
        buyer(new Bought(LAST.plusDays(1), 10))));
    assertThat(tally.buyers()).isEqualTo(1);
    assertThat(tally.all().orders()).isEqualTo(1);
    assertThat(tally.waits()).containsExactly(Map.entry(0, new Wait(0, 1)));
  }

  @Test
  void monthsRipenWhenTheyAreOver() {
    Tally tally = Tally.of(LAST, List.of(buyer(
        new Bought(day("2026-01-05"), 1), new Bought(day("2026-02-05"), 1), new Bought(LAST, 1))));
    assertThat(tally.lastMonthOver()).contains(YearMonth.of(2026, 2));
    assertThat(tally.lastMonthOfR2()).contains(YearMonth.of(2026, 1));
    assertThat(Tally.of(day("2026-03-31"), List.of(buyer(new Bought(LAST, 1)))).lastMonthOver())
        .contains(YearMonth.of(2026, 3));
  }

  /** One person buys once with each of two hosts: loyal to the platform, to neither host. */
  @Test
  void scopesAreDifferentNumbers() {
    long january = BusinessDays.SHANGHAI.startOf(day("2026-01-05")).toEpochMilli();
    long later = BusinessDays.SHANGHAI.startOf(day("2026-01-15")).toEpochMilli();
    Map<LoyaltyKey, Loyalty> cells = Map.of(
        new LoyaltyKey("h1", "p"), Loyalty.of("a", Loyalty.Purchase.paid(january, 100)),
        new LoyaltyKey("h2", "p"), Loyalty.of("b", Loyalty.Purchase.paid(later, 200)));
    Tally hosts = Tally.of(LAST, BuyerScope.HOST.buyers(cells, BusinessDays.SHANGHAI));
    Tally platform = Tally.of(LAST, BuyerScope.PLATFORM.buyers(cells, BusinessDays.SHANGHAI));
    assertThat(hosts.r3(30).share()).isEqualTo(new Share(0, 2));
    assertThat(platform.r3(30).share()).isEqualTo(new Share(1, 1));
    assertThat(platform.all().grossMinor()).isEqualTo(hosts.all().grossMinor()).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void undoneOrdersAndTheirMoneyCountForNothing(long seed) {
    List<Recorded> facts = Crowd.facts(new Random(seed), 600);
    Map<LoyaltyKey, Loyalty> cells = FoldLaws.cells(new LoyaltyFold(), facts);
    Tally tally = Tally.of(LAST.plusYears(1), BuyerScope.HOST.buyers(cells, BusinessDays.SHANGHAI));
    long effective = cells.values().stream().flatMap(loyalty -> loyalty.orders().values().stream())
        .filter(Loyalty.Purchase::isEffective).mapToLong(Loyalty.Purchase::grossMinor).sum();
    long undone = cells.values().stream().flatMap(loyalty -> loyalty.orders().values().stream())
        .filter(purchase -> !purchase.isEffective()).mapToLong(Loyalty.Purchase::grossMinor).sum();
    assertThat(tally.all().grossMinor()).isEqualTo(effective);
    assertThat(undone).as("the crowd undoes some").isPositive();
    assertThat(tally.all().backMinor()).as("and gives part back").isPositive();
  }

  private interface Rule {
    boolean holds(Buyer buyer);
  }

  private static Share share(List<Buyer> active, Rule rule) {
    return new Share(active.stream().filter(rule::holds).count(), active.size());
  }

  private static List<Bought> known(Buyer buyer) {
    return buyer.orders().stream().filter(order -> !order.day().isAfter(LAST)).toList();
  }

  private static List<Bought> in(Buyer buyer, YearMonth month) {
    return known(buyer).stream().filter(order -> YearMonth.from(order.day()).equals(month)).toList();
  }

  private static List<Buyer> boughtIn(List<Buyer> buyers, YearMonth month) {
    return buyers.stream().filter(buyer -> !in(buyer, month).isEmpty()).toList();
  }

  private static YearMonth firstMonth(Buyer buyer) {
    return YearMonth.from(buyer.orders().getFirst().day());
  }

  /** Buyers who come once, often on one day, or again and again, some beyond the last day. */
  private static List<Buyer> buyers(Random chance, int count) {
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Bought> orders = new ArrayList<>();
      List<Back> backs = new ArrayList<>();
      LocalDate day = FIRST.plusDays(chance.nextInt(440));
      for (int left = chance.nextInt(8); left > 0; left--) {
        orders.add(new Bought(day, chance.nextInt(10_000)));
        if (chance.nextInt(5) == 0) {
          backs.add(new Back(day.plusDays(chance.nextInt(40)), chance.nextInt(300)));
        }
        day = day.plusDays(chance.nextInt(3) == 0 ? 0 : chance.nextInt(70));
      }
      buyers.add(new Buyer(orders, backs));
    }
    return buyers;
  }

  private static Buyer buyer(Bought... orders) {
    return new Buyer(List.of(orders), List.of());
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
