package laotie.server.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.settlement.Shares;
import laotie.settlement.Terms;

/** The rows of orders that wait for their settlement or have it. */
final class SettlementStore {

  private static final String WAIT =
      """
      insert into settlement_orders
             (order_id, host_id, state, commission_basis_points, after_days, due_at)
      select order_id, host_id, 'WAITING', commission_basis_points, after_days, due_at::timestamptz
        from unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::text[])
          as n (order_id, host_id, commission_basis_points, after_days, due_at)
      on conflict (order_id) do nothing
      """;

  private static final String TOUCH =
      """
      update settlement_orders
         set is_touched = true
       where order_id = any(?) and state = 'SETTLED'
      """;

  private static final String OPEN_RETURNS =
      """
      insert into settlement_returns (return_id, order_id)
      select return_id, order_id from unnest(?::text[], ?::text[]) as n (return_id, order_id)
      on conflict (return_id) do nothing
      """;

  private static final String CLOSE_RETURNS = "delete from settlement_returns where return_id = any(?)";

  private static final String COLUMNS =
      """
      select order_id, host_id, commission_basis_points, after_days, revision, shares
        from settlement_orders
      """;

  private static final String DUE = COLUMNS
      + """
       where state = 'WAITING' and due_at <= ?
         and not exists (select 1 from settlement_returns r where r.order_id = settlement_orders.order_id)
       order by due_at
       limit ?
         for update skip locked
      """;

  private static final String TOUCHED = COLUMNS
      + """
       where is_touched
       order by order_id
       limit ?
         for update skip locked
      """;

  private static final String SETTLE =
      """
      update settlement_orders
         set state = 'SETTLED', is_touched = false, revision = n.revision, shares = n.shares::jsonb,
             settled_at = coalesce(settled_at, ?)
        from unnest(?::text[], ?::int[], ?::text[]) as n (order_id, revision, shares)
       where settlement_orders.order_id = n.order_id
      """;

  private static final String NEXT =
      """
      select count(*) as orders, min(due_at) as first_due_at
        from settlement_orders
       where host_id = ? and state = 'WAITING'
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SettlementStore() {}

  /** A delivered order and when its money is due. */
  record Waiting(String orderId, String hostId, Terms terms, Instant due) {}

  /** A locked row: what was booked for the order so far. */
  record Open(String orderId, String hostId, Terms terms, int revision, Shares shares) {}

  /** A row after its movement was booked. */
  record Booked(String orderId, int revision, Shares shares) {}

  /** Orders that wait. */
  record Next(long orders, Optional<Instant> firstDue) {}

  static void wait(Connection connection, List<Waiting> orders) throws SQLException {
    Columns rows = new Columns("text", "text", "int", "int", "text");
    for (Waiting order : orders) {
      rows.add(order.orderId(), order.hostId(), order.terms().commissionBasisPoints(),
          order.terms().afterDays(), order.due().toString());
    }
    try (PreparedStatement insert = connection.prepareStatement(WAIT)) {
      rows.bind(insert, 1);
      insert.executeUpdate();
    }
  }

  static void touch(Connection connection, Collection<String> orderIds) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TOUCH)) {
      update.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      update.executeUpdate();
    }
  }

  /** Orders by the id of a return that holds their settlement up. */
  static void openReturns(Connection connection, Map<String, String> orderIds) throws SQLException {
    Columns rows = new Columns("text", "text");
    orderIds.forEach(rows::add);
    try (PreparedStatement insert = connection.prepareStatement(OPEN_RETURNS)) {
      rows.bind(insert, 1);
      insert.executeUpdate();
    }
  }

  static void closeReturns(Connection connection, Collection<String> returnIds) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(CLOSE_RETURNS)) {
      delete.setArray(1, connection.createArrayOf("text", returnIds.toArray()));
      delete.executeUpdate();
    }
  }

  /** Locks orders whose day has come; other processes take others. */
  static List<Open> due(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      return open(select);
    }
  }

  /** Locks settled orders that lost money since. */
  static List<Open> touched(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TOUCHED)) {
      select.setInt(1, limit);
      return open(select);
    }
  }

  static void settle(Connection connection, Instant now, List<Booked> booked) throws SQLException {
    Columns rows = new Columns("text", "int", "text");
    for (Booked one : booked) {
      rows.add(one.orderId(), one.revision(), json(one.shares()));
    }
    try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      rows.bind(update, 2);
      update.executeUpdate();
    }
  }

  static Next next(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      select.setString(1, hostId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Next(row.getLong("orders"), Optional.ofNullable(
            row.getTimestamp("first_due_at")).map(Timestamp::toInstant));
      }
    }
  }

  private static List<Open> open(PreparedStatement select) throws SQLException {
    List<Open> open = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        int revision = row.getInt("revision");
        open.add(new Open(row.getString("order_id"), row.getString("host_id"),
            new Terms(row.getInt("commission_basis_points"), row.getInt("after_days")), revision,
            revision == 0 ? Shares.NONE : shares(row.getString("shares"))));
      }
    }
    return open;
  }

  private static String json(Shares shares) {
    try {
      return JSON.writeValueAsString(shares);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Shares shares(String json) {
    try {
      return JSON.readValue(json, Shares.class);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
