package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.log.Columns;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;

/** The rows of payments, of money owed back, and of the ledger. */
final class PaymentStore {

  private static final String START =
      """
      insert into trade_payments (payment_id, order_id, method, status, idempotency_key, started_at)
      values (?, ?, ?, 'PENDING', ?, ?)
      """;

  private static final String BY_KEY =
      """
      select payment_id, order_id, status
        from trade_payments
       where order_id = ? and idempotency_key = ?
      """;

  private static final String BY_ID =
      "select payment_id, order_id, status from trade_payments where payment_id = any(?) order by payment_id";

  private static final String LOCK = BY_ID + " for update";

  private static final String MOVE =
      """
      update trade_payments
         set status = n.status, settled_at = ?
        from unnest(?::text[], ?::text[]) as n (payment_id, status)
       where trade_payments.payment_id = n.payment_id
      """;

  private static final String OWE =
      """
      insert into trade_refunds (refund_id, kind, payment_id, order_id, amount_minor, currency, owed_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String OWED =
      """
      select r.refund_id, r.kind, r.payment_id, r.order_id, o.buyer_id, o.host_id, r.amount_minor,
             r.currency
        from trade_refunds r
        join trade_orders o on o.order_id = r.order_id
       where r.returned_at is null
       order by r.owed_at
       limit ?
      """;

  private static final String RETURNED =
      "update trade_refunds set returned_at = ? where refund_id = ? and returned_at is null";

  private static final String BOOK =
      """
      insert into trade_ledger
             (transfer_kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency, at)
      select kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                    ?::text[])
          as n (kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency)
      """;

  private PaymentStore() {}

  /** Money that must go back to a buyer. */
  record Owed(Kind kind, Refund refund, String hostId) {}

  /** Why money goes back. */
  enum Kind {
    /** It paid nothing. */
    STRAYED,
    /** A refund of a paid order. */
    REFUND
  }

  static void start(Connection connection, Payment payment, String method, String key, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(START)) {
      insert.setString(1, payment.paymentId());
      insert.setString(2, payment.orderId());
      insert.setString(3, method);
      insert.setString(4, key);
      insert.setObject(5, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static Optional<Payment> byKey(Connection connection, String orderId, String key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_KEY)) {
      select.setString(1, orderId);
      select.setString(2, key);
      return payments(select).values().stream().findFirst();
    }
  }

  static Map<String, Payment> byId(Connection connection, Collection<String> paymentIds)
      throws SQLException {
    return byId(connection, BY_ID, paymentIds);
  }

  /** Locks them in the order of their ids; their orders must be locked before. */
  static Map<String, Payment> lock(Connection connection, Collection<String> paymentIds)
      throws SQLException {
    return byId(connection, LOCK, paymentIds);
  }

  private static Map<String, Payment> byId(Connection connection, String sql, Collection<String> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return payments(select);
    }
  }

  private static Map<String, Payment> payments(PreparedStatement select) throws SQLException {
    Map<String, Payment> payments = new HashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        payments.put(row.getString(1), new Payment(
            row.getString(1), row.getString(2), PaymentStatus.valueOf(row.getString(3))));
      }
    }
    return payments;
  }

  static void move(Connection connection, Instant now, Collection<Payment> payments) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(2,
          connection.createArrayOf("text", payments.stream().map(Payment::paymentId).toArray()));
      update.setArray(3,
          connection.createArrayOf("text", payments.stream().map(one -> one.status().name()).toArray()));
      update.executeUpdate();
    }
  }

  static void owe(Connection connection, Instant now, Kind kind, Refund refund) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OWE)) {
      insert.setString(1, refund.refundId());
      insert.setString(2, kind.name());
      insert.setString(3, refund.paymentId());
      insert.setString(4, refund.orderId());
      insert.setLong(5, refund.amount().minor());
      insert.setString(6, refund.amount().currency().getCurrencyCode());
      insert.setObject(7, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static List<Owed> owed(Connection connection, int limit) throws SQLException {
    List<Owed> owed = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OWED)) {
      select.setInt(1, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Money amount =
              new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
          owed.add(new Owed(Kind.valueOf(row.getString("kind")),
              new Refund(row.getString("refund_id"), row.getString("order_id"),
                  row.getString("payment_id"), row.getString("buyer_id"), amount),
              row.getString("host_id")));
        }
      }
    }
    return owed;
  }

  /** Answers false when it went back before. */
  static boolean returned(Connection connection, Instant now, String refundId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RETURNED)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, refundId);
      return update.executeUpdate() == 1;
    }
  }

  static void book(Connection connection, Instant now, List<Transfer> transfers) throws SQLException {
    Columns rows = new Columns("text", "text", "text", "text", "text", "text", "bigint", "text");
    for (Transfer transfer : transfers) {
      for (Transfer.Entry entry : transfer.entries()) {
        rows.add(
            transfer.kind().name(), transfer.orderId(), transfer.paymentId(), transfer.subjectId(),
            entry.purse().name(), entry.ownerId(), entry.amount().minor(),
            entry.amount().currency().getCurrencyCode());
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(BOOK)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      rows.bind(insert, 2);
      insert.executeUpdate();
    }
  }
}
