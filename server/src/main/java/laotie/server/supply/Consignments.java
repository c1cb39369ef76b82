package laotie.server.supply;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.StockedSku;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.supply.ConsignmentStore.By;
import laotie.server.supply.ConsignmentStore.Row;
import laotie.supply.Consignment;
import laotie.supply.Consignment.Count;
import laotie.supply.Consignment.Line;
import laotie.supply.Receiving;

/** Truckloads on their way in: each step is one transaction of rows, stock and facts. */
@Singleton
final class Consignments {

  private final Database database;
  private final Log log;
  private final Goods goods;
  private final Stocks stocks;
  private final InstantSource clock;

  Consignments(Database database, Log log, Goods goods, Stocks stocks, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.goods = goods;
    this.stocks = stocks;
    this.clock = clock;
  }

  /** Whose consignment, and who does something with it. */
  record Asked(String hostId, String consignmentId, String accountId) {}

  /** Refuses variants of others and costs in another currency than the variant's price. */
  Row announce(Asked asked, String supplierId, String note, List<Line> lines) {
    Map<String, StockedSku> skus = goods.stocked(lines.stream().map(Line::skuId).toList());
    for (int i = 0; i < lines.size(); i++) {
      StockedSku sku = skus.get(lines.get(i).skuId());
      if (sku == null || !sku.hostId().equals(asked.hostId())) {
        throw Problem.field("/lines/" + i + "/skuId", "no variant of this host");
      }
      if (!sku.price().currency().equals(lines.get(i).unitCost().currency())) {
        throw Problem.field("/lines/" + i + "/unitCost/currency",
            "the variant is priced in " + sku.price().currency());
      }
    }
    Consignment fresh = new Consignment(Ids.next("con"), asked.hostId(), supplierId,
        Consignment.State.ANNOUNCED, lines);
    By by = by(asked);
    return database.write(connection -> {
      if (SupplierStore.find(connection, asked.hostId(), supplierId).isEmpty()) {
        throw Problem.field("/supplierId", "no supplier of this host");
      }
      ConsignmentStore.add(connection, fresh, note, by);
      log.append(connection, by.at(), decided(Receiving.announce(fresh)).facts());
      return ConsignmentStore.find(connection, asked.hostId(), fresh.consignmentId()).orElseThrow();
    });
  }

  /** Writes down what was counted of some or all lines. */
  Row count(Asked asked, Map<String, Count> came) {
    By by = by(asked);
    return database.write(connection -> {
      Consignment open = lock(connection, asked).consignment();
      for (String skuId : came.keySet()) {
        if (open.lines().stream().noneMatch(line -> line.skuId().equals(skuId))) {
          throw Problem.field("/counts", "sku " + skuId + " was not announced");
        }
      }
      Accepted<Consignment> counted = decided(Receiving.count(open, came));
      ConsignmentStore.count(connection, counted.value(), by);
      log.append(connection, by.at(), counted.facts());
      return ConsignmentStore.find(connection, asked.hostId(), asked.consignmentId()).orElseThrow();
    });
  }

  /** Puts the counted units into a warehouse and on the shelf of the till, in one transaction. */
  Row accept(Asked asked, String warehouseId) {
    By by = by(asked);
    // The variants of a consignment never change, so their products are looked up before anything is locked.
    Map<String, String> productIds = new TreeMap<>();
    goods.stocked(find(asked.hostId(), asked.consignmentId()).consignment().lines().stream()
        .map(Line::skuId).toList()).forEach((skuId, sku) -> productIds.put(skuId, sku.productId()));
    return database.write(connection -> {
      Row row = lock(connection, asked);
      stocks.requireWarehouse(connection, asked.hostId(), warehouseId);
      Accepted<Consignment> accepted = decided(Receiving.accept(row.consignment(), warehouseId));
      if (!accepted.facts().isEmpty()) {
        Into into = new Into(warehouseId, productIds);
        List<Fact> facts = new ArrayList<>(put(connection, accepted.value(), into, by));
        facts.addAll(accepted.facts());
        ConsignmentStore.end(connection, accepted.value(), warehouseId, by);
        log.append(connection, by.at(), facts);
      }
      return ConsignmentStore.find(connection, asked.hostId(), asked.consignmentId()).orElseThrow();
    });
  }

  /** Where it goes, and the products of its variants. */
  private record Into(String warehouseId, Map<String, String> productIds) {}

  private List<Fact> put(Connection connection, Consignment accepted, Into into, By by)
      throws SQLException {
    Map<String, Long> units = new TreeMap<>();
    for (Line line : accepted.lines()) {
      long good = line.count().orElseThrow().good();
      if (good > 0) {
        units.put(line.skuId(), good);
        LotStore.add(connection,
            new LotStore.Accepted(accepted.consignmentId(), accepted.hostId(), by.at()),
            new LotStore.Row(Ids.next("lot"), accepted.supplierId(), into.warehouseId(), line.skuId(),
                good, 0, line.unitCost().minor(), line.unitCost().currency().getCurrencyCode()));
      }
    }
    // All rows in one order first, as every writer of stock does; each product then finds its own locked.
    goods.lockStock(connection, List.copyOf(units.keySet()));
    Map<String, Map<String, Long>> ofProducts = new TreeMap<>();
    units.forEach((skuId, count) -> ofProducts
        .computeIfAbsent(into.productIds().get(skuId), _ -> new TreeMap<>()).put(skuId, count));
    List<Fact> facts = new ArrayList<>();
    for (Map.Entry<String, Map<String, Long>> product : ofProducts.entrySet()) {
      facts.addAll(goods.supply(connection, accepted.hostId(), product.getKey(), product.getValue()));
    }
    return facts;
  }

  Row withdraw(Asked asked) {
    By by = by(asked);
    return database.write(connection -> {
      Consignment open = lock(connection, asked).consignment();
      Accepted<Consignment> withdrawn = decided(Receiving.withdraw(open));
      if (!withdrawn.facts().isEmpty()) {
        ConsignmentStore.end(connection, withdrawn.value(), "", by);
        log.append(connection, by.at(), withdrawn.facts());
      }
      return ConsignmentStore.find(connection, asked.hostId(), asked.consignmentId()).orElseThrow();
    });
  }

  Row find(String hostId, String consignmentId) {
    return database.read(connection -> ConsignmentStore.find(connection, hostId, consignmentId))
        .orElseThrow(() -> Problem.notFound("consignment", consignmentId));
  }

  List<Row> ofHost(String hostId, long before, int limit) {
    return database.read(connection -> ConsignmentStore.ofHost(connection, hostId, before, limit));
  }

  private static Row lock(Connection connection, Asked asked) throws SQLException {
    return ConsignmentStore.lock(connection, asked.hostId(), asked.consignmentId())
        .orElseThrow(() -> Problem.notFound("consignment", asked.consignmentId()));
  }

  private By by(Asked asked) {
    return new By(asked.accountId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static Accepted<Consignment> decided(Decision<Consignment> decision) {
    return switch (decision) {
      case Accepted<Consignment> accepted -> accepted;
      case Refused<Consignment> refused -> throw Problem.of(refused);
    };
  }
}
