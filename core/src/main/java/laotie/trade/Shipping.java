package laotie.trade;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.TradeFact.OrderClosed;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderPacked;
import laotie.fact.TradeFact.OrderShipped;

/** Decides the way of the goods: packed, shipped, delivered; nothing leaves before the money arrived. */
public final class Shipping {

  /** So long after it left, a parcel nobody spoke of counts as delivered. */
  public static final Duration DELIVERED_AFTER = Duration.ofDays(10);

  private Shipping() {}

  /** The goods are in a parcel. A repeat, or packing what already left, changes nothing. */
  public static Decision<Moved> pack(Order order) {
    return switch (order.status()) {
      case PAID -> moved(order, OrderStatus.PACKED,
          new OrderPacked(order.orderId(), order.deal().buyerId(), order.deal().hostId()));
      case PACKED, SHIPPED, DELIVERED, CLOSED -> unchanged(order);
      case PLACED, EXPIRED, CANCELLED, REFUNDED -> notPaid(order);
    };
  }

  /** A repeat for a shipped order changes nothing but its carrier and number. */
  public static Decision<Moved> ship(Order order) {
    return switch (order.status()) {
      case PAID, PACKED -> moved(order, OrderStatus.SHIPPED,
          new OrderShipped(order.orderId(), order.deal().buyerId(), order.deal().hostId()));
      case SHIPPED, DELIVERED, CLOSED -> unchanged(order);
      case PLACED, EXPIRED, CANCELLED, REFUNDED -> notPaid(order);
    };
  }

  /** The buyer has the goods. A repeat changes nothing. */
  public static Decision<Moved> deliver(Order order) {
    return switch (order.status()) {
      case SHIPPED -> moved(order, OrderStatus.DELIVERED,
          new OrderDelivered(order.orderId(), order.deal().buyerId(), order.deal().hostId()));
      case DELIVERED, CLOSED -> unchanged(order);
      case PLACED, PAID, PACKED, EXPIRED, CANCELLED, REFUNDED -> new Refused<>(
          TradeReason.ORDER_NOT_SHIPPED,
          "order " + order.orderId() + " is " + order.status() + ", only a shipped one arrives",
          Map.of("orderStatus", order.status().name()));
    };
  }

  /** The time for returns is over. A repeat changes nothing; what has not arrived cannot close. */
  public static Decision<Moved> close(Order order) {
    return switch (order.status()) {
      case DELIVERED -> moved(order, OrderStatus.CLOSED,
          new OrderClosed(order.orderId(), order.deal().buyerId(), order.deal().hostId()));
      case CLOSED -> unchanged(order);
      case PLACED, PAID, PACKED, SHIPPED, EXPIRED, CANCELLED, REFUNDED -> new Refused<>(
          TradeReason.ORDER_NOT_DELIVERED,
          "order " + order.orderId() + " is " + order.status() + ", only a delivered one closes",
          Map.of("orderStatus", order.status().name()));
    };
  }

  private static Decision<Moved> moved(Order order, OrderStatus status, Fact fact) {
    return new Accepted<>(new Moved(order.as(status), List.of()), List.of(fact));
  }

  private static Decision<Moved> unchanged(Order order) {
    return new Accepted<>(new Moved(order, List.of()), List.of());
  }

  private static Decision<Moved> notPaid(Order order) {
    return new Refused<>(TradeReason.ORDER_NOT_PAID,
        "order " + order.orderId() + " is " + order.status() + ", only a paid one is packed and shipped",
        Map.of("orderStatus", order.status().name()));
  }
}
