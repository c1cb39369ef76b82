package laotie.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of payouts and their batches. */
final class PayoutStore {

  /** Payouts that a batch may have: as many as its statements read. */
  static final int BATCH_ROWS_MAX = 10_000;

  /** One operator at a time makes a batch, in all processes. */
  private static final String LOCK = "select pg_advisory_xact_lock(7461707574)";

  private static final String ADD_BATCH =
      "insert into settlement_batches (batch_id, opened_by, opened_at) values (?, ?, ?)";

  private static final String ADD =
      """
      insert into settlement_payouts (payout_id, batch_id, payee, payee_id, amount_minor, currency, state)
      select payout_id, ?, payee, payee_id, amount_minor, currency, 'OPEN'
        from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
          as n (payout_id, payee, payee_id, amount_minor, currency)
      """;

  private static final String UNDER_WAY =
      """
      select payee_id, currency, sum(amount_minor) as amount_minor
        from settlement_payouts
       where state = 'OPEN'
       group by payee_id, currency
       limit 100000
      """;

  private static final String UNDER_WAY_OF =
      """
      select coalesce(sum(amount_minor), 0)::bigint as amount_minor
        from settlement_payouts
       where payee_id = ? and currency = ? and state = 'OPEN'
      """;

  private static final String BATCHES =
      """
      select b.batch_id, b.number, b.opened_by, b.opened_at, count(p.payout_id) as payouts,
             count(*) filter (where p.state = 'OPEN') as open
        from settlement_batches b
        left join settlement_payouts p on p.batch_id = b.batch_id
       where b.number < ?
       group by b.batch_id
       order by b.number desc
       limit ?
      """;

  private static final String COLUMNS =
      """
      select payout_id, batch_id, payee, payee_id, amount_minor, currency, state, words, moved_at
        from settlement_payouts
      """;

  private static final String OF_BATCH = COLUMNS
      + " where batch_id = ? order by payout_id limit " + BATCH_ROWS_MAX;

  private static final String OF_PAYEE =
      COLUMNS + " where payee_id = ? order by moved_at desc nulls first, payout_id limit ?";

  private static final String LOCK_OF_BATCH =
      COLUMNS + " where batch_id = ? and state = 'OPEN' order by payout_id limit " + BATCH_ROWS_MAX
      + " for update";

  private static final String LOCK_ONE = COLUMNS + " where payout_id = ? for update";

  private static final String MOVE =
      """
      update settlement_payouts
         set state = ?, words = ?, moved_by = ?, moved_at = ?
       where payout_id = any(?)
      """;

  private PayoutStore() {}

  /** Who is paid: a host from HOST_DUE, a supplier from SUPPLIER_DUE. */
  enum Payee {
    HOST,
    SUPPLIER
  }

  /** Where a payout stands. */
  enum State {
    /** In a batch; the money has not left. */
    OPEN,
    /** The money left; the ledger has it. */
    PAID,
    /** The bank refused; nothing left, it is due again. */
    FAILED,
    /** The money left and came back; the ledger has both. */
    BOUNCED
  }

  record PayoutRow(
      String payoutId, String batchId, Payee payee, String payeeId, Money amount, State state, String words,
      Optional<Instant> movedAt) {}

  /** A batch and how many of its payouts are open. */
  record BatchRow(
      String batchId, long number, String openedBy, Instant openedAt, long payouts, long open) {}

  static void lock(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.execute();
    }
  }

  static void add(Connection connection, String batchId, String operatorId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_BATCH)) {
      insert.setString(1, batchId);
      insert.setString(2, operatorId);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void add(Connection connection, String batchId, List<PayoutRow> payouts) throws SQLException {
    Columns rows = new Columns("text", "text", "text", "bigint", "text");
    for (PayoutRow payout : payouts) {
      rows.add(payout.payoutId(), payout.payee().name(), payout.payeeId(), payout.amount().minor(),
          payout.amount().currency().getCurrencyCode());
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, batchId);
      rows.bind(insert, 2);
      insert.executeUpdate();
    }
  }

  /** Minor units in open payouts, by payee id and currency code with a space between. */
  static Map<String, Long> underWay(Connection connection) throws SQLException {
    Map<String, Long> underWay = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(UNDER_WAY);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        underWay.put(row.getString("payee_id") + " " + row.getString("currency"),
            row.getLong("amount_minor"));
      }
    }
    return underWay;
  }

  /** Minor units of one payee in open payouts. */
  static long underWayOf(Connection connection, String payeeId, String currency) throws SQLException {
    return RowStore.one(connection, UNDER_WAY_OF, row -> row.getLong("amount_minor"), payeeId, currency)
        .orElseThrow();
  }

  static List<BatchRow> batches(Connection connection, long before, int limit) throws SQLException {
    List<BatchRow> batches = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(BATCHES)) {
      select.setLong(1, before);
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          batches.add(new BatchRow(row.getString("batch_id"), row.getLong("number"),
              row.getString("opened_by"), row.getTimestamp("opened_at").toInstant(),
              row.getLong("payouts"), row.getLong("open")));
        }
      }
    }
    return batches;
  }

  static List<PayoutRow> ofBatch(Connection connection, String batchId) throws SQLException {
    return payouts(connection, OF_BATCH, batchId);
  }

  static List<PayoutRow> lockOpen(Connection connection, String batchId) throws SQLException {
    return payouts(connection, LOCK_OF_BATCH, batchId);
  }

  static Optional<PayoutRow> lock(Connection connection, String payoutId) throws SQLException {
    return payouts(connection, LOCK_ONE, payoutId).stream().findFirst();
  }

  /** Open ones first, then the last that moved. */
  static List<PayoutRow> ofPayee(Connection connection, String payeeId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_PAYEE)) {
      select.setString(1, payeeId);
      select.setInt(2, limit);
      return payouts(select);
    }
  }

  /** Who moved payouts, when, and what he says of it. */
  record Step(State state, String words, String operatorId, Instant at) {}

  static void move(Connection connection, List<String> payoutIds, Step step) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setString(1, step.state().name());
      update.setString(2, step.words());
      update.setString(3, step.operatorId());
      update.setObject(4, step.at().atOffset(ZoneOffset.UTC));
      update.setArray(5, connection.createArrayOf("text", payoutIds.toArray()));
      update.executeUpdate();
    }
  }

  private static List<PayoutRow> payouts(Connection connection, String sql, String id)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, id);
      return payouts(select);
    }
  }

  private static List<PayoutRow> payouts(PreparedStatement select) throws SQLException {
    List<PayoutRow> payouts = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        payouts.add(new PayoutRow(row.getString("payout_id"), row.getString("batch_id"),
            Payee.valueOf(row.getString("payee")), row.getString("payee_id"),
            new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
            State.valueOf(row.getString("state")), row.getString("words"),
            Optional.ofNullable(row.getTimestamp("moved_at")).map(Timestamp::toInstant)));
      }
    }
    return payouts;
  }
}
