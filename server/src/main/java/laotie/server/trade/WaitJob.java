package laotie.server.trade;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.server.goods.Goods;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/**
 * Sees to it that those who wait get what came back while nobody bought, and that offers end. It only asks
 * the till, which decides under the lock of the stock; several processes may ask for the same.
 */
@Singleton
final class WaitJob {

  /** Variants looked at in one turn; with more the job goes round. */
  static final int SKUS_A_TURN_MAX = 500;

  private static final Logger LOGGER = Logger.getLogger(WaitJob.class);

  private final Database database;
  private final Goods goods;
  private final Till till;
  private final InstantSource clock;
  private volatile String lookedUpTo = "";
  private volatile String checkedUpTo = "";

  WaitJob(Database database, Goods goods, Till till, InstantSource clock) {
    this.database = database;
    this.goods = goods;
    this.till = till;
    this.clock = clock;
  }

  /** Every second, also right after a restart: offers and lines stand in rows. */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void passOn() {
    try {
      Set<String> skuIds = new LinkedHashSet<>(database.read(
          connection -> WaitStore.lapsed(connection, clock.instant(), SKUS_A_TURN_MAX)));
      List<String> awaited = awaited(lookedUpTo);
      lookedUpTo = awaited.size() < SKUS_A_TURN_MAX ? "" : awaited.getLast();
      Map<String, Long> available = goods.available(awaited);
      awaited.stream().filter(skuId -> available.getOrDefault(skuId, 0L) > 0).forEach(skuIds::add);
      send(skuIds.stream().map(skuId -> new Command.PassOn(skuId, false)).toList());
    } catch (DatabaseFault away) {
      LOGGER.warnf("those who wait wait for the database: %s", away.getMessage());
    }
  }

  /** Ends the lines of goods that are sold no more. */
  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void endGone() {
    try {
      List<String> awaited = awaited(checkedUpTo);
      checkedUpTo = awaited.size() < SKUS_A_TURN_MAX ? "" : awaited.getLast();
      List<Command.PassOn> gone = new ArrayList<>();
      for (String skuId : awaited) {
        if (!goods.sku(skuId).map(Goods.SkuForSale::isListed).orElse(false)) {
          gone.add(new Command.PassOn(skuId, true));
        }
      }
      send(gone);
    } catch (DatabaseFault away) {
      LOGGER.warnf("lines of goods that are gone wait for the database: %s", away.getMessage());
    }
  }

  private List<String> awaited(String after) {
    return database.read(connection -> WaitStore.awaited(connection, after, SKUS_A_TURN_MAX));
  }

  private void send(List<Command.PassOn> commands) {
    commands.stream().map(till::send).toList().forEach(Till::await);
  }
}
