package laotie.server.feed;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.log.Columns;

/** The rows of how often rooms and clips were shown on public places. */
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

  private static final String ADD_CLIPS =
      """
      insert into feed_clip_exposures (clip_id, host_id, exposures)
      select clip_id, host_id, exposures
        from unnest(?::text[], ?::text[], ?::bigint[]) as added (clip_id, host_id, exposures)
      on conflict (clip_id)
      do update set exposures = feed_clip_exposures.exposures + excluded.exposures
      """;

  private static final String CLIP_EXPOSURES =
      "select clip_id, exposures from feed_clip_exposures order by clip_id desc limit ?";

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

  /** The same for clips; {@code hosts} says whose each is. */
  void addClips(Connection connection, Map<String, Long> exposures, Map<String, String> hosts)
      throws SQLException {
    Columns columns = new Columns("text", "text", "bigint");
    exposures.keySet().stream().sorted()
        .forEach(clip -> columns.add(clip, hosts.get(clip), exposures.get(clip)));
    columns.run(connection, ADD_CLIPS);
  }

  Map<String, Long> exposures(Connection connection, int limit) throws SQLException {
    return exposures(connection, EXPOSURES, limit);
  }

  Map<String, Long> clipExposures(Connection connection, int limit) throws SQLException {
    return exposures(connection, CLIP_EXPOSURES, limit);
  }

  private static Map<String, Long> exposures(Connection connection, String sql, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
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
