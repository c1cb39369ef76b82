package laotie.growth.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import laotie.growth.FoldLaws;
import laotie.growth.Milestone;
import laotie.growth.MilestoneFold;
import org.junit.jupiter.api.Test;

/** What each word of a tree means, one example each. */
class TreeRulesTest {

  private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");
  private static final Frame TODAY = Frame.ofDays(DAY, DAY.plusDays(1), TreeCrowd.DAYS);
  private static final Origin FEED = new Origin("", Channel.FEED, Relation.STRANGER, "", "");
  private static final Origin PUSH = new Origin("", Channel.PUSH, Relation.FAN, "", "");
  private static final Slice HOST = Slice.ofHost("h");
  private static final Instant LATER = NOON.plus(Duration.ofDays(3));

  private final List<Recorded> facts = new ArrayList<>();

  private void at(long seconds, Fact fact) {
    Instant at = NOON.plusSeconds(seconds);
    facts.add(new Recorded(new Cursor(1, facts.size(), facts.size(), at), at, fact));
  }

  private void watch(String view, String show, long from, long to) {
    at(to, new WatchCredited(view, "p", show, show.isEmpty() ? "clip" : "", "h",
        NOON.plusSeconds(from), NOON.plusSeconds(to), Proof.BEAT_ONLY));
  }

  private void pay(String order, long seconds, String show, Line... lines) {
    long sum = List.of(lines).stream().mapToLong(Line::netMinor).sum();
    at(seconds, new OrderPaid(order, "pay",
        new Deal("p", "h", show, "", "", Money.cny(sum), FEED, Bill.NONE), List.of(lines)));
  }

  private Tree tree(Slice slice, Instant asOf) {
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(facts);
    Tree tree = new Tree(slice, TODAY, EnumSet.allOf(Level.class), cells.counters(), asOf);
    cells.persons().values().forEach(tree::add);
    return tree;
  }

  private Tree tree(Slice slice) {
    return tree(slice, LATER);
  }

  @Test
  void whatTwoTabsPlayedBelongsToTheOneThatBeganFirst() {
    at(0, new RoomEntered("v2", "p", "rm", "show", "h", PUSH));
    at(50, new ClipOpened("v1", "p", "clip", "h", FEED));
    watch("v2", "show", 0, 100);
    watch("v1", "", 50, 130);
    assertThat(tree(HOST).whole().factors().watchMillis()).isEqualTo(130_000);
    Map<String, Sums> channels = tree(HOST).nodes(Level.CHANNEL);
    assertThat(channels.get("PUSH").factors().watchMillis()).isEqualTo(100_000);
    assertThat(channels.get("FEED").factors().watchMillis()).isEqualTo(30_000);
    assertThat(tree(HOST).whole().factors().uv()).isEqualTo(1);
  }

  @Test
  void aProductIsSeenWhileItsCardStandsForThreeSeconds() {
    at(0, new RoomEntered("v", "p", "rm", "show", "h", FEED));
    at(10, new CardPinned("show", "h", "crd1", "tea"));
    at(40, new CardPinned("show", "h", "crd2", "pot"));
    watch("v", "show", 0, 42);
    Sums tea = tree(HOST.ofProduct("tea")).whole();
    assertThat(tea.views()).isEqualTo(1);
    assertThat(tea.factors().watchMillis()).isEqualTo(30_000);
    Sums pot = tree(HOST.ofProduct("pot")).whole();
    assertThat(pot.views()).isZero();
    assertThat(pot.factors().uv()).isZero();
    assertThat(tree(HOST).nodes(Level.PRODUCT)).containsOnlyKeys("tea");
  }

  @Test
  void aClipCarriesItsCardsAllTheTime() {
    at(-9, new ClipPublished("clip", "h", "", List.of("tea"), "", 30_000));
    at(0, new ClipOpened("v", "p", "clip", "h", FEED));
    watch("v", "", 0, 20);
    assertThat(tree(HOST.of(Source.CLIP, "clip").ofProduct("tea")).whole().factors().watchMillis())
        .isEqualTo(20_000);
  }

  @Test
  void anOrderOfTwoProductsIsOneOfEachAndItsMoneyIsShared() {
    pay("o", 60, "show", new Line("s1", "tea", 1, 700), new Line("s2", "pot", 2, 100));
    Tree tree = tree(HOST);
    assertThat(tree.nodes(Level.PRODUCT).get("tea").factors().gmvMinor()).isEqualTo(700);
    assertThat(tree.nodes(Level.PRODUCT).get("pot").factors().gmvMinor()).isEqualTo(200);
    assertThat(tree.nodes(Level.PRODUCT).values()).allMatch(sums -> sums.factors().orders() == 1);
    assertThat(tree.whole().factors().orders()).isEqualTo(1);
  }

  @Test
  void aQuestionIsMetByAPaymentWithin24HoursAndCountsWhenTheyAreOver() {
    at(0, new RoomEntered("v", "p", "rm", "show", "h", FEED));
    at(5, new Asked("c", "p", "h", "show", "", "v", "BUY", "tea"));
    pay("o", 5 + 24 * 3_600, "show", new Line("s1", "tea", 1, 700));
    assertThat(tree(HOST).whole()).extracting(Sums::askedViews, Sums::ripeViews, Sums::metViews)
        .containsExactly(1L, 1L, 1L);
    assertThat(tree(HOST, NOON.plusSeconds(24 * 3_600)).whole().ripeViews()).isZero();
    assertThat(tree(HOST.ofProduct("pot")).whole().askedViews()).isZero();
    facts.removeLast();
    pay("o", 6 + 24 * 3_600, "show", new Line("s1", "tea", 1, 700));
    assertThat(tree(HOST).whole().metViews()).isZero();
  }

  @Test
  void aBuyerIsNewWithoutAnEffectiveOrderIn365Days() {
    long year = 365L * 24 * 3_600;
    pay("now", 60, "show", new Line("s", "tea", 1, 100));
    assertThat(tree(HOST).relations().newBuyers()).isEqualTo(1);
    pay("old", 59 - year, "show", new Line("s", "tea", 1, 100));
    assertThat(tree(HOST).relations().newBuyers()).isEqualTo(1);
    pay("known", 60 - year, "show", new Line("s", "tea", 1, 100));
    Relations known = tree(HOST).relations();
    assertThat(known.newBuyers()).isZero();
    assertThat(known.cohorts()).containsExactly(new Cohort(YearMonth.of(2025, 3), 1, 1, 1, 100));
  }

  @Test
  void anOrderThatWasSentBackMakesNobodyKnown() {
    pay("back", -7_200, "show", new Line("s", "tea", 1, 100));
    Deal deal = new Deal("p", "h", "show", "", "", Money.cny(100), FEED, Bill.NONE);
    at(-3_600, new OrderRefunded("back", "pay", deal, Money.cny(100), true));
    pay("now", 60, "show", new Line("s", "tea", 1, 100));
    Relations relations = tree(HOST).relations();
    assertThat(relations.newBuyers()).isEqualTo(1);
    assertThat(relations.newOrders()).isEqualTo(2);
  }

  @Test
  void allThatANewBuyerPaysInTheWindowIsANewBuyers() {
    pay("first", 60, "show", new Line("s", "tea", 1, 100));
    pay("second", 7_200, "", new Line("s", "tea", 1, 250));
    Relations relations = tree(HOST).relations();
    assertThat(relations).isEqualTo(new Relations(1, 2, 350, List.of()));
    Relations ofShow = tree(HOST.of(Source.OFFLIVE, "")).relations();
    assertThat(ofShow.newBuyers()).as("he had bought in the show before").isZero();
    assertThat(ofShow.knownMinor()).isEqualTo(250);
  }

  @Test
  void aViewOfUnknownEntryCountsOnlyWhereEverythingIsAskedFor() {
    watch("v", "show", 0, 60);
    assertThat(tree(HOST).whole().factors().uv()).isEqualTo(1);
    Slice strangers = HOST.entered(Set.of(Channel.values()), Set.of(Relation.STRANGER));
    assertThat(tree(strangers).whole().factors().uv()).isZero();
    assertThat(tree(HOST).nodes(Level.CHANNEL)).isEmpty();
  }

  @Test
  void whoJumpsToLaotieIsTheFirstOfAllTiers() {
    at(0, new TierChanged("p", "h", Relation.FOLLOWER, Relation.LAOTIE));
    at(9, new TierChanged("q", "h", Relation.FOLLOWER, Relation.FAN));
    long first = NOON.toEpochMilli();
    assertThat(FoldLaws.cells(new MilestoneFold(), facts)).containsExactly(Map.entry("h", Map.of(
        Milestone.FIRST_FAN, first, Milestone.FIRST_LOYAL, first, Milestone.FIRST_LAOTIE, first)));
  }
}
