package laotie.server.prices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.PricesFact;
import laotie.fact.Recorded;
import laotie.prices.FlashSale;
import laotie.server.log.Database;
import laotie.server.log.Remembered;
import laotie.server.log.Tail;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Shop;

/**
 * The prices of each host, from memory: every order asks for them. An edit of this process is seen at once,
 * that of another one as soon as the log tells of it. The till reads flash sales and coupons again under its
 * locks, so that what is remembered here decides no price that must be of this instant.
 */
@Singleton
final class Shops {

  private static final int HOSTS_REMEMBERED_MAX = 50_000;

  /** How old a price may be, should the log be silent. */
  private static final Duration AGE_MAX = Duration.ofSeconds(10);

  private final Database database;
  private final InstantSource clock;
  private final Cache<String, Shop> shops =
      Caffeine.newBuilder().maximumSize(HOSTS_REMEMBERED_MAX).expireAfterWrite(AGE_MAX).build();
  private final Cache<String, List<CouponRow>> coupons =
      Caffeine.newBuilder().maximumSize(HOSTS_REMEMBERED_MAX).expireAfterWrite(AGE_MAX).build();

  Shops(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Shop shop(String hostId) {
    return Remembered.of(
        shops, hostId, id -> database.read(connection -> read(connection, id)));
  }

  /** Coupons that are not over and count at this host, the newest first. */
  List<CouponRow> coupons(String hostId) {
    return Remembered.of(coupons, hostId, id -> database.read(
        connection -> CouponStore.openFor(connection, id, clock.instant(), 2 * Coupons.OPEN_MAX)));
  }

  private static Shop read(Connection connection, String hostId) throws SQLException {
    Map<String, Long> roomPrices = new HashMap<>();
    for (RoomPriceStore.Row row : RoomPriceStore.ofHost(connection, hostId, RoomPrices.SET_MAX)) {
      roomPrices.put(row.skuId(), row.priceMinor());
    }
    Map<String, List<FlashSale>> flashSales = new HashMap<>();
    for (FlashSaleStore.Row row : FlashSaleStore.openOfHost(connection, hostId, FlashSales.OPEN_MAX)) {
      flashSales.computeIfAbsent(row.sale().skuId(), sku -> new ArrayList<>()).add(row.sale());
    }
    return new Shop(roomPrices, flashSales, FreightStore.read(connection, hostId));
  }

  void forget(String hostId) {
    shops.invalidate(hostId);
    forgetCoupons(hostId);
  }

  /** An empty host stands for coupons that count at every host. */
  void forgetCoupons(String hostId) {
    if (hostId.isEmpty()) {
      coupons.invalidateAll();
    } else {
      coupons.invalidate(hostId);
    }
  }

  Instant now() {
    return clock.instant();
  }

  void listen(@Observes StartupEvent start, Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    if (recorded.fact() instanceof PricesFact told) {
      forget(switch (told) {
        case PricesFact.FlashSaleSet fact -> fact.hostId();
        case PricesFact.FlashSaleEnded fact -> fact.hostId();
        case PricesFact.PricesSet fact -> fact.hostId();
      });
    }
  }
}
