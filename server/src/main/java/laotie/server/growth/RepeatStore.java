package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.LoyaltyKey;
import laotie.growth.RepeatFold;
import laotie.growth.Repeats;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_repeats}. */
final class RepeatStore implements Cells.Rows<LoyaltyKey, Repeats> {

  /** Rows of a page. */
  static final int ROWS_MAX = 5_000;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[]) with ordinality as wanted (host_id, buyer_id, place)
       cross join lateral (
         select r.state
           from growth_repeats r
          where r.host_id = wanted.host_id and r.buyer_id = wanted.buyer_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_repeats (host_id, buyer_id, state)
      select host_id, buyer_id, state
        from unnest(?::text[], ?::text[], ?::bytea[]) as cells (host_id, buyer_id, state)
      on conflict (host_id, buyer_id) do update set state = excluded.state
      """;

  private static final String OF_HOST =
      """
      select host_id, buyer_id, state
        from growth_repeats
       where host_id = ? and buyer_id > ?
       order by buyer_id
       limit ?
      """;

  private static final String OF_SQUARE =
      """
      select host_id, buyer_id, state
        from growth_repeats
       where (host_id, buyer_id) > (?, ?)
       order by host_id, buyer_id
       limit ?
      """;

  private static final String CATEGORIES =
      "select product_id, category from growth_shelf where product_id = any (?)";

  private static final RepeatFold FOLD = new RepeatFold();

  /** What one buyer took from one host. */
  record Line(LoyaltyKey key, Repeats repeats) {}

  @Override
  public List<byte[]> load(Connection connection, List<LoyaltyKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.buyerId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<LoyaltyKey, Repeats>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "bytea");
    for (Cells.Row<LoyaltyKey, Repeats> row : rows) {
      columns.add(row.key().hostId(), row.key().buyerId(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** The rows of a host, or of all hosts for an empty id, after a row. */
  static List<Line> page(Connection connection, String hostId, LoyaltyKey after) throws SQLException {
    return RowStore.list(connection, hostId.isEmpty() ? OF_SQUARE : OF_HOST,
        row -> new Line(new LoyaltyKey(row.getString("host_id"), row.getString("buyer_id")),
            FOLD.decode(row.getBytes("state"))),
        hostId.isEmpty() ? after.hostId() : hostId, after.buyerId(), ROWS_MAX);
  }

  /** The categories under which products stand now; one that stands under none is missing. */
  static Map<String, String> categories(Connection connection, Collection<String> products)
      throws SQLException {
    Map<String, String> categories = new HashMap<>();
    RowStore.list(connection, CATEGORIES,
        row -> categories.put(row.getString("product_id"), row.getString("category")),
        List.copyOf(products));
    return categories;
  }
}
