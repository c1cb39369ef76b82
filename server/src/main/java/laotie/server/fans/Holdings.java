package laotie.server.fans;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Relation;
import laotie.fans.Buying;
import laotie.server.log.Database;

/** What hosts hold of a fan who consents, all of it: what their lists and segments tell of him. */
@Singleton
final class Holdings {

  /** Purchases of a fan that are looked at, and questions; more than anybody has. */
  private static final int THINGS_MAX = 5_000;

  private final Database database;
  private final Consents consents;
  private final Instance<Fans.Shelf> shelf;
  private final Instance<Fans.Foresight> foresight;

  Holdings(
      Database database, Consents consents, Instance<Fans.Shelf> shelf, Instance<Fans.Foresight> foresight) {
    this.database = database;
    this.consents = consents;
    this.shelf = shelf;
    this.foresight = foresight;
  }

  /**
   * What a host holds of a fan: the page shows him just this.
   *
   * @param isLate true when he bought before and should have been back by now
   * @param categories of what he bought and kept
   * @param sizes the names of the variants he bought and kept
   * @param asked titles of products he asked for
   * @param estimate whether he still comes, and how often; absent where nothing is told
   */
  record Held(
      Relation tier, int orders, long spentMinor, Optional<LocalDate> lastOrderDay, boolean isLate,
      Set<String> categories, Set<String> sizes, Set<String> asked, Optional<Fans.Estimate> estimate) {}

  /** What he consented to, and what follows from it at one host. */
  record Kept(
      Instant consentedAt, Set<String> categories, Set<String> sizes, Set<String> asked,
      Optional<Fans.Estimate> estimate) {

    /** With what the bond says. */
    Held with(BondStore.Row row, int today) {
      Optional<Buying> buying = Buying.of(row.bond()).stream().findFirst();
      return new Held(row.tier().isFan() ? row.tier() : Relation.FOLLOWER, row.bond().keptOrders(),
          row.bond().spentMinor(), buying.map(one -> LocalDate.ofEpochDay(one.lastDay())),
          buying.filter(one -> one.lateOn() <= today).isPresent(), categories, sizes, asked, estimate);
    }
  }

  /** By host, of the hosts he consents to. */
  Map<String, Kept> of(String viewerId) {
    Map<String, Instant> consented = consents.of(viewerId);
    if (consented.isEmpty()) {
      return Map.of();
    }
    List<SegmentStore.Thing> things = database.read(
        connection -> SegmentStore.things(connection, viewerId, consented.keySet(), THINGS_MAX));
    Set<String> productIds = new HashSet<>();
    things.forEach(thing -> productIds.add(thing.productId()));
    Map<String, Fans.Article> articles = shelf.get().articles(productIds);
    Map<String, Fans.Estimate> estimates = foresight.get().estimates(viewerId);
    Map<String, Kept> kept = new HashMap<>();
    consented.forEach((hostId, at) -> kept.put(hostId, new Kept(at, new TreeSet<>(), new TreeSet<>(),
        new TreeSet<>(), Optional.ofNullable(estimates.get(hostId)))));
    for (SegmentStore.Thing thing : things) {
      Fans.Article article = articles.get(thing.productId());
      if (article != null) {
        add(kept.get(thing.hostId()), thing, article);
      }
    }
    return kept;
  }

  private static void add(Kept kept, SegmentStore.Thing thing, Fans.Article article) {
    if (thing.isAsked()) {
      kept.asked().add(article.title());
      return;
    }
    kept.categories().add(article.category());
    kept.sizes().add(article.sizes().getOrDefault(thing.skuId(), ""));
    kept.categories().remove("");
    kept.sizes().remove("");
  }
}
