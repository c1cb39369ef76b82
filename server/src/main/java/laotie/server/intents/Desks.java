package laotie.server.intents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import laotie.fact.GoodsFact;
import laotie.fact.IntentsFact;
import laotie.fact.Recorded;
import laotie.intents.Correction;
import laotie.intents.Reader;
import laotie.intents.Reading;
import laotie.intents.Scene;
import laotie.intents.Shelf;
import laotie.server.goods.Goods;
import laotie.server.log.Database;

/** What is kept in memory to read the comments of a host: his shelf, and what he taught. */
@Singleton
final class Desks {

  /** Hosts in memory; one that is pushed out is read again. */
  static final int HOSTS_MAX = 5_000;

  /** How long a change that another process's log did not tell may stay unseen. */
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  /** Queues of cards of one host whose shelves are kept ready. */
  private static final int SHELVES_MAX = 16;

  private final Goods goods;
  private final Database database;
  private final Reader standard = Reader.standard();
  private final Cache<String, Desk> desks =
      Caffeine.newBuilder().maximumSize(HOSTS_MAX).expireAfterWrite(AGE_MAX).build();

  Desks(Goods goods, Database database) {
    this.goods = goods;
    this.database = database;
  }

  /** One host's reader and shelf. */
  static final class Desk {

    private final Reader reader;
    private final Map<String, Shelf.Item> items;
    private final Cache<List<String>, Shelf> shelves =
        Caffeine.newBuilder().maximumSize(SHELVES_MAX).build();

    Desk(Reader reader, Map<String, Shelf.Item> items) {
      this.reader = reader;
      this.items = items;
    }

    Reading read(String text, Intents.Scene scene) {
      return reader.read(text, new Scene(shelves.get(scene.shelfProductIds(), this::shelf),
          scene.pinnedProductId().filter(items::containsKey),
          scene.explainedProductId().filter(items::containsKey)));
    }

    /** The cards in the order their numbers are called out, then what else the host sells. */
    private Shelf shelf(List<String> cards) {
      Set<String> first = Set.copyOf(cards);
      return Shelf.of(Stream.concat(
          cards.stream().distinct().filter(items::containsKey).map(items::get),
          items.values().stream().filter(item -> !first.contains(item.productId()))).toList());
    }
  }

  Desk of(String hostId) {
    return desks.get(hostId, this::load);
  }

  private Desk load(String hostId) {
    Map<String, Shelf.Item> items = new LinkedHashMap<>();
    for (Goods.ProductView product : goods.listedOf(hostId, Shelf.PRODUCTS_MAX)) {
      items.put(product.productId(), new Shelf.Item(product.productId(), product.title(),
          product.skus().stream().map(Goods.SkuView::name).toList()));
    }
    Scene scene = new Scene(
        Shelf.of(List.copyOf(items.values())), java.util.Optional.empty(), java.util.Optional.empty());
    List<Correction> taught = database.read(connection ->
        CorrectionStore.ofHost(connection, hostId, Reader.CORRECTIONS_MAX)).stream()
        .map(line -> new Correction(line.text(), scene, line.label(),
            line.productId().filter(items::containsKey)))
        .toList();
    return new Desk(taught.isEmpty() ? standard : standard.with(taught), items);
  }

  void forget(String hostId) {
    desks.invalidate(hostId);
  }

  void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case GoodsFact.ProductListed fact -> forget(fact.hostId());
      case GoodsFact.ProductEdited fact -> forget(fact.hostId());
      case GoodsFact.ProductDelisted fact -> forget(fact.hostId());
      case IntentsFact.ReadingCorrected fact -> forget(fact.hostId());
      default -> { }
    }
  }
}
