package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.Fold;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.growth.Ladder.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folds of the relation: the laws for any crowd, then what each rule says and does not say. */
class RelationFoldsTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;
  private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
  private static final Origin FEED = new Origin("", Channel.FEED, Relation.STRANGER, "", "");
  private static final Origin PUSH = new Origin("", Channel.PUSH, Relation.FOLLOWER, "", "");
  private static final PairKey PAIR = new PairKey("h", "p");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = RelationCrowd.facts(chance, 600);
    List<Fold<?, ?>> folds = List.of(new LadderFold(DAYS), new CrossingFold(DAYS),
        new DomainFold(DAYS, Money.CNY), new BasketFold(Money.CNY), new WishFold(), new ShelfFold(),
        new ShelfMinuteFold(Money.CNY));
    folds.forEach(fold -> FoldLaws.hold(fold, facts, chance));
    List<Fold<?, ?>> joins = List.of(new LadderFold(DAYS), new CrossingFold(DAYS),
        new BasketFold(Money.CNY), new WishFold(), new ShelfFold());
    joins.forEach(fold -> FoldLaws.ignoreRepeats(fold, facts, chance));
  }

  @Test
  void eachStepNeedsAllBelowItAndIsReachedAtTheLatestOfThem() {
    List<Recorded> facts = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      facts.add(at(NOON.plus(Duration.ofDays(day)), entered()));
    }
    assertThat(ladder(facts).own(Step.LIKES, DAYS)).hasValue(millis(2));
    assertThat(ladder(facts).reached(Step.LIKES, DAYS)).isEmpty();
    facts.add(at(NOON.plus(Duration.ofDays(5)), new Followed("p", "h", "", FEED)));
    assertThat(ladder(facts).reached(Step.LIKES, DAYS)).hasValue(millis(5));
    facts.add(at(NOON.plus(Duration.ofDays(4)), tier(Relation.LOYAL)));
    assertThat(ladder(facts).reached(Step.FAN, DAYS)).hasValue(millis(5));
    assertThat(ladder(facts).reached(Step.TRUSTS, DAYS)).isEmpty();
  }

  @Test
  void comingTwiceOnOneDayIsOneDay() {
    List<Recorded> facts = List.of(
        at(NOON, entered()), at(NOON.plusSeconds(60), new ClipOpened("v", "p", "c", "h", FEED)),
        at(NOON.plus(Duration.ofDays(1)), entered()));
    assertThat(ladder(facts).own(Step.LIKES, DAYS)).isEmpty();
  }

  @Test
  void fallingBackToFollowerIsNoFan() {
    assertThat(new LadderFold(DAYS).keys(at(NOON, tier(Relation.FOLLOWER)))).isEmpty();
  }

  @Test
  void trustIsASecondDayAndTenAreTenEffectiveOrders() {
    List<Recorded> facts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      facts.add(at(NOON.plusSeconds(i), paid("o" + i)));
    }
    assertThat(ladder(facts).own(Step.TRUSTS, DAYS)).isEmpty();
    facts.add(at(NOON.plus(Duration.ofDays(1)), paid("o9")));
    assertThat(ladder(facts).own(Step.TRUSTS, DAYS)).hasValue(millis(1));
    assertThat(ladder(facts).own(Step.TEN, DAYS)).hasValue(millis(1));
    facts.add(at(NOON.plus(Duration.ofDays(2)),
        new OrderRefunded("o3", "pay", deal("", ""), Money.cny(100), true)));
    assertThat(ladder(facts).own(Step.TEN, DAYS)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void strangerCrossesWhenHisFollowInTheVisitStandsAWeekLater() {
    Recorded came = at(NOON, entered());
    Recorded followed = at(NOON.plusSeconds(60), new Followed("p", "h", "v", FEED));
    long day = DAYS.dayOf(NOON).toEpochDay();
    assertThat(crossing(came, followed).strangerDays()).containsExactly(day);
    assertThat(crossing(came, followed).stayedDays()).containsExactly(day);
    Instant lastMoment = DAYS.startOf(DAYS.dayOf(NOON).plusDays(8)).minusMillis(1);
    Recorded regretted = at(lastMoment, new Unfollowed("p", "h"));
    assertThat(crossing(came, followed, regretted).stayedDays()).isEmpty();
    Recorded later = at(lastMoment.plusMillis(1), new Unfollowed("p", "h"));
    assertThat(crossing(came, followed, later).stayedDays()).containsExactly(day);
    Recorded again = at(lastMoment, new Followed("p", "h", "", PUSH));
    Recorded before = at(lastMoment.minusMillis(1), new Unfollowed("p", "h"));
    assertThat(crossing(came, followed, before, again).stayedDays()).containsExactly(day);
  }

  @Test
  void followOutsideAVisitOrFromOnesOwnPeopleIsNoCrossing() {
    Recorded came = at(NOON, entered());
    assertThat(crossing(came, at(NOON, new Followed("p", "h", "", FEED))).stayedDays()).isEmpty();
    assertThat(crossing(came, at(NOON, new Followed("p", "h", "v", PUSH))).stayedDays()).isEmpty();
    Recorded friend = at(NOON, new RoomEntered("v", "p", "rm", "s", "h", PUSH));
    assertThat(new CrossingFold(DAYS).keys(friend)).isEmpty();
  }

  @Test
  void everyOrderIsOfAShowOrAClipOrNeither() {
    DomainFold fold = new DomainFold(DAYS, Money.CNY);
    DomainKey key = new DomainKey("h", DAYS.dayOf(NOON), Pool.PUBLIC, Relation.STRANGER);
    DomainDay day = FoldLaws.cells(fold, List.of(
        at(NOON, new OrderPaid("a", "pay", deal("s", ""), List.of())),
        at(NOON, new OrderPaid("b", "pay", deal("", "c"), List.of())),
        at(NOON, new OrderPaid("c", "pay", deal("", ""), List.of())))).get(key);
    assertThat(day.live().orders()).isEqualTo(1);
    assertThat(day.clip().orders()).isEqualTo(1);
    assertThat(day.offlive().orders()).isEqualTo(1);
    assertThat(day.sold()).isEqualTo(new DomainDay.Sold(3, 300));
    assertThat(day.buyers()).containsExactly("p");
  }

  @Test
  void tooManyBuyersOfADayHaveNoExactCountWhateverTheOrder() {
    TreeSet<String> all = new TreeSet<>();
    for (int i = 0; i <= DomainDay.BUYERS_EXACT_MAX; i++) {
      all.add("p" + (100_000 + i));
    }
    DomainDay whole = DomainDay.NOTHING;
    for (String buyer : all) {
      DomainDay one = DomainDay.sold(buyer, new DomainDay.Sold(1, 1), DomainDay.Sold.NOTHING,
          DomainDay.Sold.NOTHING);
      whole = whole.merge(one);
    }
    DomainDay backwards = DomainDay.NOTHING;
    for (String buyer : all.descendingSet()) {
      backwards = backwards.merge(DomainDay.sold(buyer, new DomainDay.Sold(1, 1),
          DomainDay.Sold.NOTHING, DomainDay.Sold.NOTHING));
    }
    assertThat(whole).isEqualTo(backwards);
    assertThat(whole.isExact()).isFalse();
    assertThat(whole.buyers()).hasSize(DomainDay.BUYERS_EXACT_MAX);
  }

  @Test
  void firstAndLastWishOfTwoDaysDecideAnyWindowOfADay() {
    Random chance = new Random(5);
    WishFold fold = new WishFold();
    for (int round = 0; round < 300; round++) {
      List<Recorded> facts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        facts.add(at(NOON.plusMillis(chance.nextLong(3 * Wish.PLANS_MILLIS)),
            new Searched("p", List.of("tea", "tea"))));
      }
      long placed = NOON.toEpochMilli() + chance.nextLong(4 * Wish.PLANS_MILLIS);
      boolean isPlanned = facts.stream().mapToLong(fact -> fact.at().toEpochMilli())
          .anyMatch(wished -> wished <= placed && wished >= placed - Wish.PLANS_MILLIS);
      var cells = new TreeMap<>(FoldLaws.cells(fold, facts));
      boolean isFound = cells.entrySet().stream()
          .filter(cell -> cell.getKey().day() == Wish.dayOf(placed)
              || cell.getKey().day() == Wish.dayOf(placed) - 1)
          .anyMatch(cell -> cell.getValue().plans(placed));
      assertThat(isFound).isEqualTo(isPlanned);
    }
  }

  @Test
  void shareOfNobodyHasNoValueAndTheIntervalHoldsTheRate() {
    assertThat(new Share(0, 0).rate()).isEmpty();
    assertThat(new Share(0, 0).interval()).isEmpty();
    assertThat(new Share(0, 9).interval().orElseThrow().low()).isBetween(0.0, 1e-12);
    Repurchase.Interval half = new Share(50, 100).interval().orElseThrow();
    assertThat(half.low()).isCloseTo(0.40383, org.assertj.core.data.Offset.offset(1e-5));
    assertThat(half.high()).isCloseTo(0.59617, org.assertj.core.data.Offset.offset(1e-5));
    assertThatThrownBy(() -> new Share(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Ladder ladder(List<Recorded> facts) {
    return FoldLaws.cells(new LadderFold(DAYS), facts).get(PAIR);
  }

  private static Crossing crossing(Recorded... facts) {
    return FoldLaws.cells(new CrossingFold(DAYS), List.of(facts)).get(PAIR);
  }

  private static long millis(int days) {
    return NOON.plus(Duration.ofDays(days)).toEpochMilli();
  }

  private static Fact entered() {
    return new RoomEntered("v", "p", "rm", "s", "h", FEED);
  }

  private static Fact tier(Relation to) {
    return new TierChanged("p", "h", Relation.FOLLOWER, to);
  }

  private static Deal deal(String showId, String clipId) {
    return new Deal("p", "h", showId, clipId, "v", Money.cny(100), FEED, Bill.NONE);
  }

  private static Fact paid(String orderId) {
    return new OrderPaid(orderId, "pay", deal("s", ""), List.of());
  }

  private static Recorded at(Instant at, Fact fact) {
    return new Recorded(new Cursor(1, 1, 1, at), at, fact);
  }
}
