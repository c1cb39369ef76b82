package laotie.server.prices;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.PricesFact.PricesSet;
import laotie.prices.Freight;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** The fees for shipping of each shop. */
@Singleton
final class Freights {

  private final Database database;
  private final Log log;
  private final Shops shops;
  private final InstantSource clock;

  Freights(Database database, Log log, Shops shops, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shops = shops;
    this.clock = clock;
  }

  Freight of(String hostId) {
    return database.read(connection -> FreightStore.read(connection, hostId));
  }

  void set(String hostId, Freight freight) {
    Instant now = clock.instant();
    database.write(connection -> {
      FreightStore.replace(connection, hostId, freight);
      log.append(connection, now, List.of(new PricesSet(hostId)));
      return hostId;
    });
    shops.forget(hostId);
  }
}
