package laotie.server.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Cursor;
import laotie.fact.Recorded;

/**
 * Facts read once more, up to where a consumer stands: for cells that are made anew beside those it keeps.
 * While its cursors are locked it folds nothing, so that what was made takes the place of what it kept.
 */
@Singleton
public final class Replay {

  private final Database database;
  private final Log log;

  Replay(Database database, Log log) {
    this.database = database;
    this.log = log;
  }

  /** Before every fact that is still kept and was written at {@code recordedAt} or later. */
  public static Cursor from(Instant recordedAt) {
    return new Cursor(0, 0, 0, recordedAt);
  }

  /** Where the consumer stands in each of its sources, without waiting for it. */
  public Map<Source, Cursor> standing(String consumer) {
    return database.read(connection -> bySource(LogStore.cursors(connection, consumer)));
  }

  /** The same, held until the transaction ends; empty while it is at work. */
  public static Map<Source, Cursor> lock(Connection connection, String consumer) throws SQLException {
    return bySource(LogStore.lockCursors(connection, consumer));
  }

  private static Map<Source, Cursor> bySource(List<LogStore.Placed> placed) {
    Map<Source, Cursor> cursors = new EnumMap<>(Source.class);
    placed.forEach(one -> cursors.put(one.source(), one.cursor()));
    return cursors;
  }

  /** At most {@link ConsumerJob#BATCH_ROWS_MAX} facts after one place and up to another. */
  public Page read(Connection connection, Source source, Cursor after, Cursor until) throws SQLException {
    LogStore.Batch batch =
        LogStore.read(connection, source, after, log.epoch(), ConsumerJob.BATCH_ROWS_MAX);
    List<Recorded> facts = new ArrayList<>(batch.facts().size());
    for (Recorded recorded : batch.facts()) {
      if (recorded.cursor().compareTo(until) > 0) {
        return new Page(facts, until, true);
      }
      facts.add(recorded);
    }
    boolean isEnd = batch.rows() < ConsumerJob.BATCH_ROWS_MAX || batch.last().compareTo(until) >= 0;
    return new Page(facts, batch.last(), isEnd);
  }

  /** A further consumer as a job; its cursors are made when it has none. */
  public ConsumerJob job(Consumer consumer) {
    return new ConsumerJob(database, log, consumer);
  }

  /** Puts the locked cursors of {@code to} where those of {@code from} are, and forgets the latter. */
  public static void takeOver(Connection connection, String from, String to, Set<Source> sources)
      throws SQLException {
    for (LogStore.Placed placed : LogStore.lockCursors(connection, from)) {
      if (sources.contains(placed.source())) {
        LogStore.moveCursor(connection, to, placed);
      }
    }
    LogStore.forgetCursors(connection, from);
  }

  /** Forgets a consumer that reads no more. */
  public static void forget(Connection connection, String consumer) throws SQLException {
    LogStore.forgetCursors(connection, consumer);
  }

  /** How far every consumer is behind the newest fact of each source it reads. */
  public List<Lag> lags() {
    return database.read(LogStore::lags);
  }

  /** Facts in order, the place after them, and whether there were no more. */
  public record Page(List<Recorded> facts, Cursor last, boolean isEnd) {}

  /**
   * A consumer's place in one source.
   *
   * @param facts how many it has not read, at most {@link LogStore#LAG_ROWS_MAX}
   * @param readUpTo when the last fact it read was written
   */
  public record Lag(String consumer, String source, long facts, Instant readUpTo) {}
}
