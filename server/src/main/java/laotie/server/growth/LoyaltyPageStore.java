package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import laotie.growth.LoyaltyKey;
import laotie.growth.repurchase.BuyerScope;

/** All rows of {@code growth_loyalty}, page by page, in the order in which a scope needs them. */
final class LoyaltyPageStore {

  /** Rows of a page. */
  static final int ROWS_MAX = 5_000;

  /** Before every row. */
  static final LoyaltyKey START = new LoyaltyKey("", "");

  private static final String OF_HOST =
      """
      select host_id, buyer_id, state
        from growth_loyalty
       where host_id = ? and buyer_id > ?
       order by buyer_id
       limit ?
      """;

  private static final String OF_SQUARE_BY_HOST =
      """
      select host_id, buyer_id, state
        from growth_loyalty
       where (host_id, buyer_id) > (?, ?)
       order by host_id, buyer_id
       limit ?
      """;

  private static final String OF_SQUARE_BY_BUYER =
      """
      select host_id, buyer_id, state
        from growth_loyalty
       where (buyer_id, host_id) > (?, ?)
       order by buyer_id, host_id
       limit ?
      """;

  private static final LoyaltyFold FOLD = new LoyaltyFold();

  private LoyaltyPageStore() {}

  /** The orders of one pair. */
  record Line(LoyaltyKey key, Loyalty loyalty) {}

  /** The rows of one host after one of his buyers. */
  static List<Line> ofHost(Connection connection, String hostId, LoyaltyKey after) throws SQLException {
    return page(connection, OF_HOST, hostId, after.buyerId());
  }

  /** The rows of all hosts after a row; in {@link BuyerScope#PLATFORM} those of a buyer stand together. */
  static List<Line> ofSquare(Connection connection, BuyerScope scope, LoyaltyKey after)
      throws SQLException {
    return switch (scope) {
      case HOST -> page(connection, OF_SQUARE_BY_HOST, after.hostId(), after.buyerId());
      case PLATFORM -> page(connection, OF_SQUARE_BY_BUYER, after.buyerId(), after.hostId());
    };
  }

  private static List<Line> page(Connection connection, String sql, String first, String second)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, first);
      select.setString(2, second);
      select.setInt(3, ROWS_MAX);
      List<Line> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(new Line(
              new LoyaltyKey(row.getString("host_id"), row.getString("buyer_id")),
              FOLD.decode(row.getBytes("state"))));
        }
      }
      return lines;
    }
  }
}
