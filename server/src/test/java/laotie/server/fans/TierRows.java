package laotie.server.fans;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the log says of tiers, and of messages. */
final class TierRows {

  private TierRows() {}

  /** The tiers somebody came to, in order of time. */
  static List<String> changes(Connection connection, String viewerId) throws SQLException {
    String sql = """
        select body->>'to' from log where type = 'TierChanged' and body->>'viewerId' = ? order by at, id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, viewerId);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** What the log tells of the segment of a host's only message. */
  static String segmentTold(Connection connection, String hostId) throws SQLException {
    String sql = "select body->>'segment' from log where type = 'FansWrittenTo' and body->>'hostId' = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, hostId);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  static Instant lastChange(Connection connection, String viewerId) throws SQLException {
    String sql = "select max(at) from log where type = 'TierChanged' and body->>'viewerId' = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, viewerId);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getTimestamp(1).toInstant();
      }
    }
  }
}
