package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.Counter;
import laotie.growth.CounterFold;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_counter}. */
final class CounterStore implements Cells.Rows<String, Counter> {

  /** Shows and clips of a host in a window. */
  private static final int PLACES_MAX = 20_000;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (place_id, place)
       cross join lateral (
         select c.state from growth_counter c where c.place_id = wanted.place_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_counter (place_id, state)
      select place_id, state from unnest(?::text[], ?::bytea[]) as cells (place_id, state)
      on conflict (place_id) do update set state = excluded.state
      """;

  private static final String OF_HOST =
      """
      select c.place_id, c.state
        from growth_counter c
       where c.place_id in (
         select show_id from growth_view where host_id = ? and began_at >= ? and began_at < ?
         union
         select clip_id from growth_view where host_id = ? and began_at >= ? and began_at < ?
         union
         select unnest(?::text[]))
       limit ?
      """;

  private static final CounterFold FOLD = new CounterFold();

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Counter>> rows) throws SQLException {
    Columns columns = new Columns("text", "bytea");
    rows.forEach(row -> columns.add(row.key(), row.bytes()));
    columns.run(connection, SAVE);
  }

  /** What stood before the viewers of a host's shows and clips. */
  static Map<String, Counter> of(Connection connection, TreeRows rows) throws SQLException {
    Map<String, Counter> counters = new HashMap<>();
    RowStore.list(connection, OF_HOST,
        row -> counters.put(row.getString(1), FOLD.decode(row.getBytes(2))) == null,
        rows.hostId(), rows.viewsFrom(), rows.to(), rows.hostId(), rows.viewsFrom(), rows.to(),
        rows.showIds(), PLACES_MAX);
    return counters;
  }
}
