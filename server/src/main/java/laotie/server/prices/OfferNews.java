package laotie.server.prices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.PricesFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.prices.FlashSale;
import laotie.server.goods.Goods;
import laotie.server.live.Live;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Tail;
import org.jboss.logging.Logger;

/**
 * Tells rooms that a host's offers changed and how many units of his flash sales are left. Once a second at
 * most for one room, however many orders there are: a viewer sees the number move, not each order.
 */
@Singleton
final class OfferNews {

  /** How often one room is told. */
  private static final Duration PACE = Duration.ofSeconds(1);

  /** Hosts that may wait to be looked at; more are left out until their next order. */
  private static final int HOSTS_MAX = 20_000;

  private static final Logger LOGGER = Logger.getLogger(OfferNews.class);

  private final Live live;
  private final Goods goods;
  private final Shops shops;
  private final Counter leftOut;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Set<String> moved = ConcurrentHashMap.newKeySet();
  private final Thread teller = Thread.ofVirtual().name("offer-news").unstarted(this::tellAll);

  OfferNews(Live live, Goods goods, Shops shops, MeterRegistry registry) {
    this.live = live;
    this.goods = goods;
    this.shops = shops;
    this.leftOut = registry.counter("laotie.prices.news.left-out");
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
      case PricesFact.FlashSaleSet fact -> keep(changed, fact.hostId());
      case PricesFact.FlashSaleEnded fact -> keep(changed, fact.hostId());
      case PricesFact.PricesSet fact -> keep(changed, fact.hostId());
      case TradeFact.OrderPlaced fact -> keep(moved, fact.deal().hostId());
      case TradeFact.OrderExpired fact -> keep(moved, fact.hostId());
      case TradeFact.OrderCancelled fact -> keep(moved, fact.hostId());
      case TradeFact.OrderRefunded fact -> keep(moved, fact.deal().hostId());
      default -> { }
    }
  }

  private void keep(Set<String> waiting, String hostId) {
    if (waiting.size() < HOSTS_MAX) {
      waiting.add(hostId);
    } else {
      leftOut.increment();
    }
  }

  private void tellAll() {
    try {
      while (true) {
        Thread.sleep(PACE);
        taken(changed).forEach(hostId -> safely(() -> live.offersChanged(hostId)));
        taken(moved).forEach(hostId -> safely(() -> tellLeft(hostId)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<String> taken(Set<String> waiting) {
    Set<String> taken = new HashSet<>(waiting);
    waiting.removeAll(taken);
    return taken;
  }

  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (DatabaseFault away) {
      LOGGER.warnf("a room was not told of its offers: %s", away.getMessage());
    } catch (RuntimeException bug) {
      LOGGER.error("a room was not told of its offers", bug);
    }
  }

  private void tellLeft(String hostId) {
    if (!live.isRoomOpen(hostId)) {
      return;
    }
    Instant now = shops.now();
    List<String> ids = shops.shop(hostId).flashSales().values().stream().flatMap(List::stream)
        .filter(sale -> sale.isLive(now)).map(FlashSale::flashSaleId).toList();
    if (!ids.isEmpty()) {
      live.flashLeft(hostId, goods.available(ids));
    }
  }
}
