package laotie.server.intents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import laotie.server.log.Columns;

/** Questions as they come in, and as they are taken away again. */
final class AskStore {

  /** Questions of one host are changed by one transaction at a time, so that none waits in a circle. */
  private static final String LOCK_HOSTS =
      """
      select count(pg_advisory_xact_lock(hashtextextended(host_id, 120)))
        from (select distinct host_id collate "C" as host_id from unnest(?::text[]) as h (host_id)
               order by 1) as sorted
      """;

  private static final String TRY_LOCK_HOSTS =
      """
      select host_id from (select distinct host_id from unnest(?::text[]) as h (host_id)) as hosts
       where pg_try_advisory_xact_lock(hashtextextended(host_id, 120))
      """;

  /** Questions nobody looks at any more are left out. */
  private static final String WAITING =
      """
      select a.host_id, a.viewer_id, a.gist
        from (select distinct host_id, viewer_id from unnest(?::text[], ?::text[]) as p (host_id, viewer_id))
          as p
        join intents_asks a on a.host_id = p.host_id and a.viewer_id = p.viewer_id and a.state = 'OPEN'
         and a.asked_at > ?
       limit 20000
      """;

  private static final String HOSTS_OF =
      """
      select host_id from intents_late where viewer_id = any(?) or comment_id = any(?)
       union
      select host_id from intents_asks where viewer_id = any(?) or comment_id = any(?)
       union
      select d.host_id from intents_wishes w join intents_demand d on d.demand_id = w.demand_id
       where w.viewer_id = any(?)
       limit 10000
      """;

  private static final String OPEN =
      """
      insert into intents_asks (comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id,
                                text, said, gist, state, times, asked_at)
      select comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id, text, said, gist,
             'OPEN', times, asked_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[])
          as a (comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id, text, said, gist,
                times, asked_at)
      on conflict (host_id, viewer_id, gist) where state = 'OPEN'
      do update set times = intents_asks.times + excluded.times
      returning comment_id
      """;

  /** What stands aside needs no words of its own: they are those of the question it repeats. */
  private static final String ADD_ASIDE =
      """
      insert into intents_asks (comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id,
                                text, said, gist, state, asked_at)
      select comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id, '', said, gist, ?,
             asked_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::timestamptz[])
          as a (comment_id, host_id, viewer_id, name, show_id, clip_id, label, product_id, said, gist,
                asked_at)
      """;

  private static final String COLLAPSE =
      """
      update intents_asks set collapsed = collapsed + more.asks
        from (select host_id, gist, asks,
                     (select comment_id from intents_asks o
                       where o.host_id = m.host_id and o.gist = m.gist and o.state = 'OPEN'
                       order by asked_at, comment_id limit 1) as comment_id
                from unnest(?::text[], ?::text[], ?::int[]) as m (host_id, gist, asks)) as more
       where intents_asks.comment_id = more.comment_id
      """;

  private static final String BAR_ASKS = "update intents_asks set is_barred = ? where viewer_id = ?";

  private static final String BAR_WISHES = "update intents_wishes set is_barred = ? where viewer_id = ?";

  private static final String BLANK_WINNERS =
      "update intents_winners set name = '', text = '' where comment_id = any(?)";

  private static final String DELETE =
      """
      update intents_asks set state = 'DELETED', text = '', name = ''
       where comment_id = any(?) and state <> 'DELETED'
      """;

  private AskStore() {}

  /** Holds the questions of these hosts until the transaction ends. */
  static void lock(Connection connection, Collection<String> hostIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_HOSTS)) {
      select.setArray(1, connection.createArrayOf("text", hostIds.toArray()));
      select.executeQuery().close();
    }
  }

  /** Holds the questions of those hosts whom nobody else holds; waits for none. They are the answer. */
  static Set<String> tryLock(Connection connection, Collection<String> hostIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TRY_LOCK_HOSTS)) {
      select.setArray(1, connection.createArrayOf("text", hostIds.toArray()));
      return ids(select);
    }
  }

  private static Set<String> ids(PreparedStatement select) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  /** What the writers of these questions have open already: gists by host and person. */
  static Map<String, Set<String>> waiting(Connection connection, List<Ledger.Row> rows)
      throws SQLException {
    Columns columns = new Columns("text", "text");
    Instant newest = Instant.EPOCH;
    for (Ledger.Row row : rows) {
      columns.add(row.heard().hostId(), row.heard().viewerId());
      newest = row.heard().at().isAfter(newest) ? row.heard().at() : newest;
    }
    try (PreparedStatement select = connection.prepareStatement(WAITING)) {
      columns.bind(select, 1);
      select.setObject(3, newest.minus(Inbox.AGE_MAX).atOffset(ZoneOffset.UTC));
      Map<String, Set<String>> waiting = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          waiting.computeIfAbsent(row.getString(1) + " " + row.getString(2), key -> new HashSet<>())
              .add(row.getString(3));
        }
      }
      return waiting;
    }
  }

  /** The hosts who were asked by these accounts or in these comments. */
  static Set<String> hostsOf(
      Connection connection, Collection<String> viewerIds, Collection<String> commentIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOSTS_OF)) {
      select.setArray(1, connection.createArrayOf("text", viewerIds.toArray()));
      select.setArray(2, connection.createArrayOf("text", commentIds.toArray()));
      select.setArray(3, connection.createArrayOf("text", viewerIds.toArray()));
      select.setArray(4, connection.createArrayOf("text", commentIds.toArray()));
      select.setArray(5, connection.createArrayOf("text", viewerIds.toArray()));
      return ids(select);
    }
  }

  /** Opens questions; the answer is the ids of those that were not open before. */
  static Set<String> open(Connection connection, List<Ledger.Counted> rows) throws SQLException {
    Set<String> ids = new HashSet<>();
    if (rows.isEmpty()) {
      return ids;
    }
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "text", "text", "text",
        "text", "text", "int", "timestamptz");
    Set<String> offered = new HashSet<>();
    for (Ledger.Counted counted : rows) {
      Intents.Heard one = counted.row().heard();
      offered.add(one.commentId());
      columns.add(one.commentId(), one.hostId(), one.viewerId(), one.name(), one.showId(), one.clipId(),
          one.reading().label(), one.reading().productId().orElse(""), one.text(), counted.row().said(),
          counted.row().gist(), counted.times(), one.at().atOffset(ZoneOffset.UTC));
    }
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      columns.bind(insert, 1);
      try (ResultSet found = insert.executeQuery()) {
        while (found.next()) {
          ids.add(found.getString(1));
        }
      }
    }
    ids.retainAll(offered);
    return ids;
  }

  static void addAside(Connection connection, String state, List<Ledger.Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "text", "text", "text",
        "text", "timestamptz");
    for (Ledger.Row row : rows) {
      Intents.Heard one = row.heard();
      columns.add(one.commentId(), one.hostId(), one.viewerId(), one.name(), one.showId(), one.clipId(),
          one.reading().label(), one.reading().productId().orElse(""), row.said(), row.gist(),
          one.at().atOffset(ZoneOffset.UTC));
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_ASIDE)) {
      insert.setString(1, state);
      columns.bind(insert, 2);
      insert.executeUpdate();
    }
  }

  /** Counts a crowd at the oldest open question it repeats. */
  static void collapse(Connection connection, List<Ledger.Row> crowd) throws SQLException {
    if (crowd.isEmpty()) {
      return;
    }
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Ledger.Row row : crowd) {
      counts.computeIfAbsent(row.heard().hostId(), host -> new TreeMap<>())
          .merge(row.gist(), 1, Integer::sum);
    }
    Columns columns = new Columns("text", "text", "int");
    counts.forEach((host, gists) -> gists.forEach((gist, asks) -> columns.add(host, gist, asks)));
    columns.run(connection, COLLAPSE);
  }

  /** From now on somebody counts for nothing, or counts again. */
  static void bar(Connection connection, String viewerId, boolean isBarred) throws SQLException {
    for (String sql : List.of(BAR_ASKS, BAR_WISHES)) {
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        update.setBoolean(1, isBarred);
        update.setString(2, viewerId);
        update.executeUpdate();
      }
    }
  }

  /** Comments that were taken away ask nothing; their words go with them. */
  static void delete(Connection connection, Collection<String> commentIds) throws SQLException {
    for (String sql : List.of(DELETE, BLANK_WINNERS)) {
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        update.setArray(1, connection.createArrayOf("text", commentIds.toArray()));
        update.executeUpdate();
      }
    }
  }
}
