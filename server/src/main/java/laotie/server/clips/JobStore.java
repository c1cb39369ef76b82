package laotie.server.clips;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import laotie.server.log.RowStore;

/** The rows of clips as a queue: who is at which one, how far, and how it ended. */
final class JobStore {

  private static final String TAKE =
      """
      update clips_clips
         set leased_until = ?, begun_at = ?, attempts = attempts + 1, progress = 0
       where clip_id = (
         select waiting.clip_id from clips_clips waiting
          where waiting.status = 'PROCESSING'
            and (waiting.leased_until is null or waiting.leased_until < ?)
          order by (select count(*) from clips_clips begun
                     where begun.host_id = waiting.host_id and begun.begun_at > ?), waiting.created_at
          limit 1 for update of waiting skip locked)
      returning clip_id
      """;

  private static final String AT_WORK =
      "select count(*) as n from clips_clips where host_id = ? and status = 'PROCESSING'";

  private static final String KEEP =
      """
      update clips_clips set leased_until = ?, progress = ?
       where clip_id = ? and status = 'PROCESSING'
      """;

  private static final String FREE_ALL =
      "update clips_clips set leased_until = null where status = 'PROCESSING'";

  private static final String RELEASE =
      "update clips_clips set leased_until = ? where clip_id = ? and status = 'PROCESSING'";

  private static final String MADE =
      """
      update clips_clips set status = 'READY', progress = 1, leased_until = null, width = ?, height = ?,
             length_ms = ? where clip_id = ? and status = 'PROCESSING'
      """;

  private static final String FAIL =
      """
      update clips_clips set status = 'FAILED', failure = ?, leased_until = null
       where clip_id = ? and status = 'PROCESSING'
      """;

  private JobStore() {}

  /**
   * The next clip to make, leased: one of the host of whom the fewest were begun since {@code since}, so
   * that nobody waits for all of another.
   */
  static Optional<String> take(Connection connection, Instant until, Instant now, Instant since)
      throws SQLException {
    return RowStore.one(connection, TAKE, row -> row.getString("clip_id"), until, now, now, since);
  }

  /** Clips of a host that wait or are being made. */
  static int atWork(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, AT_WORK, row -> row.getInt("n"), hostId).orElse(0);
  }

  /** False when it was withdrawn meanwhile. */
  static boolean keep(Connection connection, String clipId, double progress, Instant until)
      throws SQLException {
    return RowStore.change(connection, KEEP, until, (float) progress, clipId) == 1;
  }

  /** The data folder belongs to one process: leases from before its start are nobody's. */
  static void freeAll(Connection connection) throws SQLException {
    RowStore.change(connection, FREE_ALL);
  }

  static void release(Connection connection, String clipId, Instant until) throws SQLException {
    RowStore.change(connection, RELEASE, until, clipId);
  }

  static boolean made(Connection connection, String clipId, ClipStore.Size size) throws SQLException {
    return RowStore.change(
        connection, MADE, size.width(), size.height(), size.lengthMs(), clipId) == 1;
  }

  static void fail(Connection connection, String clipId, String failure) throws SQLException {
    RowStore.change(connection, FAIL, failure, clipId);
  }
}
