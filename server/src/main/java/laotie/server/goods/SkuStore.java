package laotie.server.goods;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.goods.Draft.Variant;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.goods.Goods.StockRow;
import laotie.server.log.Columns;

/** The rows of variants and their stock. */
final class SkuStore {

  private static final String SKU_FOR_SALE =
      """
      select s.sku_id, s.product_id, p.host_id, p.title, s.name, s.price_minor, s.currency,
             s.is_offered and p.is_listed as is_listed,
             coalesce((select picture_id from goods_product_pictures
                        where product_id = p.product_id order by position limit 1), '') as picture_id
        from goods_skus s
        join goods_products p on p.product_id = s.product_id
       where s.sku_id = ?
      """;

  private static final String AVAILABLE =
      "select sku_id, available from goods_stock where sku_id = any(?)";

  private static final String STOCK =
      "select sku_id, available, held, sold, supplied from goods_stock where sku_id = any(?) order by sku_id";

  private static final String LOCK_STOCK = STOCK + " for update";

  private static final String SAVE_STOCK =
      """
      update goods_stock
         set available = n.available, held = n.held, sold = n.sold, supplied = n.supplied
        from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          as n (sku_id, available, held, sold, supplied)
       where goods_stock.sku_id = n.sku_id
      """;

  private static final String ADD_SKU =
      """
      insert into goods_skus (sku_id, product_id, position, name, price_minor, currency)
      values (?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_STOCK =
      "insert into goods_stock (sku_id, available, supplied) values (?, ?, ?)";

  private static final String ADD_SET_ASIDE =
      "insert into goods_stock (sku_id, available, supplied, flash_of) values (?, 0, 0, ?)";

  private static final String EDIT_SKU =
      """
      update goods_skus
         set position = ?, name = ?, price_minor = ?, currency = ?, is_offered = true
       where sku_id = ? and product_id = ?
      """;

  private static final String DROP_OTHERS =
      "update goods_skus set is_offered = false where product_id = ? and not sku_id = any(?)";

  private static final String SKU_IDS =
      "select sku_id from goods_skus where product_id = ? order by sku_id limit 1000";

  private SkuStore() {}

  static Optional<SkuForSale> skuForSale(Connection connection, String skuId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SKU_FOR_SALE)) {
      select.setString(1, skuId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String pictureId = row.getString("picture_id");
        return Optional.of(new SkuForSale(
            row.getString("sku_id"), row.getString("product_id"), row.getString("host_id"),
            row.getString("title"), row.getString("name"), pictureId.isEmpty() ? "" : Pictures.url(pictureId),
            money(row), row.getBoolean("is_listed")));
      }
    }
  }

  static Money money(ResultSet row) throws SQLException {
    return new Money(row.getLong("price_minor"), Currency.getInstance(row.getString("currency")));
  }

  static Map<String, Long> available(Connection connection, Collection<String> skuIds) throws SQLException {
    Map<String, Long> available = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(AVAILABLE)) {
      select.setArray(1, connection.createArrayOf("text", skuIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          available.put(row.getString("sku_id"), row.getLong("available"));
        }
      }
    }
    return available;
  }

  static Map<String, StockRow> lockStock(Connection connection, List<String> skuIds) throws SQLException {
    return stock(connection, LOCK_STOCK, skuIds);
  }

  static Map<String, StockRow> stock(Connection connection, List<String> skuIds) throws SQLException {
    return stock(connection, STOCK, skuIds);
  }

  private static Map<String, StockRow> stock(Connection connection, String sql, List<String> skuIds)
      throws SQLException {
    Map<String, StockRow> rows = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", skuIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), new StockRow(
              row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        }
      }
    }
    return rows;
  }

  static void saveStock(Connection connection, Collection<StockRow> rows) throws SQLException {
    Columns columns = new Columns("text", "bigint", "bigint", "bigint", "bigint");
    rows.forEach(row ->
        columns.add(row.skuId(), row.available(), row.held(), row.sold(), row.supplied()));
    try (PreparedStatement update = connection.prepareStatement(SAVE_STOCK)) {
      columns.bind(update, 1);
      update.executeUpdate();
    }
  }

  static void add(Connection connection, String productId, int position, Variant variant)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_SKU)) {
      insert.setString(1, variant.skuId());
      insert.setString(2, productId);
      insert.setInt(3, position);
      insert.setString(4, variant.name());
      insert.setLong(5, variant.price().minor());
      insert.setString(6, variant.price().currency().getCurrencyCode());
      insert.executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_STOCK)) {
      insert.setString(1, variant.skuId());
      insert.setLong(2, variant.supply());
      insert.setLong(3, variant.supply());
      insert.executeUpdate();
    }
  }

  /** An empty row for units of a variant that are set aside. */
  static void addSetAside(Connection connection, String stockId, String skuId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_SET_ASIDE)) {
      insert.setString(1, stockId);
      insert.setString(2, skuId);
      insert.executeUpdate();
    }
  }

  /** Answers false when the product has no such variant. */
  static boolean edit(Connection connection, String productId, int position, Variant variant)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(EDIT_SKU)) {
      update.setInt(1, position);
      update.setString(2, variant.name());
      update.setLong(3, variant.price().minor());
      update.setString(4, variant.price().currency().getCurrencyCode());
      update.setString(5, variant.skuId());
      update.setString(6, productId);
      return update.executeUpdate() == 1;
    }
  }

  static void dropOthers(Connection connection, String productId, List<String> kept) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DROP_OTHERS)) {
      update.setString(1, productId);
      update.setArray(2, connection.createArrayOf("text", kept.toArray()));
      update.executeUpdate();
    }
  }

  static List<String> skuIds(Connection connection, String productId) throws SQLException {
    List<String> skuIds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SKU_IDS)) {
      select.setString(1, productId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          skuIds.add(row.getString(1));
        }
      }
    }
    return skuIds;
  }
}
