package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.trade.AfterSales;

/** The after-sales rules of shops, each from an instant on. */
final class AfterSalesStore {

  private static final String SET =
      """
      insert into trade_after_sales
             (host_id, since, is_seven_days, refund_only_minor, is_return_free, close_days)
      values (?, ?, ?, ?, ?, ?)
          on conflict (host_id, since) do update
         set is_seven_days = excluded.is_seven_days, refund_only_minor = excluded.refund_only_minor,
             is_return_free = excluded.is_return_free, close_days = excluded.close_days
      """;

  private static final String HELD =
      """
      select n.id, r.is_seven_days, r.refund_only_minor, r.is_return_free, r.close_days
        from unnest(?::text[], ?::text[], ?::text[]) as n (id, host_id, at)
        cross join lateral (
          select is_seven_days, refund_only_minor, is_return_free, close_days
            from trade_after_sales
           where host_id = n.host_id and since <= n.at::timestamptz
           order by since desc
           limit 1) as r
      """;

  private AfterSalesStore() {}

  static void set(Connection connection, String hostId, AfterSales rules, Instant since)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SET)) {
      insert.setString(1, hostId);
      insert.setObject(2, since.atOffset(ZoneOffset.UTC));
      insert.setBoolean(3, rules.isSevenDays());
      insert.setLong(4, rules.refundOnlyMinor());
      insert.setBoolean(5, rules.isReturnFree());
      insert.setInt(6, rules.closeDays());
      insert.executeUpdate();
    }
  }

  /** The rules a host had at an instant. */
  static AfterSales at(Connection connection, String hostId, Instant at) throws SQLException {
    Columns asked = new Columns("text", "text", "text");
    asked.add("", hostId, at.toString());
    return held(connection, asked).getOrDefault("", AfterSales.DEFAULT);
  }

  /** The rules each order was placed under, by its id. */
  static Map<String, AfterSales> of(Connection connection, Collection<OrderRow> rows) throws SQLException {
    Columns asked = new Columns("text", "text", "text");
    for (OrderRow row : rows) {
      asked.add(row.order().orderId(), row.order().deal().hostId(), row.placedAt().toString());
    }
    Map<String, AfterSales> rules = new HashMap<>(held(connection, asked));
    rows.forEach(row -> rules.putIfAbsent(row.order().orderId(), AfterSales.DEFAULT));
    return rules;
  }

  private static Map<String, AfterSales> held(Connection connection, Columns asked) throws SQLException {
    Map<String, AfterSales> rules = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(HELD)) {
      asked.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rules.put(row.getString("id"), new AfterSales(row.getBoolean("is_seven_days"),
              row.getLong("refund_only_minor"), row.getBoolean("is_return_free"),
              row.getInt("close_days")));
        }
      }
    }
    return rules;
  }
}
