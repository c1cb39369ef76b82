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

  /** The order it happened to, or empty for what happens to those who wait for goods. */
  default String orderId() {
    return "";
  }

  @Override
  default String key() {
    return orderId();
  }

  /**
   * One variant of an order. What its units cost together is {@code quantity * priceMinor - offMinor}.
   *
   * @param quantity units, >= 1
   * @param priceMinor minor units for one, as it was when the order was placed
   * @param stockId the row of stock the units come from: the variant's own, or that of a flash sale
   * @param offMinor the share of the order's discounts that falls on this line, for all its units, >= 0
   */
  record Line(
      String skuId, String productId, int quantity, long priceMinor, String stockId, long offMinor) {
    public Line {
      // Rows of before there were flash sales have no such field.
      stockId = stockId == null ? skuId : stockId;
      if (quantity < 1 || priceMinor < 0 || offMinor < 0) {
        throw new IllegalArgumentException(
            "quantity " + quantity + ", price " + priceMinor + ", off " + offMinor);
      }
    }

    /** Units of the variant's own stock, nothing taken off. */
    public Line(String skuId, String productId, int quantity, long priceMinor) {
      this(skuId, productId, quantity, priceMinor, skuId, 0);
    }

    /** Minor units that the buyer pays for all units of this line. */
    public long netMinor() {
      return Math.subtractExact(Math.multiplyExact(priceMinor, quantity), offMinor);
    }
  }

  /** Who bears what a discount takes off. */
  enum Payer {
    HOST,
    PLATFORM
  }

  /**
   * What a coupon takes off an order.
   *
   * @param minor minor units, >= 1; the shares of the lines sum to it
   */
  record Discount(String couponId, Payer payer, long minor) {
    public Discount {
      Objects.requireNonNull(payer);
      if (minor < 1) {
        throw new IllegalArgumentException("a discount of " + minor);
      }
    }
  }

  /**
   * Whose trade it was and where it came from; the same in every fact of one order and never changed.
   *
   * @param showId the show of the view the order came from, or empty
   * @param clipId the clip of that view, or empty; without show and clip it is {@code offlive}
   * @param viewId that view, or empty
   * @param amount what the buyer pays: the lines less their discounts, and the shipping
   * @param bill what stands beside the lines in {@code amount}
   */
  record Deal(
      String buyerId, String hostId, String showId, String clipId, String viewId, Money amount,
      Origin origin, Bill bill) {
    public Deal {
      // Rows of before there were clips and coupons have no such fields.
      clipId = clipId == null ? "" : clipId;
      bill = bill == null ? Bill.NONE : bill;
      Objects.requireNonNull(amount);
      Objects.requireNonNull(origin);
    }
  }

  /**
   * What stands beside the lines in the amount of an order.
   *
   * @param shippingMinor minor units that pay for shipping, >= 0
   * @param discounts what coupons took off; the shares of the lines sum to it
   */
  record Bill(long shippingMinor, List<Discount> discounts) {

    /** No fee and no discount. */
    public static final Bill NONE = new Bill(0, List.of());

    public Bill {
      discounts = discounts == null ? List.of() : List.copyOf(discounts);
      if (shippingMinor < 0) {
        throw new IllegalArgumentException("shipping " + shippingMinor);
      }
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

  /** The host packed the goods; they wait for a carrier. */
  record OrderPacked(String orderId, String buyerId, String hostId) implements TradeFact {}

  /** The goods reached the buyer, as he, the carrier or the time says. */
  record OrderDelivered(String orderId, String buyerId, String hostId) implements TradeFact {}

  /** Nothing of the order is open any more; it can be settled and reviewed, not returned. */
  record OrderClosed(String orderId, String buyerId, String hostId) implements TradeFact {}

  /** The host handed the goods to a carrier. */
  record OrderShipped(String orderId, String buyerId, String hostId) implements TradeFact {}

  /**
   * Money of a paid order goes back to the buyer: it was promised and booked. The gateway confirms later.
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

  /**
   * A buyer asks to give goods back, or for money without that.
   *
   * @param reason a code of the closed list, such as {@code QUALITY}
   * @param asked what he would get, >= 0
   */
  record ReturnAsked(
      String orderId, String returnId, String buyerId, String hostId, String reason, Money asked)
      implements TradeFact {}

  /**
   * The host answered, or let the time for it pass.
   *
   * @param answer {@code AGREED}, {@code REFUSED} or {@code PROPOSED}
   * @param amount what the buyer gets by it, >= 0
   */
  record ReturnAnswered(
      String orderId, String returnId, String buyerId, String hostId, String answer, Money amount)
      implements TradeFact {}

  /** Both could not agree; the operator decides. */
  record ReturnEscalated(String orderId, String returnId, String buyerId, String hostId)
      implements TradeFact {}

  /** Goods that came back are on the shelf again. */
  record GoodsRestocked(String orderId, String returnId, String buyerId, String hostId)
      implements TradeFact {}

  /**
   * A return is over.
   *
   * @param end {@code REFUNDED}, {@code WITHDRAWN} or {@code REJECTED}
   * @param refunded what goes back to the buyer, >= 0
   */
  record ReturnClosed(
      String orderId, String returnId, String buyerId, String hostId, String end, Money refunded)
      implements TradeFact {}

  /**
   * Somebody waits for a variant that is out.
   *
   * @param number the server's; who has a smaller one is offered before
   */
  record WaitBegan(
      String waitId, String skuId, String productId, String hostId, String buyerId, long number)
      implements TradeFact {
    @Override
    public String key() {
      return waitId;
    }
  }

  /** A unit is kept for the one who waited longest, until an instant. */
  record WaitOffered(
      String waitId, String skuId, String productId, String hostId, String buyerId, Instant until)
      implements TradeFact {
    @Override
    public String key() {
      return waitId;
    }
  }

  /**
   * Somebody does not wait any more.
   *
   * @param end {@code BOUGHT}, {@code LAPSED}, {@code LEFT} or {@code GONE} (the goods are sold no more)
   */
  record WaitEnded(
      String waitId, String skuId, String productId, String hostId, String buyerId, String end)
      implements TradeFact {
    @Override
    public String key() {
      return waitId;
    }
  }
}
