package laotie.server.supply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of units that left: from which lot, with which order. */
final class TakingStore {

  /** Sorted, so that two writers of the same orders wait for each other in one order. */
  private static final String LEAVE =
      """
      insert into supply_leavings (order_id, recorded_at)
      select order_id, ? from unnest(?::text[]) as n (order_id) order by order_id
      on conflict (order_id) do nothing
      returning order_id
      """;

  private static final String ADD =
      """
      insert into supply_takings (order_id, sku_id, position, lot_id, units)
      select order_id, sku_id, position, lot_id, units
        from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::int[])
          as n (order_id, sku_id, position, lot_id, units)
      """;

  private static final String OF_ORDERS =
      """
      select t.order_id, t.sku_id, t.position, t.lot_id, t.units, t.back,
             coalesce(l.supplier_id, '') as supplier_id, coalesce(l.unit_cost_minor, 0) as unit_cost_minor
        from supply_takings as t
        left join supply_lots as l on l.lot_id = t.lot_id
       where t.order_id = any(?)
       order by t.order_id, t.sku_id, t.position
       limit 200000
      """;

  private static final String LOCK = """
      select order_id, sku_id, position, lot_id, units, back, '' as supplier_id, 0 as unit_cost_minor
        from supply_takings
       where order_id = ?
       order by order_id, sku_id, position
         for update
      """;

  private static final String COME_BACK =
      "update supply_takings set back = back + ? where order_id = ? and sku_id = ? and position = ?";

  private TakingStore() {}

  /** Units of one lot in one order; an empty lot is the host's own. */
  record Row(
      String orderId, String skuId, int position, String lotId, int units, int back, String supplierId,
      long unitCostMinor) {}

  /** Notes that these orders' goods left; answers those of which nobody knew. */
  static List<String> leave(Connection connection, Collection<String> orderIds, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(LEAVE)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      insert.setArray(2, connection.createArrayOf("text", orderIds.toArray()));
      List<String> fresh = new ArrayList<>();
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          fresh.add(row.getString(1));
        }
      }
      return fresh;
    }
  }

  static void add(Connection connection, List<Row> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "int", "text", "int");
    rows.forEach(row ->
        columns.add(row.orderId(), row.skuId(), row.position(), row.lotId(), row.units()));
    columns.run(connection, ADD);
  }

  static List<Row> ofOrders(Connection connection, Collection<String> orderIds) throws SQLException {
    return RowStore.list(connection, OF_ORDERS, TakingStore::row, List.copyOf(orderIds));
  }

  static List<Row> lock(Connection connection, String orderId) throws SQLException {
    return RowStore.list(connection, LOCK, TakingStore::row, orderId);
  }

  static void comeBack(Connection connection, Row row, int units) throws SQLException {
    RowStore.change(connection, COME_BACK, units, row.orderId(), row.skuId(), row.position());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("order_id"), row.getString("sku_id"), row.getInt("position"),
        row.getString("lot_id"), row.getInt("units"), row.getInt("back"), row.getString("supplier_id"),
        row.getLong("unit_cost_minor"));
  }
}
