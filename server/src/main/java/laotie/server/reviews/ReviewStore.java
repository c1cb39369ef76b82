package laotie.server.reviews;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import laotie.reviews.Draft;
import laotie.server.reviews.ReviewRow.Hiding;
import laotie.server.reviews.ReviewRow.Of;
import laotie.server.reviews.ReviewRow.Reply;
import laotie.server.reviews.ReviewRow.Standing;

/** Writes reviews, and reads them one by one. */
final class ReviewStore {

  static final String COLUMNS =
      """
      select number, review_id, order_id, sku_id, product_id, host_id, buyer_id, sku_name, stars, words,
             pictures, written_at, edited_at, useful, rank, went_back, is_barred, reports, reply, replied_at,
             case_id, hidden_at, hidden_reason, appealed_at
        from reviews_reviews
      """;

  private static final String LOCK = COLUMNS + " where review_id = ? for update";

  private static final String BY_ID = COLUMNS + " where review_id = ?";

  private static final String OF_ORDER = COLUMNS + " where order_id = ? order by number limit 100";

  private static final String ADD =
      """
      insert into reviews_reviews (review_id, order_id, sku_id, product_id, host_id, sku_name, buyer_id,
             stars, words, pictures, written_at, rank, went_back)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (order_id, sku_id) do nothing
      """;

  private static final String EDIT =
      """
      update reviews_reviews
         set stars = ?, words = ?, pictures = ?, edited_at = ?, rank = ?
       where review_id = ?
      """;

  private static final String REPLY =
      "update reviews_reviews set reply = ?, replied_at = ? where review_id = ?";

  private static final String VOTE =
      "insert into reviews_votes (review_id, account_id) values (?, ?) on conflict do nothing";

  private static final String UNVOTE = "delete from reviews_votes where review_id = ? and account_id = ?";

  private static final String RANK = "update reviews_reviews set useful = ?, rank = ? where review_id = ?";

  private static final String WENT_BACK =
      "update reviews_reviews set went_back = true where order_id = ? and sku_id = any (?)";

  private static final String BAR = "update reviews_reviews set is_barred = ? where buyer_id = ?";

  private static final String STANDS =
      "select exists (select 1 from reviews_reviews where order_id = ? and hidden_at is null)";

  private ReviewStore() {}

  /** False when the line has its review already. */
  static boolean add(Connection connection, ReviewRow row) throws SQLException {
    Of of = row.of();
    Draft draft = row.draft();
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, of.reviewId());
      insert.setString(2, of.orderId());
      insert.setString(3, of.skuId());
      insert.setString(4, of.productId());
      insert.setString(5, of.hostId());
      insert.setString(6, of.skuName());
      insert.setString(7, row.buyerId());
      insert.setInt(8, draft.stars());
      insert.setString(9, draft.words());
      insert.setArray(10, connection.createArrayOf("text", draft.pictures().toArray()));
      insert.setObject(11, row.writtenAt().atOffset(ZoneOffset.UTC));
      insert.setLong(12, row.standing().rank());
      insert.setBoolean(13, row.standing().wentBack());
      return insert.executeUpdate() == 1;
    }
  }

  static void edit(Connection connection, String reviewId, Draft draft, Instant now, long rank)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(EDIT)) {
      update.setInt(1, draft.stars());
      update.setString(2, draft.words());
      update.setArray(3, connection.createArrayOf("text", draft.pictures().toArray()));
      update.setObject(4, now.atOffset(ZoneOffset.UTC));
      update.setLong(5, rank);
      update.setString(6, reviewId);
      update.executeUpdate();
    }
  }

  static void reply(Connection connection, String reviewId, String words, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLY)) {
      update.setString(1, words);
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setString(3, reviewId);
      update.executeUpdate();
    }
  }

  /** True when this changed whether he finds it useful. */
  static boolean vote(Connection connection, String reviewId, String accountId, boolean isUseful)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(isUseful ? VOTE : UNVOTE)) {
      change.setString(1, reviewId);
      change.setString(2, accountId);
      return change.executeUpdate() == 1;
    }
  }

  static void rank(Connection connection, String reviewId, int useful, long rank) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RANK)) {
      update.setInt(1, useful);
      update.setLong(2, rank);
      update.setString(3, reviewId);
      update.executeUpdate();
    }
  }

  static void wentBack(Connection connection, String orderId, Collection<String> skuIds)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WENT_BACK)) {
      update.setString(1, orderId);
      update.setArray(2, connection.createArrayOf("text", skuIds.toArray()));
      update.executeUpdate();
    }
  }

  static void bar(Connection connection, String buyerId, boolean isBarred) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BAR)) {
      update.setBoolean(1, isBarred);
      update.setString(2, buyerId);
      update.executeUpdate();
    }
  }

  /** True while a review of the order is in sight. */
  static boolean stands(Connection connection, String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STANDS)) {
      select.setString(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  static Optional<ReviewRow> lock(Connection connection, String reviewId) throws SQLException {
    return one(connection, LOCK, reviewId);
  }

  static Optional<ReviewRow> read(Connection connection, String reviewId) throws SQLException {
    return one(connection, BY_ID, reviewId);
  }

  static List<ReviewRow> ofOrder(Connection connection, String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ORDER)) {
      select.setString(1, orderId);
      return rows(select);
    }
  }

  private static Optional<ReviewRow> one(Connection connection, String sql, String reviewId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, reviewId);
      return rows(select).stream().findFirst();
    }
  }

  static List<ReviewRow> rows(PreparedStatement select) throws SQLException {
    List<ReviewRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(new ReviewRow(row.getLong("number"),
            new Of(row.getString("review_id"), row.getString("order_id"), row.getString("sku_id"),
                row.getString("product_id"), row.getString("host_id"), row.getString("sku_name")),
            row.getString("buyer_id"),
            new Draft(row.getInt("stars"), row.getString("words"),
                List.of((String[]) row.getArray("pictures").getArray())),
            at(row, "written_at").orElseThrow(), at(row, "edited_at"),
            new Standing(row.getInt("useful"), row.getLong("rank"), row.getBoolean("went_back"),
                row.getBoolean("is_barred"), row.getInt("reports")),
            new Reply(row.getString("reply"), at(row, "replied_at")),
            new Hiding(row.getString("case_id"), at(row, "hidden_at"), row.getString("hidden_reason"),
                at(row, "appealed_at"))));
      }
    }
    return rows;
  }

  private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }
}
