package laotie.server.people;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/** Erases the accounts of those who left when their time to think it over has passed. */
@Singleton
final class DeletionJob {

  /** Steps of one round: the next comes within a minute. */
  static final int ROUND_MAX = 200;

  private static final Logger LOGGER = Logger.getLogger(DeletionJob.class);

  private final Deletions deletions;
  private final InstantSource clock;

  DeletionJob(Deletions deletions, InstantSource clock) {
    this.deletions = deletions;
    this.clock = clock;
  }

  @Scheduled(every = "60s", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void eraseDue() {
    try {
      run(clock.instant().truncatedTo(ChronoUnit.MICROS));
    } catch (DatabaseFault away) {
      LOGGER.warnf("accounts to erase wait for the database: %s", away.getMessage());
    }
  }

  /** Takes one step after the other; processes share the work. Answers how many were taken. */
  int run(Instant now) {
    int taken = 0;
    while (taken < ROUND_MAX && deletions.stepOne(now)) {
      taken++;
    }
    return taken;
  }
}
