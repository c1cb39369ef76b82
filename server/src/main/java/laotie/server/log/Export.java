package laotie.server.log;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import laotie.fact.Cursor;

/**
 * Facts on their way out of the house, page by page: no statement reads more than {@link #PAGE_ROWS_MAX}
 * rows and none waits for the one who downloads, so that no reader of the log is ever held up.
 */
@Singleton
public final class Export {

  /** Rows one statement reads. */
  public static final int PAGE_ROWS_MAX = 5_000;

  private final Database database;
  private final Log log;

  Export(Database database, Log log) {
    this.database = database;
    this.log = log;
  }

  /** Where one fact's line goes; throws what its stream throws. */
  @FunctionalInterface
  public interface Sink<X extends Exception> {
    void take(Line line) throws X;
  }

  /** Gives every wanted fact of {@code source} that was written before this call to the sink. */
  public <X extends Exception> void each(Source source, Predicate<Line> isWanted, Sink<X> sink) throws X {
    Cursor until = database.read(connection -> LogStore.now(connection, log.epoch()));
    Cursor after = Cursor.START;
    while (true) {
      Cursor from = after;
      List<Line> page = database.read(
          connection -> LogStore.export(connection, source, from, log.epoch(), PAGE_ROWS_MAX));
      for (Line line : page) {
        if (line.cursor().compareTo(until) > 0) {
          return;
        }
        if (isWanted.test(line)) {
          sink.take(line);
        }
        after = line.cursor();
      }
      if (page.size() < PAGE_ROWS_MAX) {
        return;
      }
    }
  }

  /**
   * A fact as it is written.
   *
   * @param type what happened
   * @param key what it is about
   * @param body JSON; opaque ids, numbers and codes, never a name or a text of a person
   */
  public record Line(Cursor cursor, Instant at, String type, String area, String key, String body) {}
}
