package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.TradeFact.Line;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.Command.Place;
import laotie.server.trade.LimitStore.Holder;
import laotie.server.trade.LimitStore.Shortage;
import laotie.trade.Basket.Wanted;
import laotie.trade.Limit;
import laotie.trade.Order;
import laotie.trade.Rationing;
import laotie.trade.Stock;
import laotie.trade.TradeReason;

/**
 * How much of his basket each buyer of a batch may have. Costs nothing for orders without limits, partial
 * availability or many unpaid orders of their buyer.
 */
final class Rations {

  private final Unpaid unpaid;
  private final Instant now;
  private final Map<Holder, Long> taken = new HashMap<>();
  private final Set<String> counted = new HashSet<>();
  private final Map<String, Integer> unpaidOrders = new HashMap<>();
  private final Map<Long, List<Shortage>> shortages = new HashMap<>();

  Rations(Unpaid unpaid, Instant now) {
    this.unpaid = unpaid;
    this.now = now;
  }

  /** Reads what the new orders of a batch need; its stock is locked. */
  void read(Connection connection, Collection<Place> places) throws SQLException {
    Map<Holder, Instant> since = new HashMap<>();
    List<String> buyerIds = new ArrayList<>(places.size());
    for (Place place : places) {
      buyerIds.add(place.claim().key().buyerId());
      for (Limit limit : place.wish().limits()) {
        since.put(new Holder(place.claim().key().buyerId(), limit.productId()), limit.since(now));
      }
    }
    if (!since.isEmpty()) {
      taken.putAll(LimitStore.lockTaken(connection, since));
    }
    counted.addAll(unpaid.suspects(buyerIds));
    if (!counted.isEmpty()) {
      unpaidOrders.putAll(LimitStore.unpaid(connection, counted, unpaid.looked()));
    }
  }

  /** The order with as much of its basket as its buyer may have, or the reason against it. */
  Decision<Place> decide(Place place, Map<String, Stock> stock) {
    String buyerId = place.claim().key().buyerId();
    if (counted.contains(buyerId) && unpaidOrders.getOrDefault(buyerId, 0) >= unpaid.max()) {
      return new Refused<>(TradeReason.TOO_MANY_UNPAID,
          unpaidOrders.get(buyerId) + " orders wait for their payment, allowed " + unpaid.max(),
          Map.of("unpaidMax", unpaid.max()));
    }
    if (place.wish().isPlain()) {
      return new Accepted<>(place, List.of());
    }
    Map<String, Long> his = new HashMap<>();
    place.wish().limits().forEach(limit -> his.put(limit.productId(),
        taken.getOrDefault(new Holder(buyerId, limit.productId()), 0L)));
    return switch (Rationing.decide(place.basket(), place.wish(), stock, his)) {
      case Refused<List<Integer>>(var reason, var detail, var members) ->
          new Refused<>(reason, detail, members);
      case Accepted<List<Integer>>(List<Integer> units, var none) ->
          new Accepted<>(shortened(place, units), List.of());
    };
  }

  private static Place shortened(Place place, List<Integer> units) {
    List<LineText> texts = new ArrayList<>(units.size());
    for (int line = 0; line < units.size(); line++) {
      if (units.get(line) > 0) {
        texts.add(place.texts().get(line));
      }
    }
    return place.with(place.basket().shortened(units), texts);
  }

  /** An order of this batch stands: it counts for the next ones. */
  void placed(Place wanted, Order order) {
    String buyerId = order.deal().buyerId();
    unpaid.placed(buyerId);
    if (counted.contains(buyerId)) {
      unpaidOrders.merge(buyerId, 1, Integer::sum);
    }
    if (!wanted.wish().isPlain()) {
      for (Line line : order.lines()) {
        taken.merge(new Holder(buyerId, line.productId()), (long) line.quantity(), Long::sum);
      }
      List<Shortage> missing = missing(wanted, order);
      if (!missing.isEmpty()) {
        shortages.put(order.sequence(), missing);
      }
    }
  }

  private static List<Shortage> missing(Place place, Order order) {
    List<Shortage> missing = new ArrayList<>();
    for (int i = 0; i < place.basket().wanted().size(); i++) {
      Wanted wanted = place.basket().wanted().get(i);
      int got = order.lines().stream().filter(line -> line.skuId().equals(wanted.offer().skuId()))
          .mapToInt(Line::quantity).sum();
      if (got < wanted.quantity()) {
        LineText text = place.texts().get(i);
        missing.add(new Shortage(
            wanted.offer().skuId(), text.title(), text.skuName(), wanted.quantity(), got));
      }
    }
    return missing;
  }

  void write(Connection connection) throws SQLException {
    if (!shortages.isEmpty()) {
      LimitStore.addShortages(connection, shortages);
    }
  }
}
