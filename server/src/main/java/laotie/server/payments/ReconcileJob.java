package laotie.server.payments;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.payments.FindingStore.Run;
import org.jboss.logging.Logger;

/**
 * Compares each day of each gateway when its statement can be had: in the morning after, again after an hour
 * when it could not be read, and once a day while something differs, for a week.
 */
@Singleton
final class ReconcileJob {

  /** How long after the end of a day its statement is ready; Alipay's and WeChat's are at ten. */
  static final Duration READY_AFTER = Duration.ofMinutes(10 * 60 + 30);

  private static final int DAYS = 7;
  private static final Duration AFTER_FAULT = Duration.ofHours(1);
  private static final Duration AFTER_DIFFERENCE = Duration.ofHours(24);
  private static final Logger LOGGER = Logger.getLogger(ReconcileJob.class);

  private final Gateways gateways;
  private final Reconciling reconciling;
  private final Database database;
  private final InstantSource clock;

  ReconcileJob(Gateways gateways, Reconciling reconciling, Database database, InstantSource clock) {
    this.gateways = gateways;
    this.reconciling = reconciling;
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reconcile() {
    try {
      gateways.configured().forEach(this::reconcile);
    } catch (DatabaseFault away) {
      LOGGER.warnf("the reconciliation waits for the database: %s", away.getMessage());
    }
  }

  /** Oldest first: what a payment of midnight was called on its day is known on the next one. */
  private void reconcile(PaymentClient client) {
    Optional<Instant> first =
        database.read(connection -> FindingStore.firstCharge(connection, client.method()));
    if (client.statementZone().isEmpty() || first.isEmpty()) {
      return;
    }
    ZoneId zone = client.statementZone().get();
    LocalDate last = lastReady(clock.instant(), zone);
    LocalDate from = last.minusDays(DAYS - 1L);
    LocalDate begin = first.get().atZone(zone).toLocalDate();
    List<Run> runs = database.read(connection -> FindingStore.runs(connection, from, 1_000));
    for (LocalDate day = begin.isAfter(from) ? begin : from; !day.isAfter(last); day = day.plusDays(1)) {
      LocalDate one = day;
      Optional<Run> before = runs.stream()
          .filter(run -> run.method().equals(client.method()) && run.day().equals(one)).findFirst();
      if (isDue(before, clock.instant())) {
        Run run = reconciling.reconcile(client, day);
        LOGGER.infof("reconciled %s of %s: %d matched, %d differ%s", run.method(), run.day(), run.matched(),
            run.differences(), run.fault().isEmpty() ? "" : ", " + run.fault());
      }
    }
  }

  /** The last day whose statement can be had. */
  static LocalDate lastReady(Instant now, ZoneId zone) {
    return now.minus(READY_AFTER).atZone(zone).toLocalDate().minusDays(1);
  }

  static boolean isDue(Optional<Run> before, Instant now) {
    if (before.isEmpty()) {
      return true;
    }
    if (!before.get().fault().isEmpty()) {
      return now.isAfter(before.get().runAt().plus(AFTER_FAULT));
    }
    return before.get().differences() > 0 && now.isAfter(before.get().runAt().plus(AFTER_DIFFERENCE));
  }
}
