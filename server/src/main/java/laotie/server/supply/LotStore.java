package laotie.server.supply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of lots and of a host's own goods that left. */
final class LotStore {

  private static final String ADD =
      """
      insert into supply_lots (lot_id, consignment_id, host_id, supplier_id, warehouse_id, sku_id, units,
                               unit_cost_minor, currency, accepted_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String COLUMNS =
      """
      select lot_id, supplier_id, warehouse_id, sku_id, units, gone, unit_cost_minor, currency
        from supply_lots
      """;

  /** All writers lock in this order. */
  private static final String LOCK = COLUMNS
      + """
       where sku_id = any(?) and gone < units
       order by sequence
         for update
      """;

  private static final String LOCK_THESE = COLUMNS
      + " where lot_id = any(?) order by sequence for update";

  private static final String OF_SKUS = COLUMNS
      + " where host_id = ? and sku_id = any(?) order by sequence limit 100000";

  private static final String GO =
      """
      update supply_lots set gone = gone + n.units
        from unnest(?::text[], ?::bigint[]) as n (lot_id, units)
       where supply_lots.lot_id = n.lot_id
      """;

  private static final String OWN_GO =
      """
      insert into supply_own (sku_id, gone)
      select sku_id, units from unnest(?::text[], ?::bigint[]) as n (sku_id, units) order by sku_id
      on conflict (sku_id) do update set gone = supply_own.gone + excluded.gone
      """;

  private static final String OWN_COME =
      """
      update supply_own set gone = gone - n.units
        from unnest(?::text[], ?::bigint[]) as n (sku_id, units)
       where supply_own.sku_id = n.sku_id
      """;

  private static final String OWN = "select sku_id, gone from supply_own where sku_id = any(?) limit 100000";

  private LotStore() {}

  /** Units of one accepted line. */
  record Row(
      String lotId, String supplierId, String warehouseId, String skuId, long units, long gone,
      long unitCostMinor, String currency) {
    long onHand() {
      return units - gone;
    }
  }

  /** Whose lot it becomes. */
  record Accepted(String consignmentId, String hostId, Instant at) {}

  static void add(Connection connection, Accepted accepted, Row row) throws SQLException {
    RowStore.change(connection, ADD, row.lotId(), accepted.consignmentId(), accepted.hostId(),
        row.supplierId(), row.warehouseId(), row.skuId(), row.units(), row.unitCostMinor(), row.currency(),
        accepted.at());
  }

  /** Lots that still have units, the oldest first, locked. */
  static List<Row> lock(Connection connection, Collection<String> skuIds) throws SQLException {
    return RowStore.list(connection, LOCK, LotStore::row, List.copyOf(skuIds));
  }

  static void lockThese(Connection connection, Collection<String> lotIds) throws SQLException {
    RowStore.list(connection, LOCK_THESE, LotStore::row, List.copyOf(lotIds));
  }

  static List<Row> ofSkus(Connection connection, String hostId, Collection<String> skuIds)
      throws SQLException {
    return RowStore.list(connection, OF_SKUS, LotStore::row, hostId, List.copyOf(skuIds));
  }

  /** Units leave, or come back below zero; by lot id. */
  static void go(Connection connection, Map<String, Long> units) throws SQLException {
    columns(units).run(connection, GO);
  }

  /** The host's own units leave; by sku id. */
  static void ownGo(Connection connection, Map<String, Long> units) throws SQLException {
    columns(units).run(connection, OWN_GO);
  }

  static void ownComeBack(Connection connection, Map<String, Long> units) throws SQLException {
    columns(units).run(connection, OWN_COME);
  }

  /** The host's own units that are gone, by sku id. */
  static Map<String, Long> ownGone(Connection connection, Collection<String> skuIds) throws SQLException {
    Map<String, Long> gone = new HashMap<>();
    RowStore.list(connection, OWN, row -> gone.put(row.getString("sku_id"), row.getLong("gone")),
        List.copyOf(skuIds));
    return gone;
  }

  private static Columns columns(Map<String, Long> units) {
    Columns columns = new Columns("text", "bigint");
    units.forEach(columns::add);
    return columns;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("lot_id"), row.getString("supplier_id"), row.getString("warehouse_id"),
        row.getString("sku_id"), row.getLong("units"), row.getLong("gone"), row.getLong("unit_cost_minor"),
        row.getString("currency"));
  }
}
