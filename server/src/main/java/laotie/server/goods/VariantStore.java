package laotie.server.goods;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import laotie.server.goods.Goods.StockRow;
import laotie.server.goods.Goods.StockedSku;
import laotie.server.log.RowStore;

/** Variants with all their units: those of their own row and those set aside. */
final class VariantStore {

  private static final String SELECT =
      """
      select s.sku_id, s.product_id, p.host_id, p.title, s.name, s.price_minor, s.currency,
             t.available, t.held, t.sold, t.supplied
        from goods_skus s
        join goods_products p on p.product_id = s.product_id
        cross join lateral (
             select sum(available) as available, sum(held) as held, sum(sold) as sold,
                    sum(supplied) as supplied
               from (select available, held, sold, supplied from goods_stock where sku_id = s.sku_id
                     union all
                     select available, held, sold, supplied from goods_stock where flash_of = s.sku_id)
                 as rows) as t
      """;

  private static final String BY_ID = SELECT + " where s.sku_id = any(?) limit 1000";

  private static final String OF_HOST = SELECT
      + """
       where p.host_id = ? and s.sku_id > ? and (s.is_offered or t.supplied > 0)
       order by s.sku_id
       limit ?
      """;

  private VariantStore() {}

  static List<StockedSku> byId(Connection connection, Collection<String> skuIds) throws SQLException {
    return RowStore.list(connection, BY_ID, VariantStore::row, List.copyOf(skuIds));
  }

  static List<StockedSku> ofHost(Connection connection, String hostId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, OF_HOST, VariantStore::row, hostId, after, limit);
  }

  private static StockedSku row(ResultSet row) throws SQLException {
    return new StockedSku(row.getString("product_id"), row.getString("host_id"), row.getString("title"),
        row.getString("name"), SkuStore.money(row), new StockRow(row.getString("sku_id"),
            row.getLong("available"), row.getLong("held"), row.getLong("sold"), row.getLong("supplied")));
  }
}
