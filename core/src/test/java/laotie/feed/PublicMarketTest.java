package laotie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import laotie.fact.Decision;
import laotie.fact.FeedFact.Item;
import laotie.feed.Promotion.Outcome;
import laotie.feed.Promotion.Purse;
import laotie.feed.Promotion.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exposure costs, and that a budget is never overspent. */
class PublicMarketTest {

  private static final Purse RICH = new Purse(0, false, true, Promotion.BUDGET_MAX);

  @Test
  void priceRisesTowardsTheCeiling() {
    assertThat(market(0).forSale()).isEqualTo(1_000);
    assertThat(market(0).priceMinor()).isEqualTo(2_000);
    assertThat(market(500).priceMinor()).as("half is sold").isEqualTo(4_000);
    assertThat(market(750).priceMinor()).isEqualTo(8_000);
    assertThat(market(1).priceMinor()).as("rounded up").isEqualTo(2_003);
    assertThat(market(900).priceMinor()).isEqualTo(20_000);
    assertThat(market(999).priceMinor()).as("ten floors at the most").isEqualTo(20_000);
    assertThat(market(1_000).isSelling()).isFalse();
    assertThat(market(1_000).left()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void priceIsMonotoneAndBetweenFloorAndTenFloors(long seed) {
    Random chance = new Random(seed);
    long floor = 1 + chance.nextLong(PublicMarket.FLOOR_MAX);
    int ceiling = 1 + chance.nextInt(PublicMarket.CEILING_MAX);
    PublicMarket market = new PublicMarket(true, floor, ceiling, chance.nextInt(30_000), 0);
    assertThat(market.priceMinor()).isEqualTo(floor);
    long before = 0;
    long sold = 0;
    while (market.isSelling()) {
      assertThat(market.priceMinor()).isBetween(Math.max(before, floor), market.highestMinor());
      before = market.priceMinor();
      market = market.afterOne();
      sold++;
    }
    assertThat(sold).isEqualTo(market.forSale());
    assertThat(sold * 100).isLessThanOrEqualTo(market.pool() * ceiling);
    // With more places to sell the same number sold is cheaper.
    assertThat(new PublicMarket(true, floor, ceiling, market.pool() * 2, sold / 2).priceMinor())
        .isLessThanOrEqualTo(new PublicMarket(true, floor, ceiling, market.pool(), sold / 2).priceMinor());
  }

  @Test
  void refusesWhatNoMarketCanBe() {
    assertThatThrownBy(() -> new PublicMarket(true, 0, 10, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PublicMarket(true, 1, 51, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new PublicMarket(true, 1, 10, 0, 0).forSale()).as("a young square").isEqualTo(100);
    assertThat(new PublicMarket(false, 1, 10, 0, 0).isSelling()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverSpendsMoreThanBookedAndEndsWhenTheRestPaysForNothing(long seed) {
    Random chance = new Random(seed);
    PublicMarket market = new PublicMarket(true, 1 + chance.nextInt(9_000), 20, 40_000, 0);
    Promotion promotion = promotion(100 + chance.nextInt(20_000), Long.MAX_VALUE);
    long spent = 0;
    Promotion.Charged charged = promotion.charge(market);
    while (charged.outcome() == Outcome.PAID) {
      spent += market.priceMinor();
      market = market.afterOne();
      promotion = charged.promotion();
      assertThat(promotion.spentMilli()).isEqualTo(spent)
          .isLessThanOrEqualTo(promotion.budgetMinor() * 1_000);
      charged = promotion.charge(market);
    }
    if (charged.outcome() == Outcome.SPENT) {
      assertThat(promotion.leftMilli()).isLessThan(market.priceMinor());
      assertThat(charged.promotion().state()).isEqualTo(State.ENDED);
      assertThat(charged.facts()).hasSize(1);
    } else {
      assertThat(market.isSelling()).isFalse();
      assertThat(charged.promotion()).isEqualTo(promotion);
    }
  }

  @Test
  void paysForNothingWhilePausedClosedOrTooDear() {
    Promotion promotion = promotion(1_000, 3_999);
    assertThat(promotion.charge(market(0)).outcome()).isEqualTo(Outcome.PAID);
    assertThat(promotion.charge(market(500)).outcome()).isEqualTo(Outcome.TOO_DEAR);
    assertThat(promotion.charge(market(1_000)).outcome()).isEqualTo(Outcome.NOT_SELLING);
    Promotion paused = accepted(promotion.move(State.PAUSED, "h"));
    assertThat(paused.charge(market(0)).outcome()).isEqualTo(Outcome.NOT_RUNNING);
    assertThat(accepted(paused.move(State.RUNNING, "h"))).isEqualTo(promotion);
    Promotion over = accepted(paused.move(State.ENDED, "h"));
    assertThat(refusal(over.move(State.RUNNING, "h"))).isEqualTo(FeedReason.PROMOTION_ENDED);
  }

  @Test
  void booksOnlyWhatTheHostCanPay() {
    Promotion wish = promotion(500, 9_000);
    assertThat(accepted(Promotion.book(wish, market(0), RICH))).isEqualTo(wish);
    assertThat(accepted(Promotion.book(wish, market(0), new Purse(19, false, true, 500)))).isEqualTo(wish);
    assertThat(refusal(Promotion.book(wish, market(0), new Purse(0, false, true, 499))))
        .isEqualTo(FeedReason.BUDGET_ABOVE_DUE);
    assertThat(refusal(Promotion.book(wish, market(0), new Purse(20, false, true, 500))))
        .isEqualTo(FeedReason.PROMOTIONS_FULL);
    assertThat(refusal(Promotion.book(wish, market(0), new Purse(1, true, true, 500))))
        .isEqualTo(FeedReason.PROMOTION_EXISTS);
    assertThat(refusal(Promotion.book(wish, market(0), new Purse(0, false, false, 500))))
        .isEqualTo(FeedReason.PROMOTION_ITEM_GONE);
    assertThat(refusal(Promotion.book(wish, new PublicMarket(false, 1, 10, 0, 0), RICH)))
        .isEqualTo(FeedReason.PROMOTION_CLOSED);
  }

  private static PublicMarket market(long sold) {
    return new PublicMarket(true, 2_000, 10, 10_000, sold);
  }

  private static Promotion promotion(long budgetMinor, long priceMaxMinor) {
    return new Promotion("prm", "h", Item.CLIP, "c", budgetMinor, priceMaxMinor, State.RUNNING, 0);
  }

  private static Promotion accepted(Decision<Promotion> decision) {
    return ((Decision.Accepted<Promotion>) decision).value();
  }

  private static Object refusal(Decision<Promotion> decision) {
    return ((Decision.Refused<Promotion>) decision).reason();
  }
}
