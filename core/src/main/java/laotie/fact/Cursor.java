package laotie.fact;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A place in the log, ordered by (epoch, tx, id). Ids alone are not an order to read by: a row with a
 * smaller id may be committed after a larger one was read.
 *
 * @param epoch counts the database clusters this log has lived in, from 1: after a dump and restore the
 *     transaction numbers start anew, so a changed cluster raises it
 * @param tx the writing transaction (xid8)
 * @param id the row, from one sequence
 * @param recordedAt when the row was written; bounds the partitions a reader must open
 */
public record Cursor(int epoch, long tx, long id, Instant recordedAt) implements Comparable<Cursor> {

  /** Before every fact. */
  public static final Cursor START = new Cursor(0, 0, 0, Instant.EPOCH);

  private static final Comparator<Cursor> ORDER =
      Comparator.comparingInt(Cursor::epoch).thenComparingLong(Cursor::tx).thenComparingLong(Cursor::id);

  public Cursor {
    Objects.requireNonNull(recordedAt);
  }

  @Override
  public int compareTo(Cursor other) {
    return ORDER.compare(this, other);
  }
}
