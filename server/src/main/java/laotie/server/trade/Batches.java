package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import laotie.server.goods.Goods;
import laotie.server.http.Settings;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import laotie.server.prices.Prices;

/** What every batch of the till works with. */
@Singleton
final class Batches {

  private final Goods goods;
  private final Log log;
  private final Prices prices;
  private final Notices notices;
  private final Duration hold;
  private final Duration offer;
  private final Memory memory;
  private final InstantSource clock;

  Batches(Offering offering, Log log, Settings settings, Memory memory, InstantSource clock) {
    this.memory = memory;
    this.goods = offering.goods();
    this.prices = offering.prices();
    this.notices = offering.notices();
    this.log = log;
    this.hold = settings.trade().hold();
    this.offer = settings.trade().offer();
    this.clock = clock;
  }

  /** What is sold, for what, and how those are told who wait for it. */
  @Singleton
  record Offering(Goods goods, Prices prices, Notices notices) {}

  /** What this process remembers of orders. */
  @Singleton
  record Memory(Unpaid unpaid, KnownOrders known) {}

  Batch of(List<Ticket> tickets) {
    return new Batch(tickets, this);
  }

  Goods goods() {
    return goods;
  }

  Prices prices() {
    return prices;
  }

  Log log() {
    return log;
  }

  Unpaid unpaid() {
    return memory.unpaid();
  }

  KnownOrders known() {
    return memory.known();
  }

  Notices notices() {
    return notices;
  }

  /** How long a unit is kept for one who waited for it. */
  Duration offer() {
    return offer;
  }

  Duration hold() {
    return hold;
  }

  InstantSource clock() {
    return clock;
  }
}
