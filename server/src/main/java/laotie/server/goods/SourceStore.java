package laotie.server.goods;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.goods.Takeover.Shelved;
import laotie.goods.Takeover.ShelvedItem;
import laotie.server.log.RowStore;

/** Which product a handle of a host's tables is, and how that product stands on the shelf. */
final class SourceStore {

  private static final String SOURCES =
      """
      select handle, product_id, taken, picture_urls
        from goods_sources
       where host_id = ? and handle = any(?)
       order by handle
       limit 1000
      """;

  private static final String LOCK_SOURCES = SOURCES + " for update";

  private static final String SHELVED =
      """
      select product_id, title, story, category, is_listed
        from goods_products
       where product_id = any(?) and host_id = ?
       order by product_id
       limit 1000
      """;

  private static final String LOCK_SHELVED = SHELVED + " for update";

  private static final String ITEMS =
      """
      select s.product_id, s.sku_id, s.name, s.price_minor, s.currency, s.is_offered, k.available
        from goods_skus s
        join goods_stock k on k.sku_id = s.sku_id
       where s.product_id = any(?)
       order by s.product_id, s.position, s.sku_id
       limit 50000
      """;

  private static final String PUT =
      """
      insert into goods_sources (host_id, handle, product_id, taken, picture_urls, taken_at)
      values (?, ?, ?, ?::jsonb, ?::jsonb, ?)
      on conflict (host_id, handle) do update
         set product_id = excluded.product_id, taken = excluded.taken, picture_urls = excluded.picture_urls,
             taken_at = excluded.taken_at
      """;

  private static final String OF_PRODUCT =
      "select handle, product_id, taken, picture_urls from goods_sources where product_id = ?";

  private SourceStore() {}

  /**
   * Where a product came from.
   *
   * @param taken JSON of {@link laotie.goods.Takeover.Taken}
   * @param pictureUrls a JSON list of texts
   */
  record Source(String handle, String productId, String taken, String pictureUrls) {}

  /** By handle; {@code isLocked} also locks the rows, in the order of the handles. */
  static Map<String, Source> sources(
      Connection connection, String hostId, Collection<String> handles, boolean isLocked)
      throws SQLException {
    Map<String, Source> sources = new HashMap<>();
    for (Source source : RowStore.list(connection, isLocked ? LOCK_SOURCES : SOURCES, row -> new Source(
        row.getString("handle"), row.getString("product_id"), row.getString("taken"),
        row.getString("picture_urls")), hostId, List.copyOf(handles))) {
      sources.put(source.handle(), source);
    }
    return sources;
  }

  static Optional<Source> ofProduct(Connection connection, String productId) throws SQLException {
    return RowStore.one(connection, OF_PRODUCT, row -> new Source(row.getString("handle"),
        row.getString("product_id"), row.getString("taken"), row.getString("picture_urls")), productId);
  }

  static void put(Connection connection, String hostId, Source source, Instant now) throws SQLException {
    RowStore.change(connection, PUT, hostId, source.handle(), source.productId(), source.taken(),
        source.pictureUrls(), now);
  }

  /** Products of a host as they stand; {@code isLocked} also locks them, in the order of their ids. */
  static Map<String, Shelved> shelved(
      Connection connection, String hostId, Collection<String> productIds, boolean isLocked)
      throws SQLException {
    List<String> ids = List.copyOf(productIds);
    Map<String, Shelved> bare = new HashMap<>();
    RowStore.list(connection, isLocked ? LOCK_SHELVED : SHELVED, row -> bare.put(
        row.getString("product_id"), new Shelved(row.getString("title"), row.getString("story"),
            row.getString("category"), row.getBoolean("is_listed"), List.of())), ids, hostId);
    Map<String, List<ShelvedItem>> items = new HashMap<>();
    RowStore.list(connection, ITEMS, row ->
        items.computeIfAbsent(row.getString("product_id"), _ -> new ArrayList<>()).add(new ShelvedItem(
            row.getString("sku_id"), row.getString("name"),
            new Money(row.getLong("price_minor"), Currency.getInstance(row.getString("currency"))),
            row.getLong("available"), row.getBoolean("is_offered"))), ids);
    Map<String, Shelved> shelved = new HashMap<>();
    bare.forEach((productId, product) -> shelved.put(productId, new Shelved(product.title(),
        product.story(), product.category(), product.isListed(),
        items.getOrDefault(productId, List.of()))));
    return shelved;
  }
}
