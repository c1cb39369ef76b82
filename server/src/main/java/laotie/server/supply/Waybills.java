package laotie.server.supply;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import laotie.server.http.CsvFile;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.PickStore.BatchOrder;
import laotie.server.supply.PickStore.Pick;
import laotie.server.supply.WaybillStore.Import;
import laotie.server.supply.WaybillStore.Status;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Destination;
import laotie.server.trade.Trade.Hands;
import laotie.supply.SupplyReason;

/** Waybills: the list that goes to a carrier, and the table that comes back. */
@Singleton
final class Waybills {

  /** Tables of one host in an hour. */
  static final int UPLOADS_MAX = 60;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Database database;
  private final Trade trade;
  private final Picks picks;
  private final InstantSource clock;
  private final MeterRegistry meters;

  Waybills(Database database, Trade trade, Picks picks, InstantSource clock, MeterRegistry meters) {
    this.database = database;
    this.trade = trade;
    this.picks = picks;
    this.clock = clock;
    this.meters = meters;
  }

  /** The words of the header, in the language of whoever asked. */
  static List<String> header(String language) {
    return language.equals("en")
        ? List.of("Order", "Name", "Phone", "Region", "Street", "Goods", "Units", "Warehouse", "Carrier",
            "Tracking number")
        : List.of("订单号", "收件人", "手机号", "地区", "详细地址", "商品", "件数", "仓库", "快递公司", "快递单号");
  }

  /**
   * Writes the orders of a batch that have not left, with addresses in clear; each reading is logged before
   * it is written. Whoever left or went back meanwhile is left out.
   */
  void write(Hands hands, String batchId, CsvFile file) throws IOException {
    Map<String, String> warehouses = new HashMap<>();
    database.read(connection -> WarehouseStore.ofHost(
        connection, hands.hostId(), WarehouseApi.WAREHOUSES_MAX))
        .forEach(row -> warehouses.put(row.warehouseId(), row.name()));
    long after = 0;
    List<BatchOrder> orders;
    do {
      orders = picks.openOrders(batchId, after, Trade.DISPATCH_MAX);
      if (!orders.isEmpty()) {
        after = orders.getLast().sequence();
        List<String> orderIds = orders.stream().map(BatchOrder::orderId).toList();
        Map<Long, List<Pick>> lines = picks.picksOf(batchId, orders);
        Map<String, Destination> destinations =
            database.write(connection -> trade.destinations(connection, hands, orderIds));
        for (BatchOrder order : orders) {
          if (destinations.containsKey(order.orderId())) {
            row(file, order, destinations.get(order.orderId()),
                goods(lines.getOrDefault(order.sequence(), List.of()), warehouses));
          }
        }
      }
    } while (orders.size() == Trade.DISPATCH_MAX);
  }

  private record GoodsText(String goods, long units, String warehouses) {}

  private static GoodsText goods(List<Pick> lines, Map<String, String> warehouses) {
    return new GoodsText(
        lines.stream().map(line -> line.title() + " " + line.skuName() + " ×" + line.units())
            .collect(Collectors.joining("; ")),
        lines.stream().mapToLong(Pick::units).sum(),
        lines.stream().map(line -> warehouses.getOrDefault(line.warehouseId(), ""))
            .filter(name -> !name.isEmpty()).distinct().collect(Collectors.joining("; ")));
  }

  private static void row(CsvFile file, BatchOrder order, Destination to, GoodsText goods)
      throws IOException {
    file.row(order.orderId(), to.name(), to.phone(), to.region(), to.street(), goods.goods(),
        Long.toString(goods.units()), goods.warehouses(), "", "");
  }

  /** Takes a table whole, as it was read; what somebody looked at and did not start is given up. */
  Import begin(Hands hands, String fileName, WaybillTable.Read read) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Import fresh = new Import(Ids.next("wbi"), hands.hostId(), fileName, Status.CHECKING, read.charset(), 0,
        0, hands.readerId(), now, Optional.empty());
    boolean isBegun = database.write(connection -> {
      if (WaybillStore.since(connection, hands.hostId(), now.minus(HOUR)) >= UPLOADS_MAX) {
        refused("tooOften");
        throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "at most " + UPLOADS_MAX + " tables an hour",
            Map.of("retryAfterSeconds", HOUR.toSeconds()));
      }
      WaybillStore.giveUp(connection, hands.hostId(), now);
      return WaybillStore.add(connection, fresh, read.rows());
    });
    if (!isBegun) {
      refused("atWork");
      throw Problem.of(SupplyReason.WAYBILLS_AT_WORK, "a table of waybills of this host is at work");
    }
    return fresh;
  }

  private void refused(String why) {
    meters.counter("laotie.waybills.refused", "why", why).increment();
  }

  Import find(String hostId, String importId) {
    return database.read(connection -> WaybillStore.find(connection, hostId, importId))
        .orElseThrow(() -> Problem.notFound("import", importId));
  }

  /** Lets the parcels of a preview leave; a repeat finds it started. Refuses {@code WAYBILLS_NOT_OPEN}. */
  Import start(String hostId, String importId) {
    return database.write(connection -> {
      Import of = WaybillStore.lock(connection, hostId, importId)
          .orElseThrow(() -> Problem.notFound("import", importId));
      switch (of.status()) {
        case PREVIEW -> WaybillStore.move(connection, importId, Status.APPLYING, clock.instant());
        case APPLYING, DONE -> { }
        case CHECKING, CANCELLED -> throw Problem.of(SupplyReason.WAYBILLS_NOT_OPEN,
            "import " + importId + " is " + of.status(), Map.of("status", of.status().name()));
      }
      return WaybillStore.find(connection, hostId, importId).orElseThrow();
    });
  }

  /** Ends it; what left has left. */
  Import cancel(String hostId, String importId) {
    return database.write(connection -> {
      WaybillStore.lock(connection, hostId, importId)
          .orElseThrow(() -> Problem.notFound("import", importId));
      WaybillStore.end(connection, importId, Status.CANCELLED, clock.instant());
      return WaybillStore.find(connection, hostId, importId).orElseThrow();
    });
  }
}
