package laotie.server.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import laotie.fact.Fact;
import laotie.fact.FansFact;
import laotie.fact.GoodsFact;
import laotie.fact.GuardFact;
import laotie.fact.IntentsFact;
import laotie.fact.LiveFact;
import laotie.fact.PeopleFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.live.MaskedName;
import laotie.server.goods.Goods;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Tail;
import org.jboss.logging.Logger;

/**
 * Tells rooms what the log tells of: somebody bought, stock moved, somebody followed, a show began or ended
 * in another process, somebody was shut out. What a room would not miss may be left out when too much waits;
 * the facts themselves are in the log.
 */
@Singleton
final class Announcer {

  /** Facts that may wait to be told. */
  private static final int WAITING_MAX = 20_000;

  /** Facts looked up together. */
  private static final int BATCH_MAX = 500;

  /** Purchases told in one room for one batch: more would only flicker. */
  private static final int BOUGHT_MAX = 5;

  private static final Logger LOGGER = Logger.getLogger(Announcer.class);

  private final RoomHub hub;
  private final Neighbours neighbours;
  private final Shows shows;
  private final Views views;
  private final RoomNews news;
  private final AnswerNews answers;
  private final BlockingQueue<Fact> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread teller = Thread.ofVirtual().name("announcer").unstarted(this::tellAll);

  Announcer(RoomHub hub, Neighbours neighbours, Shows shows, Views views, News news) {
    this.hub = hub;
    this.neighbours = neighbours;
    this.shows = shows;
    this.views = views;
    this.news = news.rooms;
    this.answers = news.answers;
  }

  /** Who is told: everybody in a room, or the one who asked. */
  @Singleton
  static final class News {
    private final RoomNews rooms;
    private final AnswerNews answers;

    News(RoomNews rooms, AnswerNews answers) {
      this.rooms = rooms;
      this.answers = answers;
    }
  }

  void start(@Observes StartupEvent event, Tail tail) {
    tail.listen(this::hear);
    teller.start();
  }

  void stop(@Observes ShutdownEvent event) {
    teller.interrupt();
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case LiveFact.RoomEntered entered -> views.count(entered, recorded.at());
      case LiveFact.ShowStarted fact -> keep(fact);
      case LiveFact.ShowEnded fact -> keep(fact);
      case TradeFact.OrderPlaced fact -> keep(fact);
      case TradeFact.OrderPaid fact -> keep(fact);
      case TradeFact.OrderExpired fact -> keep(fact);
      case TradeFact.OrderCancelled fact -> keep(fact);
      case TradeFact.OrderRefunded fact -> keep(fact);
      case TradeFact.GoodsRestocked fact -> keep(fact);
      case TradeFact.WaitOffered fact -> keep(fact);
      case TradeFact.WaitEnded fact -> keep(fact);
      case GoodsFact.StockSupplied fact -> keep(fact);
      case FansFact.Followed fact -> keep(fact);
      case GuardFact.AccountBanned fact -> keep(fact);
      case PeopleFact.AccountErased fact -> news.erased(fact.accountId());
      case IntentsFact.Answered fact -> keep(fact);
      default -> { }
    }
  }

  private void keep(Fact fact) {
    if (!waiting.offer(fact)) {
      LOGGER.debugf("left out: %s", fact.getClass().getSimpleName());
    }
  }

  private void tellAll() {
    List<Fact> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH_MAX - 1);
        tellSafely(batch);
        Thread.sleep(Duration.ofMillis(50));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellSafely(List<Fact> batch) {
    try {
      tell(batch);
    } catch (DatabaseFault away) {
      LOGGER.warnf("%d facts were not told to rooms: %s", batch.size(), away.getMessage());
    } catch (RuntimeException bug) {
      LOGGER.error("facts were not told to rooms", bug);
    }
  }

  private void tell(List<Fact> batch) {
    Set<String> hostsWithTrade = new LinkedHashSet<>();
    Map<String, List<TradeFact.OrderPaid>> paid = new LinkedHashMap<>();
    List<IntentsFact.Answered> answered = new ArrayList<>();
    for (Fact fact : batch) {
      switch (fact) {
        case LiveFact.ShowStarted started -> shows.refresh(started.showId()).ifPresent(news::show);
        case LiveFact.ShowEnded ended -> shows.refresh(ended.showId()).ifPresent(news::show);
        case FansFact.Followed followed -> tellFollowed(followed);
        case GuardFact.AccountBanned banned -> tellBanned(banned.accountId());
        case TradeFact.OrderPlaced placed -> hostsWithTrade.add(placed.deal().hostId());
        case TradeFact.OrderExpired expired -> hostsWithTrade.add(expired.hostId());
        case TradeFact.OrderCancelled cancelled -> hostsWithTrade.add(cancelled.hostId());
        case TradeFact.OrderRefunded refunded -> hostsWithTrade.add(refunded.deal().hostId());
        case TradeFact.GoodsRestocked restocked -> hostsWithTrade.add(restocked.hostId());
        case TradeFact.WaitOffered offered -> hostsWithTrade.add(offered.hostId());
        case TradeFact.WaitEnded ended -> hostsWithTrade.add(ended.hostId());
        case GoodsFact.StockSupplied supplied -> hostsWithTrade.add(supplied.hostId());
        case TradeFact.OrderPaid order ->
            paid.computeIfAbsent(order.deal().hostId(), host -> new ArrayList<>()).add(order);
        case IntentsFact.Answered answer -> answered.add(answer);
        default -> { }
      }
    }
    answers.tell(answered);
    hostsWithTrade.forEach(this::tellStock);
    paid.forEach(this::tellBought);
  }

  private Optional<Room> roomOf(String hostId) {
    return neighbours.findHost(hostId).flatMap(host -> hub.ifOpen(host.roomId()));
  }

  private void tellStock(String hostId) {
    roomOf(hostId).ifPresent(room -> {
      Set<String> skus = room.skus();
      if (!skus.isEmpty()) {
        room.stock(neighbours.available(skus));
      }
    });
  }

  private void tellBought(String hostId, List<TradeFact.OrderPaid> orders) {
    Optional<Room> room = roomOf(hostId);
    if (room.isEmpty()) {
      return;
    }
    for (TradeFact.OrderPaid order : orders.subList(0, Math.min(orders.size(), BOUGHT_MAX))) {
      TradeFact.Line line = order.lines().getFirst();
      Goods.ProductView product = neighbours.products(List.of(line.productId())).get(line.productId());
      if (product != null && room.get().liveShowId().isPresent()) {
        room.get().bought(MaskedName.of(neighbours.nameOf(order.deal().buyerId())), product.title(),
            line.quantity());
      }
    }
  }

  private void tellFollowed(FansFact.Followed followed) {
    roomOf(followed.hostId()).ifPresent(room -> room.followed(
        neighbours.nameOf(followed.viewerId()), neighbours.followers(followed.hostId())));
  }

  private void tellBanned(String accountId) {
    String reason = neighbours.banReason(accountId).orElse("");
    hub.forEach(room -> room.banned(accountId, reason));
  }
}
