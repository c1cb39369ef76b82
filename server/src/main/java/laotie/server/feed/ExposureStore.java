package laotie.server.feed;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of how often rooms were shown. */
@Singleton
final class ExposureStore {

  private static final String ADD =
      """
      insert into feed_room_exposures (room_id, exposures)
      select room_id, exposures from unnest(?::text[], ?::bigint[]) as added (room_id, exposures)
      on conflict (room_id)
      do update set exposures = feed_room_exposures.exposures + excluded.exposures
      """;

  private static final String EXPOSURES =
      "select room_id, exposures from feed_room_exposures order by room_id limit ?";

  /** Adds showings; rooms in the order of their ids, so that two processes do not cross. */
  void add(Connection connection, Map<String, Long> exposures) throws SQLException {
    List<String> rooms = exposures.keySet().stream().sorted().toList();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, connection.createArrayOf("text", rooms.toArray()));
      statement.setArray(2,
          connection.createArrayOf("bigint", rooms.stream().map(exposures::get).toArray()));
      statement.executeUpdate();
    }
  }

  Map<String, Long> exposures(Connection connection, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXPOSURES)) {
      statement.setInt(1, limit);
      Map<String, Long> exposures = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          exposures.put(rows.getString(1), rows.getLong(2));
        }
      }
      return exposures;
    }
  }
}
