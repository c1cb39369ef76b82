package laotie.server.goods;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.goods.Draft;
import laotie.goods.Words;
import laotie.server.goods.Goods.HostName;
import laotie.server.goods.Goods.PictureView;
import laotie.server.goods.Goods.ProductView;
import laotie.server.goods.Goods.SkuView;

/** The rows of products, and how they are found. */
final class ProductStore {

  private static final String ADD =
      """
      insert into goods_products
             (product_id, host_id, title, story, category, words, created_at, edited_at)
      values (?, ?, ?, ?, ?, ?::tsvector, ?, ?)
      """;

  private static final String EDIT =
      """
      update goods_products
         set title = ?, story = ?, category = ?, words = ?::tsvector, is_listed = ?, edited_at = ?
       where product_id = ?
      """;

  private static final String DELIST =
      "update goods_products set is_listed = false, edited_at = ? where product_id = ? and is_listed";

  private static final String LOCK =
      "select host_id, is_listed from goods_products where product_id = ? for update";

  private static final String PRODUCTS =
      """
      select product_id, host_id, title, story, category, is_listed
        from goods_products
       where product_id = any(?)
       order by array_position(?, product_id)
       limit 1000
      """;

  private static final String SKUS =
      """
      select s.product_id, s.sku_id, s.name, s.price_minor, s.currency, k.available
        from goods_skus s
        join goods_stock k on k.sku_id = s.sku_id
       where s.product_id = any(?) and s.is_offered
       order by s.product_id, s.position, s.sku_id
       limit 50000
      """;

  private static final String PICTURES =
      """
      select pp.product_id, p.picture_id, p.width, p.height
        from goods_product_pictures pp
        join goods_pictures p on p.picture_id = pp.picture_id
       where pp.product_id = any(?)
       order by pp.product_id, pp.position
       limit 9000
      """;

  private static final String NEWEST =
      """
      select product_id, number, 0::float8 as rank
        from goods_products
       where is_listed and number < ?
       order by number desc
       limit ?
      """;

  private static final String OF_HOST =
      """
      select product_id, number, 0::float8 as rank
        from goods_products
       where host_id = ? and (is_listed or ?) and number < ?
       order by number desc
       limit ?
      """;

  /** Words of the title weigh most, then the category, the variants, the story. */
  private static final String FOUND =
      """
      select product_id, number, rank
        from (select product_id, number, ts_rank(words, query)::float8 as rank
                from goods_products, cast(? as tsquery) as query
               where is_listed and words @@ query and (? = '' or host_id = ?)) as hits
       where (rank, number) < (?, ?)
       order by rank desc, number desc
       limit ?
      """;

  private ProductStore() {}

  /**
   * What is searched for.
   *
   * @param hostId only his products, or empty
   * @param after the cursor of the last page, or empty
   */
  record Query(List<Words.Sought> sought, String hostId, String after) {}

  /** Product ids of one page, and the cursor after it; empty at the end. */
  record Found(List<String> productIds, String next) {}

  /** Whose product it is. */
  record Owned(String hostId, boolean isListed) {}

  static void add(Connection connection, String productId, String hostId, Draft draft, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, productId);
      insert.setString(2, hostId);
      insert.setString(3, draft.title());
      insert.setString(4, draft.story());
      insert.setString(5, draft.category());
      insert.setString(6, vector(draft));
      insert.setObject(7, now.atOffset(ZoneOffset.UTC));
      insert.setObject(8, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void edit(Connection connection, String productId, Draft draft, boolean isListed, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(EDIT)) {
      update.setString(1, draft.title());
      update.setString(2, draft.story());
      update.setString(3, draft.category());
      update.setString(4, vector(draft));
      update.setBoolean(5, isListed);
      update.setObject(6, now.atOffset(ZoneOffset.UTC));
      update.setString(7, productId);
      update.executeUpdate();
    }
  }

  /** Answers false when it was off the shelf already. */
  static boolean delist(Connection connection, String productId, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DELIST)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, productId);
      return update.executeUpdate() == 1;
    }
  }

  static Optional<Owned> lock(Connection connection, String productId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setString(1, productId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(new Owned(row.getString(1), row.getBoolean(2))) : Optional.empty();
      }
    }
  }

  static List<ProductView> products(Connection connection, List<String> productIds) throws SQLException {
    Map<String, List<SkuView>> skus = skus(connection, productIds);
    Map<String, List<PictureView>> pictures = pictures(connection, productIds);
    List<ProductView> products = new ArrayList<>(productIds.size());
    try (PreparedStatement select = connection.prepareStatement(PRODUCTS)) {
      select.setArray(1, connection.createArrayOf("text", productIds.toArray()));
      select.setArray(2, connection.createArrayOf("text", productIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String productId = row.getString("product_id");
          String hostId = row.getString("host_id");
          products.add(new ProductView(productId, hostId, row.getString("title"), row.getString("story"),
              row.getString("category"), pictures.getOrDefault(productId, List.of()),
              skus.getOrDefault(productId, List.of()), row.getBoolean("is_listed"),
              new HostName(hostId, "")));
        }
      }
    }
    return products;
  }

  private static Map<String, List<SkuView>> skus(Connection connection, List<String> productIds)
      throws SQLException {
    Map<String, List<SkuView>> skus = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SKUS)) {
      select.setArray(1, connection.createArrayOf("text", productIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          skus.computeIfAbsent(row.getString("product_id"), id -> new ArrayList<>())
              .add(new SkuView(row.getString("sku_id"), row.getString("name"), SkuStore.money(row),
                  row.getLong("available")));
        }
      }
    }
    return skus;
  }

  private static Map<String, List<PictureView>> pictures(Connection connection, List<String> productIds)
      throws SQLException {
    Map<String, List<PictureView>> pictures = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(PICTURES)) {
      select.setArray(1, connection.createArrayOf("text", productIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String pictureId = row.getString("picture_id");
          pictures.computeIfAbsent(row.getString("product_id"), id -> new ArrayList<>())
              .add(new PictureView(
                  pictureId, Pictures.url(pictureId), row.getInt("width"), row.getInt("height")));
        }
      }
    }
    return pictures;
  }

  static Found newest(Connection connection, String after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
      select.setLong(1, Place.of(after).number());
      select.setInt(2, limit + 1);
      return found(select, limit);
    }
  }

  static Found ofHost(Connection connection, Query query, boolean withDelisted, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, query.hostId());
      select.setBoolean(2, withDelisted);
      select.setLong(3, Place.of(query.after()).number());
      select.setInt(4, limit + 1);
      return found(select, limit);
    }
  }

  static Found found(Connection connection, Query query, int limit) throws SQLException {
    Place after = Place.of(query.after());
    try (PreparedStatement select = connection.prepareStatement(FOUND)) {
      select.setString(1, tsquery(query.sought()));
      select.setString(2, query.hostId());
      select.setString(3, query.hostId());
      select.setDouble(4, after.rank());
      select.setLong(5, after.number());
      select.setInt(6, limit + 1);
      return found(select, limit);
    }
  }

  /** One row more than the page tells whether there is a next one. */
  private static Found found(PreparedStatement select, int limit) throws SQLException {
    List<String> productIds = new ArrayList<>();
    String last = "";
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (productIds.size() == limit) {
          return new Found(productIds, last);
        }
        productIds.add(row.getString("product_id"));
        last = new Place(row.getDouble("rank"), row.getLong("number")).text();
      }
    }
    return new Found(productIds, "");
  }

  private static String vector(Draft draft) {
    StringBuilder vector = new StringBuilder();
    append(vector, Words.of(draft.title()), 'A');
    append(vector, Words.of(draft.category()), 'B');
    for (Draft.Variant variant : draft.variants()) {
      append(vector, Words.of(variant.name()), 'C');
    }
    append(vector, Words.of(draft.story()), 'D');
    return vector.toString();
  }

  /** Words hold letters and digits only, so quotes need no escape. */
  private static void append(StringBuilder vector, Set<String> words, char weight) {
    int position = 1;
    for (String word : words) {
      vector.append('\'').append(word).append("':").append(position++).append(weight).append(' ');
    }
  }

  private static String tsquery(List<Words.Sought> sought) {
    StringBuilder query = new StringBuilder();
    for (Words.Sought word : sought) {
      query.append(query.isEmpty() ? "'" : " & '").append(word.word()).append('\'');
      if (word.isStart()) {
        query.append(":*");
      }
    }
    return query.toString();
  }
}
