package laotie.server.supply;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.ConsignmentStore.By;
import laotie.server.supply.PickStore.Batch;
import laotie.server.supply.PickStore.BatchOrder;
import laotie.server.supply.PickStore.Pick;
import laotie.server.supply.WarehouseStore.Place;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Hands;
import laotie.server.trade.Trade.ToShip;
import laotie.server.trade.Trade.ToShipLine;
import laotie.supply.Leaving;
import laotie.supply.Leaving.Lot;
import laotie.supply.Leaving.Taken;
import laotie.supply.SupplyReason;

/**
 * Batches of orders that are packed together. Each transaction adds at most 500 orders, whole ones: a batch
 * whose making was cut short is a smaller batch, and the others wait for the next.
 */
@Singleton
final class Picks {

  /** Orders of one batch. */
  static final int ORDERS_MAX = 10_000;

  private final Database database;
  private final Trade trade;
  private final InstantSource clock;

  Picks(Database database, Trade trade, InstantSource clock) {
    this.database = database;
    this.trade = trade;
    this.clock = clock;
  }

  /**
   * Puts the oldest orders that wait into a batch; refuses {@code NOTHING_TO_PICK}, and {@code BATCH_OVER}
   * when somebody closes it while it grows.
   */
  Batch make(Hands hands, int ordersMax) {
    String batchId = Ids.next("bat");
    By by = new By(hands.readerId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    int added = 0;
    long after = 0;
    List<ToShip> page;
    do {
      page = trade.toShip(hands.hostId(), after, Trade.DISPATCH_MAX);
      if (!page.isEmpty()) {
        after = page.getLast().sequence();
        List<ToShip> some = page;
        int room = ordersMax - added;
        boolean isFirst = added == 0;
        added += database.write(connection -> {
          SupplierStore.lockHost(connection, hands.hostId());
          List<ToShip> free = free(connection, some, room);
          if (isFirst && !free.isEmpty()) {
            PickStore.add(connection, batchId, hands.hostId(), by);
          }
          put(connection, batchId, hands.hostId(), free);
          return free.size();
        });
      }
    } while (added < ordersMax && page.size() == Trade.DISPATCH_MAX);
    if (added == 0) {
      throw Problem.of(SupplyReason.NOTHING_TO_PICK, "no order waits that is in no open batch");
    }
    return find(hands.hostId(), batchId);
  }

  private static List<ToShip> free(Connection connection, List<ToShip> page, int room)
      throws SQLException {
    Set<String> taken =
        PickStore.inBatch(connection, page.stream().map(ToShip::orderId).toList());
    return page.stream().filter(order -> !taken.contains(order.orderId())).limit(room).toList();
  }

  private static void put(
      Connection connection, String batchId, String hostId, List<ToShip> orders) throws SQLException {
    if (orders.isEmpty()) {
      return;
    }
    Set<String> skuIds = new TreeSet<>();
    orders.forEach(order -> order.lines().forEach(line -> skuIds.add(line.skuId())));
    Map<String, Map<String, Long>> free = freeUnits(connection, hostId, skuIds);
    List<Pick> picks = new ArrayList<>();
    for (ToShip order : orders) {
      for (ToShipLine line : order.lines()) {
        Map<String, Long> places = free.computeIfAbsent(line.skuId(), _ -> new LinkedHashMap<>());
        List<Lot> lots = places.entrySet().stream()
            .map(place -> new Lot(place.getKey(), place.getKey(), place.getValue())).toList();
        for (Taken taken : Leaving.take(lots, Set.of(), line.quantity())) {
          places.computeIfPresent(taken.lotId(), (_, units) -> units - taken.units());
          picks.add(new Pick(order.sequence(), line.skuId(), taken.lotId(), line.title(), line.skuName(),
              Math.toIntExact(taken.units())));
        }
      }
    }
    List<BatchOrder> added =
        orders.stream().map(order -> new BatchOrder(order.orderId(), order.sequence())).toList();
    if (!PickStore.addOrders(connection, batchId, added, picks)) {
      throw over(batchId);
    }
  }

  /** What nobody picks yet, by sku and warehouse; the warehouse of the oldest lot first. */
  private static Map<String, Map<String, Long>> freeUnits(
      Connection connection, String hostId, Collection<String> skuIds) throws SQLException {
    Map<String, Map<String, Long>> free = new HashMap<>();
    for (LotStore.Row lot : LotStore.ofSkus(connection, hostId, skuIds)) {
      free.computeIfAbsent(lot.skuId(), _ -> new LinkedHashMap<>())
          .merge(lot.warehouseId(), lot.onHand(), Long::sum);
    }
    for (Map.Entry<Place, Long> reserved : PickStore.reserved(connection, skuIds).entrySet()) {
      free.computeIfAbsent(reserved.getKey().skuId(), _ -> new LinkedHashMap<>()).computeIfPresent(
          reserved.getKey().warehouseId(), (_, units) -> Math.max(0, units - reserved.getValue()));
    }
    return free;
  }

  Batch find(String hostId, String batchId) {
    return database.read(connection -> PickStore.find(connection, hostId, batchId))
        .orElseThrow(() -> Problem.notFound("batch", batchId));
  }

  /** The batch while it is open; refuses {@code BATCH_OVER}. */
  Batch open(String hostId, String batchId) {
    Batch batch = find(hostId, batchId);
    if (batch.closedAt().isPresent()) {
      throw over(batchId);
    }
    return batch;
  }

  private static Problem over(String batchId) {
    return Problem.of(SupplyReason.BATCH_OVER, "batch " + batchId + " is closed");
  }

  /** Marks all orders of a batch packed; answers how many moved or were packed before. */
  int pack(Hands hands, String batchId) {
    open(hands.hostId(), batchId);
    int packed = 0;
    long after = 0;
    List<BatchOrder> orders;
    do {
      orders = openOrders(batchId, after, Trade.DISPATCH_MAX);
      List<String> orderIds = orders.stream().map(BatchOrder::orderId).toList();
      if (!orders.isEmpty()) {
        after = orders.getLast().sequence();
        packed += (int) database.write(connection -> trade.pack(connection, hands, orderIds)).stream()
            .filter(one -> one.refused().isEmpty()).count();
      }
    } while (orders.size() == Trade.DISPATCH_MAX);
    return packed;
  }

  /** Orders of a batch that did not leave, after a sequence. */
  List<BatchOrder> openOrders(String batchId, long after, int limit) {
    return database.read(connection -> PickStore.openOrders(connection, batchId, after, limit));
  }

  /** What is picked for these orders, by sequence. */
  Map<Long, List<Pick>> picksOf(String batchId, List<BatchOrder> orders) {
    return database.read(connection -> PickStore.picksOf(connection, batchId, orders));
  }

  /** Its orders wait again. A repeat changes nothing. */
  Batch close(String hostId, String batchId) {
    find(hostId, batchId);
    database.write(connection -> {
      PickStore.close(connection, batchId, clock.instant());
      return "";
    });
    return find(hostId, batchId);
  }
}
