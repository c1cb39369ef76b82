package laotie.trade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderExpired;
import laotie.trade.Order.Hold;

/** Ends the promise of stock (占库存) of an unpaid order; every unit goes back to where it came from. */
public final class Holding {

  private Holding() {}

  /** The hold's time is over. An order that is not open any more stays as it is, without a fact. */
  public static Decision<Moved> expire(Order order, Map<String, Stock> stock, Instant now) {
    if (!order.isOpen()) {
      return new Accepted<>(new Moved(order, List.of()), List.of());
    }
    if (now.isBefore(order.heldUntil())) {
      return new Refused<>(TradeReason.HOLD_RUNNING, "held until " + order.heldUntil() + ", now " + now);
    }
    return new Accepted<>(new Moved(order.as(OrderStatus.EXPIRED), released(order, stock)),
        List.of(new OrderExpired(order.orderId(), order.deal().buyerId(), order.deal().hostId())));
  }

  /** The buyer takes an unpaid order back. A second cancellation changes nothing. */
  public static Decision<Moved> cancel(Order order, Map<String, Stock> stock) {
    if (order.status() == OrderStatus.CANCELLED) {
      return new Accepted<>(new Moved(order, List.of()), List.of());
    }
    if (!order.isOpen()) {
      return new Refused<>(TradeReason.ORDER_NOT_OPEN,
          "order " + order.orderId() + " is " + order.status() + ", only an unpaid one can be cancelled",
          Map.of("orderStatus", order.status().name()));
    }
    return new Accepted<>(new Moved(order.as(OrderStatus.CANCELLED), released(order, stock)),
        List.of(new OrderCancelled(order.orderId(), order.deal().buyerId(), order.deal().hostId())));
  }

  private static List<Stock> released(Order order, Map<String, Stock> stock) {
    List<Stock> after = new ArrayList<>();
    for (Hold hold : order.holds()) {
      after.add(stock.get(hold.stockId()).release(hold.units()));
    }
    return after;
  }
}
