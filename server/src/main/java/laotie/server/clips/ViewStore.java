package laotie.server.clips;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of views. */
final class ViewStore {

  private static final String ADD_VIEWS =
      """
      insert into clips_views (view_id, viewer_id, clip_id, host_id, exposure_id, channel, relation,
                               device_hash, network_hash, opened_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::timestamptz[])
      on conflict (view_id) do nothing
      """;

  private static final String COUNT = "update clips_clips set views = views + ? where clip_id = ?";

  private static final String VIEW =
      """
      select view_id, viewer_id, clip_id, host_id, exposure_id, channel, relation, device_hash,
             network_hash, opened_at
        from clips_views where view_id = ?
      """;

  private ViewStore() {}

  /** Adds views and counts them on their clips, in the order of the clips' ids against deadlocks. */
  static void add(Connection connection, List<Clips.ViewRef> views) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "text", "text", "text", "text", "text", "text", "timestamptz");
    Map<String, Integer> counts = new TreeMap<>();
    for (Clips.ViewRef view : views) {
      Origin origin = view.origin();
      columns.add(view.viewId(), view.viewerId(), view.clipId(), view.hostId(), origin.exposureId(),
          origin.channel().name(), origin.relation().name(), origin.deviceHash(), origin.networkHash(),
          view.openedAt().atOffset(ZoneOffset.UTC));
      counts.merge(view.clipId(), 1, Integer::sum);
    }
    columns.run(connection, ADD_VIEWS);
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      RowStore.change(connection, COUNT, count.getValue(), count.getKey());
    }
  }

  static Optional<Clips.ViewRef> view(Connection connection, String viewId) throws SQLException {
    return RowStore.one(connection, VIEW, ViewStore::read, viewId);
  }

  private static Clips.ViewRef read(ResultSet row) throws SQLException {
    Origin origin = new Origin(row.getString("exposure_id"), Channel.valueOf(row.getString("channel")),
        Relation.valueOf(row.getString("relation")), row.getString("device_hash"),
        row.getString("network_hash"));
    return new Clips.ViewRef(row.getString("view_id"), row.getString("viewer_id"),
        row.getString("clip_id"), row.getString("host_id"), origin, RowStore.instant(row, "opened_at"));
  }
}
