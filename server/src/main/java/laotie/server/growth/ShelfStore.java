package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.growth.Shelved;
import laotie.server.log.Columns;

/** The rows of {@code growth_shelf}. */
final class ShelfStore implements Cells.Rows<String, Shelved> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (product_id, place)
       cross join lateral (
         select s.state from growth_shelf s where s.product_id = wanted.product_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_shelf (product_id, category, state)
      select product_id, category, state
        from unnest(?::text[], ?::text[], ?::bytea[]) as cells (product_id, category, state)
      on conflict (product_id) do update
         set category = excluded.category,
             state = excluded.state
      """;

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Shelved>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "bytea");
    for (Cells.Row<String, Shelved> row : rows) {
      columns.add(row.key(), row.state().category(), row.bytes());
    }
    columns.run(connection, SAVE);
  }
}
