package laotie.server.supply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of pick batches, their orders and what is picked for them. */
final class PickStore {

  private static final String ADD =
      "insert into supply_batches (batch_id, host_id, made_by, made_at) values (?, ?, ?, ?)";

  private static final String ADD_ORDERS =
      """
      insert into supply_batch_orders (batch_id, order_id, sequence)
      select batch_id, order_id, sequence
        from unnest(?::text[], ?::text[], ?::bigint[]) as n (batch_id, order_id, sequence)
      """;

  private static final String GROW =
      "update supply_batches set orders = orders + ? where batch_id = ? and closed_at is null";

  private static final String ADD_PICKS =
      """
      insert into supply_picks (batch_id, sequence, sku_id, warehouse_id, title, sku_name, units)
      select batch_id, sequence, sku_id, warehouse_id, title, sku_name, units
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
          as n (batch_id, sequence, sku_id, warehouse_id, title, sku_name, units)
      """;

  private static final String IN_BATCH =
      "select order_id from supply_batch_orders where order_id = any(?) and is_open limit 10000";

  private static final String COLUMNS =
      """
      select b.batch_id, b.number, b.host_id, b.orders, b.made_at, b.closed_at,
             (select count(*) from supply_batch_orders as o
               where o.batch_id = b.batch_id and o.is_open) as waiting
        from supply_batches as b
      """;

  private static final String FIND = COLUMNS + " where b.batch_id = ? and b.host_id = ?";

  private static final String OF_HOST =
      COLUMNS + " where b.host_id = ? and b.number < ? order by b.number desc limit ?";

  private static final String OPEN_ORDERS =
      """
      select order_id, sequence from supply_batch_orders
       where batch_id = ? and is_open and sequence > ?
       order by sequence
       limit ?
      """;

  private static final String PICKS_OF_ORDERS =
      """
      select sequence, sku_id, warehouse_id, title, sku_name, units
        from supply_picks
       where batch_id = ? and sequence = any(?::bigint[])
       order by sequence, sku_id, warehouse_id
       limit 50000
      """;

  private static final String LIST =
      """
      select p.warehouse_id, p.sku_id, min(p.title) as title, min(p.sku_name) as sku_name,
             sum(p.units) as units, count(distinct p.sequence) as orders,
             coalesce(min(s.shelf), '') as shelf
        from supply_picks as p
        join supply_batch_orders as o on o.batch_id = p.batch_id and o.sequence = p.sequence and o.is_open
        left join supply_shelves as s
          on s.host_id = ? and s.warehouse_id = p.warehouse_id and s.sku_id = p.sku_id
       where p.batch_id = ?
       group by p.warehouse_id, p.sku_id
       order by p.warehouse_id, coalesce(min(s.shelf), '') = '', min(s.shelf), min(p.title), p.sku_id
       limit ?
      """;

  private static final String RESERVED =
      """
      select p.sku_id, p.warehouse_id, sum(p.units) as units
        from supply_picks as p
        join supply_batch_orders as o on o.batch_id = p.batch_id and o.sequence = p.sequence and o.is_open
       where p.sku_id = any(?) and p.warehouse_id <> ''
       group by p.sku_id, p.warehouse_id
       limit 100000
      """;

  private static final String PICKED =
      """
      select o.order_id, p.warehouse_id
        from supply_batch_orders as o
        join supply_picks as p on p.batch_id = o.batch_id and p.sequence = o.sequence
       where o.order_id = any(?) and o.is_open and p.warehouse_id <> ''
       limit 100000
      """;

  private static final String END_ORDERS =
      "update supply_batch_orders set is_open = false where order_id = any(?) and is_open";

  private static final String CLOSE =
      "update supply_batches set closed_at = ? where batch_id = ? and closed_at is null";

  private static final String CLOSE_ORDERS =
      "update supply_batch_orders set is_open = false where batch_id = ? and is_open";

  private static final String OPEN_COUNT =
      """
      select count(*) from supply_batch_orders as o
        join supply_batches as b on b.batch_id = o.batch_id
       where b.host_id = ? and b.closed_at is null and o.is_open
      """;

  private PickStore() {}

  /** Orders of a host that are in open batches and have not left. */
  static int openCount(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, OPEN_COUNT, row -> row.getInt(1), hostId).orElse(0);
  }

  /** A batch; {@code waiting} of its orders did not leave. */
  record Batch(
      String batchId, long number, String hostId, int orders, int waiting, Instant madeAt,
      Optional<Instant> closedAt) {}

  record BatchOrder(String orderId, long sequence) {}

  /** Units of one variant for one order, from one warehouse; an empty one holds the host's own. */
  record Pick(
      long sequence, String skuId, String warehouseId, String title, String skuName, int units) {}

  /** All units of one variant in one warehouse. */
  record PickLine(
      String warehouseId, String shelf, String skuId, String title, String skuName, long units,
      long orders) {}

  static void add(Connection connection, String batchId, String hostId, ConsignmentStore.By by)
      throws SQLException {
    RowStore.change(connection, ADD, batchId, hostId, by.accountId(), by.at());
  }

  /** False when somebody closed the batch meanwhile; then nothing is added. */
  static boolean addOrders(
      Connection connection, String batchId, List<BatchOrder> orders, List<Pick> picks)
      throws SQLException {
    if (RowStore.change(connection, GROW, orders.size(), batchId) == 0) {
      return false;
    }
    Columns columns = new Columns("text", "text", "bigint");
    orders.forEach(order -> columns.add(batchId, order.orderId(), order.sequence()));
    columns.run(connection, ADD_ORDERS);
    Columns lines = new Columns("text", "bigint", "text", "text", "text", "text", "int");
    picks.forEach(pick -> lines.add(batchId, pick.sequence(), pick.skuId(), pick.warehouseId(),
        pick.title(), pick.skuName(), pick.units()));
    lines.run(connection, ADD_PICKS);
    return true;
  }

  /** Those of the orders that are in an open batch. */
  static Set<String> inBatch(Connection connection, Collection<String> orderIds) throws SQLException {
    return new HashSet<>(RowStore.list(
        connection, IN_BATCH, row -> row.getString("order_id"), List.copyOf(orderIds)));
  }

  static Optional<Batch> find(Connection connection, String hostId, String batchId) throws SQLException {
    return RowStore.one(connection, FIND, PickStore::batch, batchId, hostId);
  }

  static List<Batch> ofHost(Connection connection, String hostId, long before, int limit)
      throws SQLException {
    return RowStore.list(connection, OF_HOST, PickStore::batch, hostId, before, limit);
  }

  /** Orders of a batch that did not leave, after a sequence. */
  static List<BatchOrder> openOrders(Connection connection, String batchId, long after, int limit)
      throws SQLException {
    return RowStore.list(connection, OPEN_ORDERS,
        row -> new BatchOrder(row.getString("order_id"), row.getLong("sequence")), batchId, after, limit);
  }

  static Map<Long, List<Pick>> picksOf(Connection connection, String batchId, List<BatchOrder> orders)
      throws SQLException {
    List<String> sequences = orders.stream().map(order -> Long.toString(order.sequence())).toList();
    Map<Long, List<Pick>> picks = new HashMap<>();
    RowStore.list(connection, PICKS_OF_ORDERS, PickStore::pick, batchId, sequences).forEach(pick -> picks
        .computeIfAbsent(pick.sequence(), _ -> new ArrayList<>()).add(pick));
    return picks;
  }

  /** What to fetch for a batch, by warehouse and shelf. */
  static List<PickLine> list(Connection connection, Batch batch, int limit) throws SQLException {
    return RowStore.list(connection, LIST, row -> new PickLine(row.getString("warehouse_id"),
        row.getString("shelf"), row.getString("sku_id"), row.getString("title"),
        row.getString("sku_name"), row.getLong("units"), row.getLong("orders")),
        batch.hostId(), batch.batchId(), limit);
  }

  /** Units that open batches will fetch, by sku and warehouse. */
  static Map<WarehouseStore.Place, Long> reserved(Connection connection, Collection<String> skuIds)
      throws SQLException {
    Map<WarehouseStore.Place, Long> reserved = new HashMap<>();
    RowStore.list(connection, RESERVED, row -> reserved.put(new WarehouseStore.Place(
        row.getString("warehouse_id"), row.getString("sku_id")), row.getLong("units")),
        List.copyOf(skuIds));
    return reserved;
  }

  /** The warehouses from which these orders were picked. */
  static Map<String, Set<String>> picked(Connection connection, Collection<String> orderIds)
      throws SQLException {
    Map<String, Set<String>> picked = new HashMap<>();
    RowStore.list(connection, PICKED, row -> picked
        .computeIfAbsent(row.getString("order_id"), _ -> new HashSet<>())
        .add(row.getString("warehouse_id")), List.copyOf(orderIds));
    return picked;
  }

  /** These orders left, or are not to leave any more. */
  static void endOrders(Connection connection, Collection<String> orderIds) throws SQLException {
    RowStore.change(connection, END_ORDERS, List.copyOf(orderIds));
  }

  static void close(Connection connection, String batchId, Instant now) throws SQLException {
    RowStore.change(connection, CLOSE, now, batchId);
    RowStore.change(connection, CLOSE_ORDERS, batchId);
  }

  private static Pick pick(ResultSet row) throws SQLException {
    return new Pick(row.getLong("sequence"), row.getString("sku_id"), row.getString("warehouse_id"),
        row.getString("title"), row.getString("sku_name"), row.getInt("units"));
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(row.getString("batch_id"), row.getLong("number"), row.getString("host_id"),
        row.getInt("orders"), row.getInt("waiting"), RowStore.instant(row, "made_at"),
        RowStore.maybeInstant(row, "closed_at"));
  }
}
