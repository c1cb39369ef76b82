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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.feed.Visit;
import laotie.server.log.Columns;

/** The rows of who visited whom, and of which clips somebody saw. */
final class VisitStore {

  // Both sides are brought to the later instant; 604,800 s are the half-life of a visit, in seconds.
  private static final String ADD_VISITS =
      """
      insert into feed_visits as kept (viewer_id, host_id, warmth, at)
      select viewer_id, host_id, warmth, at
        from unnest(?::text[], ?::text[], ?::float8[], ?::timestamptz[])
          as told (viewer_id, host_id, warmth, at)
       order by viewer_id, host_id
      on conflict (viewer_id, host_id) do update
         set warmth = kept.warmth * power(0.5, extract(epoch from greatest(excluded.at, kept.at) - kept.at)
                 / 604800)
               + excluded.warmth * power(0.5,
                   extract(epoch from greatest(excluded.at, kept.at) - excluded.at) / 604800),
             at = greatest(excluded.at, kept.at)
      """;

  private static final String ADD_SEEN =
      """
      insert into feed_seen as kept (viewer_id, clip_id, at)
      select viewer_id, clip_id, max(at)
        from unnest(?::text[], ?::text[], ?::timestamptz[]) as told (viewer_id, clip_id, at)
       group by viewer_id, clip_id
       order by viewer_id, clip_id
      on conflict (viewer_id, clip_id) do update set at = greatest(excluded.at, kept.at)
      """;

  private static final String FORGET_VISITS =
      """
      delete from feed_visits
       where ctid in (select ctid from feed_visits where at < ? order by at limit ?)
      """;

  private static final String FORGET_SEEN =
      "delete from feed_seen where ctid in (select ctid from feed_seen where at < ? order by at limit ?)";

  private static final String LATEST_VISITS =
      """
      select viewer_id, host_id, warmth, at
        from feed_visits
       where at > ?
       order by at desc
       limit ?
      """;

  private static final String SEEN_BY =
      "select clip_id, at from feed_seen where viewer_id = ? and at > ? order by at desc limit ?";

  private VisitStore() {}

  /** Adds visits, one for each viewer and host. */
  static void addVisits(Connection connection, Collection<Visit> visits) throws SQLException {
    Columns columns = new Columns("text", "text", "float8", "text");
    visits.forEach(visit ->
        columns.add(visit.viewerId(), visit.hostId(), visit.warmth(), visit.at().toString()));
    columns.run(connection, ADD_VISITS);
  }

  static void addSeen(Connection connection, Columns seen) throws SQLException {
    seen.run(connection, ADD_SEEN);
  }

  static void forget(Connection connection, Instant visitsBefore, Instant seenBefore, int rowsMax)
      throws SQLException {
    forget(connection, FORGET_VISITS, visitsBefore, rowsMax);
    forget(connection, FORGET_SEEN, seenBefore, rowsMax);
  }

  private static void forget(Connection connection, String sql, Instant before, int rowsMax)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.setInt(2, rowsMax);
      delete.executeUpdate();
    }
  }

  /** The latest visits, the oldest of them first. */
  static List<Visit> latest(Connection connection, Instant since, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LATEST_VISITS)) {
      select.setObject(1, since.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      List<Visit> visits = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          visits.add(new Visit(row.getString("viewer_id"), row.getString("host_id"),
              row.getDouble("warmth"), row.getObject("at", OffsetDateTime.class).toInstant()));
        }
      }
      return visits.reversed();
    }
  }

  static Map<String, Instant> seenBy(Connection connection, String viewerId, Instant since, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SEEN_BY)) {
      select.setString(1, viewerId);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      select.setInt(3, limit);
      Map<String, Instant> seen = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          seen.put(row.getString("clip_id"), row.getObject("at", OffsetDateTime.class).toInstant());
        }
      }
      return seen;
    }
  }
}
