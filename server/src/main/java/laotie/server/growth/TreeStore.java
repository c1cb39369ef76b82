package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import laotie.growth.LoyaltyKey;
import laotie.server.log.RowStore;

/** How many rows a count of trees has before it, and the loyalties it needs, part by part. */
final class TreeStore {

  private static final String ROWS_OF_HOST =
      """
      select (select count(*) from growth_view where host_id = ? and began_at >= ? and began_at < ?)
           + (select count(*) from growth_loyalty where host_id = ?)
      """;

  private static final String ROWS_OF_SQUARE =
      """
      select (select count(*) from growth_view where began_at >= ? and began_at < ?)
           + (select count(*) from growth_loyalty)
      """;

  private static final String LOYALTIES_OF_HOST =
      """
      select host_id, buyer_id, state
        from growth_loyalty
       where host_id = ? and mod(abs(hashtext(buyer_id)::bigint), ?) = ?
       limit ?
      """;

  private static final String LOYALTIES_OF_SQUARE =
      """
      select host_id, buyer_id, state
        from growth_loyalty
       where mod(abs(hashtext(buyer_id)::bigint), ?) = ?
       limit ?
      """;

  private static final LoyaltyFold FOLD = new LoyaltyFold();

  private TreeStore() {}

  static long rows(Connection connection, TreeRows rows) throws SQLException {
    RowStore.Read<Long> read = row -> row.getLong(1);
    return (rows.hostId().isEmpty()
        ? RowStore.one(connection, ROWS_OF_SQUARE, read, rows.viewsFrom(), rows.to())
        : RowStore.one(connection, ROWS_OF_HOST, read, rows.hostId(), rows.viewsFrom(), rows.to(),
            rows.hostId())).orElseThrow();
  }

  /** The orders of one pair. */
  record Line(LoyaltyKey key, Loyalty loyalty) {}

  static List<Line> loyalties(Connection connection, TreeRows rows, int part) throws SQLException {
    RowStore.Read<Line> read = row -> new Line(
        new LoyaltyKey(row.getString(1), row.getString(2)), FOLD.decode(row.getBytes(3)));
    return rows.hostId().isEmpty()
        ? RowStore.list(connection, LOYALTIES_OF_SQUARE, read, rows.parts(), part, TreeRows.ROWS_MAX)
        : RowStore.list(connection, LOYALTIES_OF_HOST, read, rows.hostId(), rows.parts(), part,
            TreeRows.ROWS_MAX);
  }
}
