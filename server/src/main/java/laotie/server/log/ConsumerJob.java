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

  private final Database database;
  private final Consumer consumer;
  private final Recent recent;
  private final Steps steps;
  private volatile Instant readUpTo = Instant.MAX;

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

  /** One batch of each source; answers the rows read, 0 when there was nothing or another process works. */
  public int step() {
    steps.reached("begin");
    readUpTo = Instant.MAX;
    int rows = database.write(this::foldBatch);
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
          recent.read(connection, placed.source(), placed.cursor(), BATCH_ROWS_MAX);
      steps.reached("read");
      if (batch.rows() == 0) {
        continue;
      }
      consumer.target().apply(connection, batch.facts());
      steps.reached("folded");
      LogStore.moveCursor(connection, consumer.name(), new LogStore.Placed(placed.source(), batch.last()));
      steps.reached("moved");
      rows += batch.rows();
      Instant last = batch.last().recordedAt();
      readUpTo = last.isBefore(readUpTo) ? last : readUpTo;
    }
    return rows;
  }
}
