package laotie.server.trade;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/**
 * Lets the time of returns pass: a silent host agrees, a silent buyer lets it be. Each return is a
 * transaction of its own, and looks again under its lock, so several processes may find the same one.
 */
@Singleton
final class ReturnJob {

  /** Returns of one look. */
  static final int BATCH_MAX = 200;

  private static final Logger LOGGER = Logger.getLogger(ReturnJob.class);

  private final Database database;
  private final Returns returns;
  private final InstantSource clock;

  ReturnJob(Database database, Returns returns, InstantSource clock) {
    this.database = database;
    this.returns = returns;
    this.clock = clock;
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void pass() {
    try {
      while (passSome(clock.instant()) == BATCH_MAX) {
        Thread.onSpinWait();
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("returns wait for the database: %s", away.getMessage());
    }
  }

  /** Lets up to {@link #BATCH_MAX} pass, and answers how many were found. */
  int passSome(Instant now) {
    List<String> due = database.read(connection -> ReturnStore.due(connection, now, BATCH_MAX));
    for (String returnId : due) {
      database.write(connection -> {
        returns.passTime(connection, returnId, now);
        return returnId;
      });
    }
    return due.size();
  }
}
