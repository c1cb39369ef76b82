package laotie.server.log;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Makes the coming months of the log and days of the flood ahead of time, and drops old floods. */
@Singleton
final class PartitionJob {

  private final Database database;

  PartitionJob(Database database) {
    this.database = database;
  }

  void atStart(@Observes StartupEvent event) {
    ensure();
  }

  @Scheduled(every = "6h", delayed = "6h")
  void ensure() {
    database.write(
        connection -> {
          LogStore.ensurePartitions(connection);
          return null;
        });
  }
}
