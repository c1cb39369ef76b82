package laotie.server.goods;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.ProductDelisted;
import laotie.fact.GoodsFact.ProductEdited;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.goods.Draft;
import laotie.goods.Draft.Variant;
import laotie.goods.GoodsReason;
import laotie.server.goods.Goods.StockRow;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Where hosts put goods: each change is one transaction of rows and facts. */
@Singleton
final class Shelf {

  private final Database database;
  private final Log log;
  private final Goods goods;
  private final InstantSource clock;

  Shelf(Database database, Log log, Goods goods, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.goods = goods;
    this.clock = clock;
  }

  /** A product and the host who asks for it. */
  record Owned(String productId, String hostId) {}

  /** The new product's id. */
  String add(String hostId, Draft draft) {
    String productId = Ids.next("prd");
    Instant now = clock.instant();
    return database.write(connection -> {
      ProductStore.add(connection, productId, hostId, draft, now);
      List<Fact> facts = new ArrayList<>();
      facts.add(new ProductListed(productId, hostId, draft.category()));
      for (int i = 0; i < draft.variants().size(); i++) {
        if (!draft.variants().get(i).skuId().isEmpty()) {
          throw Problem.field("/skus/" + i + "/skuId", "a new product has new variants only");
        }
        facts.addAll(addVariant(connection, new Owned(productId, hostId), i, draft.variants().get(i)));
      }
      log.append(connection, now, facts);
      return productId;
    });
  }

  void edit(Owned owned, Draft draft, Optional<Boolean> isListed) {
    Instant now = clock.instant();
    List<String> skuIds = database.write(connection -> {
      boolean wasListed = lock(connection, owned).isListed();
      ProductStore.edit(connection, owned.productId(), draft, isListed.orElse(wasListed), now);
      List<Fact> facts = new ArrayList<>();
      facts.add(new ProductEdited(owned.productId(), owned.hostId()));
      if (isListed.isPresent() && isListed.get() != wasListed) {
        facts.add(isListed.get()
            ? new ProductListed(owned.productId(), owned.hostId(), draft.category())
            : new ProductDelisted(owned.productId(), owned.hostId()));
      }
      facts.addAll(editVariants(connection, owned, draft));
      log.append(connection, now, facts);
      return SkuStore.skuIds(connection, owned.productId());
    });
    goods.forget(skuIds);
  }

  void delist(Owned owned) {
    Instant now = clock.instant();
    List<String> skuIds = database.write(connection -> {
      lock(connection, owned);
      if (ProductStore.delist(connection, owned.productId(), now)) {
        log.append(connection, now, List.of(new ProductDelisted(owned.productId(), owned.hostId())));
      }
      return SkuStore.skuIds(connection, owned.productId());
    });
    goods.forget(skuIds);
  }

  private static ProductStore.Owned lock(Connection connection, Owned owned) throws SQLException {
    return ProductStore.lock(connection, owned.productId())
        .filter(found -> found.hostId().equals(owned.hostId()))
        .orElseThrow(() -> Problem.notFound("product", owned.productId()));
  }

  private List<Fact> editVariants(Connection connection, Owned owned, Draft draft) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    Map<String, Long> changes = new TreeMap<>();
    for (int i = 0; i < draft.variants().size(); i++) {
      Variant variant = draft.variants().get(i);
      if (!variant.skuId().isEmpty()) {
        if (kept.contains(variant.skuId())
            || !SkuStore.edit(connection, owned.productId(), i, variant)) {
          throw Problem.field("/skus/" + i + "/skuId", "no variant of this product, or twice");
        }
        kept.add(variant.skuId());
        if (variant.supply() != 0) {
          changes.put(variant.skuId(), variant.supply());
        }
      }
    }
    SkuStore.dropOthers(connection, owned.productId(), kept);
    for (int i = 0; i < draft.variants().size(); i++) {
      if (draft.variants().get(i).skuId().isEmpty()) {
        facts.addAll(addVariant(connection, owned, i, draft.variants().get(i)));
      }
    }
    facts.addAll(supply(connection, owned, changes));
    return facts;
  }

  private static List<Fact> addVariant(Connection connection, Owned owned, int position, Variant variant)
      throws SQLException {
    Variant named = new Variant(Ids.next("sku"), variant.name(), variant.price(), variant.supply());
    SkuStore.add(connection, owned.productId(), position, named);
    return variant.supply() == 0 ? List.of() : List.of(new StockSupplied(
        named.skuId(), owned.productId(), owned.hostId(), named.supply(), named.supply()));
  }

  /** Locks in sku-id order, as the till does. */
  private List<Fact> supply(Connection connection, Owned owned, Map<String, Long> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    List<StockRow> after = new ArrayList<>();
    Map<String, StockRow> rows = goods.lockStock(connection, List.copyOf(changes.keySet()));
    for (Map.Entry<String, Long> change : changes.entrySet()) {
      StockRow row = rows.get(change.getKey());
      long available = Math.addExact(row.available(), change.getValue());
      if (available < 0) {
        throw Problem.of(GoodsReason.SUPPLY_BELOW_PROMISED, "available " + row.available() + ", taken away "
            + -change.getValue() + ", sku " + row.skuId(), Map.of("available", row.available()));
      }
      after.add(new StockRow(row.skuId(), available, row.held(), row.sold(),
          Math.addExact(row.supplied(), change.getValue())));
      facts.add(new StockSupplied(
          row.skuId(), owned.productId(), owned.hostId(), change.getValue(), available));
    }
    goods.saveStock(connection, after);
    return facts;
  }
}
