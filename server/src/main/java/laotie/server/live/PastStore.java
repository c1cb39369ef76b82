package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Writes rows of a past that was not lived here. */
@Singleton
final class PastStore {

  private static final String ADD_SHOWS =
      """
      insert into live_shows (show_id, room_id, host_id, title, cover_url, status, started_at, ended_at,
                              created_at, likes)
      select show_id, room_id, host_id, title, cover_url, 'ENDED', started_at, ended_at, started_at, likes
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::bigint[])
          as shows (show_id, room_id, host_id, title, cover_url, started_at, ended_at, likes)
      on conflict (show_id) do nothing
      """;

  private final ViewStore views;

  PastStore(ViewStore views) {
    this.views = views;
  }

  void addShows(Connection connection, List<Live.PastShow> rows) throws SQLException {
    List<Function<Live.PastShow, Object>> columns = List.of(
        row -> row.show().head().showId(), row -> row.show().head().roomId(),
        row -> row.show().head().hostId(), row -> row.show().head().title(),
        row -> row.show().head().coverUrl(), row -> row.show().startedAt().atOffset(ZoneOffset.UTC),
        row -> row.show().endedAt().atOffset(ZoneOffset.UTC), Live.PastShow::likes);
    List<String> types =
        List.of("text", "text", "text", "text", "text", "timestamptz", "timestamptz", "bigint");
    try (PreparedStatement statement = connection.prepareStatement(ADD_SHOWS)) {
      for (int i = 0; i < types.size(); i++) {
        statement.setArray(i + 1,
            connection.createArrayOf(types.get(i), rows.stream().map(columns.get(i)).toArray()));
      }
      statement.executeUpdate();
    }
  }

  void addViews(Connection connection, List<Live.ViewRef> rows) throws SQLException {
    views.add(connection, rows);
  }
}
