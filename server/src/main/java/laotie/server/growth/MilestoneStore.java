package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import laotie.growth.Milestone;
import laotie.growth.MilestoneFold;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_milestone}. */
final class MilestoneStore implements Cells.Rows<String, Map<Milestone, Long>> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (host_id, place)
       cross join lateral (
         select m.state from growth_milestone m where m.host_id = wanted.host_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_milestone (
        host_id, first_clip_at, first_show_at, first_follower_at, first_order_at, first_fan_at,
        first_loyal_at, first_laotie_at, state)
      select host_id, first_clip_at, first_show_at, first_follower_at, first_order_at, first_fan_at,
             first_loyal_at, first_laotie_at, state
        from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bytea[])
          as cells (host_id, first_clip_at, first_show_at, first_follower_at, first_order_at, first_fan_at,
                    first_loyal_at, first_laotie_at, state)
      on conflict (host_id) do update
         set first_clip_at = excluded.first_clip_at,
             first_show_at = excluded.first_show_at,
             first_follower_at = excluded.first_follower_at,
             first_order_at = excluded.first_order_at,
             first_fan_at = excluded.first_fan_at,
             first_loyal_at = excluded.first_loyal_at,
             first_laotie_at = excluded.first_laotie_at,
             state = excluded.state
      """;

  private static final String OF_HOST = "select state from growth_milestone where host_id = ?";

  private static final MilestoneFold FOLD = new MilestoneFold();

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Map<Milestone, Long>>> rows)
      throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "text", "text", "text", "text", "text", "bytea");
    for (Cells.Row<String, Map<Milestone, Long>> row : rows) {
      Object[] values = new Object[Milestone.values().length + 2];
      values[0] = row.key();
      for (Milestone milestone : Milestone.values()) {
        Long at = row.state().get(milestone);
        values[milestone.ordinal() + 1] = at == null ? null : Stamps.of(at);
      }
      values[values.length - 1] = row.bytes();
      columns.add(values);
    }
    columns.run(connection, SAVE);
  }

  /** What has happened for the first time, and when, milliseconds since 1970 UTC. */
  static Map<Milestone, Long> of(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, OF_HOST, row -> FOLD.decode(row.getBytes(1)), hostId)
        .orElse(FOLD.zero());
  }
}
