package laotie.server.supply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;
import laotie.supply.Consignment;
import laotie.supply.Consignment.Count;
import laotie.supply.Consignment.Line;

/** The rows of consignments. */
final class ConsignmentStore {

  private static final String ADD =
      """
      insert into supply_consignments
             (consignment_id, host_id, supplier_id, state, note, announced_by, announced_at)
      values (?, ?, ?, 'ANNOUNCED', ?, ?, ?)
      """;

  private static final String ADD_LINES =
      """
      insert into supply_consignment_lines
             (consignment_id, position, sku_id, announced, unit_cost_minor, currency)
      select consignment_id, position, sku_id, announced, unit_cost_minor, currency
        from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
          as n (consignment_id, position, sku_id, announced, unit_cost_minor, currency)
      """;

  private static final String COUNTED =
      """
      update supply_consignment_lines
         set good = n.good, damaged = n.damaged
        from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
          as n (consignment_id, sku_id, good, damaged)
       where supply_consignment_lines.consignment_id = n.consignment_id
         and supply_consignment_lines.sku_id = n.sku_id
      """;

  private static final String COUNT =
      "update supply_consignments set state = ?, counted_by = ?, counted_at = ? where consignment_id = ?";

  private static final String END =
      """
      update supply_consignments
         set state = ?, warehouse_id = ?, ended_by = ?, ended_at = ?
       where consignment_id = ?
      """;

  private static final String COLUMNS =
      """
      select consignment_id, number, host_id, supplier_id, state, warehouse_id, note, announced_at,
             counted_at, ended_at
        from supply_consignments
      """;

  private static final String FIND = COLUMNS + " where consignment_id = ? and host_id = ?";

  private static final String LOCK = FIND + " for update";

  private static final String OF_HOST =
      COLUMNS + " where host_id = ? and number < ? order by number desc limit ?";

  private static final String LINES =
      """
      select consignment_id, sku_id, announced, unit_cost_minor, currency, good, damaged
        from supply_consignment_lines
       where consignment_id = any(?)
       order by consignment_id, position
       limit 100000
      """;

  private ConsignmentStore() {}

  /** A consignment with what is written beside the rule's values. */
  record Row(
      Consignment consignment, long number, String warehouseId, String note, Instant announcedAt,
      Optional<Instant> countedAt, Optional<Instant> endedAt) {}

  /** Who did it, and when. */
  record By(String accountId, Instant at) {}

  static void add(Connection connection, Consignment consignment, String note, By by)
      throws SQLException {
    RowStore.change(connection, ADD, consignment.consignmentId(), consignment.hostId(),
        consignment.supplierId(), note, by.accountId(), by.at());
    Columns columns = new Columns("text", "int", "text", "bigint", "bigint", "text");
    for (int i = 0; i < consignment.lines().size(); i++) {
      Line line = consignment.lines().get(i);
      columns.add(consignment.consignmentId(), i, line.skuId(), line.announced(), line.unitCost().minor(),
          line.unitCost().currency().getCurrencyCode());
    }
    columns.run(connection, ADD_LINES);
  }

  static void count(Connection connection, Consignment counted, By by) throws SQLException {
    Columns columns = new Columns("text", "text", "bigint", "bigint");
    for (Line line : counted.lines()) {
      line.count().ifPresent(count ->
          columns.add(counted.consignmentId(), line.skuId(), count.good(), count.damaged()));
    }
    columns.run(connection, COUNTED);
    RowStore.change(connection, COUNT, counted.state().name(), by.accountId(), by.at(),
        counted.consignmentId());
  }

  static void end(Connection connection, Consignment ended, String warehouseId, By by)
      throws SQLException {
    RowStore.change(connection, END, ended.state().name(), warehouseId, by.accountId(), by.at(),
        ended.consignmentId());
  }

  static Optional<Row> find(Connection connection, String hostId, String consignmentId)
      throws SQLException {
    return rows(connection, FIND, consignmentId, hostId).stream().findFirst();
  }

  static Optional<Row> lock(Connection connection, String hostId, String consignmentId)
      throws SQLException {
    return rows(connection, LOCK, consignmentId, hostId).stream().findFirst();
  }

  /** The newest first, below a number. */
  static List<Row> ofHost(Connection connection, String hostId, long before, int limit)
      throws SQLException {
    return rows(connection, OF_HOST, hostId, before, limit);
  }

  private record Head(
      String consignmentId, String hostId, String supplierId, Consignment.State state, long number,
      String warehouseId, String note, Instant announcedAt, Optional<Instant> countedAt,
      Optional<Instant> endedAt) {
    Row with(List<Line> lines) {
      return new Row(new Consignment(consignmentId, hostId, supplierId, state, lines), number, warehouseId,
          note, announcedAt, countedAt, endedAt);
    }
  }

  private static List<Row> rows(Connection connection, String sql, Object... values) throws SQLException {
    List<Head> heads = RowStore.list(connection, sql, ConsignmentStore::head, values);
    Map<String, List<Line>> lines = heads.isEmpty() ? Map.of()
        : lines(connection, heads.stream().map(Head::consignmentId).toList());
    return heads.stream().map(head -> head.with(lines.get(head.consignmentId()))).toList();
  }

  private static Map<String, List<Line>> lines(Connection connection, Collection<String> consignmentIds)
      throws SQLException {
    Map<String, List<Line>> lines = new LinkedHashMap<>();
    RowStore.list(connection, LINES, row -> lines
        .computeIfAbsent(row.getString("consignment_id"), _ -> new ArrayList<>()).add(line(row)),
        List.copyOf(consignmentIds));
    return lines;
  }

  private static Line line(ResultSet row) throws SQLException {
    long good = row.getLong("good");
    boolean isCounted = !row.wasNull();
    return new Line(row.getString("sku_id"), row.getLong("announced"),
        new Money(row.getLong("unit_cost_minor"), Currency.getInstance(row.getString("currency"))),
        isCounted ? Optional.of(new Count(good, row.getLong("damaged"))) : Optional.empty());
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getString("consignment_id"), row.getString("host_id"),
        row.getString("supplier_id"), Consignment.State.valueOf(row.getString("state")),
        row.getLong("number"), row.getString("warehouse_id"), row.getString("note"),
        RowStore.instant(row, "announced_at"), RowStore.maybeInstant(row, "counted_at"),
        RowStore.maybeInstant(row, "ended_at"));
  }
}
