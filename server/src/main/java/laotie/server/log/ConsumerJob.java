package laotie.server.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Moves one consumer forward, batch by batch. Result and cursor are committed together, so whatever is
 * killed, no fact is folded twice and none is left out. The cursor rows are held {@code for update skip
 * locked}: a second process finds them taken and goes on.
 */
public final class ConsumerJob {

  /** Facts of one source that one transaction takes. */
  public static final int BATCH_ROWS_MAX = 5_000;

  /** A batch that did not end in time is tried with a quarter of its facts, down to so many. */
  static final int BATCH_ROWS_MIN = 50;

  private static final int SHRINKS_BY = 4;
  private static final int GROWS_BY = 2;

  private final Database database;
  private final Consumer consumer;
  private final Recent recent;
  private final Steps steps;
  private volatile Instant readUpTo = Instant.MAX;
  private volatile int rowsMax = BATCH_ROWS_MAX;
  private volatile boolean hasMore;

  /** Told when a step is reached, so that a test can end the process between any two. */
  @FunctionalInterface
  public interface Steps {
    Steps NONE = step -> {};

    void reached(String step);
  }

  public ConsumerJob(Database database, Log log, Consumer consumer) {
    this(database, log.recent(), consumer, Steps.NONE);
  }

  ConsumerJob(Database database, Recent recent, Consumer consumer, Steps steps) {
    this.database = database;
    this.recent = recent;
    this.consumer = consumer;
    this.steps = steps;
    database.write(this::addCursors);
  }

  private Void addCursors(Connection connection) throws SQLException {
    for (Source source : consumer.sources()) {
      LogStore.addCursor(connection, consumer.name(), source);
    }
    return null;
  }

  /** When the newest fact of the last batch was recorded; {@link Instant#MAX} when nothing waited. */
  public Instant readUpTo() {
    return readUpTo;
  }

  /** True when the last step read as many facts as it might: more may wait. */
  public boolean hasMore() {
    return hasMore;
  }

  /**
   * One batch of each source; answers the rows read, 0 when there was nothing or another process works. A
   * transaction has five seconds: when it fails, the next one takes fewer facts, and grows again with each
   * that succeeds, so that no consumer stands for ever before facts that are dear to fold.
   */
  public int step() {
    steps.reached("begin");
    readUpTo = Instant.MAX;
    hasMore = false;
    int rows;
    try {
      rows = database.write(this::foldBatch);
    } catch (DatabaseFault fault) {
      rowsMax = Math.max(BATCH_ROWS_MIN, rowsMax / SHRINKS_BY);
      throw fault;
    }
    rowsMax = Math.min(BATCH_ROWS_MAX, rowsMax * GROWS_BY);
    steps.reached("committed");
    return rows;
  }

  private int foldBatch(Connection connection) throws SQLException {
    int rows = 0;
    List<LogStore.Placed> cursors = LogStore.lockCursors(connection, consumer.name());
    if (cursors.size() < consumer.sources().size()) {
      return 0;
    }
    steps.reached("locked");
    for (LogStore.Placed placed : cursors) {
      if (!consumer.sources().contains(placed.source())) {
        continue;
      }
      LogStore.Batch batch =
          recent.read(connection, placed.source(), placed.cursor(), rowsMax);
      steps.reached("read");
      if (batch.rows() == 0) {
        continue;
      }
      consumer.target().apply(connection, batch.facts());
      steps.reached("folded");
      LogStore.moveCursor(connection, consumer.name(), new LogStore.Placed(placed.source(), batch.last()));
      steps.reached("moved");
      rows += batch.rows();
      hasMore |= batch.rows() >= rowsMax;
      Instant last = batch.last().recordedAt();
      readUpTo = last.isBefore(readUpTo) ? last : readUpTo;
    }
    return rows;
  }
}
