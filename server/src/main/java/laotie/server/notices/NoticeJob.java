package laotie.server.notices;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import laotie.server.log.Database;

/** Forgets what is older than ninety days. */
@Singleton
final class NoticeJob {

  static final Duration KEPT = Duration.ofDays(90);
  private static final int STEP_ROWS_MAX = 5_000;

  private final Database database;
  private final InstantSource clock;

  NoticeJob(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forgetOld() {
    Instant before = clock.instant().minus(KEPT);
    while (database.write(connection -> NoticeStore.forget(connection, before, STEP_ROWS_MAX))
        == STEP_ROWS_MAX) {
      Thread.onSpinWait();
    }
  }
}
