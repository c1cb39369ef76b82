package laotie.server.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import laotie.fact.Cursor;
import laotie.fact.Recorded;

/**
 * The end of the log and of the flood in memory. Consumers and the tail each read every fact, at nearly the
 * same place and time: the first of them reads the table, the others take the same facts from here, so that
 * a fact is fetched and parsed once, however many read it. Facts never change and what was read can no longer
 * be overtaken, so memory and table say the same; whoever is too far behind reads the table.
 */
final class Recent {

  /** Facts of one source in memory; about a second of the busiest evening. */
  static final int FACTS_MAX = 10_000;

  private final int epoch;
  private final Map<Source, End> ends = new EnumMap<>(Source.class);

  Recent(int epoch) {
    this(epoch, FACTS_MAX);
  }

  Recent(int epoch, int factsMax) {
    this.epoch = epoch;
    for (Source source : Source.values()) {
      ends.put(source, new End(source, factsMax));
    }
  }

  /** What {@link LogStore#read} answers; the number of rows is that of the known ones, and at least one. */
  LogStore.Batch read(Connection connection, Source source, Cursor after, int rowsMax) throws SQLException {
    return ends.get(source).read(connection, after, rowsMax);
  }

  /** Every known fact after {@code begin} up to {@code end} stands in {@code facts}. */
  private final class End {
    private final Source source;
    private final int factsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Recorded> facts = new ArrayList<>();
    private Cursor begin = Cursor.START;
    private Cursor end = Cursor.START;

    End(Source source, int factsMax) {
      this.source = source;
      this.factsMax = factsMax;
    }

    LogStore.Batch read(Connection connection, Cursor after, int rowsMax) throws SQLException {
      // Who waits here waits for the very facts he wants.
      lock.lock();
      try {
        if (after.compareTo(end) >= 0) {
          return readOn(connection, after, rowsMax);
        }
        if (after.compareTo(begin) >= 0) {
          return remembered(after, rowsMax);
        }
      } finally {
        lock.unlock();
      }
      return LogStore.read(connection, source, after, epoch, rowsMax);
    }

    private LogStore.Batch readOn(Connection connection, Cursor after, int rowsMax) throws SQLException {
      LogStore.Batch batch = LogStore.read(connection, source, after, epoch, rowsMax);
      if (after.compareTo(end) > 0) {
        facts.clear();
        begin = after;
      }
      facts.addAll(batch.facts());
      end = batch.last();
      if (facts.size() > factsMax) {
        List<Recorded> oldest = facts.subList(0, facts.size() - factsMax);
        begin = oldest.getLast().cursor();
        oldest.clear();
      }
      return batch;
    }

    private LogStore.Batch remembered(Cursor after, int rowsMax) {
      int from = firstAfter(after);
      int to = Math.min(facts.size(), from + rowsMax);
      Cursor last = to == facts.size() ? end : facts.get(to - 1).cursor();
      return new LogStore.Batch(List.copyOf(facts.subList(from, to)), last, Math.max(1, to - from));
    }

    private int firstAfter(Cursor after) {
      int low = 0;
      int high = facts.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (facts.get(middle).cursor().compareTo(after) > 0) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
