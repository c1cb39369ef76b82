package laotie.server.intents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Products of all hosts in memory, some 500 bytes each; a host who is pushed out is read again. */
  static final int PRODUCTS_MAX = 40_000;

  /** All shelves kept ready, see {@link Shelf#weight}: about 30 MB, eight of the wordiest. */
  static final int WEIGHT_MAX = 1_000_000;

  /** How long a change that another process's log did not tell may stay unseen. */
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  /** Hosts whose taught reader is kept; each has weights of its own, about 1.4 MB. */
  static final int TAUGHT_MAX = 40;

  private final Goods goods;
  private final Database database;
  private final Reader standard = Reader.standard();
  private final Cache<String, Desk> desks =
      Caffeine.newBuilder().maximumWeight(PRODUCTS_MAX)
          .weigher((String hostId, Desk desk) -> 1 + desk.items.size())
          .expireAfterWrite(AGE_MAX).build();
  private final Cache<Queue, Shelf> shelves =
      Caffeine.newBuilder().maximumWeight(WEIGHT_MAX)
          .weigher((Queue queue, Shelf shelf) -> shelf.weight()).expireAfterAccess(AGE_MAX).build();
  private final Cache<Desk, Reader> taught = Caffeine.newBuilder().maximumSize(TAUGHT_MAX).build();

  Desks(Goods goods, Database database) {
    this.goods = goods;
    this.database = database;
  }

  /** The cards of a show or a clip, before everything else that its host sells. */
  private record Queue(Desk desk, List<String> productIds) {}

  /** One host's shelf and corrections. */
  static final class Desk {

    private final List<CorrectionStore.Taught> lessons;
    private final Map<String, Shelf.Item> items;

    Desk(List<CorrectionStore.Taught> lessons, Map<String, Shelf.Item> items) {
      this.lessons = lessons;
      this.items = items;
    }

    Scene scene(Intents.Scene scene, Shelf shelf) {
      return new Scene(shelf, scene.pinnedProductId().filter(items::containsKey),
          scene.explainedProductId().filter(items::containsKey));
    }

    /** The cards in the order their numbers are called out, then what else the host sells. */
    Shelf shelf(List<String> cards) {
      Set<String> first = Set.copyOf(cards);
      return Shelf.of(Stream.concat(
          cards.stream().distinct().filter(items::containsKey).map(items::get),
          items.values().stream().filter(item -> !first.contains(item.productId()))).toList());
    }

    /** What the host taught, on his shelf as it is without any cards. */
    List<Correction> corrections() {
      Scene scene = new Scene(shelf(List.of()), Optional.empty(), Optional.empty());
      return lessons.stream()
          .map(line -> new Correction(line.text(), scene, line.label(),
              line.productId().filter(items::containsKey)))
          .toList();
    }
  }

  /** What the words mean by the host's own reader, or the common one when he taught nothing. */
  Reading read(String text, Intents.Scene scene) {
    Desk desk = desks.get(scene.hostId(), this::load);
    Reader reader = desk.lessons.isEmpty() ? standard
        : taught.get(desk, one -> standard.with(one.corrections()));
    Shelf shelf = shelves.get(
        new Queue(desk, scene.shelfProductIds()), queue -> desk.shelf(queue.productIds()));
    return reader.read(text, desk.scene(scene, shelf));
  }

  private Desk load(String hostId) {
    Map<String, Shelf.Item> items = new LinkedHashMap<>();
    for (Goods.ProductView product : goods.listedOf(hostId, Shelf.PRODUCTS_MAX)) {
      items.put(product.productId(), new Shelf.Item(product.productId(), product.title(),
          product.skus().stream().map(Goods.SkuView::name).toList()));
    }
    return new Desk(database.read(connection ->
        CorrectionStore.ofHost(connection, hostId, Reader.CORRECTIONS_MAX)), items);
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
