package laotie.server.clips;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.clips.Draft;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of clips and their cards. */
final class ClipStore {

  private static final String COLUMNS =
      """
      select clip_id, host_id, caption, status, progress, failure, publishes, upload_id, show_id, cut_from,
             cut_to, sources_product_id, width, height, length_ms, likes, comments, shares, views, attempts,
             created_at, published_at, is_withdrawn_by_staff, is_erased
        from clips_clips
      """;

  private static final String ADD =
      """
      insert into clips_clips (clip_id, host_id, actor_id, caption, status, publishes, upload_id, show_id,
                               cut_from, cut_to, sources_product_id, created_at)
      values (?, ?, ?, ?, 'PROCESSING', ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String BY_ID = COLUMNS + " where clip_id = ?";
  private static final String LOCK = COLUMNS + " where clip_id = ? for update";
  private static final String BY_IDS = COLUMNS + " where clip_id = any(?)";

  private static final String OF_HOST =
      COLUMNS + " where host_id = ? and not is_erased and (? = '' or (created_at, clip_id) <"
          + " (select created_at, clip_id from clips_clips where clip_id = ?))"
          + " order by created_at desc, clip_id desc limit ?";

  private static final String PUBLISHED_OF_HOST =
      COLUMNS + " where host_id = ? and status = 'PUBLISHED' and (? = '' or (published_at, clip_id) <"
          + " (select published_at, clip_id from clips_clips where clip_id = ?))"
          + " order by published_at desc, clip_id desc limit ?";

  private static final String SOURCING =
      COLUMNS + " where sources_product_id = ? and status = 'PUBLISHED'"
          + " order by published_at desc, clip_id desc limit ?";

  private static final String PUBLISHED =
      """
      select clip_id, host_id, published_at,
             (select count(*) from clips_views where clips_views.clip_id = clips_clips.clip_id
                 and opened_at > ? and channel <> 'PAID') as opens
        from clips_clips where status = 'PUBLISHED' order by published_at desc, clip_id desc limit ?
      """;

  private static final String EDIT =
      "update clips_clips set caption = ?, sources_product_id = ? where clip_id = ?";

  private static final String MADE_SINCE =
      "select count(*) as n from clips_clips where host_id = ? and created_at > ?";

  private static final String DROP_CARDS = "delete from clips_cards where clip_id = ?";

  private static final String ADD_CARDS =
      """
      insert into clips_cards (clip_id, product_id, from_ms, position)
      select * from unnest(?::text[], ?::text[], ?::bigint[], ?::int[])
      """;

  private static final String CARDS =
      """
      select clip_id, product_id, from_ms from clips_cards
       where clip_id = any(?) order by clip_id, from_ms, position limit 5000
      """;

  private static final String TURN =
      """
      update clips_clips set status = ?, published_at = coalesce(published_at, ?), withdrawn_at = ?,
             is_withdrawn_by_staff = ? where clip_id = ?
      """;

  private static final String LIKED =
      "select clip_id from clips_likes where viewer_id = ? and clip_id = any(?)";

  private static final String LIKE =
      "insert into clips_likes (clip_id, viewer_id, liked_at) values (?, ?, ?) on conflict do nothing";

  private static final String UNLIKE = "delete from clips_likes where clip_id = ? and viewer_id = ?";

  private static final String ADD_LIKES =
      "update clips_clips set likes = likes + ? where clip_id = ? returning likes";

  private static final String SHARE =
      "insert into clips_shares (clip_id, viewer_id, shared_at) values (?, ?, ?) on conflict do nothing";

  private static final String ADD_SHARE = "update clips_clips set shares = shares + 1 where clip_id = ?";

  private static final String WITHDRAWN_BEFORE =
      """
      select clip_id from clips_clips
       where status = 'WITHDRAWN' and withdrawn_at < ? and not is_erased limit 100
      """;

  private static final String ERASED = "update clips_clips set is_erased = true where clip_id = ?";

  private ClipStore() {}

  /** A clip as it is kept. */
  record Row(
      String clipId, String hostId, String caption, Clips.Status status, double progress, String failure,
      boolean publishes, Source source, String sourcesProductId, Size size, Counts counts, int attempts,
      Instant createdAt, Optional<Instant> publishedAt, boolean isWithdrawnByStaff, boolean isErased) {

    /** True when there is a video to show. */
    boolean isMade() {
      return size.lengthMs() > 0;
    }
  }

  /** Where its video comes from: an upload, or a piece of a show. */
  record Source(String uploadId, String showId, Optional<Instant> from, Optional<Instant> to) {}

  /** Pixels and milliseconds; 0 until it is made. */
  record Size(int width, int height, long lengthMs) {}

  record Counts(long likes, long comments, long shares, long views) {}

  /** A clip that is to be made. */
  record New(
      String clipId, String hostId, String actorId, Draft draft, boolean publishes, Source source) {}

  static void add(Connection connection, New clip, Instant now) throws SQLException {
    Source source = clip.source();
    RowStore.change(connection, ADD, clip.clipId(), clip.hostId(), clip.actorId(), clip.draft().caption(),
        clip.publishes(), source.uploadId(), source.showId(), source.from(), source.to(),
        clip.draft().sourcesProductId(), now);
    putCards(connection, clip.clipId(), clip.draft().cards());
  }

  static void putCards(Connection connection, String clipId, List<Draft.Card> cards) throws SQLException {
    RowStore.change(connection, DROP_CARDS, clipId);
    if (cards.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text", "bigint", "int");
    for (int i = 0; i < cards.size(); i++) {
      columns.add(clipId, cards.get(i).productId(), cards.get(i).fromMs(), i);
    }
    columns.run(connection, ADD_CARDS);
  }

  static Map<String, List<Draft.Card>> cards(Connection connection, List<String> clipIds)
      throws SQLException {
    Map<String, List<Draft.Card>> cards = new HashMap<>();
    RowStore.list(connection, CARDS, row -> cards
        .computeIfAbsent(row.getString("clip_id"), _ -> new ArrayList<>())
        .add(new Draft.Card(row.getString("product_id"), row.getLong("from_ms"))), clipIds);
    return cards;
  }

  static Optional<Row> find(Connection connection, String clipId) throws SQLException {
    return RowStore.one(connection, BY_ID, ClipStore::read, clipId);
  }

  static Optional<Row> lock(Connection connection, String clipId) throws SQLException {
    return RowStore.one(connection, LOCK, ClipStore::read, clipId);
  }

  static List<Row> find(Connection connection, Collection<String> clipIds) throws SQLException {
    return RowStore.list(connection, BY_IDS, ClipStore::read, List.copyOf(clipIds));
  }

  static List<Row> ofHost(Connection connection, String hostId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, OF_HOST, ClipStore::read, hostId, after, after, limit);
  }

  static List<Row> publishedOfHost(Connection connection, String hostId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, PUBLISHED_OF_HOST, ClipStore::read, hostId, after, after, limit);
  }

  static List<Row> sourcing(Connection connection, String productId, int limit) throws SQLException {
    return RowStore.list(connection, SOURCING, ClipStore::read, productId, limit);
  }

  static List<Clips.Brief> published(Connection connection, Instant since, int limit) throws SQLException {
    return RowStore.list(connection, PUBLISHED, row -> new Clips.Brief(row.getString("clip_id"),
        row.getString("host_id"), RowStore.instant(row, "published_at"), row.getLong("opens")), since,
        limit);
  }

  static void edit(Connection connection, String clipId, Draft draft) throws SQLException {
    RowStore.change(connection, EDIT, draft.caption(), draft.sourcesProductId(), clipId);
    putCards(connection, clipId, draft.cards());
  }

  static int madeSince(Connection connection, String hostId, Instant since) throws SQLException {
    return RowStore.one(connection, MADE_SINCE, row -> row.getInt("n"), hostId, since).orElse(0);
  }

  static void publish(Connection connection, String clipId, Instant now) throws SQLException {
    RowStore.change(connection, TURN, "PUBLISHED", now, Optional.empty(), false, clipId);
  }

  static void withdraw(Connection connection, String clipId, boolean isByStaff, Instant now)
      throws SQLException {
    RowStore.change(connection, TURN, "WITHDRAWN", Optional.empty(), now, isByStaff, clipId);
  }

  /** Back to what it was before it was shown or withdrawn. */
  static void ready(Connection connection, String clipId) throws SQLException {
    RowStore.change(connection, TURN, "READY", Optional.empty(), Optional.empty(), false, clipId);
  }

  static Set<String> liked(Connection connection, String viewerId, List<String> clipIds)
      throws SQLException {
    return new HashSet<>(
        RowStore.list(connection, LIKED, row -> row.getString("clip_id"), viewerId, clipIds));
  }

  /** True when he had not liked it before. */
  static boolean like(Connection connection, String clipId, String viewerId, Instant now)
      throws SQLException {
    return RowStore.change(connection, LIKE, clipId, viewerId, now) == 1;
  }

  static boolean unlike(Connection connection, String clipId, String viewerId) throws SQLException {
    return RowStore.change(connection, UNLIKE, clipId, viewerId) == 1;
  }

  static long addLikes(Connection connection, String clipId, int count) throws SQLException {
    return RowStore.one(connection, ADD_LIKES, row -> row.getLong("likes"), count, clipId).orElse(0L);
  }

  /** False when this viewer handed it on before. */
  static boolean share(Connection connection, String clipId, String viewerId, Instant now)
      throws SQLException {
    return RowStore.change(connection, SHARE, clipId, viewerId, now) == 1
        && RowStore.change(connection, ADD_SHARE, clipId) == 1;
  }

  static List<String> withdrawnBefore(Connection connection, Instant before) throws SQLException {
    return RowStore.list(connection, WITHDRAWN_BEFORE, row -> row.getString("clip_id"), before);
  }

  static void erased(Connection connection, String clipId) throws SQLException {
    RowStore.change(connection, ERASED, clipId);
  }

  static Row read(ResultSet row) throws SQLException {
    return new Row(row.getString("clip_id"), row.getString("host_id"), row.getString("caption"),
        Clips.Status.valueOf(row.getString("status")), row.getDouble("progress"), row.getString("failure"),
        row.getBoolean("publishes"),
        new Source(row.getString("upload_id"), row.getString("show_id"),
            RowStore.maybeInstant(row, "cut_from"), RowStore.maybeInstant(row, "cut_to")),
        row.getString("sources_product_id"),
        new Size(row.getInt("width"), row.getInt("height"), row.getLong("length_ms")),
        new Counts(row.getLong("likes"), row.getLong("comments"), row.getLong("shares"),
            row.getLong("views")),
        row.getInt("attempts"), RowStore.instant(row, "created_at"),
        RowStore.maybeInstant(row, "published_at"), row.getBoolean("is_withdrawn_by_staff"),
        row.getBoolean("is_erased"));
  }
}
