package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.SettlementFact.OrderSettled;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.Payer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folds of cost and traffic: the laws for any crowd, then what each counts and what it does not. */
class CostFoldsTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;
  private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
  private static final HostDay TODAY = new HostDay("h", DAYS.dayOf(NOON));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = new ArrayList<>(RelationCrowd.facts(chance, 500));
    int orders = 20;
    for (int i = 0; i < 200; i++) {
      Instant at = NOON.plus(Duration.ofHours(chance.nextInt(500)));
      facts.add(at(at, money(chance, "o" + chance.nextInt(orders))));
    }
    List<Fold<?, ?>> folds = List.of(
        new SaleFold(Money.CNY), new TrafficFold(DAYS, Money.CNY), new FirstViewFold());
    folds.forEach(fold -> FoldLaws.hold(fold, facts, chance));
    List<Fold<?, ?>> joins = List.of(new SaleFold(Money.CNY), new FirstViewFold());
    joins.forEach(fold -> FoldLaws.ignoreRepeats(fold, facts, chance));
  }

  private static Fact money(Random chance, String orderId) {
    int revision = 1 + chance.nextInt(3);
    return switch (chance.nextInt(4)) {
      case 0 -> new OrderSettled(
          orderId, "h", revision, Money.cny(900), 10L * revision, 5L * revision, revision);
      case 1 -> new PromotionCharged("prm", "h" + chance.nextInt(2), chance.nextInt(9), chance.nextInt(9_999),
          Money.cny(chance.nextInt(9)));
      case 2 -> shown(Channel.FEED, chance.nextBoolean() ? Pool.PUBLIC : Pool.PRIVATE);
      default -> new OrderPaid(orderId, "pay", deal(1_000, 100, 50), List.of());
    };
  }

  @Test
  void aSaleKnowsWhoBoreItsCouponsAndTheLastSettlement() {
    Sale sale = FoldLaws.cells(new SaleFold(Money.CNY), List.of(
        at(NOON.plusSeconds(30), new OrderSettled("o", "h", 2, Money.cny(600), 40, 30, 200)),
        at(NOON.plusSeconds(20), new OrderRefunded("o", "pay", deal(1_000, 100, 50), Money.cny(400), false)),
        at(NOON.plusSeconds(10), new OrderSettled("o", "h", 1, Money.cny(1_000), 50, 50, 300)),
        at(NOON, new OrderPaid("o", "pay", deal(1_000, 100, 50), List.of())))).get("o");
    assertThat(sale.netMinor()).isEqualTo(600);
    assertThat(sale.hostCouponMinor()).isEqualTo(100);
    assertThat(sale.platformCouponMinor()).isEqualTo(50);
    assertThat(sale.taken()).isEqualTo(new Sale.Taken(2, 40, 30, 200));
    assertThat(sale.isEffective()).isTrue();
  }

  @Test
  void anOrderIsUndoneByAWholeRefundWithinSevenDaysOnly() {
    Recorded paid = at(NOON, new OrderPaid("o", "pay", deal(100, 0, 0), List.of()));
    Fact back = new OrderRefunded("o", "pay", deal(100, 0, 0), Money.cny(100), true);
    Instant late = NOON.plus(Duration.ofDays(7));
    SaleFold fold = new SaleFold(Money.CNY);
    assertThat(FoldLaws.cells(fold, List.of(paid, at(late, back))).get("o").isEffective()).isTrue();
    assertThat(FoldLaws.cells(fold, List.of(paid, at(late.minusMillis(1), back))).get("o").isEffective())
        .isFalse();
  }

  @Test
  void viewsCountByTheChannelTheyWereRecordedWith() {
    Traffic day = FoldLaws.cells(new TrafficFold(DAYS, Money.CNY), List.of(
        at(NOON, opened("p", Channel.PUSH)), at(NOON, opened("p", Channel.FEED)),
        at(NOON, opened("q", Channel.SEARCH)), at(NOON, opened("q", Channel.PAID)),
        at(NOON, opened("h", Channel.FEED)),
        at(NOON, shown(Channel.FEED, Pool.PUBLIC)), at(NOON, shown(Channel.FEED, Pool.PRIVATE)),
        at(NOON, shown(Channel.PAID, Pool.PUBLIC)),
        at(NOON, new PromotionCharged("prm", "h", 7, 35_000, Money.cny(35))))).get(TODAY);
    assertThat(day).isEqualTo(new Traffic(1, 2, 1, 1, 7, 35_000));
  }

  @Test
  void onlyTheVeryFirstViewOfAPersonSaysWhoBroughtHim() {
    FirstViewFold fold = new FirstViewFold();
    List<Recorded> facts = List.of(
        at(NOON.plusSeconds(5), new RoomEntered("v1", "p", "rm", "s", "h", origin(Channel.FEED))),
        at(NOON, new ClipOpened("v2", "p", "c", "g", origin(Channel.STRANGER_SHARE))),
        at(NOON, new ClipOpened("v0", "q", "c", "g", origin(Channel.FEED))),
        at(NOON.plusSeconds(1), new ClipOpened("v3", "q", "c", "h", origin(Channel.STRANGER_SHARE))));
    assertThat(FoldLaws.cells(fold, facts).get("p"))
        .isEqualTo(new FirstView(NOON.toEpochMilli(), "v2", "g", true));
    assertThat(FoldLaws.cells(fold, facts).get("q").isFromOutside()).isFalse();
  }

  private static Fact opened(String viewer, Channel channel) {
    return new ClipOpened("v", viewer, "c", "h", origin(channel));
  }

  private static Fact shown(Channel channel, Pool pool) {
    return new ItemExposed("exp", "p", Item.CLIP, "c", "h", pool, channel, 0, "ALIKE");
  }

  private static Origin origin(Channel channel) {
    return new Origin("", channel, Relation.STRANGER, "", "");
  }

  private static Deal deal(long minor, long ofHost, long ofPlatform) {
    List<Discount> discounts = new ArrayList<>();
    if (ofHost > 0) {
      discounts.add(new Discount("cpn_1", Payer.HOST, ofHost));
      discounts.add(new Discount("cpn_2", Payer.PLATFORM, ofPlatform));
    }
    return new Deal("p", "h", "", "c", "v", Money.cny(minor), origin(Channel.FEED), new Bill(0, discounts));
  }

  private static Recorded at(Instant at, Fact fact) {
    return new Recorded(new Cursor(1, 1, 1, at), at, fact);
  }
}
