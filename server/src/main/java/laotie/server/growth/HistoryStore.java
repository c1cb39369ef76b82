package laotie.server.growth;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.GrowthFact.HistoryImported;
import laotie.fact.GrowthFact.HistoryTakenBack;
import laotie.fact.Recorded;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of imported histories, their uploads and what was wrong in them. */
final class HistoryStore {

  private static final String COLUMNS = """
      import_id, number, host_id, channel_id, file_name, status, charset, columns, settings, fates, outcomes,
      rows_read, issues, staged, applied_to, taken_to, revision, is_counted, first_at, last_at, turn,
      created_at, ended_at
      """;

  private static final String ADD =
      """
      insert into growth_imports (import_id, host_id, file_name, status, settings, locked_until, touched_at,
                                  created_at)
      values (?, ?, ?, 'READING', ?::jsonb, ?, ?, ?)
      on conflict (host_id) where status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING', 'TAKING_BACK')
      do nothing
      """;

  private static final String ADD_FILE =
      "insert into growth_import_files (import_id, content) values (?, ?)";

  private static final String FILE = "select content from growth_import_files where import_id = ?";

  private static final String GIVE_UP =
      """
      update growth_imports set status = 'CANCELLED', ended_at = ?
       where host_id = ? and status in ('PREVIEW', 'UNREADABLE')
      """;

  /** What one host asks for at once is done one after the other: only one history of his is at work. */
  private static final String LOCK_HOST = "select pg_advisory_xact_lock(hashtextextended(?, 204))";

  private static final String FIND =
      "select " + COLUMNS + " from growth_imports where import_id = ? and host_id = ?";

  private static final String LOCK = FIND + " for update";

  private static final String OF_HOST =
      "select " + COLUMNS + " from growth_imports where host_id = ? order by number desc limit ?";

  private static final String KEPT =
      """
      select count(*) as imports, coalesce(sum(staged), 0) as orders
        from growth_imports where host_id = ? and status in ('DONE', 'APPLYING')
      """;

  private static final String READ_ANEW =
      """
      update growth_imports
         set status = 'READING', settings = ?::jsonb, turn = '', locked_until = ?, touched_at = ?
       where import_id = ?
      """;

  private static final String TURN =
      """
      update growth_imports
         set turn = ?, locked_until = ?, rows_read = 0, issues = 0, staged = 0, fates = '{}', outcomes = '{}'
       where import_id = (select import_id from growth_imports
                           where status = 'READING' and locked_until <= ?
                           order by touched_at limit 1 for update skip locked)
      returning
      """ + COLUMNS;

  private static final String KEEP_TURN =
      """
      update growth_imports
         set locked_until = ?, touched_at = ?, rows_read = ?
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String HEAD =
      """
      update growth_imports set charset = ?, columns = ?::jsonb, settings = ?::jsonb, channel_id = ?
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String READ_IN =
      """
      update growth_imports
         set status = ?, touched_at = ?, rows_read = ?, issues = ?, staged = ?, fates = ?::jsonb,
             outcomes = ?::jsonb, first_at = ?, last_at = ?
       where import_id = ? and turn = ? and status = 'READING'
      """;

  private static final String MOVE =
      """
      update growth_imports
         set status = ?, touched_at = ?, revision = nextval('growth_revision'), is_counted = false,
             ended_at = null, is_swept = false
       where import_id = ?
      """;

  private static final String NEXT = "select " + COLUMNS + """
        from growth_imports
       where status in ('APPLYING', 'TAKING_BACK')
       order by touched_at
       limit 1
         for update skip locked
      """;

  private static final String PUT_OFF =
      """
      update growth_imports set touched_at = ?
       where import_id = (select import_id from growth_imports
                           where status in ('APPLYING', 'TAKING_BACK')
                           order by touched_at limit 1 for update skip locked)
      """;

  private static final String APPLIED =
      "update growth_imports set applied_to = ?, touched_at = ? where import_id = ?";

  private static final String TAKEN =
      "update growth_imports set taken_to = ?, touched_at = ? where import_id = ?";

  private static final String END =
      "update growth_imports set status = ?, ended_at = ? where import_id = ?";

  private static final String COUNTED =
      "update growth_imports set is_counted = true where import_id = any (?) and ended_at is not null";

  private static final String ADD_ISSUES =
      """
      insert into growth_import_issues (import_id, number, row, field, kind, cell)
      select import_id, number, row, field, kind, cell
        from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
          as told (import_id, number, row, field, kind, cell)
      """;

  private static final String CLEAR_ISSUES = "delete from growth_import_issues where import_id = ?";

  private static final String ISSUES =
      """
      select number, row, field, kind, cell
        from growth_import_issues where import_id = ? and number > ? order by number limit ?
      """;

  private static final String OLD_ISSUES =
      """
      delete from growth_import_issues
       where (import_id, number) in (
             select s.import_id, s.number
               from growth_import_issues s join growth_imports i on i.import_id = s.import_id
              where i.ended_at < ?
              limit ?)
      """;

  private static final String FORGOTTEN =
      """
      update growth_imports set status = 'CANCELLED', ended_at = ?
       where status in ('PREVIEW', 'UNREADABLE') and touched_at < ?
      """;

  private static final String UNSWEPT =
      """
      select import_id, status <> 'DONE' as is_gone
        from growth_imports where ended_at is not null and not is_swept order by ended_at limit 20
      """;

  private static final String SWEEP_FILE = "delete from growth_import_files where import_id = ?";

  // One that is told again, or was taken back meanwhile, is swept once more.
  private static final String SWEPT =
      """
      update growth_imports set is_swept = true
       where import_id = ? and ended_at is not null and (status <> 'DONE') = ?
      """;

  private static final String OLD =
      """
      delete from growth_imports
       where import_id in (
         select import_id
           from (select import_id, ended_at, is_swept, status,
                        row_number() over (partition by host_id, status = 'DONE'
                                           order by number desc) as place
                   from growth_imports) as each
          where is_swept and status <> 'DONE' and (ended_at < ? or place > ?)
          limit 20)
      """;

  private HistoryStore() {}

  /** Where an import stands. */
  enum Status {
    /** Its rows are being read. */
    READING,
    /** It waits for its host to look and start. */
    PREVIEW,
    /** It cannot be read to its end. */
    UNREADABLE,
    /** Its orders are being told. */
    APPLYING,
    DONE,
    /** What it told is being withdrawn. */
    TAKING_BACK,
    TAKEN_BACK,
    CANCELLED
  }

  /**
   * An import.
   *
   * @param number later uploads have higher ones
   * @param columns a JSON list of texts
   * @param settings JSON of {@link Histories.Settings}
   * @param turn whose reading counts
   */
  record Row(
      String importId, long number, String hostId, String channelId, String fileName, Status status,
      String charset, String columns, String settings, String turn, Counts counts, Steps steps,
      Instant createdAt, Optional<Instant> endedAt) {}

  /**
   * What was counted while it was read.
   *
   * @param staged orders that are kept
   * @param fates and {@code outcomes}: JSON of numbers of orders
   */
  record Counts(
      int rows, int issues, int staged, String fates, String outcomes, Optional<Instant> firstAt,
      Optional<Instant> lastAt) {}

  /** How far it is told and taken back; {@code isCounted} once all of that is in the cells. */
  record Steps(int appliedTo, int takenTo, long revision, boolean isCounted) {}

  /** What a host keeps. */
  record Kept(long imports, long orders) {}

  /** What is wrong with a row; {@code field} and {@code kind} are words of the screens. */
  record Issue(int number, long row, String field, String kind, String cell) {}

  /** An import that ended; {@code isGone} when its orders need not be kept. */
  record Ended(String importId, boolean isGone) {}

  /** False when an import of this host is at work. */
  static boolean add(Connection connection, Row row, byte[] content) throws SQLException {
    Instant now = row.createdAt();
    boolean isAdded = RowStore.change(connection, ADD, row.importId(), row.hostId(), row.fileName(),
        row.settings(), now, now, now) == 1;
    if (isAdded) {
      RowStore.change(connection, ADD_FILE, row.importId(), content);
    }
    return isAdded;
  }

  /** Until the transaction ends nothing else of this host begins or is taken back. */
  static void lockHost(Connection connection, String hostId) throws SQLException {
    RowStore.one(connection, LOCK_HOST, row -> true, hostId);
  }

  /** Ends what the host looked at and did not start. */
  static void giveUp(Connection connection, String hostId, Instant now) throws SQLException {
    RowStore.change(connection, GIVE_UP, now, hostId);
  }

  static Optional<byte[]> file(Connection connection, String importId) throws SQLException {
    return RowStore.one(connection, FILE, row -> row.getBytes("content"), importId);
  }

  static Optional<Row> find(Connection connection, String importId, String hostId) throws SQLException {
    return RowStore.one(connection, FIND, HistoryStore::row, importId, hostId);
  }

  static Optional<Row> lock(Connection connection, String importId, String hostId) throws SQLException {
    return RowStore.one(connection, LOCK, HistoryStore::row, importId, hostId);
  }

  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST, HistoryStore::row, hostId, limit);
  }

  static Kept kept(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, KEPT,
        row -> new Kept(row.getLong("imports"), row.getLong("orders")), hostId).orElseThrow();
  }

  static void readAnew(Connection connection, String importId, String settings, Instant now)
      throws SQLException {
    RowStore.change(connection, READ_ANEW, settings, now, now, importId);
  }

  /** The next import to read; from now on this turn's reading counts. */
  static Optional<Row> takeTurn(Connection connection, String turn, Instant until, Instant now)
      throws SQLException {
    return RowStore.one(connection, TURN, HistoryStore::row, turn, until, now);
  }

  /** Locks the import and notes how far it is; false when another reading counts now. */
  static boolean keepTurn(Connection connection, Row turn, int rows, Instant until, Instant now)
      throws SQLException {
    return RowStore.change(connection, KEEP_TURN, until, now, rows, turn.importId(), turn.turn()) == 1;
  }

  static void head(Connection connection, Row turn) throws SQLException {
    RowStore.change(connection, HEAD, turn.charset(), turn.columns(), turn.settings(), turn.channelId(),
        turn.importId(), turn.turn());
  }

  static void readIn(Connection connection, Row turn, Instant now) throws SQLException {
    Counts counts = turn.counts();
    RowStore.change(connection, READ_IN, turn.status().name(), now, counts.rows(), counts.issues(),
        counts.staged(), counts.fates(), counts.outcomes(), counts.firstAt(), counts.lastAt(),
        turn.importId(), turn.turn());
  }

  /** Begins to tell it or to take it back, with a revision of its own. */
  static void move(Connection connection, String importId, Status status, Instant now) throws SQLException {
    RowStore.change(connection, MOVE, status.name(), now, importId);
  }

  /** The import whose turn it is to be told or taken back a step further, locked. */
  static Optional<Row> next(Connection connection) throws SQLException {
    return RowStore.one(connection, NEXT, HistoryStore::row);
  }

  /** Lets the others go before the import whose turn it was. */
  static void putOff(Connection connection, Instant now) throws SQLException {
    RowStore.change(connection, PUT_OFF, now);
  }

  static void applied(Connection connection, String importId, int to, Instant now) throws SQLException {
    RowStore.change(connection, APPLIED, to, now, importId);
  }

  static void taken(Connection connection, String importId, int to, Instant now) throws SQLException {
    RowStore.change(connection, TAKEN, to, now, importId);
  }

  static void end(Connection connection, String importId, Status status, Instant now) throws SQLException {
    RowStore.change(connection, END, status.name(), now, importId);
  }

  /** Notes which imports are wholly folded, from the facts that end them. */
  static void counted(Connection connection, List<Recorded> batch) throws SQLException {
    List<String> ended = new ArrayList<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case HistoryImported told -> ended.add(told.importId());
        case HistoryTakenBack taken -> ended.add(taken.importId());
        default -> { }
      }
    }
    if (!ended.isEmpty()) {
      RowStore.change(connection, COUNTED, ended);
    }
  }

  /** Keeps these issues of an import instead of those before. */
  static void issues(Connection connection, String importId, List<Issue> issues) throws SQLException {
    RowStore.change(connection, CLEAR_ISSUES, importId);
    Columns columns = new Columns("text", "int", "bigint", "text", "text", "text");
    issues.forEach(issue -> columns.add(
        importId, issue.number(), issue.row(), issue.field(), issue.kind(), issue.cell()));
    columns.run(connection, ADD_ISSUES);
  }

  static List<Issue> issues(Connection connection, String importId, int after, int limit)
      throws SQLException {
    return RowStore.list(connection, ISSUES, row -> new Issue(row.getInt("number"), row.getLong("row"),
        row.getString("field"), row.getString("kind"), row.getString("cell")), importId, after, limit);
  }

  /** Erases some issues of imports that ended before {@code before}: cells may hold anything. */
  static void eraseOldIssues(Connection connection, Instant before, int rowsMax) throws SQLException {
    RowStore.change(connection, OLD_ISSUES, before, rowsMax);
  }

  /** Ends previews nobody looked at since {@code since}. */
  static void endForgotten(Connection connection, Instant since, Instant now) throws SQLException {
    RowStore.change(connection, FORGOTTEN, now, since);
  }

  static List<Ended> unswept(Connection connection) throws SQLException {
    return RowStore.list(connection, UNSWEPT,
        row -> new Ended(row.getString("import_id"), row.getBoolean("is_gone")));
  }

  static void swept(Connection connection, Ended ended) throws SQLException {
    RowStore.change(connection, SWEEP_FILE, ended.importId());
    RowStore.change(connection, SWEPT, ended.importId(), ended.isGone());
  }

  /** Erases imports of which nothing stands: ended before {@code before}, or beyond the last of a host. */
  static void eraseOld(Connection connection, Instant before, int kept) throws SQLException {
    RowStore.change(connection, OLD, before, kept);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("import_id"), row.getLong("number"), row.getString("host_id"),
        row.getString("channel_id"), row.getString("file_name"), Status.valueOf(row.getString("status")),
        row.getString("charset"), row.getString("columns"), row.getString("settings"), row.getString("turn"),
        new Counts(row.getInt("rows_read"), row.getInt("issues"), row.getInt("staged"),
            row.getString("fates"), row.getString("outcomes"), RowStore.maybeInstant(row, "first_at"),
            RowStore.maybeInstant(row, "last_at")),
        new Steps(row.getInt("applied_to"), row.getInt("taken_to"), row.getLong("revision"),
            row.getBoolean("is_counted")),
        RowStore.instant(row, "created_at"), RowStore.maybeInstant(row, "ended_at"));
  }
}
