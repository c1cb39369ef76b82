package laotie.server.hooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log of deliveries as its owner reads it, replays from it, and how it is forgotten. */
final class LogbookStore {

  /** Attempts of one message to one endpoint, replays included; nobody hammers a stranger for ever. */
  static final int ATTEMPTS_MAX = 100;

  private static final String COLUMNS =
      """
      select d.message_id, d.type, d.state, d.attempts, d.due_at, d.made_at,
             a.number, a.at, a.millis, a.outcome, a.status, a.answer
        from hooks_deliveries d
        left join lateral (
          select number, at, millis, outcome, status, answer
            from hooks_attempts
           where endpoint_id = d.endpoint_id and message_id = d.message_id
           order by number desc limit 1) as a on true
      """;

  private static final String OF_ENDPOINT =
      COLUMNS
          + """
             where d.endpoint_id = ? and (? = '' or d.state = ?) and (? = '' or d.type = ?)
               and (? = '' or (d.made_at, d.message_id) < (
                 select made_at, message_id from hooks_deliveries where endpoint_id = ? and message_id = ?))
             order by d.made_at desc, d.message_id desc
             limit ?
            """;

  private static final String ONE = COLUMNS + " where d.endpoint_id = ? and d.message_id = ?";

  private static final String BODY = "select body from hooks_messages where message_id = ?";

  private static final String ATTEMPTS =
      """
      select number, at, millis, outcome, status, answer
        from hooks_attempts
       where endpoint_id = ? and message_id = ?
       order by number desc
       limit ?
      """;

  /**
   * An attempt that is at work is left alone, and what waits for longer is sent now: what is due within the
   * time of an attempt may be at work.
   */
  private static final String REPLAY_ONE =
      """
      update hooks_deliveries set state = 'WAITING', failures = 0, due_at = ?
       where endpoint_id = ? and message_id = ? and (state <> 'WAITING' or due_at > ?)
         and attempts < ?
      """;

  private static final String REPLAY_SINCE =
      """
      update hooks_deliveries d set state = 'WAITING', failures = 0, due_at = ?
        from (
          select message_id from hooks_deliveries
           where endpoint_id = ? and made_at >= ? and type <> 'hook.test' and attempts < ?
             and (state = 'GIVEN_UP' or (state = 'WAITING' and failures > 0 and due_at > ?)
                  or (? and state = 'DELIVERED'))
           order by made_at
           limit ?) as chosen
       where d.endpoint_id = ? and d.message_id = chosen.message_id
      """;

  private static final String TESTS =
      """
      select count(*) from (
        select 1 from hooks_deliveries
         where endpoint_id = ? and made_at > ? and type = 'hook.test' limit ?) as part
      """;

  private static final String FORGET_DELIVERIES =
      """
      delete from hooks_deliveries where (endpoint_id, message_id) in (
        select endpoint_id, message_id from hooks_deliveries
         where endpoint_id = ? and made_at < ? limit ?)
      """;

  private static final String FORGET_ATTEMPTS_OF =
      """
      delete from hooks_attempts where (endpoint_id, message_id, number) in (
        select endpoint_id, message_id, number from hooks_attempts where endpoint_id = ? limit ?)
      """;

  private static final String FORGET_MESSAGES =
      """
      delete from hooks_messages where message_id in (
        select message_id from hooks_messages where made_at < ? order by made_at limit ?)
      """;

  private static final String FORGET_ATTEMPTS =
      """
      delete from hooks_attempts where (endpoint_id, message_id, number) in (
        select endpoint_id, message_id, number from hooks_attempts where at < ? order by at limit ?)
      """;

  private static final String FORGET_STOCK =
      """
      delete from hooks_stock where sku_id in (
        select sku_id from hooks_stock where seen_at < ? order by seen_at limit ?)
      """;

  private static final List<String> FORGET = List.of(FORGET_ATTEMPTS, FORGET_MESSAGES, FORGET_STOCK);

  private LogbookStore() {}

  /** An attempt as it was noted. */
  record Tried(int number, Instant at, int millis, String outcome, int status, String answer) {}

  /** A message on its way, with the last attempt, if any was noted. */
  record Entry(
      String messageId, String type, String state, int attempts, Instant dueAt, Instant madeAt,
      Optional<Tried> last) {}

  /** What of the log is wanted; empty words want all. */
  record Filter(String state, String type, String after) {}

  /**
   * What is replayed.
   *
   * @param isAll false for what failed only
   */
  record Replay(Instant since, boolean isAll, int most) {}

  static List<Entry> ofEndpoint(Connection connection, String endpointId, Filter filter, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ENDPOINT)) {
      select.setString(1, endpointId);
      select.setString(2, filter.state());
      select.setString(3, filter.state());
      select.setString(4, filter.type());
      select.setString(5, filter.type());
      select.setString(6, filter.after());
      select.setString(7, endpointId);
      select.setString(8, filter.after());
      select.setInt(9, limit);
      return entries(select);
    }
  }

  static Optional<Entry> one(Connection connection, String endpointId, String messageId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ONE)) {
      select.setString(1, endpointId);
      select.setString(2, messageId);
      return entries(select).stream().findFirst();
    }
  }

  static String body(Connection connection, String messageId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BODY)) {
      select.setString(1, messageId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  static List<Tried> attempts(Connection connection, String endpointId, String messageId, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ATTEMPTS)) {
      select.setString(1, endpointId);
      select.setString(2, messageId);
      select.setInt(3, limit);
      List<Tried> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(tried(row));
        }
      }
      return found;
    }
  }

  static boolean replayOne(Connection connection, String endpointId, String messageId, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLAY_ONE)) {
      update.setObject(1, utc(now));
      update.setString(2, endpointId);
      update.setString(3, messageId);
      update.setObject(4, utc(now.plus(Courier.LOST_AFTER)));
      update.setInt(5, ATTEMPTS_MAX);
      return update.executeUpdate() > 0;
    }
  }

  static int replay(Connection connection, String endpointId, Replay replay, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLAY_SINCE)) {
      update.setObject(1, utc(now));
      update.setString(2, endpointId);
      update.setObject(3, utc(replay.since()));
      update.setInt(4, ATTEMPTS_MAX);
      update.setObject(5, utc(now.plus(Courier.LOST_AFTER)));
      update.setBoolean(6, replay.isAll());
      update.setInt(7, replay.most());
      update.setString(8, endpointId);
      return update.executeUpdate();
    }
  }

  /** Test messages since an instant, counted up to {@code most}. */
  static int tests(Connection connection, String endpointId, Instant since, int most) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TESTS)) {
      select.setString(1, endpointId);
      select.setObject(2, utc(since));
      select.setInt(3, most);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Forgets so many rows of each table that are older; answers the most of one. */
  static int forget(Connection connection, Instant before, int limit) throws SQLException {
    int most = 0;
    for (String sql : FORGET) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setObject(1, utc(before));
        delete.setInt(2, limit);
        most = Math.max(most, delete.executeUpdate());
      }
    }
    return most;
  }

  /** Forgets deliveries of an endpoint that are older; before their messages, which they need. */
  static int forgetDeliveries(Connection connection, String endpointId, Instant before, int limit)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET_DELIVERIES)) {
      delete.setString(1, endpointId);
      delete.setObject(2, utc(before));
      delete.setInt(3, limit);
      return delete.executeUpdate();
    }
  }

  /** Forgets so many attempts of an endpoint. */
  static int forgetAttempts(Connection connection, String endpointId, int limit) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET_ATTEMPTS_OF)) {
      delete.setString(1, endpointId);
      delete.setInt(2, limit);
      return delete.executeUpdate();
    }
  }

  private static List<Entry> entries(PreparedStatement select) throws SQLException {
    List<Entry> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        boolean isTried = row.getObject("number") != null;
        found.add(new Entry(row.getString("message_id"), row.getString("type"), row.getString("state"),
            row.getInt("attempts"), instant(row, "due_at"), instant(row, "made_at"),
            isTried ? Optional.of(tried(row)) : Optional.empty()));
      }
    }
    return found;
  }

  private static Tried tried(ResultSet row) throws SQLException {
    return new Tried(row.getInt("number"), instant(row, "at"), row.getInt("millis"),
        row.getString("outcome"), row.getInt("status"), row.getString("answer"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
