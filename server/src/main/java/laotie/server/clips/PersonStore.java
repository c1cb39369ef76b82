package laotie.server.clips;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.ClipsFact.ClipCommentDeleted;
import laotie.server.http.Personal;
import laotie.server.log.Log;
import laotie.server.log.RowStore;

/** What a person wrote under clips and liked, and the clips of a host who leaves. */
@Singleton
final class PersonStore implements Personal {

  private static final String COMMENTS =
      """
      select clip_id, text, said_at, deleted_at
        from clips_comments where writer_id = ? order by said_at desc limit ?
      """;

  private static final String LIKES =
      """
      select clip_id, liked_at from clips_likes where viewer_id = ? order by liked_at desc limit ?
      """;

  private static final String CLIPS =
      """
      select clip_id, caption, status, created_at, published_at
        from clips_clips where host_id = ? order by created_at desc limit ?
      """;

  private static final String ERASE_COMMENTS =
      """
      with gone as (
        update clips_comments set deleted_at = now()
         where writer_id = ? and deleted_at is null returning clip_id),
      counted as (select clip_id, count(*) as comments from gone group by clip_id)
      update clips_clips set comments = greatest(clips_clips.comments - counted.comments, 0)
        from counted where clips_clips.clip_id = counted.clip_id
      """;

  private static final String ERASE_WORDS =
      """
      update clips_comments set text = '' where writer_id = ? and text <> ''
      """;

  private static final String ERASE_LIKES =
      """
      with gone as (delete from clips_likes where viewer_id = ? returning clip_id)
      update clips_clips set likes = greatest(likes - 1, 0)
        from gone where clips_clips.clip_id = gone.clip_id
      """;

  private static final String WITHDRAW_CLIPS =
      """
      update clips_clips set status = 'WITHDRAWN', withdrawn_at = now(), caption = ''
       where host_id = ? and status in ('READY', 'PUBLISHED')
      """;

  private static final String STANDING =
      """
      select m.comment_id, m.clip_id, c.host_id
        from clips_comments m join clips_clips c on c.clip_id = m.clip_id
       where m.writer_id = ? and m.deleted_at is null
       order by m.said_at desc limit ?
      """;

  private final Log log;

  PersonStore(Log log) {
    this.log = log;
  }

  @Override
  public String area() {
    return "clips";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "comments", COMMENTS,
        "likes", LIKES,
        "clips", CLIPS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_COMMENTS, ERASE_WORDS, ERASE_LIKES, WITHDRAW_CLIPS);
  }

  @Override
  public void farewell(Connection connection, String accountId, Instant now) throws SQLException {
    List<Fact> facts = new ArrayList<>(RowStore.list(connection, STANDING,
        row -> new ClipCommentDeleted(row.getString("comment_id"),
            row.getString("clip_id"), row.getString("host_id"), accountId), accountId, ROWS_MAX));
    log.append(connection, now, facts);
  }
}
