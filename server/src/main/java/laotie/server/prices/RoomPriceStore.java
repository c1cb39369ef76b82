package laotie.server.prices;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laotie.server.log.RowStore;

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
    return RowStore.list(connection, OF_HOST, row -> new Row(
        row.getString("sku_id"), row.getString("product_id"), row.getLong("price_minor")), hostId, limit);
  }

  static void set(Connection connection, String hostId, Row row, Instant now) throws SQLException {
    RowStore.change(connection, SET, row.skuId(), hostId, row.productId(), row.priceMinor(), now);
  }

  static void drop(Connection connection, String hostId, String skuId) throws SQLException {
    RowStore.change(connection, DROP, skuId, hostId);
  }
}
