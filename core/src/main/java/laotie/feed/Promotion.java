package laotie.feed;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.PromotionBooked;
import laotie.fact.FeedFact.PromotionMoved;
import laotie.fact.Money;

/**
 * A promotion (推广) of one show or clip: a budget that its host booked, and what of it is spent. It runs, is
 * paused, or is over for good.
 *
 * @param budgetMinor the most it may ever cost, minor units
 * @param priceMaxMinor minor units for 1,000 exposures above which it waits
 * @param spentMilli what was spent, thousandths of a minor unit, never above the budget
 */
public record Promotion(
    String promotionId, String hostId, Item item, String itemId, long budgetMinor, long priceMaxMinor,
    State state, long spentMilli) {

  /** Thousandths in a minor unit, and exposures in the unit of price. */
  public static final long MILLI = 1_000;

  /** The smallest and the largest budget, minor units: 1.00 and 100,000.00. */
  public static final long BUDGET_MIN = 100;
  public static final long BUDGET_MAX = 10_000_000;

  /** Promotions of one host that are not over. */
  public static final int OPEN_MAX = 20;

  /** How far it has come. */
  public enum State {
    RUNNING,
    PAUSED,
    ENDED
  }

  public Promotion {
    Objects.requireNonNull(state);
    if (spentMilli < 0 || spentMilli > Math.multiplyExact(budgetMinor, MILLI)) {
      throw new IllegalArgumentException("spent " + spentMilli + " of " + budgetMinor);
    }
  }

  /** What is left of the budget, thousandths of a minor unit. */
  public long leftMilli() {
    return budgetMinor * MILLI - spentMilli;
  }

  /**
   * What is known of the host who books.
   *
   * @param open promotions of his that are not over
   * @param hasOneOfItem one of them is of the same item
   * @param isItemThere the show or clip is his, and can be seen now or will be
   * @param availableMinor what is due to him and what he may owe, less what his open promotions may spend
   */
  public record Purse(int open, boolean hasOneOfItem, boolean isItemThere, long availableMinor) {}

  /** Books a promotion; the wish is one that begins. */
  public static Decision<Promotion> book(Promotion wish, PublicMarket market, Purse purse) {
    if (!market.isOpen()) {
      return refused(FeedReason.PROMOTION_CLOSED, "nothing is sold now", Map.of());
    }
    if (!purse.isItemThere()) {
      return refused(FeedReason.PROMOTION_ITEM_GONE, wish.item() + " " + wish.itemId(), Map.of());
    }
    if (purse.hasOneOfItem()) {
      return refused(FeedReason.PROMOTION_EXISTS, wish.itemId() + " has a promotion", Map.of());
    }
    if (purse.open() >= OPEN_MAX) {
      return refused(FeedReason.PROMOTIONS_FULL, purse.open() + " open promotions", Map.of("max", OPEN_MAX));
    }
    if (wish.budgetMinor() > purse.availableMinor()) {
      return refused(FeedReason.BUDGET_ABOVE_DUE,
          "budget " + wish.budgetMinor() + " > available " + purse.availableMinor(),
          Map.of("availableMinor", Math.max(0, purse.availableMinor())));
    }
    return new Decision.Accepted<>(wish, List.of(new PromotionBooked(wish.promotionId(), wish.hostId(),
        wish.item(), wish.itemId(), new Money(wish.budgetMinor(), Money.CNY), wish.priceMaxMinor())));
  }

  /** Runs, pauses or ends it; what is over stays over. */
  public Decision<Promotion> move(State to, String actorId) {
    if (to == state) {
      return new Decision.Accepted<>(this, List.of());
    }
    if (state == State.ENDED) {
      return refused(FeedReason.PROMOTION_ENDED, "promotion " + promotionId + " is over", Map.of());
    }
    return new Decision.Accepted<>(with(to, spentMilli),
        List.of(new PromotionMoved(promotionId, hostId, to.name(), actorId)));
  }

  /** What becomes of an exposure. */
  public enum Outcome {
    /** The host pays for it. */
    PAID,
    /** The promotion is paused or over. */
    NOT_RUNNING,
    /** The market is closed, or all of today is sold. */
    NOT_SELLING,
    /** The price of now is above what the host agreed to. */
    TOO_DEAR,
    /** The rest of the budget does not pay for it; the promotion ends. */
    SPENT
  }

  /** The outcome, the promotion as it is afterwards, and what happened to it beside the exposure. */
  public record Charged(Outcome outcome, Promotion promotion, List<PromotionMoved> facts) {
    public Charged {
      facts = List.copyOf(facts);
    }
  }

  /** Pays for one exposure at the price of the market, or says why not. Never spends above the budget. */
  public Charged charge(PublicMarket market) {
    if (state != State.RUNNING) {
      return unpaid(Outcome.NOT_RUNNING);
    }
    if (!market.isSelling()) {
      return unpaid(Outcome.NOT_SELLING);
    }
    long priceMilli = market.priceMinor();
    if (priceMilli > priceMaxMinor) {
      return unpaid(Outcome.TOO_DEAR);
    }
    if (priceMilli > leftMilli()) {
      return new Charged(Outcome.SPENT, with(State.ENDED, spentMilli),
          List.of(new PromotionMoved(promotionId, hostId, State.ENDED.name(), "")));
    }
    return new Charged(Outcome.PAID, with(state, spentMilli + priceMilli), List.of());
  }

  private Charged unpaid(Outcome outcome) {
    return new Charged(outcome, this, List.of());
  }

  private Promotion with(State next, long spent) {
    return new Promotion(
        promotionId, hostId, item, itemId, budgetMinor, priceMaxMinor, next, spent);
  }

  private static Decision<Promotion> refused(
      FeedReason reason, String detail, Map<String, Object> members) {
    return new Decision.Refused<>(reason, detail, members);
  }
}
