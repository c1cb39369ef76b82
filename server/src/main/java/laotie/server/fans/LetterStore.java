package laotie.server.fans;

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
import laotie.fans.Reach;
import laotie.server.log.Columns;

/** Messages of hosts as rows, whom they reached and what that earned. */
final class LetterStore {

  private static final String ADD =
      """
      insert into fans_messages (message_id, host_id, actor_id, segment, words, path, chosen, written_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String WRITTEN =
      "select count(*) from fans_messages where host_id = ? and written_at > ?";

  private static final String COUNT =
      "update fans_messages set reached = reached + ?, capped = capped + ? where message_id = ?";

  private static final String OF_HOST =
      """
      select m.message_id, m.segment, m.words, m.path, m.chosen, m.reached, m.capped, m.written_at,
             d.came, d.orders, d.paid_minor
        from fans_messages m
       cross join lateral (
         select count(came_at) as came, coalesce(sum(orders), 0) as orders,
                coalesce(sum(paid_minor), 0) as paid_minor
           from fans_deliveries where message_id = m.message_id) as d
       where m.host_id = ?
         and (m.written_at, m.message_id) < (
           coalesce((select written_at from fans_messages where message_id = ?), 'infinity'), ?)
       order by m.written_at desc, m.message_id desc
       limit ?
      """;

  private static final String ADD_TURNS =
      "insert into fans_turns (viewer_id) select unnest(?::text[]) on conflict do nothing";

  /** In the order of the fans, so that two hosts who write at once wait for each other and never cross. */
  private static final String LOCK_TURNS =
      "select viewer_id from fans_turns where viewer_id = any (?) order by viewer_id for update";

  /** Consent as it stands at this instant; one that is being revoked is waited for. */
  private static final String CONSENTING =
      """
      select viewer_id from fans_consents
       where host_id = ? and viewer_id = any (?) order by viewer_id for share
      """;

  private static final String PAST =
      """
      select viewer_id, host_id, reached_at from fans_deliveries
       where viewer_id = any (?) and reached_at > ?
      """;

  private static final String DELIVER =
      """
      insert into fans_deliveries (message_id, viewer_id, host_id, reached_at)
      select ?, unnest(?::text[]), ?, ?
      """;

  private static final String ADD_VISITS =
      """
      update fans_deliveries as d set came_at = v.at
        from unnest(?::text[], ?::text[], ?::timestamptz[]) as v (host_id, viewer_id, at)
       where d.viewer_id = v.viewer_id and d.host_id = v.host_id and d.came_at is null
         and d.reached_at <= v.at and d.reached_at > v.at - interval '24 hours'
      """;

  /** An order belongs to the last message before it; each host reaches a fan at most once in 24 hours. */
  private static final String ADD_ORDERS =
      """
      update fans_deliveries as d
         set orders = d.orders + v.orders, paid_minor = d.paid_minor + v.paid_minor
        from (
          select w.message_id, o.viewer_id, sum(o.orders) as orders, sum(o.paid_minor) as paid_minor
            from unnest(?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::bigint[])
              as o (host_id, viewer_id, at, orders, paid_minor)
            join fans_deliveries w
              on w.viewer_id = o.viewer_id and w.host_id = o.host_id
             and w.reached_at <= o.at and w.reached_at > o.at - interval '24 hours'
           group by w.message_id, o.viewer_id) as v
       where d.message_id = v.message_id and d.viewer_id = v.viewer_id
      """;

  private LetterStore() {}

  /** A message of a host. */
  record Letter(
      String messageId, String hostId, String actorId, String segment, String words, String path,
      int chosen) {}

  /** A message and what it earned. */
  record Sent(Letter letter, int reached, int capped, Instant at, long came, long orders, long paidMinor) {}

  static void add(Connection connection, Letter letter, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, letter.messageId());
      insert.setString(2, letter.hostId());
      insert.setString(3, letter.actorId());
      insert.setString(4, letter.segment());
      insert.setString(5, letter.words());
      insert.setString(6, letter.path());
      insert.setInt(7, letter.chosen());
      insert.setObject(8, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** How many messages a host wrote since. */
  static long written(Connection connection, String hostId, Instant since) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(WRITTEN)) {
      select.setString(1, hostId);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static void count(Connection connection, String messageId, int reached, int capped) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT)) {
      update.setInt(1, reached);
      update.setInt(2, capped);
      update.setString(3, messageId);
      update.executeUpdate();
    }
  }

  /** Newest first; {@code after} is the last message of the page before, or empty. */
  static List<Sent> ofHost(Connection connection, String hostId, String after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setString(2, after);
      select.setString(3, after);
      select.setInt(4, limit);
      List<Sent> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Letter letter = new Letter(rows.getString("message_id"), hostId, "", rows.getString("segment"),
              rows.getString("words"), rows.getString("path"), rows.getInt("chosen"));
          found.add(new Sent(letter, rows.getInt("reached"), rows.getInt("capped"),
              rows.getObject("written_at", OffsetDateTime.class).toInstant(), rows.getLong("came"),
              rows.getLong("orders"), rows.getLong("paid_minor")));
        }
      }
      return found;
    }
  }

  /**
   * Takes the turn of each fan, so that nobody else writes to one of them until the commit; or the host's
   * own, so that his messages begin one after the other.
   */
  static void takeTurns(Connection connection, Collection<String> viewerIds) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_TURNS);
        PreparedStatement lock = connection.prepareStatement(LOCK_TURNS)) {
      Object[] sorted = viewerIds.stream().sorted().toArray();
      insert.setArray(1, connection.createArrayOf("text", sorted));
      insert.executeUpdate();
      lock.setArray(1, connection.createArrayOf("text", sorted));
      lock.execute();
    }
  }

  /** Those of them who consent now. */
  static List<String> consenting(Connection connection, String hostId, Collection<String> viewerIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(CONSENTING)) {
      select.setString(1, hostId);
      select.setArray(2, connection.createArrayOf("text", viewerIds.toArray()));
      List<String> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** What reached these fans since, by fan. */
  static Map<String, List<Reach.Past>> past(
      Connection connection, Collection<String> viewerIds, Instant since) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAST)) {
      select.setArray(1, connection.createArrayOf("text", viewerIds.toArray()));
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      Map<String, List<Reach.Past>> past = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          past.computeIfAbsent(rows.getString(1), first -> new ArrayList<>()).add(new Reach.Past(
              rows.getString(2), rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return past;
    }
  }

  static void deliver(Connection connection, Letter letter, Collection<String> viewerIds, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(DELIVER)) {
      insert.setString(1, letter.messageId());
      insert.setArray(2, connection.createArrayOf("text", viewerIds.toArray()));
      insert.setString(3, letter.hostId());
      insert.setObject(4, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void addVisits(Connection connection, Columns visits) throws SQLException {
    visits.run(connection, ADD_VISITS);
  }

  static void addOrders(Connection connection, Columns orders) throws SQLException {
    orders.run(connection, ADD_ORDERS);
  }
}
