package laotie.server.trade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.server.prices.Prices.Explanation;
import laotie.server.trade.Command.LineText;
import laotie.trade.Back;
import laotie.trade.Order;
import laotie.trade.OrderStatus;
import laotie.trade.Sold;

/**
 * An order as it is stored.
 *
 * @param texts how the lines were shown, in the order of {@code order.lines()}
 * @param address encrypted; empty once erased
 * @param paid when the money arrived, if it did
 * @param back what of it was promised back
 * @param explanation why it costs what it costs, when it was just placed; else {@link Explanations#NONE}
 */
record OrderRow(
    Order order, List<LineText> texts, byte[] address, Instant placedAt, Optional<Instant> paid,
    Shipment shipment, Back back, Explanation explanation) {

  /**
   * How the goods travel.
   *
   * @param at when a carrier took them
   * @param closed when the order ended: closed, expired, cancelled or refunded
   */
  record Shipment(
      Optional<Instant> packed, Optional<Instant> at, Optional<Instant> delivered, Optional<Instant> closed,
      String carrier, String trackingNumber) {

    static final Shipment NONE = new Shipment(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", "");

    /** The same after the order became {@code status}. */
    Shipment as(OrderStatus status, Instant now) {
      Optional<Instant> then = Optional.of(now);
      return switch (status) {
        case PLACED, PAID -> this;
        case PACKED -> new Shipment(then, at, delivered, closed, carrier, trackingNumber);
        case SHIPPED -> new Shipment(packed, then, delivered, closed, carrier, trackingNumber);
        case DELIVERED -> new Shipment(packed, at, then, closed, carrier, trackingNumber);
        case CLOSED, EXPIRED, CANCELLED, REFUNDED ->
            new Shipment(packed, at, delivered, then, carrier, trackingNumber);
      };
    }
  }

  /** An order whose explanation is in its own row. */
  OrderRow(
      Order order, List<LineText> texts, byte[] address, Instant placedAt, Optional<Instant> paid,
      Shipment shipment, Back back) {
    this(order, texts, address, placedAt, paid, shipment, back, Explanations.NONE);
  }

  OrderRow {
    texts = List.copyOf(texts);
  }

  /** The same row after the order moved to another status. */
  OrderRow as(Order next, Instant now) {
    boolean becamePaid = paid.isEmpty() && next.status() == OrderStatus.PAID;
    return new OrderRow(next, texts, address, placedAt, becamePaid ? Optional.of(now) : paid,
        next.status() == order.status() ? shipment : shipment.as(next.status(), now), back, explanation);
  }

  OrderRow sentWith(String carrier, String trackingNumber) {
    return new OrderRow(order, texts, address, placedAt, paid, new Shipment(shipment.packed(),
        shipment.at(), shipment.delivered(), shipment.closed(), carrier, trackingNumber), back,
        explanation);
  }

  OrderRow with(Sold sold, Instant now) {
    OrderRow moved = as(sold.order(), now);
    return new OrderRow(moved.order, texts, address, placedAt, moved.paid, moved.shipment, sold.back(),
        explanation);
  }

  OrderRow with(Explanation why) {
    return new OrderRow(order, texts, address, placedAt, paid, shipment, back, why);
  }

  /** True for an order at list prices and without a fee, of which there is nothing to explain. */
  boolean isPlain() {
    return order.deal().bill().shippingMinor() == 0 && order.deal().bill().discounts().isEmpty()
        && texts.stream().allMatch(text -> text.reduction().basisMinor() == 0);
  }

  /** As the rules of refunds see it. */
  Sold sold() {
    return new Sold(order, back);
  }
}
