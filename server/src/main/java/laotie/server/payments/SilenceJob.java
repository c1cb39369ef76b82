package laotie.server.payments;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.payments.Patience;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.payments.ChargeStore.Watched;
import laotie.server.payments.PaymentClient.Asked;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Unsettled;
import laotie.trade.Notice;
import org.jboss.logging.Logger;

/**
 * Asks gateways that stay silent what became of a payment: a notice may be lost, and a shop behind a wall
 * never gets one. What they answer is settled like a notice, by the same till.
 */
@Singleton
final class SilenceJob {

  /** From a quarter of a minute to half an hour, for more than a day; then a person has to look. */
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(15), Duration.ofMinutes(30), 60);

  /** How old a payment may be to be asked for; no gateway collects for longer. */
  static final Duration WINDOW = Duration.ofDays(3);

  private static final int PAGE = 200;
  private static final int PAGES_MAX = 50;

  /** Questions to one gateway in one round. */
  private static final int QUESTIONS_MAX = 50;

  private static final Logger LOGGER = Logger.getLogger(SilenceJob.class);

  private final Gateways gateways;
  private final Trade.Payments trade;
  private final Database database;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private volatile boolean isStopping;

  SilenceJob(
      Gateways gateways, Trade trade, Database database, MeterRegistry meters, InstantSource clock) {
    this.gateways = gateways;
    this.trade = trade.payments();
    this.database = database;
    this.meters = meters;
    this.clock = clock;
  }

  /** A payment that is due for a question. */
  private record Due(Unsettled payment, String reference, int asked) {}

  @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void ask() throws InterruptedException {
    try {
      Lanes.run(due().values(), this::askAll);
    } catch (DatabaseFault away) {
      if (!isStopping) {
        LOGGER.warnf("silent payments wait for the database: %s", away.getMessage());
      }
    }
  }

  /** A round that is under way finds the database closed, which is no news then. */
  void stop(@Observes ShutdownEvent event) {
    isStopping = true;
  }

  private Map<String, List<Due>> due() {
    Instant now = clock.instant();
    Map<String, List<Due>> byMethod = new LinkedHashMap<>();
    String after = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      List<Unsettled> found =
          trade.unsettled(now.minus(WINDOW), now.minus(Collecting.SILENT_AFTER), after, PAGE);
      List<String> ids = found.stream().map(one -> one.attempt().paymentId()).toList();
      Map<String, ChargeStore.Row> charges = ids.isEmpty() ? Map.of()
          : database.read(connection -> ChargeStore.byIds(connection, ids));
      for (Unsettled one : found) {
        List<Due> lane = byMethod.computeIfAbsent(one.attempt().method(), _ -> new ArrayList<>());
        Optional<Due> due = due(one, Optional.ofNullable(charges.get(one.attempt().paymentId())), now);
        due.filter(_ -> lane.size() < QUESTIONS_MAX).ifPresent(lane::add);
      }
      if (found.size() < PAGE) {
        break;
      }
      after = ids.getLast();
    }
    return byMethod;
  }

  private static Optional<Due> due(Unsettled payment, Optional<ChargeStore.Row> charge, Instant now) {
    if (charge.isEmpty()) {
      return Optional.of(new Due(payment, "", 0));
    }
    return charge.get().askAt().filter(at -> !at.isAfter(now))
        .map(_ -> new Due(payment, charge.get().started().reference(), charge.get().asked()));
  }

  /** A gateway that does not answer once is not asked for the others in this round. */
  private void askAll(List<Due> ofOneGateway) {
    for (Due due : ofOneGateway) {
      String method = due.payment().attempt().method();
      Optional<PaymentClient> client = gateways.configured(method);
      if (client.isEmpty()) {
        later(due, "no gateway " + method + " has keys here");
        continue;
      }
      try {
        ask(client.get(), due);
      } catch (GatewayFault away) {
        count(method, "fault");
        later(due, away.getMessage());
        return;
      }
    }
  }

  private void ask(PaymentClient client, Due due) {
    Optional<Notice> told = client.query(new Asked(
        due.payment().attempt().paymentId(), due.reference(), due.payment().heldUntil()));
    if (told.isPresent()) {
      trade.settle(told.get());
      count(client.method(), told.get().isPaid() ? "paid" : "declined");
    } else {
      later(due, "");
      count(client.method(), "unknown");
    }
  }

  private void later(Due due, String error) {
    var attempt = due.payment().attempt();
    Watched payment = new Watched(attempt.paymentId(), attempt.method(), attempt.startedAt());
    Optional<Instant> next = PATIENCE.next(due.asked() + 1, clock.instant());
    database.write(connection -> ChargeStore.asked(connection, payment, next, error));
  }

  private void count(String method, String answer) {
    meters.counter("laotie.payments.questions", "method", method, "answer", answer).increment();
  }
}
