package laotie.server.trade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.server.log.Remembered;
import laotie.trade.Limit;

/** How many units of a product one buyer may have, from memory: every order asks. */
@Singleton
final class Limits {

  /** Products whose limits are remembered, most of them none. */
  private static final int PRODUCTS_MAX = 100_000;

  /** How long another process's limit may stay unseen here; own ones are seen at once. */
  private static final Duration AGE_MAX = Duration.ofSeconds(2);

  private final Database database;
  private final Cache<String, Optional<Limit>> limits = Caffeine.newBuilder()
      .maximumSize(PRODUCTS_MAX).expireAfterWrite(AGE_MAX).build();

  Limits(Database database) {
    this.database = database;
  }

  Optional<Limit> of(String productId) {
    return Remembered.of(limits, productId,
        id -> database.read(connection -> LimitStore.ofProduct(connection, id)));
  }

  /** Those of the products that have one, each once. */
  List<Limit> of(Collection<String> productIds) {
    List<Limit> found = new ArrayList<>();
    for (String productId : productIds) {
      of(productId).filter(limit -> !found.contains(limit)).ifPresent(found::add);
    }
    return found;
  }

  void forget(String productId) {
    limits.invalidate(productId);
  }
}
