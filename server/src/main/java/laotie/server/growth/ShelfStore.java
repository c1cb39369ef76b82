package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
    List<byte[]> states = new ArrayList<>(Collections.nCopies(keys.size(), Cells.NO_STATE));
    Columns wanted = new Columns("text");
    keys.forEach(wanted::add);
    try (PreparedStatement select = connection.prepareStatement(LOAD)) {
      wanted.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          states.set(row.getInt("place") - 1, row.getBytes("state"));
        }
      }
    }
    return states;
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Shelved>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "bytea");
    for (Cells.Row<String, Shelved> row : rows) {
      columns.add(row.key(), row.state().category(), row.bytes());
    }
    try (PreparedStatement upsert = connection.prepareStatement(SAVE)) {
      columns.bind(upsert, 1);
      upsert.executeUpdate();
    }
  }
}
