package laotie.server.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Fact;
import laotie.fact.FeedFact.PromotionSeen;
import laotie.feed.Promotion;
import laotie.feed.PublicMarket;
import laotie.server.log.Log;
import laotie.server.log.Source;

/**
 * Takes the price of exposures that were seen. All processes take turns at the row of the day, so each
 * exposure has the price of its place; rows and facts commit together, so it is paid for once or not at all.
 *
 * @param log where the facts go
 */
record Toll(PublicPool pool, Log log) {

  /** One exposure of a promotion to one viewer counts within this span. */
  static final Duration ONCE_WITHIN = Duration.ofHours(24);

  /**
   * What somebody saw.
   *
   * @param visible the promotions whose items anybody can see at this moment
   */
  record Viewing(String viewerId, Set<String> exposureIds, Set<String> visible) {}

  /** Answers how many of them were paid for. */
  int pay(Viewing viewing, Instant now) {
    return pool.database().write(connection -> pay(connection, viewing, now));
  }

  private int pay(Connection connection, Viewing viewing, Instant now) throws SQLException {
    PublicMarket market = pool.locked(connection, now);
    List<PaidExposureStore.Shown> countable = PaidExposureStore.countable(
        connection, viewing.exposureIds(), viewing.viewerId(), now.minus(ONCE_WITHIN));
    Map<String, Promotion> promotions = new LinkedHashMap<>();
    PromotionStore.lock(connection,
            countable.stream().map(PaidExposureStore.Shown::promotionId).toList())
        .forEach(row -> promotions.put(row.promotion().promotionId(), row.promotion()));
    List<Log.Happened> seen = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    for (PaidExposureStore.Shown shown : countable) {
      Promotion promotion = promotions.get(shown.promotionId());
      if (promotion == null || !viewing.visible().contains(shown.promotionId())) {
        continue;
      }
      Promotion.Charged charged = promotion.charge(market);
      boolean isPaid = charged.outcome() == Promotion.Outcome.PAID;
      facts.addAll(charged.facts());
      if (isPaid) {
        PaidExposureStore.count(connection, shown.exposureId(), market.priceMinor(), now);
        seen.add(new Log.Happened(now, new PromotionSeen(shown.exposureId(), shown.promotionId(),
            viewing.viewerId(), promotion.hostId(), promotion.itemId(), market.priceMinor())));
        market = market.afterOne();
      }
      PromotionStore.spend(connection, charged.promotion(), isPaid ? 1 : 0, now);
    }
    if (!seen.isEmpty()) {
      MarketStore.add(connection, pool.dayOf(now), 0, seen.size());
      log.appendAll(connection, Source.FLOOD, seen);
    }
    log.append(connection, now, facts);
    return seen.size();
  }
}
