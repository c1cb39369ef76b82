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
import laotie.trade.Standing;

/** What buyers did with their orders, counted from the rows of orders. */
final class StandingStore {

  private static final String RECORDS =
      """
      select buyer_id, count(*) filter (where status <> 'PLACED') as ended, count(paid_at) as paid,
             count(paid_at) filter (where status = 'REFUNDED') as back,
             count(paid_at) filter (where is_reviewed and status <> 'REFUNDED') as reviewed
        from trade_orders
       where buyer_id = any (?) and placed_at > ?
       group by buyer_id
      """;

  private StandingStore() {}

  static Map<String, Standing.Record> records(
      Connection connection, Collection<String> buyerIds, Instant since) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RECORDS)) {
      select.setArray(1, connection.createArrayOf("text", buyerIds.toArray()));
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      Map<String, Standing.Record> records = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          records.put(rows.getString("buyer_id"), new Standing.Record(
              rows.getLong("ended"), rows.getLong("paid"), rows.getLong("back"),
              rows.getLong("reviewed")));
        }
      }
      return records;
    }
  }
}
