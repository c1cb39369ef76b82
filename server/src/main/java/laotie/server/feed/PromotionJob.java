package laotie.server.feed;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.Money;
import laotie.feed.Promotion;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.settlement.Settlement;
import laotie.server.settlement.Settlement.PromotionFee;
import org.jboss.logging.Logger;

/**
 * Books what was seen of promotions in the ledger, minute by minute, ends those whose item is gone, and
 * forgets old showings. Rows, ledger and facts commit together, so each exposure is charged once.
 */
@Singleton
final class PromotionJob {

  /** A running promotion is charged so often at the most. */
  static final Duration CHARGE_EVERY = Duration.ofMinutes(1);

  /** Showings are kept as long as the flood. */
  private static final Duration KEPT_FOR = Duration.ofDays(30);

  private static final int BATCH_MAX = 200;
  private static final int FORGOTTEN_MAX = 5_000;
  private static final Logger LOGGER = Logger.getLogger(PromotionJob.class);

  private final PublicPool pool;
  private final Showcase showcase;
  private final Settlement settlement;
  private final Log log;

  PromotionJob(PublicPool pool, Showcase showcase, Settlement settlement, Log log) {
    this.pool = pool;
    this.showcase = showcase;
    this.settlement = settlement;
    this.log = log;
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    try {
      endGone();
      step(pool.now().minus(CHARGE_EVERY));
      pool.database().write(connection -> {
        PaidExposureStore.forget(connection, pool.now().minus(KEPT_FOR), FORGOTTEN_MAX);
        return connection;
      });
    } catch (DatabaseFault away) {
      LOGGER.warnf("promotions wait for the database: %s", away.getMessage());
    }
  }

  /** Charges what was last charged before an instant, and what is over; answers how many. */
  int step(Instant chargedBefore) {
    Instant now = pool.now();
    return pool.database().write(connection -> {
      List<PromotionStore.Row> rows = PromotionStore.toCharge(connection, chargedBefore, BATCH_MAX);
      List<PromotionFee> fees = new ArrayList<>();
      List<PromotionCharged> facts = new ArrayList<>();
      for (PromotionStore.Row row : rows) {
        charge(connection, row, now, fees, facts);
      }
      settlement.chargePromotions(connection, now, fees);
      log.append(connection, now, facts);
      return rows.size();
    });
  }

  /** Whole minor units go into the ledger; what is left of one waits, and at the end stays with the host. */
  private static void charge(Connection connection, PromotionStore.Row row, Instant now,
      List<PromotionFee> fees, List<PromotionCharged> facts) throws SQLException {
    Promotion promotion = row.promotion();
    PromotionStore.Charged before = row.charged();
    long minor = promotion.spentMilli() / Promotion.MILLI - before.chargedMinor();
    if (minor > 0) {
      fees.add(new PromotionFee(promotion.hostId(),
          "prm_" + promotion.promotionId() + "_" + (before.charges() + 1), Money.cny(minor)));
    }
    facts.add(new PromotionCharged(promotion.promotionId(), promotion.hostId(),
        before.exposures() - before.chargedExposures(), promotion.spentMilli() - before.chargedMilli(),
        Money.cny(minor)));
    PromotionStore.charge(connection, promotion.promotionId(), minor, now);
  }

  /** A show that is over and a clip that was withdrawn for good are promoted no longer. */
  private void endGone() {
    List<PromotionStore.Row> running =
        pool.database().read(connection -> PromotionStore.running(connection, BATCH_MAX));
    Map<Showcase.Ref, Showcase.Seen> items =
        showcase.of(running.stream().map(row -> Billboard.ref(row.promotion())).toList());
    List<String> gone = running.stream().map(PromotionStore.Row::promotion)
        .filter(one -> items.get(Billboard.ref(one)).standing() == Showcase.Standing.GONE)
        .map(Promotion::promotionId).toList();
    if (!gone.isEmpty()) {
      pool.database().write(connection -> {
        for (PromotionStore.Row row : PromotionStore.lock(connection, gone)) {
          end(connection, row.promotion());
        }
        return gone;
      });
    }
  }

  private void end(Connection connection, Promotion promotion) throws SQLException {
    if (promotion.move(Promotion.State.ENDED, "") instanceof Decision.Accepted<Promotion> ended) {
      Instant now = pool.now();
      PromotionStore.spend(connection, ended.value(), 0, now);
      log.append(connection, now, ended.facts());
    }
  }
}
