package laotie.server.fans;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Relation;
import laotie.server.fans.Fans.FollowRow;
import laotie.server.log.RowStore;

/** Follows as rows, and how many each host has. */
final class FansStore {

  private static final String FOLLOWS_OF_VIEWER =
      """
      select f.host_id, case when b.tier in ('FAN', 'LOYAL', 'LAOTIE') then b.tier else 'FOLLOWER' end
        from fans_follows f
        left join fans_bonds b on b.host_id = f.host_id and b.viewer_id = f.viewer_id
       where f.viewer_id = ?
       order by f.followed_at desc, f.host_id limit ?
      """;

  private static final String FOLLOWERS_OF_HOSTS =
      "select host_id, followers from fans_hosts where host_id = any (?)";

  private static final String RELATIONS =
      """
      select f.viewer_id, case when b.tier in ('FAN', 'LOYAL', 'LAOTIE') then b.tier else 'FOLLOWER' end
        from fans_follows f
        left join fans_bonds b on b.host_id = f.host_id and b.viewer_id = f.viewer_id
       where f.host_id = ? and f.viewer_id = any (?)
      """;

  private static final String CONSENTING =
      "select viewer_id from fans_consents where host_id = ? and viewer_id = any (?)";

  /** Takes the viewer's turn, so that his limit holds and a double tap is one follow. */
  private static final String LOCK_VIEWER = "select pg_advisory_xact_lock(hashtextextended(?, 30))";

  private static final String FOLLOW =
      """
      insert into fans_follows (viewer_id, host_id, followed_at) values (?, ?, ?)
      on conflict do nothing
      """;

  private static final String UNFOLLOW = "delete from fans_follows where viewer_id = ? and host_id = ?";

  private static final String COUNT =
      """
      insert into fans_hosts (host_id, followers) values (?, greatest(0, ?))
      on conflict (host_id) do update set followers = fans_hosts.followers + ?
      """;

  /** Adds follows that are new and counts exactly those. */
  private static final String IMPORT =
      """
      with added as (
        insert into fans_follows (viewer_id, host_id, followed_at)
        select distinct on (u.viewer_id, u.host_id) u.viewer_id, u.host_id, u.followed_at
          from unnest(?::text[], ?::text[], ?::timestamptz[]) as u (viewer_id, host_id, followed_at)
         where u.viewer_id <> u.host_id
         order by u.viewer_id, u.host_id, u.followed_at
        on conflict do nothing
        returning host_id
      )
      insert into fans_hosts (host_id, followers)
      select host_id, count(*) from added group by host_id order by host_id
      on conflict (host_id) do update set followers = fans_hosts.followers + excluded.followers
      """;

  /** Adds consents of followers that are new. */
  private static final String IMPORT_CONSENTS =
      """
      insert into fans_consents (host_id, viewer_id, given_at)
      select f.host_id, f.viewer_id, max(u.given_at)
        from unnest(?::text[], ?::text[], ?::timestamptz[]) as u (viewer_id, host_id, given_at)
        join fans_follows f on f.viewer_id = u.viewer_id and f.host_id = u.host_id
       group by f.host_id, f.viewer_id
       order by f.host_id, f.viewer_id
      on conflict do nothing
      """;

  private FansStore() {}

  /** The hosts somebody follows and what he is to each, the latest first. */
  static Map<String, Relation> followsOf(Connection connection, String viewerId, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOLLOWS_OF_VIEWER)) {
      statement.setString(1, viewerId);
      statement.setInt(2, limit);
      Map<String, Relation> hosts = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hosts.put(rows.getString(1), Relation.valueOf(rows.getString(2)));
        }
      }
      return hosts;
    }
  }

  static Map<String, Long> followers(Connection connection, Collection<String> hostIds)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOLLOWERS_OF_HOSTS)) {
      statement.setArray(1, connection.createArrayOf("text", hostIds.toArray()));
      Map<String, Long> followers = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          followers.put(rows.getString(1), rows.getLong(2));
        }
      }
      return followers;
    }
  }

  static Map<String, Relation> relations(
      Connection connection, String hostId, Collection<String> viewerIds) throws SQLException {
    Map<String, Relation> relations = new HashMap<>();
    RowStore.list(connection, RELATIONS,
        row -> relations.put(row.getString(1), Relation.valueOf(row.getString(2))),
        hostId, List.copyOf(viewerIds));
    return relations;
  }

  static Set<String> consenting(Connection connection, String hostId, Collection<String> viewerIds)
      throws SQLException {
    return Set.copyOf(RowStore.list(
        connection, CONSENTING, row -> row.getString(1), hostId, List.copyOf(viewerIds)));
  }

  static void lockViewer(Connection connection, String viewerId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_VIEWER)) {
      statement.setString(1, viewerId);
      statement.execute();
    }
  }

  static void follow(Connection connection, String viewerId, String hostId, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOLLOW)) {
      statement.setString(1, viewerId);
      statement.setString(2, hostId);
      statement.setTimestamp(3, Timestamp.from(at));
      count(connection, hostId, statement.executeUpdate());
    }
  }

  static void unfollow(Connection connection, String viewerId, String hostId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNFOLLOW)) {
      statement.setString(1, viewerId);
      statement.setString(2, hostId);
      count(connection, hostId, -statement.executeUpdate());
    }
  }

  private static void count(Connection connection, String hostId, int change) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setString(1, hostId);
      statement.setInt(2, change);
      statement.setInt(3, change);
      statement.executeUpdate();
    }
  }

  static void importFollows(Connection connection, List<FollowRow> rows) throws SQLException {
    importAll(connection, IMPORT, rows);
  }

  static void importConsents(Connection connection, List<FollowRow> rows) throws SQLException {
    importAll(connection, IMPORT_CONSENTS, rows);
  }

  private static void importAll(Connection connection, String sql, List<FollowRow> rows)
      throws SQLException {
    List<String> viewers = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    List<String> instants = new ArrayList<>();
    for (FollowRow row : rows) {
      viewers.add(row.viewerId());
      hosts.add(row.hostId());
      instants.add(row.at().toString());
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", viewers.toArray()));
      statement.setArray(2, connection.createArrayOf("text", hosts.toArray()));
      statement.setArray(3, connection.createArrayOf("text", instants.toArray()));
      statement.executeUpdate();
    }
  }
}
