package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.growth.Wish;
import laotie.growth.WishKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_wishes}. */
final class WishStore implements Cells.Rows<WishKey, Wish> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[], ?::text[], ?::int[]) with ordinality
          as wanted (person_id, kind, what, day_number, place)
       cross join lateral (
         select w.state
           from growth_wishes w
          where w.person_id = wanted.person_id
            and w.kind = wanted.kind
            and w.what = wanted.what
            and w.day_number = wanted.day_number
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_wishes (person_id, kind, what, day_number, first_at, last_at, state)
      select person_id, kind, what, day_number, first_at, last_at, state
        from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[],
                    ?::bytea[])
          as cells (person_id, kind, what, day_number, first_at, last_at, state)
      on conflict (person_id, kind, what, day_number) do update
         set first_at = excluded.first_at,
             last_at = excluded.last_at,
             state = excluded.state
      """;

  @Override
  public List<byte[]> load(Connection connection, List<WishKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text", "text", "int");
    for (WishKey key : keys) {
      wanted.add(key.personId(), key.kind().name(), key.what(), Math.toIntExact(key.day()));
    }
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<WishKey, Wish>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "int", "text", "text", "bytea");
    for (Cells.Row<WishKey, Wish> row : rows) {
      WishKey key = row.key();
      columns.add(key.personId(), key.kind().name(), key.what(), Math.toIntExact(key.day()),
          Stamps.of(row.state().first()), Stamps.of(row.state().last()), row.bytes());
    }
    columns.run(connection, SAVE);
  }
}
