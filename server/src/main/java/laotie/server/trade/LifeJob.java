package laotie.server.trade;

import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.trade.LifeStore.Planned;
import laotie.server.trade.Parcels.Mover;
import laotie.server.trade.Parcels.Step;
import org.jboss.logging.Logger;

/** What an order does by itself: a shipped one counts as delivered, a delivered one closes. */
@Singleton
final class LifeJob {

  /** Orders of one transaction. */
  static final int BATCH_MAX = 500;

  private static final Logger LOGGER = Logger.getLogger(LifeJob.class);

  private final Database database;
  private final Parcels parcels;
  private final InstantSource clock;

  LifeJob(Database database, Parcels parcels, InstantSource clock) {
    this.database = database;
    this.parcels = parcels;
    this.clock = clock;
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void moveDue() {
    try {
      moveAll(clock.instant());
    } catch (DatabaseFault away) {
      LOGGER.warnf("orders that move by themselves wait for the database: %s", away.getMessage());
    }
  }

  /** Moves all whose instant has come, some at a time; answers how many were taken. */
  int moveAll(Instant now) {
    int all = 0;
    int some = BATCH_MAX;
    while (some == BATCH_MAX) {
      some = moveSome(now);
      all += some;
    }
    return all;
  }

  /** Moves up to {@link #BATCH_MAX} whose instant has come, and answers how many were taken. */
  private int moveSome(Instant now) {
    return database.write(connection -> {
      List<String> due = LifeStore.takeDue(connection, now, BATCH_MAX);
      Map<String, OrderRow> rows = OrderStore.lock(connection, due);
      List<Step> steps = rows.values().stream().map(Parcels::next).flatMap(Optional::stream).toList();
      // Whatever stands here by mistake is not looked at again and again.
      LifeStore.schedule(connection, due.stream()
          .filter(id -> Parcels.next(rows.get(id)).isEmpty())
          .map(id -> new Planned(id, Optional.empty())).toList());
      parcels.move(connection, Mover.system(now), rows, steps);
      return due.size();
    });
  }
}
