package laotie.server.goods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import laotie.fact.GoodsFact;
import laotie.server.log.Database;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.log.Source;

/**
 * What people look for and open, written into the log: an order is planned when one of these went before
 * it. Facts of the same moment share a commit and nobody waits for it; when too many wait, the next are
 * dropped and counted, because a search must not fail for the sake of a number. The words themselves are
 * never kept.
 */
@Singleton
final class Traces {

  /** Categories of one search, from the goods it found first. */
  static final int CATEGORIES_MAX = 5;

  /** Goods of one search whose categories are told. */
  static final int FIRST_FOUND = 10;

  /** The same search or page again within this span says nothing new. */
  static final Duration REPEAT = Duration.ofMinutes(1);

  private static final int REPEATS_REMEMBERED_MAX = 50_000;

  /** Facts of one commit, and facts that may wait for theirs. */
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(500, 5_000);

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final GroupCommit<Log.Happened> intake;
  private final Cache<GoodsFact, Boolean> told = Caffeine.newBuilder()
      .maximumSize(REPEATS_REMEMBERED_MAX).expireAfterWrite(REPEAT).build();

  Traces(Database database, Log log, InstantSource clock, MeterRegistry meters) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.intake = new GroupCommit<>("traces", LIMITS, meters, this::write);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
  }

  /** Somebody searched; {@code categories} are those of what was found, best first. */
  void searched(String viewerId, List<String> categories) {
    List<String> first = new LinkedHashSet<>(
        categories.subList(0, Math.min(FIRST_FOUND, categories.size())))
        .stream().filter(category -> !category.isEmpty()).limit(CATEGORIES_MAX).toList();
    tell(viewerId, new GoodsFact.Searched(viewerId, first));
  }

  /** Somebody opened the page of a product; a host on his own page is no viewer. */
  void opened(String viewerId, Goods.ProductView product, boolean isFromOutside) {
    if (!viewerId.equals(product.hostId())) {
      tell(viewerId, new GoodsFact.ProductOpened(
          viewerId, product.productId(), product.hostId(), isFromOutside));
    }
  }

  private void tell(String viewerId, GoodsFact fact) {
    if (!viewerId.isEmpty() && told.asMap().putIfAbsent(fact, true) == null) {
      intake.offer(new Log.Happened(clock.instant().truncatedTo(ChronoUnit.MICROS), fact));
    }
  }

  private void write(List<Log.Happened> batch) {
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, batch);
      return batch.size();
    });
  }
}
