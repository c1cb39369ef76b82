package laotie.server.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FansFact.Followed;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.server.feed.PaidExposureStore.Pair;
import laotie.server.feed.PromotionStore.Brought;
import laotie.server.log.Columns;

/** What promotions brought, from the facts: whatever a view that began with a paid showing led to. */
final class Harvest {

  /** Somebody without a paid order of the host for longer than this is new to him. */
  private static final Duration NEW_AFTER = Duration.ofDays(365);

  private Harvest() {}

  static void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Map<String, Brought> byExposure = new HashMap<>();
    Set<Pair> buyers = new HashSet<>();
    Columns orders = new Columns("text", "text", "text");
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case RoomEntered fact -> add(byExposure, fact.origin(), new Brought(1, 0, 0, 0, 0));
        case ClipOpened fact -> add(byExposure, fact.origin(), new Brought(1, 0, 0, 0, 0));
        case Followed fact -> add(byExposure, fact.origin(), new Brought(0, 1, 0, 0, 0));
        case OrderPaid fact -> {
          orders.add(fact.deal().hostId(), fact.deal().buyerId(), recorded.at().toString());
          if (isPaid(fact.deal().origin())) {
            buyers.add(new Pair(fact.deal().hostId(), fact.deal().buyerId()));
          }
        }
        default -> { }
      }
    }
    if (!buyers.isEmpty()) {
      addOrders(batch, PaidExposureStore.lastOrders(connection, buyers), byExposure);
    }
    PaidExposureStore.saveLastOrders(connection, orders);
    if (!byExposure.isEmpty()) {
      save(connection, byExposure);
    }
  }

  /** Orders one by one, since an order of this batch may be the earlier one of another. */
  private static void addOrders(
      List<Recorded> batch, Map<Pair, Instant> last, Map<String, Brought> byExposure) {
    Map<Pair, Instant> known = new HashMap<>(last);
    for (Recorded recorded : batch) {
      if (recorded.fact() instanceof OrderPaid paid) {
        Deal deal = paid.deal();
        Pair pair = new Pair(deal.hostId(), deal.buyerId());
        Instant before = known.put(pair, recorded.at());
        boolean isNew = before == null || before.plus(NEW_AFTER).isBefore(recorded.at());
        add(byExposure, deal.origin(), new Brought(0, 0, 1, deal.amount().minor(), isNew ? 1 : 0));
      }
    }
  }

  private static boolean isPaid(Origin origin) {
    return origin.channel() == Channel.PAID && !origin.exposureId().isEmpty();
  }

  private static void add(Map<String, Brought> byExposure, Origin origin, Brought brought) {
    if (isPaid(origin)) {
      byExposure.merge(origin.exposureId(), brought, Brought::plus);
    }
  }

  private static void save(Connection connection, Map<String, Brought> byExposure) throws SQLException {
    Map<String, Brought> byPromotion = new TreeMap<>();
    PaidExposureStore.promotions(connection, byExposure.keySet()).forEach((exposureId, promotionId) ->
        byPromotion.merge(promotionId, byExposure.get(exposureId), Brought::plus));
    for (Map.Entry<String, Brought> one : byPromotion.entrySet()) {
      PromotionStore.bring(connection, one.getKey(), one.getValue());
    }
  }
}
