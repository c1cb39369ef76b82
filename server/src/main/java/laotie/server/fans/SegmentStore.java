package laotie.server.fans;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Relation;

/** Consents, and the consenting fans of a host by segment, as rows. */
final class SegmentStore {

  private static final String GIVE =
      "insert into fans_consents (host_id, viewer_id, given_at) values (?, ?, ?) on conflict do nothing";

  private static final String REVOKE = "delete from fans_consents where host_id = ? and viewer_id = ?";

  private static final String OF_VIEWER =
      "select host_id, given_at from fans_consents where viewer_id = ? order by host_id limit ?";

  private static final String IN_SEGMENT =
      """
        from fans_consents c
        join fans_follows f on f.host_id = c.host_id and f.viewer_id = c.viewer_id
        left join fans_bonds b on b.host_id = c.host_id and b.viewer_id = c.viewer_id
       where c.host_id = ? and c.viewer_id > ?
         and case ?::text
               when 'all' then true
               when 'fan' then b.tier = 'FAN'
               when 'loyal' then b.tier = 'LOYAL'
               when 'laotie' then b.tier = 'LAOTIE'
               when 'bought-30d' then b.last_order_day > ? - 30
               when 'lapsed' then b.late_day <= ?
               when 'new' then f.followed_at > ?::timestamptz - interval '30 days'
               when 'sku' then exists (
                 select 1 from fans_bought x where x.host_id = c.host_id and x.sku_id = any (?)
                    and x.viewer_id = c.viewer_id)
               when 'these' then c.viewer_id = any (?)
               when 'asked' then exists (
                 select 1 from fans_asked a where a.host_id = c.host_id and a.product_id = ?
                    and a.viewer_id = c.viewer_id)
               else false
             end
       order by c.viewer_id
       limit ?
      """;

  private static final String MEMBERS = "select c.viewer_id" + "\n" + IN_SEGMENT;

  private static final String FANS =
      """
      select c.viewer_id, f.followed_at, coalesce(b.tier, 'FOLLOWER') as tier,
             coalesce(b.orders, 0) as orders, coalesce(b.spent_minor, 0) as spent_minor, b.last_order_day,
             coalesce(b.late_day <= ?, false) as is_late
      """ + IN_SEGMENT;

  private static final String COUNTS =
      """
      select count(*) as all_of_them,
             count(*) filter (where b.tier = 'FAN') as fan,
             count(*) filter (where b.tier = 'LOYAL') as loyal,
             count(*) filter (where b.tier = 'LAOTIE') as laotie,
             count(*) filter (where b.last_order_day > ? - 30) as bought,
             count(*) filter (where b.late_day <= ?) as lapsed,
             count(*) filter (where f.followed_at > ?::timestamptz - interval '30 days') as fresh
        from fans_consents c
        join fans_follows f on f.host_id = c.host_id and f.viewer_id = c.viewer_id
        left join fans_bonds b on b.host_id = c.host_id and b.viewer_id = c.viewer_id
       where c.host_id = ?
      """;

  private static final String BOUGHT =
      """
      select distinct x.sku_id, x.product_id, x.viewer_id
        from fans_bought x
        join fans_consents c on c.host_id = x.host_id and c.viewer_id = x.viewer_id
       where x.host_id = ? limit ?
      """;

  private static final String ASKED =
      """
      select a.product_id, count(*) as fans
        from fans_asked a
        join fans_consents c on c.host_id = a.host_id and c.viewer_id = a.viewer_id
       where a.host_id = ? group by a.product_id order by fans desc, a.product_id limit ?
      """;

  private static final String THINGS =
      """
      select distinct host_id, sku_id, product_id, false as is_asked
        from fans_bought where viewer_id = ? and host_id = any (?)
       union all
      select host_id, '', product_id, true
        from fans_asked where viewer_id = ? and host_id = any (?)
       limit ?
      """;

  private SegmentStore() {}

  /**
   * Which fans are meant.
   *
   * @param kind one of those the query knows
   * @param ids of variants for kind {@code sku}, of viewers for kind {@code these}
   * @param productId for kind {@code asked}, else empty
   * @param today business day, counted from 1970-01-01
   */
  record Wanted(String hostId, String kind, List<String> ids, String productId, int today, Instant now) {}

  /** A consenting fan. */
  record Fan(
      String viewerId, Instant followedAt, Relation tier, int orders, long spentMinor,
      Optional<Integer> lastOrderDay, boolean isLate) {}

  /** Something a consenting fan bought. */
  record Bought(String skuId, String productId, String viewerId) {}

  /** Something he bought of a host, or asked for; then without a variant. */
  record Thing(String hostId, String skuId, String productId, boolean isAsked) {}

  static boolean give(Connection connection, String hostId, String viewerId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(GIVE)) {
      insert.setString(1, hostId);
      insert.setString(2, viewerId);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() > 0;
    }
  }

  static boolean revoke(Connection connection, String hostId, String viewerId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REVOKE)) {
      delete.setString(1, hostId);
      delete.setString(2, viewerId);
      return delete.executeUpdate() > 0;
    }
  }

  /** The hosts a viewer consents to, and since when. */
  static Map<String, Instant> ofViewer(Connection connection, String viewerId, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_VIEWER)) {
      select.setString(1, viewerId);
      select.setInt(2, limit);
      Map<String, Instant> hosts = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          hosts.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
      return hosts;
    }
  }

  /** The ids of the fans meant, in their order; {@code after} is the last one before, or empty. */
  static List<String> members(Connection connection, Wanted wanted, String after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
      bind(select, 1, wanted, after, limit);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  static List<Fan> fans(Connection connection, Wanted wanted, String after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FANS)) {
      select.setInt(1, wanted.today());
      bind(select, 2, wanted, after, limit);
      List<Fan> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          int lastOrder = rows.getInt("last_order_day");
          found.add(new Fan(rows.getString("viewer_id"),
              rows.getObject("followed_at", OffsetDateTime.class).toInstant(),
              Relation.valueOf(rows.getString("tier")), rows.getInt("orders"), rows.getLong("spent_minor"),
              lastOrder == 0 ? Optional.empty() : Optional.of(lastOrder), rows.getBoolean("is_late")));
        }
      }
      return found;
    }
  }

  private static void bind(PreparedStatement select, int first, Wanted wanted, String after, int limit)
      throws SQLException {
    select.setString(first, wanted.hostId());
    select.setString(first + 1, after);
    select.setString(first + 2, wanted.kind());
    select.setInt(first + 3, wanted.today());
    select.setInt(first + 4, wanted.today());
    select.setObject(first + 5, wanted.now().atOffset(ZoneOffset.UTC));
    Array ids = select.getConnection().createArrayOf("text", wanted.ids().toArray());
    select.setArray(first + 6, ids);
    select.setArray(first + 7, ids);
    select.setString(first + 8, wanted.productId());
    select.setInt(first + 9, limit);
  }

  /** How many consenting fans stand in each segment that needs no product. */
  static Map<String, Long> counts(Connection connection, String hostId, int today, Instant now)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
      select.setInt(1, today);
      select.setInt(2, today);
      select.setObject(3, now.atOffset(ZoneOffset.UTC));
      select.setString(4, hostId);
      Map<String, Long> counts = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        row.next();
        counts.put("all", row.getLong("all_of_them"));
        counts.put("laotie", row.getLong("laotie"));
        counts.put("loyal", row.getLong("loyal"));
        counts.put("fan", row.getLong("fan"));
        counts.put("bought-30d", row.getLong("bought"));
        counts.put("lapsed", row.getLong("lapsed"));
        counts.put("new", row.getLong("fresh"));
      }
      return counts;
    }
  }

  static List<Bought> bought(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BOUGHT)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      List<Bought> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Bought(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      return found;
    }
  }

  /** What a viewer bought and kept of these hosts, and asked for. */
  static List<Thing> things(Connection connection, String viewerId, Set<String> hostIds, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(THINGS)) {
      select.setString(1, viewerId);
      select.setArray(2, connection.createArrayOf("text", hostIds.toArray()));
      select.setString(3, viewerId);
      select.setArray(4, connection.createArrayOf("text", hostIds.toArray()));
      select.setInt(5, limit);
      List<Thing> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Thing(rows.getString("host_id"), rows.getString("sku_id"),
              rows.getString("product_id"), rows.getBoolean("is_asked")));
        }
      }
      return found;
    }
  }

  /** How many consenting fans asked for which product, the most first. */
  static Map<String, Long> asked(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ASKED)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      Map<String, Long> found = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getLong(2));
        }
      }
      return found;
    }
  }
}
