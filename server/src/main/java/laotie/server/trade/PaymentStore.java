package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.log.RowBytes;
import laotie.server.trade.Trade.Attempt;
import laotie.server.trade.Trade.Moved;
import laotie.server.trade.Trade.OwedBack;
import laotie.server.trade.Trade.Unsettled;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;

/** The rows of payments, of money owed back, and of the ledger. */
final class PaymentStore {

  private static final String ADD =
      """
      copy trade_payments (payment_id, order_id, method, status, idempotency_key, started_at)
      from stdin (format binary)
      """;

  private static final String TRIED_BEFORE =
      """
      select payment_id, order_id, method, status, started_at, idempotency_key
        from trade_payments
       where order_id = any(?)
       limit 100000
      """;

  private static final String OF_ORDER =
      """
      select payment_id, order_id, method, status, started_at
        from trade_payments
       where order_id = ?
       order by started_at, payment_id
       limit ?
      """;

  private static final String UNSETTLED =
      """
      select p.payment_id, p.order_id, p.method, p.status, p.started_at,
             o.amount_minor, o.currency, o.held_until
        from trade_payments p
        join trade_orders o on o.order_id = p.order_id
       where p.status = 'PENDING' and p.started_at >= ? and p.started_at < ?
         and (p.started_at, p.payment_id) > (
           coalesce((select started_at from trade_payments where payment_id = ?), '-infinity'), ?)
       order by p.started_at, p.payment_id
       limit ?
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

  private static final String OWED_COLUMNS =
      """
      select r.refund_id, r.kind, r.payment_id, r.order_id, o.buyer_id, o.host_id, r.amount_minor,
             r.currency, r.owed_at, r.attempts, r.next_try_at, r.last_error, p.method,
             case r.kind when 'STRAYED' then r.amount_minor else o.amount_minor end as total_minor
        from trade_refunds r
        join trade_orders o on o.order_id = r.order_id
        join trade_payments p on p.payment_id = r.payment_id
       where r.returned_at is null
      """;

  /** A try that is never due again has an instant beyond all others. */
  private static final String OWED = OWED_COLUMNS
      + " and coalesce(r.next_try_at, r.owed_at) <= ? order by coalesce(r.next_try_at, r.owed_at) limit ?";

  private static final String OWED_ONE = OWED_COLUMNS + " and r.refund_id = ? for update of r";

  private static final String TRIED =
      """
      update trade_refunds
         set attempts = attempts + 1, next_try_at = coalesce(?, 'infinity'::timestamptz), last_error = ?
       where refund_id = ? and returned_at is null
      """;

  private static final String DUE =
      "update trade_refunds set next_try_at = ? where refund_id = ? and returned_at is null";

  private static final String RETURNED =
      "update trade_refunds set returned_at = ? where refund_id = ? and returned_at is null";

  private static final String BOOK =
      """
      copy trade_ledger
             (transfer_kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency, at)
      from stdin (format binary)
      """;

  private static final String MOVED_COLUMNS =
      """
      select l.payment_id, l.subject_id, l.order_id, abs(l.amount_minor) as minor, l.currency, l.at
        from trade_ledger l
        join trade_payments p on p.payment_id = l.payment_id
       where l.purse = 'PLATFORM_CASH' and l.transfer_kind in ('ARRIVED', 'STRAYED', 'RETURNED')
      """;

  private static final String MOVED =
      MOVED_COLUMNS + " and p.method = ? and l.at >= ? and l.at < ? order by l.entry_id limit ?";

  /** By payments, or by the payments of refunds, which the ledger can look up. */
  private static final String MOVED_BY = MOVED_COLUMNS
      + """
         and (l.payment_id = any(?) and l.subject_id = ''
           or l.payment_id in (select payment_id from trade_refunds where refund_id = any(?))
              and l.subject_id = any(?))
         order by l.entry_id
        """;

  private static final String FEES_BOOKED =
      """
      select subject_id from trade_ledger
       where payment_id = any(?) and transfer_kind = 'FEE' and purse = 'GATEWAY_COST'
      """;

  private PaymentStore() {}

  /** Money that must go back to a buyer. */
  record Owed(Kind kind, Refund refund, String hostId, OwedBack back) {}

  /** Why money goes back. */
  enum Kind {
    /** It paid nothing. */
    STRAYED,
    /** A refund of a paid order. */
    REFUND
  }

  /** An attempt to pay and the key it came with. */
  record Tried(Attempt attempt, String key) {}

  static void add(Connection connection, List<Tried> begun) throws SQLException {
    RowBytes rows = new RowBytes(6);
    for (Tried one : begun) {
      Attempt attempt = one.attempt();
      rows.row().text(attempt.paymentId()).text(attempt.orderId()).text(attempt.method())
          .text(attempt.status().name()).text(one.key()).instant(attempt.startedAt());
    }
    rows.write(connection, ADD);
  }

  /** What was tried for these orders. */
  static List<Tried> tried(Connection connection, Collection<String> orderIds) throws SQLException {
    List<Tried> tried = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TRIED_BEFORE)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tried.add(new Tried(attempt(row), row.getString("idempotency_key")));
        }
      }
    }
    return tried;
  }

  /** The attempts to pay an order, the first one first. */
  static List<Attempt> ofOrder(Connection connection, String orderId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ORDER)) {
      select.setString(1, orderId);
      select.setInt(2, limit);
      return attempts(select);
    }
  }

  private static List<Attempt> attempts(PreparedStatement select) throws SQLException {
    List<Attempt> attempts = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        attempts.add(attempt(row));
      }
    }
    return attempts;
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(row.getString("payment_id"), row.getString("order_id"), row.getString("method"),
        PaymentStatus.valueOf(row.getString("status")), instant(row, "started_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Money money(ResultSet row, String minor) throws SQLException {
    return new Money(row.getLong(minor), Currency.getInstance(row.getString("currency")));
  }

  static List<Unsettled> unsettled(
      Connection connection, Instant from, Instant until, String afterId, int limit) throws SQLException {
    List<Unsettled> unsettled = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(UNSETTLED)) {
      select.setObject(1, from.atOffset(ZoneOffset.UTC));
      select.setObject(2, until.atOffset(ZoneOffset.UTC));
      select.setString(3, afterId);
      select.setString(4, afterId);
      select.setInt(5, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          unsettled.add(
              new Unsettled(attempt(row), money(row, "amount_minor"), instant(row, "held_until")));
        }
      }
    }
    return unsettled;
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

  /** What is due by an instant, the longest due first. */
  static List<Owed> owed(Connection connection, Instant dueBy, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OWED)) {
      select.setObject(1, dueBy.equals(Instant.MAX) ? OffsetDateTime.MAX : dueBy.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      return owed(select);
    }
  }

  /** One of them, locked. */
  static Optional<Owed> owed(Connection connection, String refundId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OWED_ONE)) {
      select.setString(1, refundId);
      return owed(select).stream().findFirst();
    }
  }

  private static List<Owed> owed(PreparedStatement select) throws SQLException {
    List<Owed> owed = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Refund refund = new Refund(row.getString("refund_id"), row.getString("order_id"),
            row.getString("payment_id"), row.getString("buyer_id"), money(row, "amount_minor"));
        OffsetDateTime next = row.getObject("next_try_at", OffsetDateTime.class);
        OwedBack back = new OwedBack(refund.refundId(), refund.paymentId(), refund.orderId(),
            row.getString("method"), refund.amount(), money(row, "total_minor"), instant(row, "owed_at"),
            row.getInt("attempts"),
            next == null ? Optional.of(instant(row, "owed_at"))
                : Optional.of(next).filter(at -> !at.equals(OffsetDateTime.MAX))
                    .map(OffsetDateTime::toInstant),
            row.getString("last_error"));
        owed.add(new Owed(
            Kind.valueOf(row.getString("kind")), refund, row.getString("host_id"), back));
      }
    }
    return owed;
  }

  static int tried(Connection connection, String refundId, Optional<Instant> next, String why)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TRIED)) {
      update.setObject(1, next.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
          Types.TIMESTAMP_WITH_TIMEZONE);
      update.setString(2, why);
      update.setString(3, refundId);
      return update.executeUpdate();
    }
  }

  static int due(Connection connection, String refundId, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DUE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, refundId);
      return update.executeUpdate();
    }
  }

  static List<Moved> moved(
      Connection connection, String method, Instant from, Instant until, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MOVED)) {
      select.setString(1, method);
      select.setObject(2, from.atOffset(ZoneOffset.UTC));
      select.setObject(3, until.atOffset(ZoneOffset.UTC));
      select.setInt(4, limit);
      return moved(select);
    }
  }

  static List<Moved> movedBy(Connection connection, Collection<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement select = connection.prepareStatement(MOVED_BY)) {
      for (int parameter = 1; parameter <= 3; parameter++) {
        select.setArray(parameter, connection.createArrayOf("text", ids.toArray()));
      }
      return moved(select);
    }
  }

  /** For which payments and refunds of these payments a fee is booked. */
  static Set<String> feesBooked(Connection connection, Collection<String> paymentIds) throws SQLException {
    Set<String> booked = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(FEES_BOOKED)) {
      select.setArray(1, connection.createArrayOf("text", paymentIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          booked.add(row.getString("subject_id"));
        }
      }
    }
    return booked;
  }

  private static List<Moved> moved(PreparedStatement select) throws SQLException {
    List<Moved> moved = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        moved.add(new Moved(row.getString("payment_id"), row.getString("subject_id"),
            row.getString("order_id"), money(row, "minor"), instant(row, "at")));
      }
    }
    return moved;
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
    RowBytes rows = new RowBytes(9);
    for (Transfer transfer : transfers) {
      for (Transfer.Entry entry : transfer.entries()) {
        rows.row().text(transfer.kind().name()).text(transfer.orderId()).text(transfer.paymentId())
            .text(transfer.subjectId()).text(entry.purse().name()).text(entry.ownerId())
            .bigint(entry.amount().minor()).text(entry.amount().currency().getCurrencyCode()).instant(now);
      }
    }
    rows.write(connection, BOOK);
  }
}
