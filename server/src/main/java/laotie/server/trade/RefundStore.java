package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.log.Columns;
import laotie.trade.Back.Part;
import laotie.trade.Refunding.Refunded;
import laotie.trade.Refunding.Whereabouts;

/** What of an order was promised back, in the rows of the order itself. */
final class RefundStore {

  private static final String GIVE_BACK =
      "update trade_orders set refunded_minor = refunded_minor + ? where order_id = ?";

  private static final String GIVE_BACK_UNITS =
      """
      update trade_lines
         set refunded_quantity = refunded_quantity + n.quantity,
             unsent_quantity = unsent_quantity + n.unsent,
             returned_quantity = returned_quantity + n.returned
        from unnest(?::int[], ?::int[], ?::int[], ?::int[])
          as n (position, quantity, unsent, returned)
       where trade_lines.sequence = ? and trade_lines.position = n.position
      """;

  private static final String PAID_BY =
      "select payment_id from trade_payments where order_id = ? and status = 'PAID'";

  private static final String OF_ORDER =
      """
      select refund_id, kind, amount_minor, currency, owed_at, returned_at
        from trade_refunds
       where order_id = ?
       order by owed_at, refund_id
       limit 200
      """;

  private RefundStore() {}

  /**
   * Money that goes back to the buyer.
   *
   * @param returnedAt when the gateway confirmed it
   */
  record RefundView(
      String refundId, PaymentStore.Kind kind, Money amount, Instant owedAt, Optional<Instant> returnedAt) {}

  /** The schema refuses more than was paid and more units than were sold. The order is locked. */
  static void giveBack(Connection connection, OrderRow row, Refunded refunded) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
      update.setLong(1, refunded.amount().minor());
      update.setString(2, row.order().orderId());
      update.executeUpdate();
    }
    Columns units = new Columns("int", "int", "int", "int");
    for (Part part : refunded.parts()) {
      units.add(part.line(), part.quantity(),
          refunded.where() == Whereabouts.NEVER_LEFT ? part.quantity() : 0,
          refunded.where() == Whereabouts.CAME_BACK ? part.quantity() : 0);
    }
    try (PreparedStatement update = connection.prepareStatement(GIVE_BACK_UNITS)) {
      units.bind(update, 1);
      update.setLong(5, row.order().sequence());
      update.executeUpdate();
    }
  }

  /** The payment that paid an order. */
  static Optional<String> paidBy(Connection connection, String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAID_BY)) {
      select.setString(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  static List<RefundView> ofOrder(Connection connection, String orderId) throws SQLException {
    List<RefundView> refunds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OF_ORDER)) {
      select.setString(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          refunds.add(new RefundView(row.getString("refund_id"),
              PaymentStore.Kind.valueOf(row.getString("kind")),
              new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
              row.getTimestamp("owed_at").toInstant(),
              Optional.ofNullable(row.getTimestamp("returned_at")).map(Timestamp::toInstant)));
        }
      }
    }
    return refunds;
  }
}
