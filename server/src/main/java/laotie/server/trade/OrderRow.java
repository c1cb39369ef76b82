package laotie.server.trade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.server.trade.Command.LineText;
import laotie.trade.Order;
import laotie.trade.OrderStatus;

/**
 * An order as it is stored.
 *
 * @param texts how the lines were shown, in the order of {@code order.lines()}
 * @param address encrypted; empty once erased
 * @param paid when the money arrived, if it did
 */
record OrderRow(
    Order order, List<LineText> texts, byte[] address, Instant placedAt, Optional<Instant> paid,
    Shipment shipment) {

  /** How the goods travel. */
  record Shipment(Optional<Instant> at, String carrier, String trackingNumber) {
    static final Shipment NONE = new Shipment(Optional.empty(), "", "");
  }

  OrderRow {
    texts = List.copyOf(texts);
  }

  OrderRow as(Order next, Instant at) {
    boolean becamePaid = paid.isEmpty() && next.status() == OrderStatus.PAID;
    return new OrderRow(next, texts, address, placedAt, becamePaid ? Optional.of(at) : paid, shipment);
  }
}
