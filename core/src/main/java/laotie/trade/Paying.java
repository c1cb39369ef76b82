package laotie.trade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.fact.Transfer;
import laotie.trade.Order.Hold;

/**
 * Settles payment notices. A gateway's word is never refused: money that arrived either pays its order or
 * goes back whole, never both and never neither, whatever the order and number of its notices.
 */
public final class Paying {

  private Paying() {}

  /** Whether an order may be paid now; refuses {@code ORDER_NOT_OPEN} and {@code HOLD_ENDED}. */
  public static Decision<Order> begin(Order order, Instant now) {
    if (!order.isOpen()) {
      return new Refused<>(TradeReason.ORDER_NOT_OPEN, "order " + order.orderId() + " is " + order.status(),
          Map.of("orderStatus", order.status().name()));
    }
    return now.isBefore(order.heldUntil()) ? new Accepted<>(order, List.of())
        : new Refused<>(TradeReason.HOLD_ENDED, "held until " + order.heldUntil() + ", now " + now);
  }

  /**
   * What {@code notice} comes to.
   *
   * @param stock the locked rows of everything the order holds, by stock id
   */
  public static Accepted<Settlement> settle(
      Order order, Payment payment, Notice notice, Map<String, Stock> stock) {
    return switch (payment.status()) {
      case PAID, RETURNED -> new Accepted<>(new Settlement.Unchanged(order), List.of());
      case DECLINED -> notice.isPaid() ? arrived(order, payment, notice, stock)
          : new Accepted<>(new Settlement.Unchanged(order), List.of());
      case PENDING -> notice.isPaid() ? arrived(order, payment, notice, stock)
          : new Accepted<>(new Settlement.Declined(order), List.of(new PaymentDeclined(
              order.orderId(), payment.paymentId(), order.deal().buyerId(), order.deal().hostId())));
    };
  }

  private static Accepted<Settlement> arrived(
      Order order, Payment payment, Notice notice, Map<String, Stock> stock) {
    if (!notice.amount().equals(order.deal().amount())) {
      return strayed(order, notice);
    }
    return switch (order.status()) {
      case PLACED -> honoured(order, payment, soldFromHold(order, stock));
      case EXPIRED -> isInStock(order, stock)
          ? honoured(order, payment, soldFromShelf(order, stock))
          : strayed(order.as(OrderStatus.REFUNDED), notice);
      case CANCELLED -> strayed(order.as(OrderStatus.REFUNDED), notice);
      case PAID, PACKED, SHIPPED, DELIVERED, CLOSED, REFUNDED -> strayed(order, notice);
    };
  }

  private static Accepted<Settlement> honoured(Order order, Payment payment, List<Stock> stock) {
    OrderPaid fact =
        new OrderPaid(order.orderId(), payment.paymentId(), order.deal(), order.lines());
    return new Accepted<>(
        new Settlement.Honoured(order.as(OrderStatus.PAID), stock, Transfer.arrived(fact)), List.of(fact));
  }

  /** The fact follows when the gateway confirms that the money is back. */
  private static Accepted<Settlement> strayed(Order order, Notice notice) {
    return new Accepted<>(new Settlement.Strayed(order, Transfer.strayed(
        order.orderId(), notice.paymentId(), order.deal().buyerId(), notice.amount())), List.of());
  }

  private static boolean isInStock(Order order, Map<String, Stock> stock) {
    for (Hold hold : order.holds()) {
      Stock row = Objects.requireNonNull(stock.get(hold.stockId()));
      if (row.available() < hold.units()) {
        return false;
      }
    }
    return true;
  }

  private static List<Stock> soldFromHold(Order order, Map<String, Stock> stock) {
    List<Stock> after = new ArrayList<>();
    for (Hold hold : order.holds()) {
      after.add(stock.get(hold.stockId()).sellHeld(hold.units()));
    }
    return after;
  }

  private static List<Stock> soldFromShelf(Order order, Map<String, Stock> stock) {
    List<Stock> after = new ArrayList<>();
    for (Hold hold : order.holds()) {
      after.add(stock.get(hold.stockId()).sellAvailable(hold.units()));
    }
    return after;
  }
}
