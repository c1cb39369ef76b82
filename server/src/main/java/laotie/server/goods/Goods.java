package laotie.server.goods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.fact.Money;
import laotie.goods.Draft;
import laotie.goods.Draft.Variant;
import laotie.goods.GoodsReason;
import laotie.goods.Words;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Remembered;
import laotie.server.people.People;
import laotie.server.people.People.Person;

/** What other areas may ask of the shelf: what a variant costs, how a product looks, and the stock rows. */
@Singleton
public final class Goods {

  /** Variants in the cache of prices. */
  static final int SKUS_CACHED_MAX = 100_000;

  /** How long another process's edit of a price may stay unseen here; own edits are seen at once. */
  static final Duration SKU_AGE_MAX = Duration.ofSeconds(2);

  /** Hits of one search from another area. */
  static final int FOUND_MAX = 50;

  private final Database database;
  private final People people;
  private final Traces traces;
  private final Cache<String, Optional<SkuForSale>> skus = Caffeine.newBuilder()
      .maximumSize(SKUS_CACHED_MAX).expireAfterWrite(SKU_AGE_MAX).build();

  Goods(Database database, People people, Traces traces) {
    this.database = database;
    this.people = people;
    this.traces = traces;
  }

  /**
   * A variant as it is offered now.
   *
   * @param pictureUrl the product's first picture, or empty
   */
  public record SkuForSale(
      String skuId, String productId, String hostId, String title, String name, String pictureUrl,
      Money price, boolean isListed) {}

  /** A picture and its size in pixels. */
  public record PictureView(String pictureId, String url, int width, int height) {}

  /**
   * A variant on a product page.
   *
   * @param available units that can still be promised
   */
  public record SkuView(String skuId, String name, Money price, long available) {}

  /** Whose goods. */
  public record HostName(String hostId, String name) {}

  /** A product as everybody sees it. */
  public record ProductView(
      String productId, String hostId, String title, String story, String category,
      List<PictureView> pictures, List<SkuView> skus, boolean isListed, HostName host) {
    ProductView of(HostName named) {
      return new ProductView(
          productId, hostId, title, story, category, pictures, skus, isListed, named);
    }
  }

  /** A locked stock row; {@code available + held + sold = supplied}. */
  public record StockRow(String skuId, long available, long held, long sold, long supplied) {}

  /** A variant as its host sees it: with all its units, those set aside for flash sales included. */
  public record StockedSku(
      String productId, String hostId, String title, String name, Money price, StockRow stock) {}

  /** Variants by id, offered or not, at most 1,000; unknown ids are left out. */
  public Map<String, StockedSku> stocked(Collection<String> skuIds) {
    Map<String, StockedSku> found = new LinkedHashMap<>();
    if (!skuIds.isEmpty()) {
      database.read(connection -> VariantStore.byId(connection, skuIds))
          .forEach(sku -> found.put(sku.stock().skuId(), sku));
    }
    return found;
  }

  /** A host's variants that are offered or have units, by sku id after one of them. */
  public List<StockedSku> stockedOf(String hostId, String afterSkuId, int limit) {
    return database.read(connection -> VariantStore.ofHost(connection, hostId, afterSkuId, limit));
  }

  /**
   * Adds units of one product's variants to the shelf, or takes some away (negative), in the caller's
   * transaction; locks in sku-id order, as the till does. Refuses {@code SUPPLY_BELOW_PROMISED}.
   *
   * @param changes units by sku id
   * @return what happened, for the caller's log
   */
  public List<Fact> supply(Connection connection, String hostId, String productId, Map<String, Long> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    List<StockRow> after = new ArrayList<>();
    Map<String, StockRow> rows = lockStock(connection, changes.keySet().stream().sorted().toList());
    for (Map.Entry<String, Long> change : new TreeMap<>(changes).entrySet()) {
      StockRow row = rows.get(change.getKey());
      long available = Math.addExact(row.available(), change.getValue());
      if (available < 0) {
        throw Problem.of(GoodsReason.SUPPLY_BELOW_PROMISED, "available " + row.available() + ", taken away "
            + -change.getValue() + ", sku " + row.skuId(), Map.of("available", row.available()));
      }
      after.add(new StockRow(row.skuId(), available, row.held(), row.sold(),
          Math.addExact(row.supplied(), change.getValue())));
      facts.add(new StockSupplied(row.skuId(), productId, hostId, change.getValue(), available));
    }
    saveStock(connection, after);
    return facts;
  }

  /** The variant, at most {@link #SKU_AGE_MAX} old; empty when there is none. */
  public Optional<SkuForSale> sku(String skuId) {
    return Remembered.of(skus, skuId,
        id -> database.read(connection -> SkuStore.skuForSale(connection, id)));
  }

  /** Products by id, in the order asked, listed or not; unknown ids are left out. */
  public Map<String, ProductView> products(Collection<String> productIds) {
    if (productIds.isEmpty()) {
      return Map.of();
    }
    Map<String, ProductView> found = new LinkedHashMap<>();
    for (ProductView product : named(database.read(
        connection -> ProductStore.products(connection, List.copyOf(productIds))))) {
      found.put(product.productId(), product);
    }
    return found;
  }

  /** Units that can still be promised, by sku id; unknown ids are left out. */
  public Map<String, Long> available(Collection<String> skuIds) {
    return skuIds.isEmpty() ? Map.of()
        : database.read(connection -> SkuStore.available(connection, skuIds));
  }

  /** Those of the pictures that {@code ownerId} sent for everybody; they are safe to show. */
  public Set<String> picturesOf(String ownerId, Collection<String> pictureIds) {
    return picturesOf(new PictureStore.Owner(ownerId, false), pictureIds);
  }

  /** Those that he sent as private ones: nobody but him reads them at the door of pictures. */
  public Set<String> privatePicturesOf(String ownerId, Collection<String> pictureIds) {
    return picturesOf(new PictureStore.Owner(ownerId, true), pictureIds);
  }

  private Set<String> picturesOf(PictureStore.Owner owner, Collection<String> pictureIds) {
    return pictureIds.isEmpty() ? Set.of()
        : database.read(connection -> PictureStore.ofOwner(connection, owner, pictureIds));
  }

  /** A private picture as it is sent to those of whom the caller of this method says that they may see it. */
  public Optional<Response> privatePicture(String pictureId, int width) {
    return database.read(connection -> PictureStore.read(connection, pictureId, Pictures.isSmall(width)))
        .map(picture -> PictureApi.shown(picture).build());
  }

  /** Listed products that hold every word of {@code query}, best first, at most {@code limit}. */
  public List<ProductView> search(String query, int limit) {
    List<Words.Sought> sought = Words.sought(query);
    if (sought.isEmpty()) {
      return List.of();
    }
    return named(database.read(connection -> {
      ProductStore.Found found = ProductStore.found(
          connection, new ProductStore.Query(sought, "", ""), Math.min(limit, FOUND_MAX));
      return ProductStore.products(connection, found.productIds());
    }));
  }

  /** Notes that somebody searched the square and what the search found; of the nameless nothing is noted. */
  public void searched(String viewerId, List<ProductView> found) {
    traces.searched(viewerId, found.stream().map(ProductView::category).toList());
  }

  /** What a host offers now, the newest first, at most {@code limit}. */
  public List<ProductView> listedOf(String hostId, int limit) {
    return named(database.read(connection -> {
      ProductStore.Found found = ProductStore.ofHost(
          connection, new ProductStore.Query(List.of(), hostId, ""), false, limit);
      return ProductStore.products(connection, found.productIds());
    }));
  }

  /** The same products with the names of their hosts. */
  List<ProductView> named(List<ProductView> products) {
    Map<String, Person> hosts =
        people.persons(products.stream().map(ProductView::hostId).distinct().toList());
    return products.stream().map(product -> hosts.containsKey(product.hostId())
        ? product.of(new HostName(product.hostId(), hosts.get(product.hostId()).name()))
        : product).toList();
  }

  /** Rows of stock as they stand, without a lock. */
  public Map<String, StockRow> stock(List<String> stockIds) {
    return stockIds.isEmpty() ? Map.of()
        : database.read(connection -> SkuStore.stock(connection, stockIds));
  }

  /** Locks stock rows in the caller's transaction. {@code skuIds} must be sorted, against deadlocks. */
  public Map<String, StockRow> lockStock(Connection connection, List<String> skuIds) throws SQLException {
    return SkuStore.lockStock(connection, skuIds);
  }

  /** Writes rows that {@link #lockStock} locked in the same transaction. */
  public void saveStock(Connection connection, Collection<StockRow> rows) throws SQLException {
    SkuStore.saveStock(connection, rows);
  }

  /**
   * Makes an empty row of stock for units of a variant that are set aside, in the caller's transaction. Units
   * come and go by {@link #lockStock} and {@link #saveStock}; {@link #available} knows the row by its id.
   */
  public void addSetAside(Connection connection, String stockId, String skuId) throws SQLException {
    SkuStore.addSetAside(connection, stockId, skuId);
  }

  /** A variant of an imported product; {@code supply} units are available. */
  public record SkuRow(String skuId, String name, Money price, long supply) {}

  /** A product the program itself puts on the shelf, with ids of its own. */
  public record ProductRow(
      String productId, String hostId, String title, String story, String category, List<SkuRow> skus,
      Instant listedAt) {
    public ProductRow {
      skus = List.copyOf(skus);
    }
  }

  /**
   * Writes products of a simulated past in the caller's transaction; those that exist stay. The caller
   * appends {@code ProductListed} and {@code StockSupplied} at their instants.
   */
  public void importProducts(Connection connection, List<ProductRow> rows) throws SQLException {
    for (ProductRow row : rows) {
      if (ProductStore.lock(connection, row.productId()).isPresent()) {
        continue;
      }
      List<Variant> variants = row.skus().stream()
          .map(sku -> new Variant(sku.skuId(), sku.name(), sku.price(), sku.supply())).toList();
      ProductStore.add(connection, row.productId(), row.hostId(),
          new Draft(row.title(), row.story(), row.category(), variants), row.listedAt());
      for (int i = 0; i < variants.size(); i++) {
        SkuStore.add(connection, row.productId(), i, variants.get(i));
      }
    }
  }

  void forget(Collection<String> skuIds) {
    skus.invalidateAll(skuIds);
  }
}
