package laotie.server.supply;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.log.RowStore;

/** The rows of warehouses and of where variants stand in them. */
final class WarehouseStore {

  private static final String ADD =
      """
      insert into supply_warehouses (warehouse_id, host_id, name, edited_at) values (?, ?, ?, ?)
      on conflict on constraint warehouse_name_once do nothing
      """;

  private static final String RENAME =
      """
      update supply_warehouses set name = ?, edited_at = ?
       where warehouse_id = ? and host_id = ?
         and not exists (select 1 from supply_warehouses as other
                          where other.host_id = supply_warehouses.host_id and other.name = ?
                            and other.warehouse_id <> supply_warehouses.warehouse_id)
      """;

  private static final String OF_HOST =
      """
      select warehouse_id, name from supply_warehouses where host_id = ? order by warehouse_id limit ?
      """;

  private static final String SHELVE =
      """
      insert into supply_shelves (host_id, warehouse_id, sku_id, shelf) values (?, ?, ?, ?)
      on conflict (host_id, warehouse_id, sku_id) do update set shelf = excluded.shelf
      """;

  private static final String UNSHELVE =
      "delete from supply_shelves where host_id = ? and warehouse_id = ? and sku_id = ?";

  private static final String SHELVES =
      """
      select warehouse_id, sku_id, shelf from supply_shelves
       where host_id = ? and sku_id = any(?)
       limit 100000
      """;

  private WarehouseStore() {}

  record Row(String warehouseId, String name) {}

  /** Where a variant stands; an empty warehouse holds the host's own goods. */
  record Place(String warehouseId, String skuId) {}

  /** False when the host has one of this name. */
  static boolean add(Connection connection, String hostId, Row row, Instant now) throws SQLException {
    return RowStore.change(connection, ADD, row.warehouseId(), hostId, row.name(), now) == 1;
  }

  /** False when there is none, or another has the name. */
  static boolean rename(Connection connection, String hostId, Row row, Instant now) throws SQLException {
    return RowStore.change(
        connection, RENAME, row.name(), now, row.warehouseId(), hostId, row.name()) == 1;
  }

  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST,
        row -> new Row(row.getString("warehouse_id"), row.getString("name")), hostId, limit);
  }

  /** An empty shelf takes the note away. */
  static void shelve(Connection connection, String hostId, Place place, String shelf) throws SQLException {
    if (shelf.isEmpty()) {
      RowStore.change(connection, UNSHELVE, hostId, place.warehouseId(), place.skuId());
    } else {
      RowStore.change(connection, SHELVE, hostId, place.warehouseId(), place.skuId(), shelf);
    }
  }

  static Map<Place, String> shelves(Connection connection, String hostId, Collection<String> skuIds)
      throws SQLException {
    Map<Place, String> shelves = new HashMap<>();
    RowStore.list(connection, SHELVES, row -> shelves.put(
        new Place(row.getString("warehouse_id"), row.getString("sku_id")), row.getString("shelf")),
        hostId, List.copyOf(skuIds));
    return shelves;
  }
}
