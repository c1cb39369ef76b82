package laotie.server.live;

import jakarta.inject.Singleton;
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
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.log.Columns;

/** The rows of views. */
@Singleton
final class ViewStore {

  private static final String ADD_VIEWS =
      """
      insert into live_views (view_id, viewer_id, room_id, show_id, host_id, exposure_id, channel, relation,
                              device_hash, network_hash, entered_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::text[], ?::timestamptz[])
      on conflict (view_id) do nothing
      """;

  private static final String VIEW =
      """
      select view_id, viewer_id, room_id, show_id, host_id, exposure_id, channel, relation, device_hash,
             network_hash, entered_at
        from live_views where view_id = ?
      """;

  private static final String ENTRIES_BY_MINUTE =
      """
      select room_id, date_trunc('minute', entered_at) as minute, count(*) as entries
        from live_views where entered_at > ? and channel <> 'PAID' group by 1, 2 limit 300000
      """;

  /** Entries into a room within one minute. */
  record Entries(String roomId, Instant minute, int count) {}

  void add(Connection connection, List<Live.ViewRef> views) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "text", "text", "text", "text", "text", "text", "text", "timestamptz");
    for (Live.ViewRef view : views) {
      Origin origin = view.origin();
      columns.add(view.viewId(), view.viewerId(), view.roomId(), view.showId(), view.hostId(),
          origin.exposureId(), origin.channel().name(), origin.relation().name(), origin.deviceHash(),
          origin.networkHash(), view.enteredAt().atOffset(ZoneOffset.UTC));
    }
    columns.run(connection, ADD_VIEWS);
  }

  Optional<Live.ViewRef> view(Connection connection, String viewId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VIEW)) {
      statement.setString(1, viewId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  private static Live.ViewRef read(ResultSet rows) throws SQLException {
    Origin origin = new Origin(rows.getString("exposure_id"), Channel.valueOf(rows.getString("channel")),
        Relation.valueOf(rows.getString("relation")), rows.getString("device_hash"),
        rows.getString("network_hash"));
    return new Live.ViewRef(rows.getString("view_id"), rows.getString("viewer_id"),
        rows.getString("room_id"), rows.getString("show_id"), rows.getString("host_id"), origin,
        rows.getObject("entered_at", OffsetDateTime.class).toInstant());
  }

  List<Entries> entriesSince(Connection connection, Instant since) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENTRIES_BY_MINUTE)) {
      statement.setObject(1, since.atOffset(ZoneOffset.UTC));
      List<Entries> entries = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(new Entries(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant(),
              rows.getInt(3)));
        }
      }
      return entries;
    }
  }
}
