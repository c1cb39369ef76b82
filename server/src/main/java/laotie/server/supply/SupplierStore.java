package laotie.server.supply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.RowStore;

/** The rows of suppliers. */
final class SupplierStore {

  private static final String ADD =
      """
      insert into supply_suppliers (supplier_id, host_id, name, contact, edited_at) values (?, ?, ?, ?, ?)
      """;

  private static final String EDIT =
      """
      update supply_suppliers set name = ?, contact = ?, edited_at = ? where supplier_id = ? and host_id = ?
      """;

  private static final String COLUMNS =
      "select supplier_id, host_id, name, contact from supply_suppliers";

  private static final String OF_HOST = COLUMNS + " where host_id = ? order by supplier_id limit ?";

  private static final String FIND = COLUMNS + " where supplier_id = ? and host_id = ?";

  private static final String COUNT = "select count(*) from supply_suppliers where host_id = ?";

  private static final String LOCK_HOST = "select 1 from pg_advisory_xact_lock(150, hashtext(?))";

  private static final String NAMES =
      "select supplier_id, name from supply_suppliers where supplier_id = any(?) limit 10000";

  private SupplierStore() {}

  /** A supplier of a host; {@code contact} is encrypted. */
  record Row(String supplierId, String hostId, String name, byte[] contact) {}

  /** One of a host's rows is added at a time, so that their number is true. */
  static void lockHost(Connection connection, String hostId) throws SQLException {
    RowStore.one(connection, LOCK_HOST, row -> row.getInt(1), hostId);
  }

  static void add(Connection connection, Row row, Instant now) throws SQLException {
    RowStore.change(connection, ADD, row.supplierId(), row.hostId(), row.name(), row.contact(), now);
  }

  static boolean edit(Connection connection, Row row, Instant now) throws SQLException {
    return RowStore.change(
        connection, EDIT, row.name(), row.contact(), now, row.supplierId(), row.hostId()) == 1;
  }

  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST, SupplierStore::row, hostId, limit);
  }

  static Optional<Row> find(Connection connection, String hostId, String supplierId) throws SQLException {
    return RowStore.one(connection, FIND, SupplierStore::row, supplierId, hostId);
  }

  static long count(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, COUNT, row -> row.getLong(1), hostId).orElse(0L);
  }

  static Map<String, String> names(Connection connection, Collection<String> supplierIds)
      throws SQLException {
    Map<String, String> names = new HashMap<>();
    RowStore.list(connection, NAMES, row -> names.put(row.getString("supplier_id"), row.getString("name")),
        List.copyOf(supplierIds));
    return names;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("supplier_id"), row.getString("host_id"), row.getString("name"),
        row.getBytes("contact"));
  }
}
