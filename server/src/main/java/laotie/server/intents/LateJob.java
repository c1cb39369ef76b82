package laotie.server.intents;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import laotie.server.log.Database;

/** Reads in, every second, what could not be written because its host's questions were locked. */
@Singleton
final class LateJob {

  /** Hosts looked at in one round. */
  private static final int HOSTS_MAX = 200;

  private final Database database;
  private final Ledger ledger;

  LateJob(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void readIn() {
    List<String> hosts = database.read(connection -> LateStore.hosts(connection, HOSTS_MAX));
    for (String hostId : hosts) {
      int taken;
      do {
        taken = database.write(connection -> ledger.readIn(connection, hostId));
      } while (taken == Ledger.LATE_MAX);
    }
  }
}
