package laotie.server.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import laotie.people.SessionLife;

/** Sessions as rows, found by the hash of their secret. */
final class SessionStore {

  private static final String OPEN =
      "insert into people_sessions (session_id, account_id, started_at, expires_at) values (?, ?, ?, ?)";

  private static final String SESSION =
      "select account_id, started_at, expires_at from people_sessions where session_id = ?";

  private static final String SLIDE =
      "update people_sessions set expires_at = greatest(expires_at, ?) where session_id = ?";

  private static final String CLOSE = "delete from people_sessions where session_id = ?";

  private static final String CLOSE_ALL = "delete from people_sessions where account_id = ?";

  private static final String FORGET_OVER =
      """
      delete from people_sessions where session_id in
        (select session_id from people_sessions where expires_at < ? order by expires_at limit ?)
      """;

  private SessionStore() {}

  /** A session as it stands in its row. */
  record Session(String sessionId, String accountId, SessionLife life) {}

  static void open(Connection connection, Session session) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, session.sessionId());
      statement.setString(2, session.accountId());
      statement.setTimestamp(3, Timestamp.from(session.life().startedAt()));
      statement.setTimestamp(4, Timestamp.from(session.life().expiresAt()));
      statement.executeUpdate();
    }
  }

  static Optional<Session> session(Connection connection, String sessionId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SESSION)) {
      statement.setString(1, sessionId);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        SessionLife life =
            new SessionLife(rows.getTimestamp(2).toInstant(), rows.getTimestamp(3).toInstant());
        return Optional.of(new Session(sessionId, rows.getString(1), life));
      }
    }
  }

  static void slide(Connection connection, Session session) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SLIDE)) {
      statement.setTimestamp(1, Timestamp.from(session.life().expiresAt()));
      statement.setString(2, session.sessionId());
      statement.executeUpdate();
    }
  }

  static boolean close(Connection connection, String sessionId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
      statement.setString(1, sessionId);
      return statement.executeUpdate() > 0;
    }
  }

  static void closeAll(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOSE_ALL)) {
      statement.setString(1, accountId);
      statement.executeUpdate();
    }
  }

  static int forgetOver(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET_OVER)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setInt(2, limit);
      return statement.executeUpdate();
    }
  }
}
