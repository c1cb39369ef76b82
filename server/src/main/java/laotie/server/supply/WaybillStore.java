package laotie.server.supply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;
import laotie.supply.Waybill;
import laotie.supply.Waybill.Outcome;

/** The rows of tables of waybills. */
final class WaybillStore {

  private static final String COLUMNS =
      """
      select import_id, host_id, file_name, status, charset, checked_to, applied_to, made_by, created_at,
             ended_at
        from supply_waybill_imports
      """;

  private static final String ADD =
      """
      insert into supply_waybill_imports
             (import_id, host_id, file_name, status, charset, made_by, touched_at, created_at)
      values (?, ?, ?, 'CHECKING', ?, ?, ?, ?)
      on conflict (host_id) where status in ('CHECKING', 'PREVIEW', 'APPLYING') do nothing
      """;

  private static final String ADD_ROWS =
      """
      insert into supply_waybill_rows (import_id, row, order_id, carrier, tracking_number, outcome, why)
      select import_id, row, order_id, carrier, tracking_number, outcome, why
        from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as n (import_id, row, order_id, carrier, tracking_number, outcome, why)
      """;

  private static final String GIVE_UP =
      """
      update supply_waybill_imports set status = 'CANCELLED', ended_at = ?
       where host_id = ? and status in ('PREVIEW', 'CHECKING')
      """;

  private static final String SINCE =
      "select count(*) from supply_waybill_imports where host_id = ? and created_at > ?";

  private static final String FIND = COLUMNS + " where import_id = ? and host_id = ?";

  private static final String LOCK = FIND + " for update";

  private static final String OF_HOST =
      COLUMNS + " where host_id = ? order by created_at desc limit ?";

  private static final String NEXT = COLUMNS
      + """
       where status in ('CHECKING', 'APPLYING')
       order by touched_at
       limit 1
         for update skip locked
      """;

  private static final String MOVE =
      "update supply_waybill_imports set status = ?, touched_at = ? where import_id = ?";

  private static final String END =
      """
      update supply_waybill_imports set status = ?, ended_at = ?
       where import_id = ? and status in ('CHECKING', 'PREVIEW', 'APPLYING')
      """;

  private static final String CHECKED =
      "update supply_waybill_imports set checked_to = ?, touched_at = ? where import_id = ?";

  private static final String APPLIED =
      "update supply_waybill_imports set applied_to = ?, touched_at = ? where import_id = ?";

  private static final String ROWS =
      "select row, order_id, carrier, tracking_number, outcome, why from supply_waybill_rows";

  private static final String TO_CHECK = ROWS
      + " where import_id = ? and row > ? and outcome = 'WAITING' order by row limit ?";

  private static final String TO_APPLY = ROWS
      + """
       where import_id = ? and row > ? and outcome in ('READY', 'CHANGES')
       order by row
       limit ?
      """;

  private static final String PAGE = ROWS
      + " where import_id = ? and row > ? and (? = '' or outcome = ?) order by row limit ?";

  private static final String SETTLE =
      """
      update supply_waybill_rows set outcome = n.outcome, why = n.why
        from unnest(?::text[], ?::int[], ?::text[], ?::text[]) as n (import_id, row, outcome, why)
       where supply_waybill_rows.import_id = n.import_id and supply_waybill_rows.row = n.row
      """;

  private static final String COUNTS =
      "select outcome, count(*) as rows from supply_waybill_rows where import_id = ? group by outcome";

  private static final String FORGOTTEN =
      """
      update supply_waybill_imports set status = 'CANCELLED', ended_at = ?
       where status = 'PREVIEW' and touched_at < ?
      """;

  private static final String ERASE =
      """
      delete from supply_waybill_imports
       where import_id in (select import_id from supply_waybill_imports where ended_at < ? limit ?)
      """;

  private WaybillStore() {}

  /** Where a table stands. */
  enum Status {
    /** The orders of its rows are looked at. */
    CHECKING,
    /** It waits for somebody to look and start. */
    PREVIEW,
    /** Its parcels leave. */
    APPLYING,
    DONE,
    CANCELLED
  }

  /** A table of waybills, and how far it is. */
  record Import(
      String importId, String hostId, String fileName, Status status, String charset, int checkedTo,
      int appliedTo, String madeBy, Instant createdAt, Optional<Instant> endedAt) {}

  /** A row of it; {@code why} is a {@link Waybill.Why} or empty. */
  record Row(int row, Waybill waybill, Outcome outcome, String why) {
    Row as(Outcome next, String nextWhy) {
      return new Row(row, waybill, next, nextWhy);
    }
  }

  /** Which rows: of one outcome, or of all if it is empty. */
  record Wanted(String importId, int after, String outcome, int limit) {}

  /** False when another table of this host is at work. */
  static boolean add(Connection connection, Import of, List<Row> rows) throws SQLException {
    boolean isAdded = RowStore.change(connection, ADD, of.importId(), of.hostId(), of.fileName(),
        of.charset(), of.madeBy(), of.createdAt(), of.createdAt()) == 1;
    if (isAdded) {
      Columns columns = new Columns("text", "int", "text", "text", "text", "text", "text");
      rows.forEach(row -> columns.add(of.importId(), row.row(), row.waybill().orderId(),
          row.waybill().carrier(), row.waybill().number(), row.outcome().name(), row.why()));
      columns.run(connection, ADD_ROWS);
    }
    return isAdded;
  }

  /** Ends what somebody looked at and did not start. */
  static void giveUp(Connection connection, String hostId, Instant now) throws SQLException {
    RowStore.change(connection, GIVE_UP, now, hostId);
  }

  static long since(Connection connection, String hostId, Instant from) throws SQLException {
    return RowStore.one(connection, SINCE, row -> row.getLong(1), hostId, from).orElse(0L);
  }

  static Optional<Import> find(Connection connection, String hostId, String importId)
      throws SQLException {
    return RowStore.one(connection, FIND, WaybillStore::of, importId, hostId);
  }

  static Optional<Import> lock(Connection connection, String hostId, String importId)
      throws SQLException {
    return RowStore.one(connection, LOCK, WaybillStore::of, importId, hostId);
  }

  static List<Import> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST, WaybillStore::of, hostId, limit);
  }

  /** The table whose turn it is, locked; other processes take others. */
  static Optional<Import> next(Connection connection) throws SQLException {
    return RowStore.one(connection, NEXT, WaybillStore::of);
  }

  static void move(Connection connection, String importId, Status status, Instant now)
      throws SQLException {
    RowStore.change(connection, MOVE, status.name(), now, importId);
  }

  static void end(Connection connection, String importId, Status status, Instant now) throws SQLException {
    RowStore.change(connection, END, status.name(), now, importId);
  }

  static void checked(Connection connection, String importId, int row, Instant now) throws SQLException {
    RowStore.change(connection, CHECKED, row, now, importId);
  }

  static void applied(Connection connection, String importId, int row, Instant now) throws SQLException {
    RowStore.change(connection, APPLIED, row, now, importId);
  }

  static List<Row> toCheck(Connection connection, Import of, int limit) throws SQLException {
    return RowStore.list(connection, TO_CHECK, WaybillStore::row, of.importId(), of.checkedTo(), limit);
  }

  static List<Row> toApply(Connection connection, Import of, int limit) throws SQLException {
    return RowStore.list(connection, TO_APPLY, WaybillStore::row, of.importId(), of.appliedTo(), limit);
  }

  static List<Row> page(Connection connection, Wanted wanted) throws SQLException {
    return RowStore.list(connection, PAGE, WaybillStore::row, wanted.importId(), wanted.after(),
        wanted.outcome(), wanted.outcome(), wanted.limit());
  }

  static void settle(Connection connection, String importId, List<Row> rows) throws SQLException {
    Columns columns = new Columns("text", "int", "text", "text");
    rows.forEach(row -> columns.add(importId, row.row(), row.outcome().name(), row.why()));
    columns.run(connection, SETTLE);
  }

  static Map<Outcome, Integer> counts(Connection connection, String importId) throws SQLException {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    RowStore.list(connection, COUNTS, row -> counts.put(
        Outcome.valueOf(row.getString("outcome")), row.getInt("rows")), importId);
    return counts;
  }

  /** Ends previews that nobody touched since {@code since}. */
  static void endForgotten(Connection connection, Instant since, Instant now) throws SQLException {
    RowStore.change(connection, FORGOTTEN, now, since);
  }

  static void erase(Connection connection, Instant before, int limit) throws SQLException {
    RowStore.change(connection, ERASE, before, limit);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getInt("row"), new Waybill(row.getString("order_id"), row.getString("carrier"),
        row.getString("tracking_number")), Outcome.valueOf(row.getString("outcome")), row.getString("why"));
  }

  private static Import of(ResultSet row) throws SQLException {
    return new Import(row.getString("import_id"), row.getString("host_id"), row.getString("file_name"),
        Status.valueOf(row.getString("status")), row.getString("charset"), row.getInt("checked_to"),
        row.getInt("applied_to"), row.getString("made_by"), RowStore.instant(row, "created_at"),
        RowStore.maybeInstant(row, "ended_at"));
  }
}
