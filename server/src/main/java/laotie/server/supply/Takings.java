package laotie.server.supply;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.server.supply.TakingStore.Row;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.LineMoney;
import laotie.server.trade.Trade.LineUnits;
import laotie.server.trade.Trade.OrderMoney;
import laotie.supply.Leaving;
import laotie.supply.Leaving.Lot;
import laotie.supply.Leaving.Taken;

/**
 * Takes the goods of orders that left from their lots, each order once, whoever asks first: the consumer that
 * reads of the shipment, or the settlement that wants to know the cost.
 */
@Singleton
final class Takings {

  private final Trade trade;
  private final InstantSource clock;

  Takings(Trade trade, InstantSource clock) {
    this.trade = trade;
    this.clock = clock;
  }

  /** What is decided for some orders, before it is written. */
  private static final class Decided {
    final Map<String, List<LotStore.Row>> lots = new HashMap<>();
    final Map<String, Long> gone = new TreeMap<>();
    final Map<String, Long> own = new TreeMap<>();
    final List<Row> rows = new ArrayList<>();

    Decided(List<LotStore.Row> locked) {
      for (LotStore.Row lot : locked) {
        lots.computeIfAbsent(lot.skuId(), _ -> new ArrayList<>()).add(lot);
      }
    }

    /** Lots in the order's currency: a cost in another one can not be taken from its money. */
    List<Lot> of(String skuId, String currency) {
      return lots.getOrDefault(skuId, List.of()).stream().filter(lot -> lot.currency().equals(currency))
          .map(lot -> new Lot(lot.lotId(), lot.warehouseId(),
              lot.onHand() - gone.getOrDefault(lot.lotId(), 0L)))
          .toList();
    }
  }

  /** Takes what was not taken yet, in the caller's transaction. */
  void take(Connection connection, Collection<String> orderIds) throws SQLException {
    List<String> fresh = orderIds.isEmpty() ? List.of()
        : TakingStore.leave(connection, new TreeSet<>(orderIds), clock.instant());
    if (fresh.isEmpty()) {
      return;
    }
    Map<String, OrderMoney> orders = trade.money(connection, fresh);
    Set<String> skuIds = new TreeSet<>();
    orders.values().forEach(order -> order.lines().forEach(line -> skuIds.add(line.skuId())));
    Map<String, Set<String>> picked = PickStore.picked(connection, fresh);
    Decided decided = new Decided(LotStore.lock(connection, skuIds));
    for (String orderId : fresh) {
      if (orders.containsKey(orderId)) {
        decide(orders.get(orderId), picked.getOrDefault(orderId, Set.of()), decided);
      }
    }
    PickStore.endOrders(connection, fresh);
    TakingStore.add(connection, decided.rows);
    LotStore.go(connection, decided.gone);
    LotStore.ownGo(connection, decided.own);
  }

  private static void decide(OrderMoney order, Set<String> picked, Decided decided) {
    for (LineMoney line : order.lines()) {
      // What was refunded before it left is still on the shelf; what was refunded since was in the parcel.
      List<Taken> taken = Leaving.take(decided.of(line.skuId(),
          order.amount().currency().getCurrencyCode()), picked, line.sentQuantity());
      for (int i = 0; i < taken.size(); i++) {
        Taken one = taken.get(i);
        decided.rows.add(new Row(
            order.orderId(), line.skuId(), i, one.lotId(), Math.toIntExact(one.units()), 0, "", 0));
        if (one.lotId().isEmpty()) {
          decided.own.merge(line.skuId(), one.units(), Long::sum);
        } else {
          decided.gone.merge(one.lotId(), one.units(), Long::sum);
        }
      }
    }
  }

  /** Units of returns are on the shelf again, and where they came from. */
  void comeBack(Connection connection, Map<String, String> orderByReturn) throws SQLException {
    Map<String, List<LineUnits>> units = trade.unitsOf(connection, orderByReturn.keySet());
    for (Map.Entry<String, String> one : new TreeMap<>(orderByReturn).entrySet()) {
      comeBack(connection, one.getValue(), units.getOrDefault(one.getKey(), List.of()));
    }
  }

  private static void comeBack(Connection connection, String orderId, List<LineUnits> back)
      throws SQLException {
    List<Row> rows = TakingStore.lock(connection, orderId);
    LotStore.lockThese(connection, rows.stream().map(Row::lotId).distinct().toList());
    Map<String, Long> lots = new TreeMap<>();
    Map<String, Long> own = new TreeMap<>();
    for (LineUnits line : back) {
      List<Row> ofSku = rows.stream().filter(row -> row.skuId().equals(line.skuId())).toList();
      List<Long> came = Leaving.comeBack(
          ofSku.stream().map(row -> (long) row.units() - row.back()).toList(), line.units());
      for (int i = 0; i < ofSku.size(); i++) {
        Row row = ofSku.get(i);
        if (came.get(i) > 0) {
          TakingStore.comeBack(connection, row, Math.toIntExact(came.get(i)));
          if (row.lotId().isEmpty()) {
            own.merge(row.skuId(), came.get(i), Long::sum);
          } else {
            lots.merge(row.lotId(), -came.get(i), Long::sum);
          }
        }
      }
    }
    LotStore.go(connection, lots);
    LotStore.ownComeBack(connection, own);
  }
}
