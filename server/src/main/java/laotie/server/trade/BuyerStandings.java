package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laotie.server.log.Database;
import laotie.trade.Standing;

/** How good buyers are, from their orders of the last year on the whole square. */
@Singleton
final class BuyerStandings {

  static final Duration WINDOW = Duration.ofDays(365);

  private final Database database;
  private final InstantSource clock;

  BuyerStandings(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The code of each buyer's standing, such as {@code TRUSTED}. */
  Map<String, String> of(Collection<String> buyerIds) {
    Map<String, String> codes = new HashMap<>();
    buyerIds.forEach(buyerId -> codes.put(buyerId, Standing.NEW.name()));
    records(buyerIds).forEach((buyerId, record) -> codes.put(buyerId, Standing.of(record).name()));
    return codes;
  }

  /** Buyers without an order are missing. */
  Map<String, Standing.Record> records(Collection<String> buyerIds) {
    return buyerIds.isEmpty() ? Map.of() : database.read(
        connection -> StandingStore.records(connection, buyerIds, clock.instant().minus(WINDOW)));
  }
}
