package laotie.server.hooks;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.server.log.Database;

/** Forgets messages and what came of them after thirty days, and endpoints a day after their removal. */
@Singleton
final class HookJob {

  /** How long the log of deliveries reaches back. */
  static final Duration KEPT = Duration.ofDays(30);

  /** How long a removal can be taken back. */
  static final Duration REMOVED_KEPT = Duration.ofDays(1);

  private static final int STEP_ROWS_MAX = 5_000;
  private static final int PAGE_ROWS_MAX = 500;
  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;
  private final InstantSource clock;

  HookJob(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forgetOld() {
    Instant now = clock.instant();
    Instant before = now.minus(KEPT);
    String after = "";
    List<String> page;
    do {
      String from = after;
      page = database.read(connection -> HookStore.ids(connection, from, PAGE_ROWS_MAX));
      for (String endpointId : page) {
        inSteps(connection ->
            LogbookStore.forgetDeliveries(connection, endpointId, before, STEP_ROWS_MAX));
        after = endpointId;
      }
    } while (page.size() == PAGE_ROWS_MAX);
    inSteps(connection -> LogbookStore.forget(connection, before, STEP_ROWS_MAX));
    eraseRemoved(now.minus(REMOVED_KEPT));
  }

  private void eraseRemoved(Instant before) {
    for (String endpointId : database.read(
        connection -> HookStore.removed(connection, before, PAGE_ROWS_MAX))) {
      inSteps(connection -> LogbookStore.forgetAttempts(connection, endpointId, STEP_ROWS_MAX));
      inSteps(connection ->
          LogbookStore.forgetDeliveries(connection, endpointId, FOR_EVER, STEP_ROWS_MAX));
      database.write(connection -> {
        HookStore.erase(connection, endpointId, before);
        return endpointId;
      });
    }
  }

  /** Many short transactions: a long one holds back every reader of the log. */
  private void inSteps(Database.Work<Integer> step) {
    while (database.write(step) == STEP_ROWS_MAX) {
      Thread.onSpinWait();
    }
  }
}
