package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.fact.TradeFact;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.server.trade.Trade.PastOrder;
import laotie.server.trade.Trade.PastStep;
import laotie.server.trade.Trade.PastText;
import laotie.trade.OrderStatus;

/** Writes orders that were not lived here. */
final class PastStore {

  private static final String RESERVE =
      "select setval('trade_order_sequence', greatest(?, (select last_value from trade_order_sequence)))";

  private static final String ADD_ORDER =
      """
      insert into trade_orders
             (sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, view_id,
              origin, address, idempotency_key, request_hash, placed_at, held_until, closed_at, paid_at,
              shipped_at, carrier, tracking_number)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ''::bytea, ?, '', ?, ?, ?, ?, ?, ?, ?)
      on conflict (order_id) do nothing
      """;

  private static final String ADD_LINE =
      """
      insert into trade_lines (sequence, position, sku_id, product_id, title, sku_name, picture_url,
                               quantity, price_minor)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (sequence, position) do nothing
      """;

  private static final String ADD_PAYMENT =
      """
      insert into trade_payments (payment_id, order_id, method, status, idempotency_key, started_at,
                                  settled_at)
      values (?, ?, 'mock', ?, ?, ?, ?)
      on conflict (payment_id) do nothing
      """;

  private static final String ADD_REFUND =
      """
      insert into trade_refunds (payment_id, order_id, amount_minor, currency, owed_at, returned_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (payment_id) do nothing
      """;

  private static final String BOOK =
      """
      insert into trade_ledger
             (transfer_kind, order_id, payment_id, purse, owner_id, amount_minor, currency, at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (payment_id, transfer_kind, purse) do nothing
      """;

  private static final String CARRIER = "SF Express";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PastStore() {}

  static void reserve(Connection connection, long count) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
      statement.setLong(1, count);
      statement.execute();
    }
  }

  static void add(Connection connection, List<PastOrder> orders) throws SQLException {
    try (PreparedStatement order = connection.prepareStatement(ADD_ORDER);
        PreparedStatement line = connection.prepareStatement(ADD_LINE);
        PreparedStatement payment = connection.prepareStatement(ADD_PAYMENT);
        PreparedStatement refund = connection.prepareStatement(ADD_REFUND);
        PreparedStatement entry = connection.prepareStatement(BOOK)) {
      for (PastOrder each : orders) {
        addOrder(order, each);
        addLines(line, each);
        for (PastStep step : each.steps()) {
          switch (step.fact()) {
            case PaymentDeclined declined ->
                addPayment(payment, declined.orderId(), declined.paymentId(), "DECLINED", step.at());
            case OrderPaid paid -> {
              addPayment(payment, paid.orderId(), paid.paymentId(), "PAID", step.at());
              arrived(entry, paid, step.at());
            }
            case OrderRefunded refunded -> {
              addRefund(refund, refunded, step.at());
              returned(entry, refunded, step.at());
            }
            default -> { }
          }
        }
      }
      order.executeBatch();
      line.executeBatch();
      payment.executeBatch();
      refund.executeBatch();
      entry.executeBatch();
    }
  }

  private static void addOrder(PreparedStatement insert, PastOrder order) throws SQLException {
    OrderPlaced placed = order.placed();
    OrderStatus status = status(order);
    insert.setLong(1, placed.sequence());
    insert.setString(2, placed.orderId());
    insert.setString(3, placed.deal().buyerId());
    insert.setString(4, placed.deal().hostId());
    insert.setString(5, status.name());
    insert.setLong(6, placed.deal().amount().minor());
    insert.setString(7, placed.deal().amount().currency().getCurrencyCode());
    insert.setString(8, placed.deal().showId());
    insert.setString(9, placed.deal().viewId());
    insert.setString(10, json(placed.deal().origin()));
    insert.setString(11, "past-" + placed.orderId());
    setAt(insert, 12, Optional.of(order.steps().getFirst().at()));
    setAt(insert, 13, Optional.of(placed.heldUntil()));
    boolean isClosed = Set.of(OrderStatus.EXPIRED, OrderStatus.CANCELLED,
        OrderStatus.REFUNDED).contains(status);
    setAt(insert, 14, isClosed ? Optional.of(order.steps().getLast().at()) : Optional.empty());
    setAt(insert, 15, at(order, OrderPaid.class));
    Optional<Instant> shippedAt = at(order, TradeFact.OrderShipped.class);
    setAt(insert, 16, shippedAt);
    insert.setString(17, shippedAt.isPresent() ? CARRIER : "");
    insert.setString(18,
        shippedAt.isPresent() ? "SF" + (1_000_000_000_000L + placed.sequence() * 7_919) : "");
    insert.addBatch();
  }

  /** Where an order of these steps stands; a part given back leaves it as it was. */
  static OrderStatus status(PastOrder order) {
    OrderStatus status = OrderStatus.PLACED;
    for (PastStep step : order.steps()) {
      status = switch (step.fact()) {
        case OrderPaid paid -> OrderStatus.PAID;
        case TradeFact.OrderShipped shipped -> OrderStatus.SHIPPED;
        case TradeFact.OrderExpired expired -> OrderStatus.EXPIRED;
        case TradeFact.OrderCancelled cancelled -> OrderStatus.CANCELLED;
        case OrderRefunded refunded -> refunded.isWhole() ? OrderStatus.REFUNDED : status;
        default -> status;
      };
    }
    return status;
  }

  private static Optional<Instant> at(PastOrder order, Class<? extends TradeFact> kind) {
    return order.steps().stream().filter(step -> kind.isInstance(step.fact())).map(PastStep::at).findFirst();
  }

  private static void addLines(PreparedStatement insert, PastOrder order) throws SQLException {
    for (int i = 0; i < order.texts().size(); i++) {
      TradeFact.Line line = order.placed().lines().get(i);
      PastText text = order.texts().get(i);
      insert.setLong(1, order.placed().sequence());
      insert.setInt(2, i);
      insert.setString(3, line.skuId());
      insert.setString(4, line.productId());
      insert.setString(5, text.title());
      insert.setString(6, text.skuName());
      insert.setString(7, text.pictureUrl());
      insert.setInt(8, line.quantity());
      insert.setLong(9, line.priceMinor());
      insert.addBatch();
    }
  }

  private static void addPayment(
      PreparedStatement insert, String orderId, String paymentId, String status, Instant at)
      throws SQLException {
    insert.setString(1, paymentId);
    insert.setString(2, orderId);
    insert.setString(3, status);
    insert.setString(4, "past-" + paymentId);
    setAt(insert, 5, Optional.of(at));
    setAt(insert, 6, Optional.of(at));
    insert.addBatch();
  }

  private static void addRefund(PreparedStatement insert, OrderRefunded refunded, Instant at)
      throws SQLException {
    insert.setString(1, refunded.paymentId());
    insert.setString(2, refunded.orderId());
    insert.setLong(3, refunded.refunded().minor());
    insert.setString(4, refunded.refunded().currency().getCurrencyCode());
    setAt(insert, 5, Optional.of(at));
    setAt(insert, 6, Optional.of(at));
    insert.addBatch();
  }

  private static void arrived(PreparedStatement insert, OrderPaid paid, Instant at) throws SQLException {
    Booking booking = new Booking("ARRIVED", paid.orderId(), paid.paymentId(), at);
    book(insert, booking, new Side("PLATFORM_CASH", "", paid.deal().amount()));
    book(insert, booking, new Side("HOST_OWED", paid.deal().hostId(), paid.deal().amount().negated()));
  }

  /** The host is owed less, and the money left the platform. */
  private static void returned(PreparedStatement insert, OrderRefunded refunded, Instant at)
      throws SQLException {
    Booking booking = new Booking("RETURNED", refunded.orderId(), refunded.paymentId(), at);
    book(insert, booking, new Side("HOST_OWED", refunded.deal().hostId(), refunded.refunded()));
    book(insert, booking, new Side("PLATFORM_CASH", "", refunded.refunded().negated()));
  }

  private record Booking(String kind, String orderId, String paymentId, Instant at) {}

  private record Side(String purse, String ownerId, Money amount) {}

  private static void book(PreparedStatement insert, Booking booking, Side side) throws SQLException {
    insert.setString(1, booking.kind());
    insert.setString(2, booking.orderId());
    insert.setString(3, booking.paymentId());
    insert.setString(4, side.purse());
    insert.setString(5, side.ownerId());
    insert.setLong(6, side.amount().minor());
    insert.setString(7, side.amount().currency().getCurrencyCode());
    setAt(insert, 8, Optional.of(booking.at()));
    insert.addBatch();
  }

  private static void setAt(PreparedStatement statement, int column, Optional<Instant> at)
      throws SQLException {
    if (at.isPresent()) {
      statement.setObject(column, at.get().atOffset(ZoneOffset.UTC));
    } else {
      statement.setNull(column, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
