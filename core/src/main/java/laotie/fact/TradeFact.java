package laotie.fact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What happened to orders and their money. */
public sealed interface TradeFact extends Fact {

  @Override
  default Area area() {
    return Area.TRADE;
  }

  String orderId();

  @Override
  default String key() {
    return orderId();
  }

  /**
   * One variant of an order.
   *
   * @param quantity units, >= 1
   * @param priceMinor minor units for one, as it was when the order was placed
   */
  record Line(String skuId, String productId, int quantity, long priceMinor) {
    public Line {
      if (quantity < 1 || priceMinor < 0) {
        throw new IllegalArgumentException("quantity " + quantity + ", price " + priceMinor);
      }
    }
  }

  /**
   * Whose trade it was and where it came from; the same in every fact of one order and never changed.
   *
   * @param showId the show of the view the order came from, or empty
   * @param clipId the clip of that view, or empty; without show and clip it is {@code offlive}
   * @param viewId that view, or empty
   */
  record Deal(
      String buyerId, String hostId, String showId, String clipId, String viewId, Money amount,
      Origin origin) {
    public Deal {
      // Rows of before there were clips have no such field.
      clipId = clipId == null ? "" : clipId;
      Objects.requireNonNull(amount);
      Objects.requireNonNull(origin);
    }
  }

  /**
   * A buyer was promised stock.
   *
   * @param sequence the public order of claims
   * @param heldUntil when the promise ends unless paid
   */
  record OrderPlaced(String orderId, long sequence, Deal deal, List<Line> lines, Instant heldUntil)
      implements TradeFact {
    public OrderPlaced {
      lines = List.copyOf(lines);
    }
  }

  /** The money arrived and the ledger has it. */
  record OrderPaid(String orderId, String paymentId, Deal deal, List<Line> lines) implements TradeFact {
    public OrderPaid {
      lines = List.copyOf(lines);
    }
  }

  /** A payment was declined; the hold goes on. */
  record PaymentDeclined(String orderId, String paymentId, String buyerId, String hostId)
      implements TradeFact {}

  /** The hold ended unpaid; the stock went back. */
  record OrderExpired(String orderId, String buyerId, String hostId) implements TradeFact {}

  /** The buyer took an unpaid order back; the stock went back. */
  record OrderCancelled(String orderId, String buyerId, String hostId) implements TradeFact {}

  /** The host handed the goods to a carrier. */
  record OrderShipped(String orderId, String buyerId, String hostId) implements TradeFact {}

  /**
   * Money went back to the buyer.
   *
   * @param refunded the amount of this refund, positive
   * @param isWhole true when nothing of the order's amount remains
   */
  record OrderRefunded(String orderId, String paymentId, Deal deal, Money refunded, boolean isWhole)
      implements TradeFact {}

  /**
   * Money that paid nothing went back whole: a second payment, a wrong amount, or a late one when the stock
   * was gone. No {@link OrderPaid} ever told of it.
   *
   * @param returned positive
   */
  record PaymentReturned(String orderId, String paymentId, String buyerId, String hostId, Money returned)
      implements TradeFact {}
}
