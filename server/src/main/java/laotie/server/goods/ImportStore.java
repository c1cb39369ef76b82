package laotie.server.goods;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.server.log.RowStore;

/** The rows of imports and their uploads. */
final class ImportStore {

  private static final String COLUMNS = """
      import_id, host_id, file_name, status, charset, columns, settings, turn, rows_read, issues, pictures,
      applied_to, created_at, ended_at
      """;

  private static final String ADD =
      """
      insert into goods_imports (import_id, host_id, file_name, status, charset, columns, settings,
                                 locked_until, touched_at, created_at)
      values (?, ?, ?, 'READING', ?, ?::jsonb, ?::jsonb, ?, ?, ?)
      on conflict (host_id) where status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING') do nothing
      """;

  private static final String ADD_FILE =
      "insert into goods_import_files (import_id, content) values (?, ?)";

  private static final String FILE = "select content from goods_import_files where import_id = ?";

  private static final String GIVE_UP =
      """
      update goods_imports set status = 'CANCELLED', ended_at = ?
       where host_id = ? and status in ('PREVIEW', 'UNREADABLE')
      """;

  private static final String FIND =
      "select " + COLUMNS + " from goods_imports where import_id = ? and host_id = ?";

  private static final String LOCK = FIND + " for update";

  private static final String OF_HOST =
      "select " + COLUMNS + " from goods_imports where host_id = ? order by created_at desc limit ?";

  private static final String READ_ANEW =
      """
      update goods_imports
         set status = 'READING', settings = ?::jsonb, turn = '', locked_until = ?, touched_at = ?
       where import_id = ?
      """;

  private static final String TURN =
      """
      update goods_imports set turn = ?, locked_until = ?, rows_read = 0, issues = 0, pictures = 0
       where import_id = (select import_id from goods_imports
                           where status = 'READING' and locked_until <= ?
                           order by touched_at limit 1 for update skip locked)
      returning
      """ + COLUMNS;

  private static final String KEEP_TURN =
      """
      update goods_imports
         set locked_until = ?, touched_at = ?, rows_read = ?, issues = ?, pictures = ?
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String HEAD =
      """
      update goods_imports set charset = ?, columns = ?::jsonb, settings = ?::jsonb
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String READ_IN =
      """
      update goods_imports set status = ?, touched_at = ?
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String START =
      """
      update goods_imports set status = 'APPLYING', touched_at = ?
       where import_id = ? and status = 'PREVIEW'
      """;

  private static final String NEXT_TO_APPLY = "select " + COLUMNS + """
        from goods_imports
       where status = 'APPLYING'
       order by touched_at
       limit 1
         for update skip locked
      """;

  private static final String APPLIED =
      """
      update goods_imports set applied_to = ?, touched_at = ?, issues = issues + ? where import_id = ?
      """;

  private static final String END =
      """
      update goods_imports set status = ?, ended_at = ?
       where import_id = ? and status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING')
      """;

  private static final String FORGOTTEN =
      """
      update goods_imports set status = 'CANCELLED', ended_at = ?
       where status in ('PREVIEW', 'UNREADABLE') and touched_at < ?
      """;

  private static final String UNSWEPT =
      """
      select import_id from goods_imports where ended_at is not null and not is_swept
       order by ended_at limit 20
      """;

  private static final String SWEEP_ROWS =
      """
      delete from goods_import_rows
       where (import_id, row) in (select import_id, row from goods_import_rows where import_id = ? limit ?)
      """;

  private static final String SWEEP_FILE = "delete from goods_import_files where import_id = ?";

  private static final String SWEPT = "update goods_imports set is_swept = true where import_id = ?";

  private static final String OLD =
      """
      select import_id
        from (select import_id, ended_at, is_swept,
                     row_number() over (partition by host_id order by created_at desc) as place
                from goods_imports) as each
       where is_swept and (ended_at < ? or place > ?)
       limit 20
      """;

  private static final String ERASE = "delete from goods_imports where import_id = ?";

  private ImportStore() {}

  /** Where an import stands. */
  enum Status {
    /** Its rows are being read. */
    READING,
    /** It waits for its host to look and start. */
    PREVIEW,
    /** It cannot be read to its end. */
    UNREADABLE,
    /** Its products are being taken over. */
    APPLYING,
    DONE,
    CANCELLED
  }

  /**
   * An import.
   *
   * @param columns a JSON list of texts
   * @param settings JSON of {@link Imports.Settings}
   * @param turn whose reading counts
   * @param appliedTo number of the last product that was taken over
   */
  record Row(
      String importId, String hostId, String fileName, Status status, String charset, String columns,
      String settings, String turn, Counts counts, int appliedTo, Instant createdAt,
      Optional<Instant> endedAt) {}

  /** What was counted while it was read. */
  record Counts(int rows, int issues, int pictures) {}

  /** False when an import of this host is at work. */
  static boolean add(Connection connection, Row row, byte[] content) throws SQLException {
    boolean isAdded = RowStore.change(connection, ADD, row.importId(), row.hostId(), row.fileName(),
        row.charset(), row.columns(), row.settings(), row.createdAt(), row.createdAt(), row.createdAt()) == 1;
    if (isAdded) {
      RowStore.change(connection, ADD_FILE, row.importId(), content);
    }
    return isAdded;
  }

  /** Ends what the host looked at and did not start. */
  static void giveUp(Connection connection, String hostId, Instant now) throws SQLException {
    RowStore.change(connection, GIVE_UP, now, hostId);
  }

  static Optional<byte[]> file(Connection connection, String importId) throws SQLException {
    return RowStore.one(connection, FILE, row -> row.getBytes("content"), importId);
  }

  static Optional<Row> find(Connection connection, String importId, String hostId) throws SQLException {
    return RowStore.one(connection, FIND, ImportStore::row, importId, hostId);
  }

  static Optional<Row> lock(Connection connection, String importId, String hostId) throws SQLException {
    return RowStore.one(connection, LOCK, ImportStore::row, importId, hostId);
  }

  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST, ImportStore::row, hostId, limit);
  }

  static void readAnew(Connection connection, String importId, String settings, Instant now)
      throws SQLException {
    RowStore.change(connection, READ_ANEW, settings, now, now, importId);
  }

  /** The next import to read; from now on this turn's reading counts. */
  static Optional<Row> takeTurn(Connection connection, String turn, Instant until, Instant now)
      throws SQLException {
    return RowStore.one(connection, TURN, ImportStore::row, turn, until, now);
  }

  /** Locks the import and notes how far it is; false when another reading counts now. */
  static boolean keepTurn(Connection connection, Row turn, Counts counts, Instant until, Instant now)
      throws SQLException {
    return RowStore.change(connection, KEEP_TURN, until, now, counts.rows(), counts.issues(),
        counts.pictures(), turn.importId(), turn.turn()) == 1;
  }

  static void head(Connection connection, Row turn) throws SQLException {
    RowStore.change(connection, HEAD, turn.charset(), turn.columns(), turn.settings(), turn.importId(),
        turn.turn());
  }

  static void readIn(Connection connection, Row turn, Status status, Instant now) throws SQLException {
    RowStore.change(connection, READ_IN, status.name(), now, turn.importId(), turn.turn());
  }

  static boolean start(Connection connection, String importId, Instant now) throws SQLException {
    return RowStore.change(connection, START, now, importId) == 1;
  }

  /** The import whose turn it is to take over some of its products, locked. */
  static Optional<Row> nextToApply(Connection connection) throws SQLException {
    return RowStore.one(connection, NEXT_TO_APPLY, ImportStore::row);
  }

  static void applied(Connection connection, String importId, int appliedTo, int issues, Instant now)
      throws SQLException {
    RowStore.change(connection, APPLIED, appliedTo, now, issues, importId);
  }

  static void end(Connection connection, String importId, Status status, Instant now) throws SQLException {
    RowStore.change(connection, END, status.name(), now, importId);
  }

  /** Ends previews nobody looked at since {@code since}. */
  static void endForgotten(Connection connection, Instant since, Instant now) throws SQLException {
    RowStore.change(connection, FORGOTTEN, now, since);
  }

  static List<String> unswept(Connection connection) throws SQLException {
    return RowStore.list(connection, UNSWEPT, row -> row.getString("import_id"));
  }

  /** Erases some rows of an ended import, its file with the last of them; true when all are gone. */
  static boolean sweep(Connection connection, String importId, int rowsMax) throws SQLException {
    if (RowStore.change(connection, SWEEP_ROWS, importId, rowsMax) == rowsMax) {
      return false;
    }
    RowStore.change(connection, SWEEP_FILE, importId);
    RowStore.change(connection, SWEPT, importId);
    return true;
  }

  /** Imports that ended before {@code before}, and those beyond the last {@code kept} of their host. */
  static List<String> old(Connection connection, Instant before, int kept) throws SQLException {
    return RowStore.list(connection, OLD, row -> row.getString("import_id"), before, kept);
  }

  static void erase(Connection connection, String importId) throws SQLException {
    RowStore.change(connection, ERASE, importId);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("import_id"), row.getString("host_id"), row.getString("file_name"),
        Status.valueOf(row.getString("status")), row.getString("charset"), row.getString("columns"),
        row.getString("settings"), row.getString("turn"),
        new Counts(row.getInt("rows_read"), row.getInt("issues"), row.getInt("pictures")),
        row.getInt("applied_to"), RowStore.instant(row, "created_at"),
        RowStore.maybeInstant(row, "ended_at"));
  }
}
