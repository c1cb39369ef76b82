package laotie.trade;

import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.TradeFact.OrderShipped;

/** Decides when goods may leave: only after the money arrived. */
public final class Shipping {

  private Shipping() {}

  /** A repeat for a shipped order changes nothing but its carrier and number. */
  public static Decision<Moved> ship(Order order) {
    return switch (order.status()) {
      case PAID -> new Accepted<>(new Moved(order.as(OrderStatus.SHIPPED), List.of()),
          List.of(new OrderShipped(order.orderId(), order.deal().buyerId(), order.deal().hostId())));
      case SHIPPED -> new Accepted<>(new Moved(order, List.of()), List.of());
      case PLACED, EXPIRED, CANCELLED, REFUNDED -> new Refused<>(TradeReason.ORDER_NOT_PAID,
          "order " + order.orderId() + " is " + order.status() + ", only a paid one is shipped",
          Map.of("status", order.status().name()));
    };
  }
}
