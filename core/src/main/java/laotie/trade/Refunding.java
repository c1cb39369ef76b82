package laotie.trade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.trade.Back.Part;

/** Gives money of a paid order back (退款), and units to the shelf where they never left it. */
public final class Refunding {

  private Refunding() {}

  /** Where the units of a refund are: their supplier is owed the cost of those that the buyer has. */
  public enum Whereabouts {
    /** Not shipped when the money was promised, and never after. */
    NEVER_LEFT,
    /** Shipped, sent back, and received by the host. */
    CAME_BACK,
    /** Shipped and not received back: a lower price, goods not worth the way back, a lost parcel. */
    STAYED_OUT
  }

  /**
   * A promise of money.
   *
   * @param parts the units it is for
   * @param where all of them are
   * @param amount >= 0; zero for goods that cost nothing
   */
  public record Refunded(
      Sold sold, List<Part> parts, Whereabouts where, Money amount, List<Stock> stock) {
    public Refunded {
      parts = List.copyOf(parts);
      stock = List.copyOf(stock);
    }

    /** True when nothing of the order's amount is left. */
    public boolean isWhole() {
      return sold.minorLeft() == 0;
    }
  }

  /**
   * The buyer takes a paid order back before it left: all that is left of his money returns, shipping too,
   * all units are back on the shelf at once, and what he may have of a flash sale or a coupon is as before
   * the order. A repeat changes nothing.
   *
   * @param paymentId the payment that paid it
   * @param stock the locked rows of everything the order holds, by stock id
   */
  public static Decision<Refunded> cancel(Sold sold, String paymentId, Map<String, Stock> stock) {
    Order order = sold.order();
    return switch (order.status()) {
      case PAID, PACKED -> {
        Money amount = new Money(sold.minorLeft(), order.deal().amount().currency());
        List<Part> parts = sold.rest();
        yield promised(sold, paymentId, new Refunded(
            sold.after(order.as(OrderStatus.REFUNDED), parts, amount.minor()), parts,
            Whereabouts.NEVER_LEFT, amount, undone(order, parts, true, stock)));
      }
      case REFUNDED -> new Accepted<>(new Refunded(sold, List.of(), Whereabouts.NEVER_LEFT,
          new Money(0, order.deal().amount().currency()), List.of()), List.of());
      case SHIPPED, DELIVERED, CLOSED -> new Refused<>(TradeReason.ORDER_LEFT,
          "order " + order.orderId() + " is " + order.status() + ", a return takes it back",
          Map.of("orderStatus", order.status().name()));
      case PLACED, EXPIRED, CANCELLED -> new Refused<>(TradeReason.ORDER_NOT_PAID,
          "order " + order.orderId() + " is " + order.status() + ", nothing was paid",
          Map.of("orderStatus", order.status().name()));
    };
  }

  /**
   * A return ended well: the buyer is promised his award. A full one is reckoned anew, for other units of
   * its lines may have gone back meanwhile; no award exceeds what was paid for its units or what is left of
   * the money. Units that never left are on the shelf at once and count for no limit. The order's lock says
   * whether the refund or the shipping came first.
   */
  public static Accepted<Refunded> award(
      Sold sold, String paymentId, Return request, Map<String, Stock> stock) {
    Return.State.Ended ended = (Return.State.Ended) request.state();
    Return.Award award = ended.award();
    Order order = sold.order();
    List<Part> asked = left(sold, request.parts());
    long full = asked.isEmpty() ? 0 : ReturnRules.awardMinor(sold, request.reason(), asked);
    long minor = award.isFull() ? full : Math.min(award.minor(), full);
    boolean isUnsent = order.status() == OrderStatus.PAID || order.status() == OrderStatus.PACKED;
    boolean isWhole = minor == sold.minorLeft();
    // Nothing is sent any more once all the money is back, not even what a coupon made free.
    List<Part> parts = isUnsent && isWhole ? sold.rest() : asked;
    return promised(sold, paymentId, new Refunded(
        sold.after(isWhole ? order.as(OrderStatus.REFUNDED) : order, parts, minor), parts,
        isUnsent ? Whereabouts.NEVER_LEFT
            : ended.isReceived() ? Whereabouts.CAME_BACK : Whereabouts.STAYED_OUT,
        new Money(minor, order.deal().amount().currency()),
        isUnsent ? undone(order, parts, isWhole, stock) : List.of()));
  }

  /** Of {@code parts} what did not go back meanwhile. */
  private static List<Part> left(Sold sold, List<Part> parts) {
    List<Part> left = new ArrayList<>();
    for (Part part : parts) {
      int units = Math.min(part.quantity(), sold.unitsLeft(part.line()));
      if (units > 0) {
        left.add(new Part(part.line(), units));
      }
    }
    return left;
  }

  /** Goods that came back are on the shelf again. */
  public static List<Stock> restock(Order order, List<Part> parts, Map<String, Stock> stock) {
    return shelved(order, parts, stock);
  }

  private static Accepted<Refunded> promised(Sold before, String paymentId, Refunded refunded) {
    Order order = before.order();
    return new Accepted<>(refunded, refunded.amount().minor() == 0 ? List.of() : List.<Fact>of(
        new OrderRefunded(order.orderId(), paymentId, order.deal(), refunded.amount(),
            refunded.isWhole())));
  }

  /**
   * Units that never left are on the shelf again and count for no limit of their buyer; with the last of
   * them his coupons may be used again.
   */
  private static List<Stock> undone(
      Order order, List<Part> parts, boolean isWhole, Map<String, Stock> stock) {
    List<Stock> after = shelved(order, parts, stock);
    String buyerId = order.deal().buyerId();
    Map<String, Integer> allowed = new LinkedHashMap<>();
    for (Part part : parts) {
      Line line = order.lines().get(part.line());
      if (!line.stockId().equals(line.skuId())) {
        allowed.merge(Allowance.id(line.stockId(), buyerId), part.quantity(), Integer::sum);
      }
    }
    if (isWhole) {
      order.deal().bill().discounts().forEach(
          discount -> allowed.put(Allowance.id(discount.couponId(), buyerId), 1));
    }
    allowed.forEach((id, units) -> after.add(stock.get(id).takeBack(units)));
    return after;
  }

  /** Units that were sold are on the shelf again; lines of one row of stock come together. */
  private static List<Stock> shelved(Order order, List<Part> parts, Map<String, Stock> stock) {
    Map<String, Stock> after = new LinkedHashMap<>();
    for (Part part : parts) {
      Line line = order.lines().get(part.line());
      after.merge(line.stockId(), stock.get(line.stockId()).takeBack(part.quantity()),
          (first, second) -> first.takeBack(part.quantity()));
    }
    return new ArrayList<>(after.values());
  }
}
