package laotie.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.Recorded;

/** The rows of {@code log}, {@code flood} and the consumers' cursors. */
final class LogStore {

  /** How far before its cursor's row a reader still looks, so that partitions prune. */
  static final Duration RECORDED_SLACK = Duration.ofHours(1);

  private static final String APPEND =
      "copy %s (epoch, type, area, key, at, body) from stdin (format binary)";

  // The order names the table's columns: a bare tx would be the number selected here, which no index has,
  // and every batch would sort all that is left. So would it if the planner saw the cursor: it judges a row
  // comparison by its first column, no epoch is above the cursor's, and it plans for one row. Behind a
  // subselect the cursor is unknown to it (256,000 rows behind: 37 ms a batch of 5,000 instead of 4,175).
  static final String READ =
      """
      select epoch, tx::text::bigint as tx, id, recorded_at, at, type, body::text as body
        from %s as facts
       where (epoch, tx, id) > ((select ?::int), (select ?::text::xid8), (select ?::bigint))
         and (epoch < ? or tx < pg_snapshot_xmin(pg_current_snapshot()))
         and recorded_at >= ?
       order by facts.epoch, facts.tx, facts.id
       limit ?
      """;

  // As READ, with the columns as they stand, whether or not this version knows the type.
  private static final String EXPORT =
      """
      select epoch, tx::text::bigint as tx, id, recorded_at, at, type, area, key, body::text as body
        from %s as facts
       where (epoch, tx, id) > ((select ?::int), (select ?::text::xid8), (select ?::bigint))
         and (epoch < ? or tx < pg_snapshot_xmin(pg_current_snapshot()))
         and recorded_at >= ?
       order by facts.epoch, facts.tx, facts.id
       limit ?
      """;

  private static final String RAISE_EPOCH =
      """
      insert into log_epochs (epoch, system_identifier)
      select coalesce(max(epoch), 0) + 1, (select system_identifier::text from pg_control_system())
        from log_epochs
      having coalesce((select system_identifier from log_epochs order by epoch desc limit 1), '')
             <> (select system_identifier::text from pg_control_system())
      """;

  private static final String EPOCH = "select max(epoch) from log_epochs";

  private static final String NOW_CURSOR =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, now()";

  private static final String ADD_CURSOR =
      """
      insert into log_cursors (consumer, source, epoch, tx, id, recorded_at)
      values (?, ?, 0, '0'::xid8, 0, 'epoch')
      on conflict (consumer, source) do nothing
      """;

  private static final String LOCK_CURSORS =
      """
      select source, epoch, tx::text::bigint as tx, id, recorded_at
        from log_cursors
       where consumer = ?
       order by source
         for update skip locked
      """;

  private static final String CURSORS =
      """
      select source, epoch, tx::text::bigint as tx, id, recorded_at
        from log_cursors
       where consumer = ?
       order by source
      """;

  /** Facts behind which a reader is counted; beyond, it is told to be at least so far behind. */
  static final int LAG_ROWS_MAX = 100_000;

  private static final String LAGS =
      """
      select c.consumer, c.source, c.recorded_at,
             case c.source
               when 'log' then (select count(*) from (
                 select from log l where (l.epoch, l.tx, l.id) > (c.epoch, c.tx, c.id)
                    and l.recorded_at >= c.recorded_at - interval '1 hour' limit ?) as behind)
               else (select count(*) from (
                 select from flood f where (f.epoch, f.tx, f.id) > (c.epoch, c.tx, c.id)
                    and f.recorded_at >= c.recorded_at - interval '1 hour' limit ?) as behind)
             end as facts
        from log_cursors c
       order by c.consumer, c.source
       limit 200
      """;

  private static final String FORGET_CURSORS = "delete from log_cursors where consumer = ?";

  private static final String MOVE_CURSOR =
      """
      update log_cursors
         set epoch = ?, tx = ?::text::xid8, id = ?, recorded_at = ?, moved_at = now()
       where consumer = ? and source = ?
      """;

  private static final String ENSURE_PARTITIONS = "select log_ensure_partitions(now())";

  private LogStore() {}

  static void append(Connection connection, Source source, int epoch, List<Stamped> facts)
      throws SQLException {
    RowBytes rows = new RowBytes(6);
    for (Stamped stamped : facts) {
      Fact fact = stamped.fact();
      rows.row().integer(epoch).text(FactJson.typeOf(fact)).text(fact.area().word()).text(fact.key())
          .instant(stamped.at()).json(FactJson.write(fact));
    }
    rows.write(connection, APPEND.formatted(source.table()));
  }

  /** What follows the cursor and can no longer be overtaken, with the last cursor seen. */
  static Batch read(Connection connection, Source source, Cursor after, int epoch, int rowsMax)
      throws SQLException {
    List<Recorded> facts = new ArrayList<>();
    Cursor last = after;
    int rows = 0;
    try (PreparedStatement select = connection.prepareStatement(READ.formatted(source.table()))) {
      select.setInt(1, after.epoch());
      select.setString(2, Long.toString(after.tx()));
      select.setLong(3, after.id());
      select.setInt(4, epoch);
      select.setObject(5, utc(earliest(after)));
      select.setInt(6, rowsMax);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows++;
          last = cursorOf(row);
          Optional<Fact> fact = FactJson.read(row.getString("type"), row.getString("body"));
          if (fact.isPresent()) {
            facts.add(new Recorded(last, row.getTimestamp("at").toInstant(), fact.get()));
          }
        }
      }
    }
    return new Batch(facts, last, rows);
  }

  /** The same facts as they are written, for an export. */
  static List<Export.Line> export(Connection connection, Source source, Cursor after, int epoch, int rowsMax)
      throws SQLException {
    List<Export.Line> lines = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(EXPORT.formatted(source.table()))) {
      select.setInt(1, after.epoch());
      select.setString(2, Long.toString(after.tx()));
      select.setLong(3, after.id());
      select.setInt(4, epoch);
      select.setObject(5, utc(earliest(after)));
      select.setInt(6, rowsMax);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(new Export.Line(cursorOf(row), row.getTimestamp("at").toInstant(), row.getString("type"),
              row.getString("area"), row.getString("key"), row.getString("body")));
        }
      }
    }
    return lines;
  }

  private static Instant earliest(Cursor after) {
    return after.recordedAt().equals(Instant.EPOCH)
        ? Instant.EPOCH
        : after.recordedAt().minus(RECORDED_SLACK);
  }

  private static Cursor cursorOf(ResultSet row) throws SQLException {
    return new Cursor(
        row.getInt("epoch"),
        row.getLong("tx"),
        row.getLong("id"),
        row.getTimestamp("recorded_at").toInstant());
  }

  /** Raises the epoch when the cluster is another than the last one, and answers the epoch in force. */
  static int epoch(Connection connection) throws SQLException {
    try (PreparedStatement raise = connection.prepareStatement(RAISE_EPOCH)) {
      raise.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement(EPOCH);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /** The place after everything that is already visible, before everything that is not. */
  static Cursor now(Connection connection, int epoch) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NOW_CURSOR);
        ResultSet row = select.executeQuery()) {
      row.next();
      Timestamp now = row.getTimestamp(2);
      return new Cursor(epoch, row.getLong(1), Long.MAX_VALUE, now.toInstant());
    }
  }

  static void addCursor(Connection connection, String consumer, Source source) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_CURSOR)) {
      insert.setString(1, consumer);
      insert.setString(2, source.table());
      insert.executeUpdate();
    }
  }

  /** Locks the cursors of a consumer; empty when another process holds them. */
  static List<Placed> lockCursors(Connection connection, String consumer) throws SQLException {
    return cursors(connection, LOCK_CURSORS, consumer);
  }

  /** The cursors of a consumer, locked by whomever. */
  static List<Placed> cursors(Connection connection, String consumer) throws SQLException {
    return cursors(connection, CURSORS, consumer);
  }

  private static List<Placed> cursors(Connection connection, String sql, String consumer)
      throws SQLException {
    List<Placed> cursors = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, consumer);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Source source = row.getString("source").equals("log") ? Source.LOG : Source.FLOOD;
          cursors.add(new Placed(source, cursorOf(row)));
        }
      }
    }
    return cursors;
  }

  static void moveCursor(Connection connection, String consumer, Placed to) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE_CURSOR)) {
      update.setInt(1, to.cursor().epoch());
      update.setString(2, Long.toString(to.cursor().tx()));
      update.setLong(3, to.cursor().id());
      update.setObject(4, utc(to.cursor().recordedAt()));
      update.setString(5, consumer);
      update.setString(6, to.source().table());
      update.executeUpdate();
    }
  }

  static void forgetCursors(Connection connection, String consumer) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET_CURSORS)) {
      delete.setString(1, consumer);
      delete.executeUpdate();
    }
  }

  static List<Replay.Lag> lags(Connection connection) throws SQLException {
    List<Replay.Lag> lags = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LAGS)) {
      select.setInt(1, LAG_ROWS_MAX);
      select.setInt(2, LAG_ROWS_MAX);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lags.add(new Replay.Lag(row.getString("consumer"), row.getString("source"),
              row.getLong("facts"), row.getTimestamp("recorded_at").toInstant()));
        }
      }
    }
    return lags;
  }

  static void ensurePartitions(Connection connection) throws SQLException {
    try (PreparedStatement ensure = connection.prepareStatement(ENSURE_PARTITIONS)) {
      ensure.execute();
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** A fact with the instant it happened. */
  record Stamped(Instant at, Fact fact) {}

  /** Facts in order, the cursor after them, and the rows read, known or not. */
  record Batch(List<Recorded> facts, Cursor last, int rows) {}

  /** A consumer's place in one source. */
  record Placed(Source source, Cursor cursor) {}
}
