package laotie.server.trade;

import java.util.List;
import java.util.Objects;
import laotie.server.trade.Trade.Wanted;
import laotie.trade.Basket;
import laotie.trade.Notice;
import laotie.trade.Wait;
import laotie.trade.Wish;

/** What the till is asked to do. */
sealed interface Command {

  /**
   * A buyer wants to buy.
   *
   * @param claim whose request it is, the same for a repeat
   * @param texts how the lines were shown, in the order of the basket
   * @param originJson where the buyer came from, as it is stored
   * @param address encrypted
   * @param wish what goes beside the basket: partial availability, limits of its products
   * @param terms what the price depends on
   */
  record Place(
      Claim claim, Basket basket, List<LineText> texts, String originJson, byte[] address, Wish wish,
      Terms terms)
      implements Command {
    public Place {
      texts = List.copyOf(texts);
    }

    /** The same with as much of it as its buyer may have. */
    Place with(Basket granted, List<LineText> shown) {
      return new Place(claim, granted, shown, originJson, address, wish, terms);
    }
  }

  /**
   * A buyer wants to pay.
   *
   * @param paymentId of the attempt, if it is the first with its key
   */
  record Pay(Wanted wanted, String paymentId) implements Command {}

  /** A gateway's word; its signature was checked. */
  record Settle(Notice notice) implements Command {}

  /** A hold's time is over. */
  record Expire(String orderId) implements Command {}

  /** A buyer takes his unpaid order back. */
  record Cancel(String orderId) implements Command {}

  /** A buyer wants to wait for a variant that is out; {@code at} is his place but for its number. */
  record Join(WaitRow at) implements Command {
    String skuId() {
      return at.place().skuId();
    }

    String buyerId() {
      return at.place().buyerId();
    }

    WaitRow as(long number) {
      Wait wait = at.place();
      return at.as(new Wait(wait.waitId(), wait.skuId(), wait.buyerId(), number, Wait.NOT_YET));
    }
  }

  /** A buyer waits no more. */
  record Leave(String skuId, String buyerId) implements Command {}

  /** Whoever waits for a variant gets what is there; {@code isGone} ends the line, it is sold no more. */
  record PassOn(String skuId, boolean isGone) implements Command {}

  /** The key of a request within its buyer. */
  record Key(String buyerId, String key) {
    public Key {
      Objects.requireNonNull(buyerId);
      Objects.requireNonNull(key);
    }
  }

  /**
   * Whose request it is.
   *
   * @param bodyHash keyed hash of the request's body: the same key with another one is refused
   */
  record Claim(Key key, String bodyHash) {}

  /** How a line was shown when it was ordered, and what was taken off its list price. */
  record LineText(String title, String skuName, String pictureUrl, Reduction reduction) {
    LineText(String title, String skuName, String pictureUrl) {
      this(title, skuName, pictureUrl, Reduction.NONE);
    }
  }

  /**
   * Why a line costs less than its variant; {@link Explanations} say it step by step.
   *
   * @param basisMinor minor units for one on the shelf; 0 when nothing was taken off
   * @param percent what the tier took off, 0 for none
   * @param tier the buyer's tier at the host that gives it, or empty
   */
  record Reduction(long basisMinor, int percent, String tier) {
    static final Reduction NONE = new Reduction(0, 0, "");
  }
}
