package laotie.server.clips;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/** Deletes what nobody needs: uploads that expired, files of clips withdrawn long ago, old pins. */
@Singleton
final class UploadJob {

  /** How long a withdrawn clip can be brought back. */
  static final Duration WITHDRAWN_KEPT = Duration.ofDays(7);

  private static final Duration TURNS_KEPT = Duration.ofDays(30);
  private static final Logger LOGGER = Logger.getLogger(UploadJob.class);

  private final Database database;
  private final Uploads uploads;
  private final Vault vault;
  private final InstantSource clock;

  UploadJob(Database database, Uploads uploads, Vault vault, InstantSource clock) {
    this.database = database;
    this.uploads = uploads;
    this.vault = vault;
    this.clock = clock;
  }

  @Scheduled(every = "10m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void tidy() {
    try {
      uploads.expire();
      Instant now = clock.instant();
      List<String> withdrawn = database.read(
          connection -> ClipStore.withdrawnBefore(connection, now.minus(WITHDRAWN_KEPT)));
      for (String clipId : withdrawn) {
        vault.erase(clipId);
        database.write(connection -> {
          ClipStore.erased(connection, clipId);
          return clipId;
        });
      }
      database.write(connection -> {
        ExplanationStore.forget(connection, now.minus(TURNS_KEPT));
        return "";
      });
    } catch (DatabaseFault | UncheckedIOException fault) {
      LOGGER.warnf("old uploads stay for now: %s", fault.getMessage());
    }
  }
}
