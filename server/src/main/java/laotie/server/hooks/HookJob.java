package laotie.server.hooks;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import laotie.server.log.Database;

/** Forgets messages and what came of them after thirty days, and endpoints a day after their removal. */
@Singleton
final class HookJob {

  /** How long the log of deliveries reaches back. */
  static final Duration KEPT = Duration.ofDays(30);

  /** How long a removal can be taken back. */
  static final Duration REMOVED_KEPT = Duration.ofDays(1);

  private static final int STEP_ROWS_MAX = 5_000;

  private final Database database;
  private final InstantSource clock;

  HookJob(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forgetOld() {
    Instant now = clock.instant();
    while (database.write(connection ->
        LogbookStore.forget(connection, now.minus(KEPT), STEP_ROWS_MAX)) == STEP_ROWS_MAX) {
      Thread.onSpinWait();
    }
    // One by one: each takes all its deliveries along.
    while (database.write(connection ->
        HookStore.erase(connection, now.minus(REMOVED_KEPT), 1)) == 1) {
      Thread.onSpinWait();
    }
  }
}
