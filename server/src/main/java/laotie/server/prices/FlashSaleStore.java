package laotie.server.prices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import laotie.prices.FlashSale;

/** The rows of flash sales. */
final class FlashSaleStore {

  private static final String COLUMNS =
      """
      select flash_sale_id, sku_id, product_id, host_id, price_minor, buyer_max, starts_at, ends_at,
             ended_at is not null as is_ended, returned, created_at
        from prices_flash_sales
      """;

  private static final String BY_ID = COLUMNS + " where flash_sale_id = any(?)";

  private static final String OPEN_OF_HOST =
      COLUMNS + " where host_id = ? and ended_at is null order by created_at desc limit ?";

  private static final String OF_HOST = COLUMNS
      + " where host_id = ? and created_at < ? order by created_at desc, flash_sale_id limit ?";

  private static final String OVERLAPPING = COLUMNS
      + " where sku_id = ? and ended_at is null and starts_at < ? and ends_at > ? and flash_sale_id <> ?"
      + " limit 1";

  private static final String ADD =
      """
      insert into prices_flash_sales (flash_sale_id, host_id, sku_id, product_id, price_minor, buyer_max,
                                      starts_at, ends_at, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String EDIT =
      """
      update prices_flash_sales
         set price_minor = ?, buyer_max = ?, starts_at = ?, ends_at = ?
       where flash_sale_id = ?
      """;

  private static final String END =
      """
      update prices_flash_sales
         set ended_at = coalesce(ended_at, ?), returned = returned + ?, sweep_at = ?
       where flash_sale_id = ?
      """;

  private static final String REOPEN =
      """
      update prices_flash_sales
         set ended_at = null, returned = 0, sweep_at = null
       where flash_sale_id = ?
      """;

  private static final String TO_END =
      """
      select flash_sale_id
        from prices_flash_sales
       where ended_at is null and ends_at <= ?
       order by ends_at
       limit ?
      """;

  private static final String TO_SWEEP =
      """
      select flash_sale_id
        from prices_flash_sales
       where ended_at is not null and sweep_at <= ?
       order by sweep_at
       limit ?
      """;

  private FlashSaleStore() {}

  /**
   * A flash sale and what stands beside it.
   *
   * @param returned units that went back to the shelf since it ended
   */
  record Row(FlashSale sale, long returned, Instant createdAt) {}

  static List<Row> byId(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return rows(select);
    }
  }

  static Optional<Row> one(Connection connection, String id) throws SQLException {
    return byId(connection, List.of(id)).stream().findFirst();
  }

  static List<Row> openOfHost(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPEN_OF_HOST)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      return rows(select);
    }
  }

  /** Those made before {@code before}, the newest first. */
  static List<Row> ofHost(Connection connection, String hostId, Instant before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setObject(2, before.atOffset(ZoneOffset.UTC));
      select.setInt(3, limit);
      return rows(select);
    }
  }

  /** Another sale of the same variant that is not ended and shares an instant with this one. */
  static Optional<Row> overlapping(Connection connection, FlashSale sale) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OVERLAPPING)) {
      select.setString(1, sale.skuId());
      select.setObject(2, sale.endsAt().atOffset(ZoneOffset.UTC));
      select.setObject(3, sale.startsAt().atOffset(ZoneOffset.UTC));
      select.setString(4, sale.flashSaleId());
      return rows(select).stream().findFirst();
    }
  }

  static void add(Connection connection, FlashSale sale, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, sale.flashSaleId());
      insert.setString(2, sale.hostId());
      insert.setString(3, sale.skuId());
      insert.setString(4, sale.productId());
      insert.setLong(5, sale.priceMinor());
      insert.setInt(6, sale.buyerMax());
      insert.setObject(7, sale.startsAt().atOffset(ZoneOffset.UTC));
      insert.setObject(8, sale.endsAt().atOffset(ZoneOffset.UTC));
      insert.setObject(9, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void edit(Connection connection, FlashSale sale) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(EDIT)) {
      update.setLong(1, sale.priceMinor());
      update.setInt(2, sale.buyerMax());
      update.setObject(3, sale.startsAt().atOffset(ZoneOffset.UTC));
      update.setObject(4, sale.endsAt().atOffset(ZoneOffset.UTC));
      update.setString(5, sale.flashSaleId());
      update.executeUpdate();
    }
  }

  /** Units that went back to the shelf, and when to look again. */
  record Sweep(long returned, Instant next) {}

  static void end(Connection connection, String id, Instant now, Sweep sweep) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setLong(2, sweep.returned());
      update.setObject(3, sweep.next().atOffset(ZoneOffset.UTC));
      update.setString(4, id);
      update.executeUpdate();
    }
  }

  static void reopen(Connection connection, String id) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REOPEN)) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  static List<String> toEnd(Connection connection, Instant now, int limit) throws SQLException {
    return ids(connection, TO_END, now, limit);
  }

  static List<String> toSweep(Connection connection, Instant now, int limit) throws SQLException {
    return ids(connection, TO_SWEEP, now, limit);
  }

  private static List<String> ids(Connection connection, String sql, Instant now, int limit)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(new Row(new FlashSale(row.getString("flash_sale_id"), row.getString("sku_id"),
            row.getString("product_id"), row.getString("host_id"), row.getLong("price_minor"),
            row.getInt("buyer_max"), instant(row, "starts_at"), instant(row, "ends_at"),
            row.getBoolean("is_ended")), row.getLong("returned"), instant(row, "created_at")));
      }
    }
    return found;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at.toInstant();
  }
}
