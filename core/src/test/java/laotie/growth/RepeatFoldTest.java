package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import laotie.fact.Channel;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.growth.Repeats.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatFoldTest {

  private static final RepeatFold FOLD = new RepeatFold();
  private static final Instant PAID_AT = Instant.parse("2026-03-04T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = RelationCrowd.facts(chance, 400);
    FoldLaws.hold(FOLD, facts, chance);
    FoldLaws.ignoreRepeats(FOLD, facts, chance);
  }

  /** Two folds of the same orders agree on which of them count. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsTheOrdersThatLoyaltyHolds(long seed) {
    List<Recorded> facts = RelationCrowd.facts(new Random(seed), 600);
    Map<LoyaltyKey, Repeats> repeats = FoldLaws.cells(FOLD, facts);
    Map<LoyaltyKey, Loyalty> loyalties = FoldLaws.cells(new LoyaltyFold(), facts);
    assertThat(repeats.keySet()).isNotEmpty();
    loyalties.forEach((key, loyalty) ->
        assertThat(effective(repeats.getOrDefault(key, Repeats.NONE))).isEqualTo(
            loyalty.orders().entrySet().stream().filter(order -> order.getValue().isEffective())
                .map(Map.Entry::getKey).collect(Collectors.toSet())));
  }

  private static java.util.Set<String> effective(Repeats cell) {
    return cell.orders().entrySet().stream().filter(order -> order.getValue().isEffective())
        .map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @Test
  void keepsProductsAndWhereTheBuyerCameFrom() {
    Repeats cell = cell(
        told(new OrderPaid("a", "pay", deal(Channel.FAN_GROUP),
            List.of(new Line("s1", "tea", 1, 5), new Line("s2", "pot", 2, 7), new Line("s3", "tea", 1, 5))),
            PAID_AT),
        told(new OrderPaid("b", "pay", deal(Channel.FEED), List.of(new Line("s1", "tea", 1, 5))), PAID_AT));
    assertThat(cell.orders().get("a")).isEqualTo(
        new Taken(PAID_AT.toEpochMilli(), Taken.NEVER, true, new TreeSet<>(List.of("pot", "tea"))));
    assertThat(cell.orders().get("b").isPrivate()).isFalse();
  }

  @Test
  void onlyWholeRefundWithinSevenDaysUndoes() {
    Duration week = Duration.ofDays(7);
    assertThat(effective(cell(paid(), back(week.minusMillis(1), true)))).isEmpty();
    assertThat(effective(cell(back(week.minusMillis(1), true), paid()))).isEmpty();
    assertThat(effective(cell(paid(), back(week, true)))).containsExactly("a");
    assertThat(effective(cell(paid(), back(Duration.ofSeconds(1), false)))).containsExactly("a");
  }

  private static Recorded paid() {
    return told(new OrderPaid("a", "pay", deal(Channel.FEED), List.of(new Line("s", "tea", 1, 5))), PAID_AT);
  }

  private static Recorded back(Duration after, boolean isWhole) {
    return told(new OrderRefunded("a", "pay", deal(Channel.FEED), Money.cny(5), isWhole),
        PAID_AT.plus(after));
  }

  private static Deal deal(Channel channel) {
    return new Deal("p", "h", "", "", "", Money.cny(5),
        new Origin("", channel, Relation.STRANGER, "", ""), Bill.NONE);
  }

  private static Recorded told(Fact fact, Instant at) {
    return new Recorded(new Cursor(1, 1, 1, at), at, fact);
  }

  private static Repeats cell(Recorded... facts) {
    return FoldLaws.cells(FOLD, List.of(facts)).get(new LoyaltyKey("h", "p"));
  }
}
