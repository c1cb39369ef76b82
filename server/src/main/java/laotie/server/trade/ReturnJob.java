package laotie.server.trade;

import io.micrometer.core.instrument.MeterRegistry;
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

  /** Looks of one turn; what is left waits for the next. */
  private static final int LOOKS_MAX = 20;

  private static final Logger LOGGER = Logger.getLogger(ReturnJob.class);

  private final Database database;
  private final Returns returns;
  private final InstantSource clock;
  private final io.micrometer.core.instrument.Counter failed;

  ReturnJob(Database database, Returns returns, InstantSource clock, MeterRegistry meters) {
    this.failed = meters.counter("laotie.trade.returns.failed");
    this.database = database;
    this.returns = returns;
    this.clock = clock;
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void pass() {
    try {
      for (int i = 0; i < LOOKS_MAX && passSome(clock.instant()) == BATCH_MAX; i++) {
        Thread.onSpinWait();
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("returns wait for the database: %s", away.getMessage());
    }
  }

  /** Lets up to {@link #BATCH_MAX} pass and answers how many were found; one that fails holds up no other. */
  int passSome(Instant now) {
    List<String> due = database.read(connection -> ReturnStore.due(connection, now, BATCH_MAX));
    for (String returnId : due) {
      try {
        database.write(connection -> {
          returns.passTime(connection, returnId, now);
          return returnId;
        });
      } catch (DatabaseFault away) {
        throw away;
      } catch (RuntimeException bug) {
        failed.increment();
        LOGGER.errorf(bug, "the time of return %s does not pass", returnId);
      }
    }
    return due.size();
  }
}
