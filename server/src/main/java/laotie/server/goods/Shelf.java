package laotie.server.goods;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.ProductDelisted;
import laotie.fact.GoodsFact.ProductEdited;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.goods.Draft;
import laotie.goods.Draft.Variant;
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

  /**
   * A product as it is put on the shelf.
   *
   * @param draft each of its variants has an id
   * @param fresh the ids of variants that are new
   */
  record Placed(Draft draft, Set<String> fresh, boolean isNew, boolean wasListed, boolean isListed) {}

  /** The new product's id. */
  String add(String hostId, Draft draft) {
    String productId = Ids.next("prd");
    Instant now = clock.instant();
    for (int i = 0; i < draft.variants().size(); i++) {
      if (!draft.variants().get(i).skuId().isEmpty()) {
        throw Problem.field("/skus/" + i + "/skuId", "a new product has new variants only");
      }
    }
    return database.write(connection -> {
      Draft named = named(draft);
      Placed placed = new Placed(named, newIds(draft, named), true, false, true);
      log.append(connection, now, put(connection, new Owned(productId, hostId), placed, now));
      return productId;
    });
  }

  void edit(Owned owned, Draft draft, Optional<Boolean> isListed) {
    Instant now = clock.instant();
    List<String> skuIds = database.write(connection -> {
      boolean wasListed = lock(connection, owned).isListed();
      Draft named = named(draft);
      Placed placed = new Placed(
          named, newIds(draft, named), false, wasListed, isListed.orElse(wasListed));
      log.append(connection, now, put(connection, owned, placed, now));
      return SkuStore.skuIds(connection, owned.productId());
    });
    goods.forget(skuIds);
  }

  /**
   * Writes a product in the caller's transaction, which holds the lock of one that is not new, and answers
   * what happened. Whoever calls it forgets the prices when the transaction is over.
   */
  List<Fact> put(Connection connection, Owned owned, Placed placed, Instant now) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    Draft draft = placed.draft();
    if (placed.isNew()) {
      ProductStore.add(connection, owned.productId(), owned.hostId(), draft, now);
      if (!placed.isListed()) {
        ProductStore.delist(connection, owned.productId(), now);
      }
    } else {
      ProductStore.edit(connection, owned.productId(), draft, placed.isListed(), now);
      facts.add(new ProductEdited(owned.productId(), owned.hostId()));
    }
    if (placed.isListed() != placed.wasListed()) {
      facts.add(placed.isListed()
          ? new ProductListed(owned.productId(), owned.hostId(), draft.category())
          : new ProductDelisted(owned.productId(), owned.hostId()));
    }
    facts.addAll(putVariants(connection, owned, placed));
    return facts;
  }

  private static Draft named(Draft draft) {
    return new Draft(draft.title(), draft.story(), draft.category(), draft.variants().stream()
        .map(variant -> variant.skuId().isEmpty()
            ? new Variant(Ids.next("sku"), variant.name(), variant.price(), variant.supply()) : variant)
        .toList());
  }

  private static Set<String> newIds(Draft draft, Draft named) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < draft.variants().size(); i++) {
      if (draft.variants().get(i).skuId().isEmpty()) {
        ids.add(named.variants().get(i).skuId());
      }
    }
    return ids;
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

  private List<Fact> putVariants(Connection connection, Owned owned, Placed placed) throws SQLException {
    List<Variant> variants = placed.draft().variants();
    List<String> kept = new ArrayList<>();
    Map<String, Long> changes = new TreeMap<>();
    for (int i = 0; i < variants.size(); i++) {
      Variant variant = variants.get(i);
      if (!placed.fresh().contains(variant.skuId())) {
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
    if (!placed.isNew()) {
      SkuStore.dropOthers(connection, owned.productId(), kept);
    }
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      Variant variant = variants.get(i);
      if (placed.fresh().contains(variant.skuId())) {
        SkuStore.add(connection, owned.productId(), i, variant);
        if (variant.supply() != 0) {
          facts.add(new StockSupplied(variant.skuId(), owned.productId(), owned.hostId(),
              variant.supply(), variant.supply()));
        }
      }
    }
    facts.addAll(goods.supply(connection, owned.hostId(), owned.productId(), changes));
    return facts;
  }
}
