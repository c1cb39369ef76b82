package laotie.server.trade;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/** Ends holds whose time is over, through the till like everything that moves stock. */
@Singleton
final class HoldJob {

  private static final Logger LOGGER = Logger.getLogger(HoldJob.class);

  private final Database database;
  private final Till till;
  private final InstantSource clock;

  HoldJob(Database database, Till till, InstantSource clock) {
    this.database = database;
    this.till = till;
    this.clock = clock;
  }

  /** Every second, also right after a restart: what ended meanwhile is found by its instant. */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void expire() {
    try {
      while (expireSome() == Till.BATCH_MAX) {
        Thread.onSpinWait();
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("holds wait for the database: %s", away.getMessage());
    }
  }

  private int expireSome() {
    List<String> orderIds = database.read(
        connection -> OrderStore.overdue(connection, clock.instant(), Till.BATCH_MAX));
    List<Ticket> tickets = orderIds.stream().map(id -> till.send(new Command.Expire(id))).toList();
    tickets.forEach(Till::await);
    return orderIds.size();
  }
}
