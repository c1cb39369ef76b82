package laotie.server.prices;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;

/** Brings units of flash sales that are over back to the shelf, also those that buyers return later. */
@Singleton
final class FlashSaleJob {

  private static final int SALES_AT_ONCE_MAX = 100;
  private static final Logger LOGGER = Logger.getLogger(FlashSaleJob.class);

  private final FlashSales sales;

  FlashSaleJob(FlashSales sales) {
    this.sales = sales;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void tidy() {
    try {
      while (sales.tidy(SALES_AT_ONCE_MAX) == SALES_AT_ONCE_MAX) {
        Thread.onSpinWait();
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("flash sales wait for the database: %s", away.getMessage());
    }
  }
}
