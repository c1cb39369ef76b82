package laotie.server.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.server.log.Columns;

/** The rows of showings of promoted items, and of who last bought of whom. */
final class PaidExposureStore {

  private static final String ADD =
      """
      insert into feed_paid_exposures (exposure_id, promotion_id, viewer_id, shown_at)
      select exposure_id, promotion_id, viewer_id, shown_at
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
          as n (exposure_id, promotion_id, viewer_id, shown_at)
      """;

  private static final String PROMOTIONS =
      "select exposure_id, promotion_id from feed_paid_exposures where exposure_id = any (?)";

  /** One exposure of a promotion to one viewer counts within a span; the rest are free. */
  private static final String COUNTABLE =
      """
      select e.exposure_id, e.promotion_id
        from feed_paid_exposures e
       where e.exposure_id = any (?) and e.viewer_id = ? and e.counted_at is null
         and not exists (
           select from feed_paid_exposures before
            where before.viewer_id = e.viewer_id and before.promotion_id = e.promotion_id
              and before.counted_at > ?)
       order by e.promotion_id, e.exposure_id
      """;

  private static final String COUNT =
      "update feed_paid_exposures set counted_at = ?, price_milli = ? where exposure_id = ?";

  private static final String COUNTED_FOR =
      """
      select distinct promotion_id from feed_paid_exposures where viewer_id = ? and counted_at > ? limit 500
      """;

  private static final String FORGET =
      """
      delete from feed_paid_exposures
       where exposure_id in (
         select exposure_id from feed_paid_exposures where shown_at < ? order by shown_at limit ?)
      """;

  private static final String LAST_ORDERS =
      """
      select o.host_id, o.buyer_id, o.paid_at
        from unnest(?::text[], ?::text[]) as wanted (host_id, buyer_id)
        join feed_last_orders o on o.host_id = wanted.host_id and o.buyer_id = wanted.buyer_id
      """;

  private static final String SAVE_LAST_ORDERS =
      """
      insert into feed_last_orders as kept (host_id, buyer_id, paid_at)
      select host_id, buyer_id, max(paid_at)
        from unnest(?::text[], ?::text[], ?::timestamptz[]) as n (host_id, buyer_id, paid_at)
       group by host_id, buyer_id
       order by host_id, buyer_id
      on conflict (host_id, buyer_id) do update set paid_at = greatest(kept.paid_at, excluded.paid_at)
      """;

  private PaidExposureStore() {}

  /** A showing of a promoted item. */
  record Shown(String exposureId, String promotionId, String viewerId) {}

  static void add(Connection connection, Collection<Shown> shown, Instant at) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text");
    shown.forEach(one ->
        columns.add(one.exposureId(), one.promotionId(), one.viewerId(), at.toString()));
    columns.run(connection, ADD);
  }

  /** Promotions by exposure; exposures of none are left out. */
  static Map<String, String> promotions(Connection connection, Collection<String> exposureIds)
      throws SQLException {
    Map<String, String> promotions = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(PROMOTIONS)) {
      select.setArray(1, connection.createArrayOf("text", exposureIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          promotions.put(row.getString(1), row.getString(2));
        }
      }
    }
    return promotions;
  }

  /** Those of a viewer that may count: not counted yet, and none of the promotion counted since. */
  static List<Shown> countable(
      Connection connection, Collection<String> exposureIds, String viewerId, Instant since)
      throws SQLException {
    List<Shown> countable = new ArrayList<>();
    Set<String> promotions = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(COUNTABLE)) {
      select.setArray(1, connection.createArrayOf("text", exposureIds.toArray()));
      select.setString(2, viewerId);
      select.setObject(3, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (promotions.add(row.getString("promotion_id"))) {
            countable.add(new Shown(row.getString("exposure_id"), row.getString("promotion_id"), viewerId));
          }
        }
      }
    }
    return countable;
  }

  static void count(Connection connection, String exposureId, long priceMilli, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setLong(2, priceMilli);
      update.setString(3, exposureId);
      update.executeUpdate();
    }
  }

  /** Promotions of which an exposure to this viewer counted since an instant. */
  static Set<String> countedFor(Connection connection, String viewerId, Instant since)
      throws SQLException {
    Set<String> counted = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(COUNTED_FOR)) {
      select.setString(1, viewerId);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counted.add(row.getString(1));
        }
      }
    }
    return counted;
  }

  static void forget(Connection connection, Instant before, int limit) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.setInt(2, limit);
      delete.executeUpdate();
    }
  }

  /** A buyer with a host. */
  record Pair(String hostId, String buyerId) {}

  /** When these pairs last had a paid order. */
  static Map<Pair, Instant> lastOrders(Connection connection, Collection<Pair> pairs) throws SQLException {
    Columns columns = new Columns("text", "text");
    pairs.forEach(pair -> columns.add(pair.hostId(), pair.buyerId()));
    Map<Pair, Instant> last = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LAST_ORDERS)) {
      columns.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          last.put(new Pair(row.getString("host_id"), row.getString("buyer_id")),
              row.getTimestamp("paid_at").toInstant());
        }
      }
    }
    return last;
  }

  static void saveLastOrders(Connection connection, Columns orders) throws SQLException {
    orders.run(connection, SAVE_LAST_ORDERS);
  }
}
