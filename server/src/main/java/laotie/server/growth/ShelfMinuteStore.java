package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.ShelfMinute;
import laotie.growth.ShelfMinuteKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_shelf_minutes}. */
final class ShelfMinuteStore implements Cells.Rows<ShelfMinuteKey, ShelfMinute> {

  /** Products of a show that are told. */
  static final int PRODUCTS_MAX = 100;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::bigint[], ?::text[]) with ordinality
          as wanted (host_id, minute, product_id, place)
       cross join lateral (
         select s.state
           from growth_shelf_minutes s
          where s.host_id = wanted.host_id and s.minute = wanted.minute and s.product_id = wanted.product_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_shelf_minutes (
        host_id, minute, product_id, opened, orders, units, paid_minor, state)
      select *
        from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bytea[]) as told
      on conflict (host_id, minute, product_id) do update
         set opened = excluded.opened,
             orders = excluded.orders,
             units = excluded.units,
             paid_minor = excluded.paid_minor,
             state = excluded.state
      """;

  private static final String OF_HOST =
      """
      select product_id, sum(opened)::bigint as opened, sum(orders)::bigint as orders,
             sum(units)::bigint as units, sum(paid_minor)::bigint as paid_minor
        from growth_shelf_minutes
       where host_id = ? and minute >= ? and minute <= ?
       group by product_id
       order by paid_minor desc, opened desc, product_id
       limit ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<ShelfMinuteKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "bigint", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.minute(), key.productId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<ShelfMinuteKey, ShelfMinute>> rows)
      throws SQLException {
    Columns columns = new Columns(
        "text", "bigint", "text", "bigint", "bigint", "bigint", "bigint", "bytea");
    for (Cells.Row<ShelfMinuteKey, ShelfMinute> row : rows) {
      ShelfMinute minute = row.state();
      columns.add(row.key().hostId(), row.key().minute(), row.key().productId(), minute.opened(),
          minute.orders(), minute.units(), minute.paidMinor(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** What became of each product of a host in the minutes from one to another, both included. */
  static Map<String, ShelfMinute> ofHost(Connection connection, String hostId, long from, long to)
      throws SQLException {
    Map<String, ShelfMinute> products = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setLong(2, from);
      select.setLong(3, to);
      select.setInt(4, PRODUCTS_MAX);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          products.put(row.getString("product_id"), new ShelfMinute(row.getLong("opened"),
              row.getLong("orders"), row.getLong("units"), row.getLong("paid_minor")));
        }
      }
    }
    return products;
  }
}
