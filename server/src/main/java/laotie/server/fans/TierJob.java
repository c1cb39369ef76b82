package laotie.server.fans;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import laotie.server.log.Database;

/** Lets tiers fall that were not kept up. Each bond is looked at on the first day on which it may fall. */
@Singleton
final class TierJob {

  /** Bonds of one transaction. */
  static final int STEP_ROWS_MAX = 500;

  private final Database database;
  private final BondBook book;

  TierJob(Database database, BondBook book) {
    this.database = database;
    this.book = book;
  }

  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void letFall() {
    while (database.write(connection -> book.fall(connection, STEP_ROWS_MAX)) == STEP_ROWS_MAX) {
      Thread.onSpinWait();
    }
  }
}
