package laotie.server.trade;

import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.TradeFact.PaymentReturned;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.trade.PaymentStore.Owed;
import org.jboss.logging.Logger;

/**
 * Sends back money that paid nothing. What is owed is a row written with the decision; the gateway is asked
 * until it confirms, and the ledger closes with the row, once.
 */
@Singleton
final class RefundJob {

  private static final int BATCH_MAX = 100;
  private static final Logger LOGGER = Logger.getLogger(RefundJob.class);

  private final Database database;
  private final Log log;
  private final PaymentClient client;
  private final InstantSource clock;

  RefundJob(Database database, Log log, MockPaymentClient client, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.client = client;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void refund() {
    try {
      for (Owed owed : database.read(connection -> PaymentStore.owed(connection, BATCH_MAX))) {
        client.refund(owed.refund().paymentId(), owed.refund().amount());
        close(owed);
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("refunds wait for the database: %s", away.getMessage());
    }
  }

  private void close(Owed owed) {
    Instant now = clock.instant();
    database.write(connection -> {
      Refund refund = owed.refund();
      boolean isFirst = PaymentStore.returned(connection, now, refund.refundId());
      if (isFirst) {
        PaymentStore.book(connection, now, List.of(Transfer.returned(refund)));
      }
      if (isFirst && owed.kind() == PaymentStore.Kind.STRAYED) {
        log.append(connection, now, List.of(new PaymentReturned(refund.orderId(), refund.paymentId(),
            refund.buyerId(), owed.hostId(), refund.amount())));
      }
      return isFirst;
    });
  }
}
