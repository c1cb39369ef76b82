package laotie.server.payments;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import laotie.server.log.DatabaseFault;
import laotie.server.payments.PaymentClient.Refund;
import laotie.server.payments.PaymentClient.Refunded;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.OwedBack;
import org.jboss.logging.Logger;

/**
 * Sends back what is owed to buyers. What is owed is a row written with the decision; the gateway is asked
 * until it confirms, less and less often, and each try and its answer stand in the row.
 */
@Singleton
final class RefundJob {

  private static final int BATCH_MAX = 100;

  /** From ten seconds to an hour, for some twelve days; then a person has to look. */
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), Duration.ofHours(1), 300);

  private static final Logger LOGGER = Logger.getLogger(RefundJob.class);

  private final Gateways gateways;
  private final Collecting collecting;
  private final Trade.Payments trade;
  private final MeterRegistry meters;
  private final InstantSource clock;

  RefundJob(
      Gateways gateways, Collecting collecting, Trade trade, MeterRegistry meters, InstantSource clock) {
    this.gateways = gateways;
    this.collecting = collecting;
    this.trade = trade.payments();
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void refund() throws InterruptedException {
    try {
      Map<String, List<OwedBack>> byMethod = new LinkedHashMap<>();
      for (OwedBack owed : trade.owed(clock.instant(), BATCH_MAX)) {
        byMethod.computeIfAbsent(owed.method(), _ -> new ArrayList<>()).add(owed);
      }
      Lanes.run(byMethod.values(), this::refundAll);
    } catch (DatabaseFault away) {
      LOGGER.warnf("refunds wait for the database: %s", away.getMessage());
    }
  }

  private void refundAll(List<OwedBack> ofOneGateway) {
    Map<String, ChargeStore.Row> charges =
        collecting.nexts(ofOneGateway.stream().map(OwedBack::paymentId).toList());
    for (OwedBack owed : ofOneGateway) {
      String reference = Optional.ofNullable(charges.get(owed.paymentId()))
          .map(row -> row.started().reference()).orElse("");
      refund(owed, reference);
    }
  }

  private void refund(OwedBack owed, String reference) {
    Refunded result = ask(owed, reference);
    meters.counter("laotie.payments.refunds", "method", owed.method(), "result",
        result.getClass().getSimpleName()).increment();
    switch (result) {
      case Refunded.Back back -> trade.returned(owed.refundId());
      case Refunded.Underway underway -> later(owed, "");
      case Refunded.Failed(String why) -> {
        LOGGER.warnf("refund %s failed at %s: %s", owed.refundId(), owed.method(), why);
        later(owed, why);
      }
    }
  }

  private Refunded ask(OwedBack owed, String reference) {
    Optional<PaymentClient> client = gateways.configured(owed.method());
    if (client.isEmpty()) {
      return new Refunded.Failed("no gateway " + owed.method() + " has keys here");
    }
    try {
      return client.get().refund(
          new Refund(owed.refundId(), owed.paymentId(), reference, owed.amount(), owed.total()));
    } catch (GatewayFault away) {
      return new Refunded.Failed(away.getMessage());
    }
  }

  private void later(OwedBack owed, String why) {
    Instant now = clock.instant();
    trade.tried(owed.refundId(), PATIENCE.next(owed.attempts() + 1, now), why);
  }
}
