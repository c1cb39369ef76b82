package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import laotie.growth.Crossing;
import laotie.growth.CrossingFold;
import laotie.growth.PairKey;
import laotie.growth.Share;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_crossing}. */
final class CrossingStore implements Cells.Rows<PairKey, Crossing> {

  /** Rows of a page. */
  static final int ROWS_MAX = 5_000;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[]) with ordinality as wanted (host_id, person_id, place)
       cross join lateral (
         select c.state
           from growth_crossing c
          where c.host_id = wanted.host_id and c.person_id = wanted.person_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_crossing (host_id, person_id, stranger_days, stayed_days, state)
      select host_id, person_id, stranger_days::date[], stayed_days::date[], state
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
          as cells (host_id, person_id, stranger_days, stayed_days, state)
      on conflict (host_id, person_id) do update
         set stranger_days = excluded.stranger_days,
             stayed_days = excluded.stayed_days,
             state = excluded.state
      """;

  private static final String CONVERSION =
      """
      select count(*) as strangers,
             count(*) filter (where exists (
               select from unnest(stayed_days) as day where day >= ? and day < ?)) as stayed
        from growth_crossing
       where exists (select from unnest(stranger_days) as day where day >= ? and day < ?)
         and (? = '' or host_id = ?)
      """;

  private static final String OF_HOST =
      """
      select person_id, state
        from growth_crossing
       where host_id = ? and person_id > ?
       order by person_id
       limit ?
      """;

  /** One person and his way. */
  record Line(String personId, Crossing crossing) {}

  /** The ways of a host's people, page by page, after one of them. */
  static List<Line> ofHost(Connection connection, CrossingFold fold, String hostId, String after)
      throws SQLException {
    return RowStore.list(connection, OF_HOST,
        row -> new Line(row.getString(1), fold.decode(row.getBytes(2))), hostId, after, ROWS_MAX);
  }

  @Override
  public List<byte[]> load(Connection connection, List<PairKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.personId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<PairKey, Crossing>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "bytea");
    for (Cells.Row<PairKey, Crossing> row : rows) {
      columns.add(row.key().hostId(), row.key().personId(), days(row.state().strangerDays()),
          days(row.state().stayedDays()), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  private static String days(SortedSet<Long> numbers) {
    return ArrayText.of(numbers.stream().map(number -> LocalDate.ofEpochDay(number).toString()).toList());
  }

  /** Strangers whose seven days are over, and those of them who followed in the visit and stayed. */
  static Share conversion(Connection connection, RelationWindow window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(CONVERSION)) {
      select.setObject(1, window.from());
      select.setObject(2, window.maturesBefore());
      select.setObject(3, window.from());
      select.setObject(4, window.maturesBefore());
      select.setString(5, window.hostId());
      select.setString(6, window.hostId());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Share(row.getLong("stayed"), row.getLong("strangers"));
      }
    }
  }
}
