package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import laotie.live.Show;
import laotie.server.log.Columns;

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
    Columns columns =
        new Columns("text", "text", "text", "text", "text", "timestamptz", "timestamptz", "bigint");
    for (Live.PastShow row : rows) {
      Show.Head head = row.show().head();
      columns.add(head.showId(), head.roomId(), head.hostId(), head.title(), head.coverUrl(),
          row.show().startedAt().atOffset(ZoneOffset.UTC), row.show().endedAt().atOffset(ZoneOffset.UTC),
          row.likes());
    }
    columns.run(connection, ADD_SHOWS);
  }

  void addViews(Connection connection, List<Live.ViewRef> rows) throws SQLException {
    views.add(connection, rows);
  }
}
