package laotie.server.prices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows of room prices. */
final class RoomPriceStore {

  private static final String OF_HOST =
      """
      select sku_id, product_id, price_minor
        from prices_room_prices
       where host_id = ?
       order by set_at desc, sku_id
       limit ?
      """;

  private static final String SET =
      """
      insert into prices_room_prices (sku_id, host_id, product_id, price_minor, set_at)
      values (?, ?, ?, ?, ?)
      on conflict (sku_id) do update set price_minor = excluded.price_minor
      """;

  private static final String DROP = "delete from prices_room_prices where sku_id = ? and host_id = ?";

  private RoomPriceStore() {}

  /** The price of one unit of a variant in the room, in minor units. */
  record Row(String skuId, String productId, long priceMinor) {}

  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Row(row.getString(1), row.getString(2), row.getLong(3)));
        }
      }
    }
    return found;
  }

  static void set(Connection connection, String hostId, Row row, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SET)) {
      insert.setString(1, row.skuId());
      insert.setString(2, hostId);
      insert.setString(3, row.productId());
      insert.setLong(4, row.priceMinor());
      insert.setObject(5, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void drop(Connection connection, String hostId, String skuId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DROP)) {
      delete.setString(1, skuId);
      delete.setString(2, hostId);
      delete.executeUpdate();
    }
  }
}
