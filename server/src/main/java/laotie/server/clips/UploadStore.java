package laotie.server.clips;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.clips.Upload;
import laotie.server.log.RowStore;

/** The rows of uploads. */
final class UploadStore {

  private static final String LOCK_ALL = "select pg_advisory_xact_lock(110, 1)";

  private static final String OPEN_OF_HOST =
      "select count(*) as n from clips_uploads where host_id = ? and clip_id = ''";

  private static final String BYTES_OF_HOST =
      "select coalesce(sum(bytes), 0)::bigint as n from clips_uploads where host_id = ?";

  private static final String BYTES =
      "select coalesce(sum(bytes), 0)::bigint as n from clips_uploads";

  private static final String ADD =
      """
      insert into clips_uploads (upload_id, host_id, actor_id, bytes, created_at, expires_at)
      values (?, ?, ?, ?, ?, ?)
      """;

  private static final String OPEN =
      """
      select upload_id, host_id, bytes, received, expires_at
        from clips_uploads where upload_id = ? and clip_id = '' and expires_at > ?
      """;

  private static final String ADVANCE =
      """
      update clips_uploads
         set received = ?, expires_at = least(?, created_at + make_interval(secs => ?))
       where upload_id = ? and received = ? and clip_id = ''
      """;

  private static final String USE =
      "update clips_uploads set clip_id = ? where upload_id = ? and clip_id = '' and received = bytes";

  private static final String DROP = "delete from clips_uploads where upload_id = ?";

  private static final String EXPIRED =
      """
      select upload_id from clips_uploads
       where (clip_id = '' and expires_at <= ?)
          or exists (select 1 from clips_clips
                      where clips_clips.clip_id = clips_uploads.clip_id and status <> 'PROCESSING')
       limit 500
      """;

  private static final String KNOWN = "select upload_id from clips_uploads where upload_id = any(?)";

  private UploadStore() {}

  /** Opens are decided one after the other, so that the bounds hold. */
  static void lockAll(Connection connection) throws SQLException {
    RowStore.list(connection, LOCK_ALL, row -> true);
  }

  static int openOfHost(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, OPEN_OF_HOST, row -> row.getInt("n"), hostId).orElse(0);
  }

  static long bytesOfHost(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, BYTES_OF_HOST, row -> row.getLong("n"), hostId).orElse(0L);
  }

  static long bytes(Connection connection) throws SQLException {
    return RowStore.one(connection, BYTES, row -> row.getLong("n")).orElse(0L);
  }

  static void add(Connection connection, Upload upload, String actorId, Instant now) throws SQLException {
    RowStore.change(connection, ADD, upload.uploadId(), upload.hostId(), actorId, upload.bytes(), now,
        upload.expiresAt());
  }

  /** An upload that takes parts still. */
  static Optional<Upload> open(Connection connection, String uploadId, Instant now) throws SQLException {
    return RowStore.one(connection, OPEN, UploadStore::read, uploadId, now);
  }

  private static Upload read(ResultSet row) throws SQLException {
    return new Upload(row.getString("upload_id"), row.getString("host_id"), row.getLong("bytes"),
        row.getLong("received"), RowStore.instant(row, "expires_at"));
  }

  /** A part came, and keeps the upload alive; false when somebody else wrote one meanwhile. */
  static boolean advance(Connection connection, Upload after, long before) throws SQLException {
    return RowStore.change(connection, ADVANCE, after.received(), after.expiresAt(),
        (double) Upload.KEPT.toSeconds(), after.uploadId(), before) == 1;
  }

  /** False when it is in use or not whole. */
  static boolean use(Connection connection, String uploadId, String clipId) throws SQLException {
    return RowStore.change(connection, USE, clipId, uploadId) == 1;
  }

  static void drop(Connection connection, String uploadId) throws SQLException {
    RowStore.change(connection, DROP, uploadId);
  }

  /** Uploads that nobody goes on with, and those whose clip is made, failed or withdrawn. */
  static List<String> expired(Connection connection, Instant now) throws SQLException {
    return RowStore.list(connection, EXPIRED, row -> row.getString("upload_id"), now);
  }

  static List<String> known(Connection connection, List<String> uploadIds) throws SQLException {
    return RowStore.list(connection, KNOWN, row -> row.getString("upload_id"), uploadIds);
  }
}
