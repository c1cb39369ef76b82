package laotie.server.hooks;

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

/** Levels of stock as they were when somebody was told of them. */
final class LevelStore {

  private static final String OF = "select sku_id, available from hooks_stock where sku_id = any (?)";

  private static final String SAVE =
      """
      insert into hooks_stock (sku_id, available, seen_at)
      select sku_id, available, ? from unnest(?::text[], ?::bigint[]) as n (sku_id, available)
      on conflict (sku_id) do update set available = excluded.available, seen_at = excluded.seen_at
      """;

  private LevelStore() {}

  static Map<String, Long> of(Connection connection, Collection<String> skuIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF)) {
      select.setArray(1, connection.createArrayOf("text", skuIds.toArray()));
      Map<String, Long> levels = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          levels.put(row.getString("sku_id"), row.getLong("available"));
        }
      }
      return levels;
    }
  }

  static void save(Connection connection, Map<String, Long> levels, Instant now) throws SQLException {
    if (levels.isEmpty()) {
      return;
    }
    Columns rows = new Columns("text", "bigint");
    levels.forEach(rows::add);
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      rows.bind(insert, 2);
      insert.executeUpdate();
    }
  }
}
