package laotie.server.prices;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import laotie.fact.Money;
import laotie.fact.PricesFact.PricesSet;
import laotie.prices.PricesReason;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Prices that count only in the room while its show is on the air (直播间专享价). */
@Singleton
final class RoomPrices {

  /** Room prices of one host. */
  static final int SET_MAX = 500;

  private final Database database;
  private final Log log;
  private final Shops shops;
  private final Owners owners;
  private final InstantSource clock;

  RoomPrices(Database database, Log log, Shops shops, Owners owners, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shops = shops;
    this.owners = owners;
    this.clock = clock;
  }

  List<RoomPriceStore.Row> ofHost(String hostId) {
    return database.read(connection -> RoomPriceStore.ofHost(connection, hostId, SET_MAX));
  }

  void set(String hostId, String skuId, Money price) {
    SkuForSale sku = owners.ownSku(hostId, skuId, "/skuId");
    requireBelow(price, sku.price(), "/price");
    Instant now = clock.instant();
    database.write(connection -> {
      if (RoomPriceStore.ofHost(connection, hostId, SET_MAX).size() == SET_MAX) {
        throw Problem.of(PricesReason.PRICES_FULL, "at most " + SET_MAX + " room prices",
            Map.of("max", SET_MAX));
      }
      RoomPriceStore.set(connection, hostId,
          new RoomPriceStore.Row(sku.skuId(), sku.productId(), price.minor()), now);
      log.append(connection, now, List.of(new PricesSet(hostId)));
      return hostId;
    });
    shops.forget(hostId);
  }

  void drop(String hostId, String skuId) {
    Instant now = clock.instant();
    database.write(connection -> {
      RoomPriceStore.drop(connection, hostId, skuId);
      log.append(connection, now, List.of(new PricesSet(hostId)));
      return hostId;
    });
    shops.forget(hostId);
  }

  /** A special price is at least one minor unit, below the list price and in its currency. */
  static void requireBelow(Money price, Money list, String pointer) {
    if (!price.currency().equals(list.currency())) {
      throw Problem.field(pointer + "/currency", "the variant is sold in " + list.currency());
    }
    if (price.minor() < 1) {
      throw Problem.field(pointer + "/minor", "at least 1 minor unit");
    }
    if (price.minor() >= list.minor()) {
      throw Problem.of(PricesReason.SPECIAL_NOT_BELOW_LIST,
          "special price " + price.minor() + " >= list price " + list.minor(),
          Map.of("listMinor", list.minor()));
    }
  }
}
