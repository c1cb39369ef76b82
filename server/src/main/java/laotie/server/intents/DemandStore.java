package laotie.server.intents;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.server.http.Ids;
import laotie.server.log.Columns;

/** What is asked for and not sold, and who asked. */
final class DemandStore {

  private static final String ADD =
      """
      insert into intents_demand (demand_id, host_id, words, state, asks, first_at, last_at)
      select demand_id, host_id, words, 'OPEN', asks, first_at, last_at
        from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[])
          as d (demand_id, host_id, words, asks, first_at, last_at)
      on conflict (host_id, words)
      do update set asks = intents_demand.asks + excluded.asks,
                    last_at = greatest(intents_demand.last_at, excluded.last_at)
      returning host_id, words, demand_id
      """;

  private static final String ADD_WISHES =
      """
      insert into intents_wishes (demand_id, viewer_id, comment_id, asked_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
      on conflict (demand_id, viewer_id) do nothing
      """;

  /** What nobody but banned people asked for is nobody's demand. */
  private static final String LIST =
      """
      select demand_id, words, state, product_id, asks, people, first_at, last_at
        from (select demand_id, words, state, product_id, asks, first_at, last_at,
                     (select count(*) from intents_wishes w
                       where w.demand_id = d.demand_id and not w.is_barred) as people
                from intents_demand d where host_id = ? and state = ?
               order by last_at desc limit ?) as counted
       where people > 0 and (people, demand_id) < (?, ?)
       order by people desc, demand_id desc
       limit ?
      """;

  private static final String SQUARE =
      """
      select words, hosts, asks, people, first_at, last_at
        from (select d.words, count(distinct d.host_id) as hosts, sum(d.asks) as asks,
             (select count(distinct w.viewer_id) from intents_wishes w
               where w.demand_id = any(array_agg(d.demand_id)) and not w.is_barred) as people,
             min(d.first_at) as first_at, max(d.last_at) as last_at
        from (select demand_id, host_id, words, asks, first_at, last_at from intents_demand
               where state = 'OPEN' order by last_at desc limit ?) as d
       group by d.words) as counted
       where people > 0
       order by people desc, words
       limit ?
      """;

  private static final String LOCK =
      """
      select demand_id, words, state, product_id from intents_demand
       where host_id = ? and demand_id = ? for update
      """;

  private static final String TURN =
      "update intents_demand set state = ?, product_id = ? where demand_id = ?";

  private static final String TELL =
      """
      update intents_wishes set told_at = ?
       where demand_id = ? and viewer_id in (
         select viewer_id from intents_wishes
          where demand_id = ? and told_at is null and not is_barred order by viewer_id limit ?)
      returning viewer_id
      """;

  private static final String UNWISH =
      "delete from intents_wishes where comment_id = any(?) returning demand_id";

  /** Words that nobody wants any more are gone with the last who wanted it. */
  private static final String FORGET =
      """
      delete from intents_demand d
       where d.demand_id = any(?)
         and not exists (select 1 from intents_wishes w where w.demand_id = d.demand_id)
      """;

  private DemandStore() {}

  /** A wish many have. */
  record Row(
      String demandId, String words, String state, String productId, int asks, int people,
      Instant firstAt, Instant lastAt) {}

  /** A wish over all hosts of the square. */
  record SquareRow(String words, int hosts, long asks, int people, Instant firstAt, Instant lastAt) {}

  /** Which part of a host's list; {@code people} and {@code demandId} are those of the row before. */
  record Part(String hostId, String state, int considered, int people, String demandId, int limit) {}

  /** A wish under lock. */
  record Held(String demandId, String words, String state, String productId) {}

  private record Sum(String hostId, String words, int asks, Instant first, Instant last) {
    Sum and(Instant at) {
      return new Sum(hostId, words, asks + 1, at.isBefore(first) ? at : first,
          at.isAfter(last) ? at : last);
    }
  }

  /** Counts wishes; each of {@code heard} has one. */
  static void wish(Connection connection, List<Intents.Heard> heard) throws SQLException {
    if (heard.isEmpty()) {
      return;
    }
    Map<String, Sum> sums = new TreeMap<>();
    for (Intents.Heard one : heard) {
      String words = one.reading().wanted().orElseThrow();
      sums.merge(one.hostId() + " " + words, new Sum(one.hostId(), words, 1, one.at(), one.at()),
          (before, more) -> before.and(one.at()));
    }
    Map<String, String> ids = add(connection, sums);
    Map<String, Intents.Heard> wishes = new TreeMap<>();
    for (Intents.Heard one : heard) {
      String demandId = ids.get(one.hostId() + " " + one.reading().wanted().orElseThrow());
      wishes.putIfAbsent(demandId + " " + one.viewerId(), one);
    }
    Columns columns = new Columns("text", "text", "text", "timestamptz");
    wishes.forEach((key, one) -> columns.add(key.substring(0, key.indexOf(' ')), one.viewerId(),
        one.commentId(), one.at().atOffset(ZoneOffset.UTC)));
    columns.run(connection, ADD_WISHES);
  }

  private static Map<String, String> add(Connection connection, Map<String, Sum> sums)
      throws SQLException {
    Columns columns = new Columns("text", "text", "text", "int", "timestamptz", "timestamptz");
    sums.values().forEach(sum -> columns.add(Ids.next("dem"), sum.hostId(), sum.words(), sum.asks(),
        sum.first().atOffset(ZoneOffset.UTC), sum.last().atOffset(ZoneOffset.UTC)));
    Map<String, String> ids = new HashMap<>();
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      columns.bind(insert, 1);
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          ids.put(row.getString(1) + " " + row.getString(2), row.getString(3));
        }
      }
    }
    return ids;
  }

  /** Comments that were deleted want nothing. */
  static void forget(Connection connection, Collection<String> commentIds) throws SQLException {
    Set<String> demandIds = new TreeSet<>();
    try (PreparedStatement delete = connection.prepareStatement(UNWISH)) {
      delete.setArray(1, connection.createArrayOf("text", commentIds.toArray()));
      try (ResultSet row = delete.executeQuery()) {
        while (row.next()) {
          demandIds.add(row.getString(1));
        }
      }
    }
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setArray(1, connection.createArrayOf("text", demandIds.toArray()));
      delete.executeUpdate();
    }
  }

  /** Wishes of a host in one state, those of most people first. */
  static List<Row> list(Connection connection, Part part) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIST)) {
      select.setString(1, part.hostId());
      select.setString(2, part.state());
      select.setInt(3, part.considered());
      select.setInt(4, part.people());
      select.setString(5, part.demandId());
      select.setInt(6, part.limit());
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getString("demand_id"), row.getString("words"), row.getString("state"),
              row.getString("product_id"), row.getInt("asks"), row.getInt("people"),
              at(row, "first_at"), at(row, "last_at")));
        }
      }
      return rows;
    }
  }

  static List<SquareRow> square(Connection connection, int considered, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SQUARE)) {
      select.setInt(1, considered);
      select.setInt(2, limit);
      List<SquareRow> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(new SquareRow(row.getString("words"), row.getInt("hosts"), row.getLong("asks"),
              row.getInt("people"), at(row, "first_at"), at(row, "last_at")));
        }
      }
      return rows;
    }
  }

  static Optional<Held> lock(Connection connection, String hostId, String demandId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setString(1, hostId);
      select.setString(2, demandId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(new Held(row.getString(1), row.getString(2), row.getString(3),
            row.getString(4))) : Optional.empty();
      }
    }
  }

  static void turn(Connection connection, Held next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TURN)) {
      update.setString(1, next.state());
      update.setString(2, next.productId());
      update.setString(3, next.demandId());
      update.executeUpdate();
    }
  }

  /** Marks up to {@code limit} who were not told as told, and says who they are. */
  static List<String> tell(Connection connection, String demandId, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TELL)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, demandId);
      update.setString(3, demandId);
      update.setInt(4, limit);
      List<String> told = new ArrayList<>();
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          told.add(row.getString(1));
        }
      }
      return told;
    }
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
