package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonFoldTest {

  private static final PersonFold FOLD = new PersonFold(BusinessDays.SHANGHAI, Money.CNY);
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = Crowd.facts(chance, 400);
    FoldLaws.hold(FOLD, facts, chance);
    FoldLaws.ignoreRepeats(FOLD, facts, chance);
  }

  /** The same numbers, found by marking every played millisecond. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void watchTimeIsTheSetOfPlayedMilliseconds(long seed) {
    List<Recorded> facts = Crowd.facts(new Random(seed), 300);
    Map<PersonKey, Map<String, TreeSet<Long>>> played = new HashMap<>();
    for (Recorded recorded : facts) {
      if (recorded.fact() instanceof WatchCredited watch) {
        for (long ms = watch.from().toEpochMilli(); ms < watch.to().toEpochMilli(); ms++) {
          PersonKey host = PersonKey.ofHost(
              watch.hostId(), BusinessDays.SHANGHAI.dayOf(Instant.ofEpochMilli(ms)), watch.viewerId());
          mark(played, host, watch.viewId(), ms);
          if (!watch.showId().isEmpty()) {
            mark(played, PersonKey.ofShow(watch.showId(), watch.viewerId()), watch.viewId(), ms);
          }
        }
      }
    }
    FoldLaws.cells(FOLD, facts).forEach((key, cell) -> {
      TreeSet<Long> union = new TreeSet<>();
      played.getOrDefault(key, Map.of()).values().stream()
          .filter(view -> view.size() >= 3_000)
          .forEach(union::addAll);
      assertThat(cell.watchMillis()).as(key.toString()).isEqualTo(union.size());
      assertThat(cell.isValid()).isEqualTo(!union.isEmpty());
    });
  }

  private static void mark(
      Map<PersonKey, Map<String, TreeSet<Long>>> played, PersonKey key, String viewId, long ms) {
    played.computeIfAbsent(key, k -> new HashMap<>()).computeIfAbsent(viewId, v -> new TreeSet<>()).add(ms);
  }

  @Test
  void viewIsValidFromThreeSeconds() {
    assertThat(only(watched("v", 0, 2_999)).isValid()).isFalse();
    assertThat(only(watched("v", 0, 2_999)).watchMillis()).isZero();
    assertThat(only(watched("v", 0, 3_000)).isValid()).isTrue();
    assertThat(only(watched("v", 0, 3_000)).watchMillis()).isEqualTo(3_000);
  }

  @Test
  void shortViewsDoNotAddUpToAValidOne() {
    assertThat(only(watched("v1", 0, 2_000), watched("v2", 5_000, 7_000)).isValid()).isFalse();
    assertThat(only(watched("v1", 0, 2_000), watched("v1", 5_000, 7_000)).isValid()).isTrue();
  }

  @Test
  void twoTabsCountOnce() {
    PersonDay day = only(watched("tab", 0, 10_000), watched("phone", 4_000, 12_000));
    assertThat(day.watchMillis()).isEqualTo(12_000);
  }

  @Test
  void midnightOfTheShopSplitsAHostsDayButNotAShow() {
    Instant midnight = Instant.parse("2026-03-04T16:00:00Z");
    Recorded watch = recorded(midnight, watch("v", midnight.minusMillis(4_000), midnight.plusMillis(6_000)));
    Map<PersonKey, PersonDay> cells = FoldLaws.cells(FOLD, List.of(watch));
    assertThat(cells.get(PersonKey.ofHost("h", DAY, "p")).watchMillis()).isEqualTo(4_000);
    assertThat(cells.get(PersonKey.ofHost("h", DAY.plusDays(1), "p")).watchMillis()).isEqualTo(6_000);
    assertThat(cells.get(PersonKey.ofShow("s", "p")).watchMillis()).isEqualTo(10_000);
    assertThat(cells).hasSize(3);
  }

  @Test
  void intervalThatEndsAtMidnightTouchesOneDay() {
    Instant midnight = Instant.parse("2026-03-04T16:00:00Z");
    Recorded watch = recorded(midnight, watch("v", midnight.minusMillis(4_000), midnight));
    assertThat(FOLD.keys(watch))
        .containsExactly(PersonKey.ofShow("s", "p"), PersonKey.ofHost("h", DAY, "p"));
  }

  @Test
  void dayOfTwentyThreeHoursHasTwentyThree() {
    BusinessDays newYork = new BusinessDays(ZoneId.of("America/New_York"));
    LocalDate springForward = LocalDate.parse("2026-03-08");
    Instant from = newYork.startOf(springForward).minusSeconds(60);
    Instant to = newYork.startOf(springForward.plusDays(1)).plusSeconds(60);
    Map<PersonKey, PersonDay> cells =
        FoldLaws.cells(new PersonFold(newYork, Money.CNY), List.of(recorded(to, watch("v", from, to))));
    assertThat(cells.get(PersonKey.ofHost("h", springForward, "p")).watchMillis()).isEqualTo(23 * 3_600_000L);
    assertThat(cells).hasSize(4);
  }

  @Test
  void orderCountsOnItsPaidDayAndInTheShowOfItsDeal() {
    Instant paidAt = Instant.parse("2026-03-06T02:00:00Z");
    Map<PersonKey, PersonDay> cells =
        FoldLaws.cells(FOLD, List.of(recorded(paidAt, paid("o", "s", Money.cny(990)))));
    assertThat(cells.keySet())
        .containsExactlyInAnyOrder(
            PersonKey.ofShow("s", "p"), PersonKey.ofHost("h", LocalDate.parse("2026-03-06"), "p"));
    assertThat(cells.values()).allMatch(cell -> cell.gmvMinor() == 990 && cell.orderCount() == 1);
  }

  @Test
  void orderWithoutShowIsTheHostsOnly() {
    Recorded paid = recorded(Crowd.EVENING, paid("o", "", Money.cny(990)));
    assertThat(FOLD.keys(paid)).containsExactly(PersonKey.ofHost("h", DAY, "p"));
  }

  @Test
  void leavesOutOrdersInAnotherCurrency() {
    Money euros = new Money(990, Currency.getInstance("EUR"));
    assertThat(FOLD.keys(recorded(Crowd.EVENING, paid("o", "s", euros)))).isEmpty();
  }

  @Test
  void followIsKeptOnTheHostsDay() {
    Recorded followed = recorded(Crowd.EVENING, new Followed("p", "h", "v", Crowd.ORIGIN));
    Map<PersonKey, PersonDay> cells = FoldLaws.cells(FOLD, List.of(followed));
    assertThat(cells).containsOnlyKeys(PersonKey.ofHost("h", DAY, "p"));
    assertThat(cells.values()).allMatch(PersonDay::hasFollowed);
  }

  @Test
  void isTooFineForIntervalsBelowAMillisecond() {
    Instant from = Crowd.EVENING.plusNanos(100);
    assertThat(FOLD.keys(recorded(from, watch("v", from, from.plusNanos(200))))).isEmpty();
  }

  @Test
  void sumBeyondSixtyFourBitsIsRefused() {
    PersonDay day = PersonDay.paid("a", Long.MAX_VALUE).merge(PersonDay.paid("b", 1));
    assertThatThrownBy(day::gmvMinor).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesBytesItDidNotWrite() {
    byte[] cell = FOLD.encode(only(watched("v", 0, 5_000)));
    byte[] other = cell.clone();
    other[0] = 9;
    assertThatThrownBy(() -> FOLD.decode(other)).hasMessageContaining("version 9");
    for (int length = 0; length < cell.length; length++) {
      byte[] half = Arrays.copyOf(cell, length);
      assertThatThrownBy(() -> FOLD.decode(half)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> FOLD.decode(Arrays.copyOf(cell, cell.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cellOfOneViewIsSmall() {
    assertThat(FOLD.encode(only(watched("view_abcdefghij0123456789", 0, 600_000)))).hasSizeLessThan(48);
  }

  private static PersonDay only(Fact... watched) {
    List<Recorded> facts = Arrays.stream(watched).map(fact -> recorded(Crowd.EVENING, fact)).toList();
    return FoldLaws.cells(FOLD, facts).get(PersonKey.ofShow("s", "p"));
  }

  private static Fact watched(String viewId, long fromMillis, long toMillis) {
    return watch(viewId, Crowd.EVENING.plusMillis(fromMillis), Crowd.EVENING.plusMillis(toMillis));
  }

  private static WatchCredited watch(String viewId, Instant from, Instant to) {
    return new WatchCredited(viewId, "p", "s", "", "h", from, to, Proof.BYTES_AND_BEAT);
  }

  private static OrderPaid paid(String orderId, String showId, Money amount) {
    Deal deal = new Deal("p", "h", showId, "", "", amount, Crowd.ORIGIN, Bill.NONE);
    return new OrderPaid(orderId, "pay", deal, List.of());
  }

  private static Recorded recorded(Instant at, Fact fact) {
    return new Recorded(Cursor.START, at, fact);
  }
}
