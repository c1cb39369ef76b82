package laotie.server.clips;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.RowStore;

/** The rows of comments. */
final class CommentStore {

  private static final String COLUMNS =
      """
      select comment_id, clip_id, root_id, answers_id, writer_id, text, is_intent, said_at
        from clips_comments
      """;

  private static final String ADD =
      """
      insert into clips_comments (comment_id, clip_id, root_id, answers_id, writer_id, text, is_intent,
                                  said_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_COUNT =
      "update clips_clips set comments = comments + ? where clip_id = ?";

  private static final String BY_ID = COLUMNS + " where comment_id = ? and deleted_at is null";

  private static final String OF_CLIP =
      COLUMNS + " where clip_id = ? and root_id = '' and deleted_at is null and (? = '' or"
          + " (said_at, comment_id) < (select said_at, comment_id from clips_comments where comment_id = ?))"
          + " order by said_at desc, comment_id desc limit ?";

  private static final String REPLIES =
      COLUMNS + " where root_id = ? and deleted_at is null and (? = '' or"
          + " (said_at, comment_id) > (select said_at, comment_id from clips_comments where comment_id = ?))"
          + " order by said_at, comment_id limit ?";

  private static final String FIRST_REPLIES =
      """
      select reply.comment_id, reply.clip_id, reply.root_id, reply.answers_id, reply.writer_id, reply.text,
             reply.is_intent, reply.said_at
        from unnest(?::text[]) as root (root_id)
       cross join lateral (
         select comment_id, clip_id, root_id, answers_id, writer_id, text, is_intent, said_at
           from clips_comments where clips_comments.root_id = root.root_id and deleted_at is null
          order by said_at, comment_id limit 3) as reply
       order by reply.said_at, reply.comment_id limit 300
      """;

  private static final String REPLY_COUNTS =
      """
      select root_id, count(*) as n from clips_comments
       where root_id = any(?) and root_id <> '' and deleted_at is null group by root_id
      """;

  /** What stands under it goes first: while some of it is left, the comment is there to be deleted again. */
  private static final String DELETE =
      """
      update clips_comments set deleted_at = ?, text = ''
       where comment_id in (
         select comment_id from clips_comments
          where (comment_id = ? or root_id = ?) and deleted_at is null
          order by root_id desc, comment_id limit ?)
      returning comment_id
      """;

  private CommentStore() {}

  /**
   * A comment.
   *
   * @param rootId the comment at the top under which it stands, or empty
   * @param answersId the one it answers, or empty
   */
  record Row(
      String commentId, String clipId, String rootId, String answersId, String writerId, String text,
      boolean isIntent, Instant at) {}

  static void add(Connection connection, Row row) throws SQLException {
    RowStore.change(connection, ADD, row.commentId(), row.clipId(), row.rootId(), row.answersId(),
        row.writerId(), row.text(), row.isIntent(), row.at());
    RowStore.change(connection, ADD_COUNT, 1, row.clipId());
  }

  /** Deletes some of what stands under a comment, and at last itself, with their words; says which. */
  static List<String> delete(Connection connection, Row row, Instant now, int limit) throws SQLException {
    List<String> gone = RowStore.list(connection, DELETE, found -> found.getString("comment_id"), now,
        row.commentId(), row.commentId(), limit);
    RowStore.change(connection, ADD_COUNT, -gone.size(), row.clipId());
    return gone;
  }

  static Optional<Row> find(Connection connection, String commentId) throws SQLException {
    return RowStore.one(connection, BY_ID, CommentStore::read, commentId);
  }

  static List<Row> ofClip(Connection connection, String clipId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, OF_CLIP, CommentStore::read, clipId, after, after, limit);
  }

  static List<Row> replies(Connection connection, String rootId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, REPLIES, CommentStore::read, rootId, after, after, limit);
  }

  static List<Row> firstReplies(Connection connection, List<String> rootIds) throws SQLException {
    return RowStore.list(connection, FIRST_REPLIES, CommentStore::read, rootIds);
  }

  static Map<String, Long> replyCounts(Connection connection, List<String> rootIds) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    RowStore.list(connection, REPLY_COUNTS,
        row -> counts.put(row.getString("root_id"), row.getLong("n")) == null, rootIds);
    return counts;
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(row.getString("comment_id"), row.getString("clip_id"), row.getString("root_id"),
        row.getString("answers_id"), row.getString("writer_id"), row.getString("text"),
        row.getBoolean("is_intent"), RowStore.instant(row, "said_at"));
  }
}
