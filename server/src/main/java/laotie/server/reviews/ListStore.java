package laotie.server.reviews;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.reviews.Draft;
import laotie.reviews.Rating;

/** Lists of reviews and what they add up to. */
final class ListStore {

  private static final String IN_SIGHT = " and hidden_at is null and not is_barred ";

  private static final String BY_RANK = ReviewStore.COLUMNS + " where product_id = ?" + IN_SIGHT
      + "and (? = 0 or stars = ?) and (rank, number) < (?, ?) order by rank desc, number desc limit ?";

  private static final String BY_TIME = ReviewStore.COLUMNS + " where product_id = ?" + IN_SIGHT
      + "and (? = 0 or stars = ?) and number < ? order by number desc limit ?";

  private static final String OF_HOST = ReviewStore.COLUMNS
      + " where host_id = ? and number < ? order by number desc limit ?";

  private static final String UNANSWERED = ReviewStore.COLUMNS
      + " where host_id = ? and replied_at is null and number < ?" + IN_SIGHT
      + "order by number desc limit ?";

  private static final String OF_BUYER = ReviewStore.COLUMNS
      + " where buyer_id = ? and number < ? order by number desc limit ?";

  private static final String TO_DECIDE = ReviewStore.COLUMNS
      + " where (reports > 0 or is_appeal_open) and number > ? order by number limit ?";

  private static final String HIDDEN = ReviewStore.COLUMNS
      + " where hidden_at is not null and number < ? order by number desc limit ?";

  private static final String RATINGS =
      """
      select product_id, stars, count(*)
        from reviews_reviews
       where product_id = any (?) and hidden_at is null and not is_barred and not went_back
       group by product_id, stars
      """;

  private static final String VOTED =
      "select review_id from reviews_votes where account_id = ? and review_id = any (?)";

  private ListStore() {}

  /**
   * Where a list begins.
   *
   * @param rank only those below it, or of the same with smaller numbers
   */
  record Slice(long rank, long number, int limit) {}

  static List<ReviewRow> byRank(Connection connection, String productId, int stars, Slice slice)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_RANK)) {
      select.setString(1, productId);
      select.setInt(2, stars);
      select.setInt(3, stars);
      select.setLong(4, slice.rank());
      select.setLong(5, slice.number());
      select.setInt(6, slice.limit());
      return ReviewStore.rows(select);
    }
  }

  static List<ReviewRow> byTime(Connection connection, String productId, int stars, Slice slice)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_TIME)) {
      select.setString(1, productId);
      select.setInt(2, stars);
      select.setInt(3, stars);
      select.setLong(4, slice.number());
      select.setInt(5, slice.limit());
      return ReviewStore.rows(select);
    }
  }

  static List<ReviewRow> ofHost(Connection connection, String hostId, boolean isUnanswered, Slice slice)
      throws SQLException {
    return of(connection, isUnanswered ? UNANSWERED : OF_HOST, hostId, slice);
  }

  static List<ReviewRow> ofBuyer(Connection connection, String buyerId, Slice slice) throws SQLException {
    return of(connection, OF_BUYER, buyerId, slice);
  }

  private static List<ReviewRow> of(Connection connection, String sql, String accountId, Slice slice)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, accountId);
      select.setLong(2, slice.number());
      select.setInt(3, slice.limit());
      return ReviewStore.rows(select);
    }
  }

  /** What waits for an operator, the oldest first; {@code slice.number} is the last one seen. */
  static List<ReviewRow> toDecide(Connection connection, Slice slice) throws SQLException {
    return ofAll(connection, TO_DECIDE, slice);
  }

  static List<ReviewRow> hidden(Connection connection, Slice slice) throws SQLException {
    return ofAll(connection, HIDDEN, slice);
  }

  private static List<ReviewRow> ofAll(Connection connection, String sql, Slice slice) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, slice.number());
      select.setInt(2, slice.limit());
      return ReviewStore.rows(select);
    }
  }

  /** The ratings of these products; those without a review are missing. */
  static Map<String, Rating> ratings(Connection connection, Collection<String> productIds)
      throws SQLException {
    Map<String, List<Long>> counts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(RATINGS)) {
      select.setArray(1, connection.createArrayOf("text", productIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.computeIfAbsent(row.getString(1),
              id -> new ArrayList<>(Collections.nCopies(Draft.STARS_MAX, 0L)))
              .set(row.getInt(2) - 1, row.getLong(3));
        }
      }
    }
    Map<String, Rating> ratings = new HashMap<>();
    counts.forEach((id, each) -> ratings.put(id, new Rating(each)));
    return ratings;
  }

  /** Those of the reviews that somebody found useful. */
  static Set<String> voted(Connection connection, String accountId, Collection<String> reviewIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(VOTED)) {
      select.setString(1, accountId);
      select.setArray(2, connection.createArrayOf("text", reviewIds.toArray()));
      Set<String> voted = new HashSet<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          voted.add(row.getString(1));
        }
      }
      return voted;
    }
  }
}
