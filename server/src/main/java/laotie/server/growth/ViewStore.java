package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.growth.View;
import laotie.growth.ViewFold;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_view}. */
final class ViewStore implements Cells.Rows<String, View> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (view_id, place)
       cross join lateral (
         select v.state from growth_view v where v.view_id = wanted.view_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_view (
        view_id, person_id, host_id, show_id, clip_id, began_at, channel, relation, played_ms, state)
      select view_id, person_id, host_id, show_id, clip_id, began_at, channel, relation, played_ms, state
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                    ?::text[], ?::bigint[], ?::bytea[])
          as cells (view_id, person_id, host_id, show_id, clip_id, began_at, channel, relation, played_ms,
                    state)
      on conflict (view_id) do update
         set person_id = excluded.person_id,
             host_id = excluded.host_id,
             show_id = excluded.show_id,
             clip_id = excluded.clip_id,
             began_at = excluded.began_at,
             channel = excluded.channel,
             relation = excluded.relation,
             played_ms = excluded.played_ms,
             state = excluded.state
      """;

  private static final String OF_HOST =
      """
      select view_id, state
        from growth_view
       where host_id = ? and began_at >= ? and began_at < ?
         and mod(abs(hashtext(person_id)::bigint), ?) = ?
       limit ?
      """;

  private static final String OF_SQUARE =
      """
      select view_id, state
        from growth_view
       where began_at >= ? and began_at < ?
         and mod(abs(hashtext(person_id)::bigint), ?) = ?
       limit ?
      """;

  private static final String OF_SHOWS =
      """
      select view_id, state
        from growth_view
       where show_id = any (?) and show_id <> ''
         and mod(abs(hashtext(person_id)::bigint), ?) = ?
       limit ?
      """;

  private static final ViewFold FOLD = new ViewFold();

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, View>> rows) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "text", "text", "text", "text", "text", "bigint", "bytea");
    for (Cells.Row<String, View> row : rows) {
      View view = row.state();
      boolean isKnown = view.entry().isKnown();
      columns.add(row.key(), view.personId(), view.hostId(), view.showId(), view.clipId(),
          Stamps.of(view.beganAt()), isKnown ? view.entry().channel().name() : "",
          isKnown ? view.entry().relation().name() : "", view.played().millis(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** A view and its id. */
  record Line(String viewId, View view) {}

  /** Views that may touch the windows, of one part of all persons. */
  static List<Line> of(Connection connection, TreeRows rows, int part) throws SQLException {
    RowStore.Read<Line> read = row -> new Line(row.getString(1), FOLD.decode(row.getBytes(2)));
    if (!rows.showIds().isEmpty()) {
      return RowStore.list(connection, OF_SHOWS, read, rows.showIds(), rows.parts(), part, TreeRows.ROWS_MAX);
    }
    return rows.hostId().isEmpty()
        ? RowStore.list(connection, OF_SQUARE, read, rows.viewsFrom(), rows.to(), rows.parts(), part,
            TreeRows.ROWS_MAX)
        : RowStore.list(connection, OF_HOST, read, rows.hostId(), rows.viewsFrom(), rows.to(), rows.parts(),
            part, TreeRows.ROWS_MAX);
  }
}
