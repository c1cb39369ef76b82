package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.live.CardQueue;
import laotie.live.LiveReason;
import laotie.live.Show;
import laotie.server.goods.Goods;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** The cards of shows, with the products on them. */
@Singleton
final class Cards {

  private final Database database;
  private final Log log;
  private final Neighbours neighbours;
  private final Rows rows;
  private final InstantSource clock;

  /** The rows a queue is made of. */
  record Rows(ShowStore shows, CardStore cards) {}

  Cards(Database database, Log log, Neighbours neighbours, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.neighbours = neighbours;
    this.rows = new Rows(new ShowStore(), new CardStore());
    this.clock = clock;
  }

  /** The queue after a change. */
  record Changed(CardQueue queue, List<Live.CardView> views) {
    /** The pinned card, if one is. */
    Optional<Live.CardView> pinned() {
      return views.stream().filter(Live.CardView::isPinned).findFirst();
    }
  }

  /** When a product was first pinned in the host's show that is on the air. */
  Optional<Instant> firstPinnedAt(String hostId, String productId) {
    return database.read(connection -> rows.cards().firstPin(connection, hostId, productId));
  }

  List<Live.CardView> of(String showId, String hostId) {
    return views(database.read(connection -> rows.cards().queue(connection, showId, hostId)));
  }

  /** Refuses a product that is not the host's to offer. */
  void requireOffered(String productId, String hostId) {
    Goods.ProductView product = Optional.ofNullable(neighbours.products(List.of(productId)).get(productId))
        .orElseThrow(() -> Problem.notFound("product", productId));
    if (!product.hostId().equals(hostId) || !product.isListed()) {
      throw Problem.of(LiveReason.PRODUCT_NOT_OFFERED,
          "product " + productId + " is not on this host's shelf");
    }
  }

  /** Changes the queue of a show by a rule, one change after the other. */
  Changed change(String showId, Function<CardQueue, Decision<CardQueue>> rule) {
    CardQueue next = database.write(connection -> {
      Show show = rows.shows().showForUpdate(connection, showId)
          .orElseThrow(() -> Problem.notFound("show", showId)).show();
      if (show instanceof Show.Ended) {
        throw Problem.of(LiveReason.SHOW_ENDED, "show " + showId + " has ended");
      }
      CardQueue queue = rows.cards().queue(connection, showId, show.head().hostId());
      return switch (rule.apply(queue)) {
        case Decision.Refused<CardQueue> no -> throw Problem.of(no);
        case Decision.Accepted<CardQueue> yes -> {
          if (!yes.value().equals(queue)) {
            rows.cards().replace(connection, yes.value());
            log.append(connection, clock.instant(), yes.facts());
            for (Fact fact : yes.facts()) {
              if (fact instanceof LiveFact.CardPinned pinned) {
                rows.cards().addFirstPin(connection, pinned, clock.instant());
              }
            }
          }
          yield yes.value();
        }
      };
    });
    return new Changed(next, views(next));
  }

  /** Cards with their products; one whose product is gone is left out. */
  private List<Live.CardView> views(CardQueue queue) {
    Map<String, Goods.ProductView> products =
        neighbours.products(queue.cards().stream().map(CardQueue.Card::productId).toList());
    List<Live.CardView> views = new ArrayList<>();
    for (CardQueue.Card card : queue.cards()) {
      Goods.ProductView product = products.get(card.productId());
      if (product != null) {
        views.add(new Live.CardView(card.cardId(), product, card.isPinned(), views.size()));
      }
    }
    return views;
  }
}
