package laotie.server.feed;

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
import laotie.fact.FeedFact.Item;
import laotie.feed.Promotion;

/** The rows of promotions: booked, spent and charged. */
final class PromotionStore {

  private static final String COLUMNS =
      """
      select promotion_id, number, host_id, item, item_id, budget_minor, price_max_minor, state, spent_milli,
             exposures, charged_minor, charged_exposures, charged_milli, charges, views, follows, orders,
             gmv_minor, new_buyers, booked_at, ended_at
        from feed_promotions
      """;

  private static final String ADD =
      """
      insert into feed_promotions (promotion_id, host_id, item, item_id, budget_minor, price_max_minor, state,
                                   charged_at, booked_at)
      values (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)
      """;

  private static final String OF_HOST = COLUMNS
      + """
       where host_id = ? and number < ?
       order by number desc
       limit ?
      """;

  private static final String ALL = COLUMNS
      + """
       where number < ?
       order by number desc
       limit ?
      """;

  private static final String OPEN_OF_HOST = COLUMNS
      + """
       where host_id = ? and state <> 'ENDED'
       order by number
       limit ?
      """;

  private static final String RUNNING = COLUMNS
      + """
       where state = 'RUNNING'
       order by spent_milli::float8 / budget_minor, number
       limit ?
      """;

  private static final String LOCK = COLUMNS
      + """
       where promotion_id = any (?)
       order by promotion_id
         for update
      """;

  private static final String FIND = COLUMNS + " where promotion_id = any (?) order by promotion_id";

  private static final String TO_CHARGE = COLUMNS
      + """
       where exposures > charged_exposures and (charged_at <= ? or state = 'ENDED')
       order by charged_at
       limit ?
         for update skip locked
      """;

  private static final String SPEND =
      """
      update feed_promotions
         set state = ?, spent_milli = ?, exposures = exposures + ?,
             ended_at = case when ? = 'ENDED' then coalesce(ended_at, ?) else ended_at end
       where promotion_id = ?
      """;

  private static final String CHARGE =
      """
      update feed_promotions
         set charged_minor = charged_minor + ?, charged_exposures = exposures, charged_milli = spent_milli,
             charges = charges + 1, charged_at = ?
       where promotion_id = ?
      """;

  private static final String BRING =
      """
      update feed_promotions
         set views = views + ?, follows = follows + ?, orders = orders + ?, gmv_minor = gmv_minor + ?,
             new_buyers = new_buyers + ?
       where promotion_id = ?
      """;

  private PromotionStore() {}

  /**
   * A row.
   *
   * @param number greater ones were booked later
   */
  record Row(Promotion promotion, long number, Charged charged, Brought brought, Instant bookedAt,
      Optional<Instant> endedAt) {}

  /**
   * What was counted and what of it stands in the ledger.
   *
   * @param exposures counted ones
   * @param chargedMinor minor units in the ledger
   * @param charges how often it was charged
   */
  record Charged(
      long exposures, long chargedMinor, long chargedExposures, long chargedMilli, int charges) {}

  /** What came of it. */
  record Brought(long views, long follows, long orders, long gmvMinor, long newBuyers) {

    static final Brought NOTHING = new Brought(0, 0, 0, 0, 0);

    Brought plus(Brought other) {
      return new Brought(views + other.views, follows + other.follows, orders + other.orders,
          gmvMinor + other.gmvMinor, newBuyers + other.newBuyers);
    }
  }

  static void add(Connection connection, Promotion promotion, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, promotion.promotionId());
      insert.setString(2, promotion.hostId());
      insert.setString(3, promotion.item().name());
      insert.setString(4, promotion.itemId());
      insert.setLong(5, promotion.budgetMinor());
      insert.setLong(6, promotion.priceMaxMinor());
      insert.setObject(7, now.atOffset(ZoneOffset.UTC));
      insert.setObject(8, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** The newest first; {@code before} is the number after the page, or the greatest there is. */
  static List<Row> ofHost(Connection connection, String hostId, long before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setLong(2, before);
      select.setInt(3, limit);
      return rows(select);
    }
  }

  /** The same of all hosts. */
  static List<Row> all(Connection connection, long before, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setLong(1, before);
      select.setInt(2, limit);
      return rows(select);
    }
  }

  static List<Row> openOf(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPEN_OF_HOST)) {
      select.setString(1, hostId);
      select.setInt(2, Promotion.OPEN_MAX + 1);
      return rows(select);
    }
  }

  /** Running ones, those that spent least of their budget first. */
  static List<Row> running(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RUNNING)) {
      select.setInt(1, limit);
      return rows(select);
    }
  }

  static List<Row> find(Connection connection, Collection<String> promotionIds) throws SQLException {
    return byIds(connection, FIND, promotionIds);
  }

  /** Locks them, in the order of their ids. */
  static List<Row> lock(Connection connection, Collection<String> promotionIds) throws SQLException {
    return byIds(connection, LOCK, promotionIds);
  }

  private static List<Row> byIds(Connection connection, String sql, Collection<String> promotionIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", promotionIds.toArray()));
      return rows(select);
    }
  }

  /** Locks what has to be charged: since an instant, or over; other processes take others. */
  static List<Row> toCharge(Connection connection, Instant chargedBefore, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TO_CHARGE)) {
      select.setObject(1, chargedBefore.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      return rows(select);
    }
  }

  /** Writes a promotion as it is after {@code exposures} more. */
  static void spend(Connection connection, Promotion promotion, long exposures, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SPEND)) {
      update.setString(1, promotion.state().name());
      update.setLong(2, promotion.spentMilli());
      update.setLong(3, exposures);
      update.setString(4, promotion.state().name());
      update.setObject(5, now.atOffset(ZoneOffset.UTC));
      update.setString(6, promotion.promotionId());
      update.executeUpdate();
    }
  }

  static void charge(Connection connection, String promotionId, long minor, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CHARGE)) {
      update.setLong(1, minor);
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setString(3, promotionId);
      update.executeUpdate();
    }
  }

  static void bring(Connection connection, String promotionId, Brought brought) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BRING)) {
      update.setLong(1, brought.views());
      update.setLong(2, brought.follows());
      update.setLong(3, brought.orders());
      update.setLong(4, brought.gmvMinor());
      update.setLong(5, brought.newBuyers());
      update.setString(6, promotionId);
      update.executeUpdate();
    }
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Promotion promotion = new Promotion(row.getString("promotion_id"), row.getString("host_id"),
            Item.valueOf(row.getString("item")), row.getString("item_id"), row.getLong("budget_minor"),
            row.getLong("price_max_minor"), Promotion.State.valueOf(row.getString("state")),
            row.getLong("spent_milli"));
        rows.add(new Row(promotion, row.getLong("number"),
            new Charged(row.getLong("exposures"), row.getLong("charged_minor"),
                row.getLong("charged_exposures"), row.getLong("charged_milli"), row.getInt("charges")),
            new Brought(row.getLong("views"), row.getLong("follows"), row.getLong("orders"),
                row.getLong("gmv_minor"), row.getLong("new_buyers")),
            row.getObject("booked_at", OffsetDateTime.class).toInstant(),
            Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)));
      }
    }
    return rows;
  }
}
