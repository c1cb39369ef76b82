package laotie.server.supply;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.GoodsRestocked;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.server.log.Database;
import laotie.server.log.Target;

/** The door of supply: whose goods were sold and what they cost, and what shipments mean for the lots. */
@Singleton
public final class Supply {

  private final Database database;
  private final Takings takings;

  Supply(Database database, Takings takings) {
    this.database = database;
    this.takings = takings;
  }

  /**
   * Units of a sold line.
   *
   * @param supplierId empty for the host's own goods
   * @param costMinor what one of them costs, minor units of the order's currency
   */
  public record Portion(String supplierId, long costMinor, int units) {}

  /** One sold variant of one order. */
  public record SoldLine(String orderId, String skuId) {}

  /** Takes the goods of shipped orders from their lots, and puts back what returned to the shelf. */
  public Target goodsOut() {
    return this::apply;
  }

  private void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Set<String> shipped = new TreeSet<>();
    Map<String, String> restocked = new LinkedHashMap<>();
    Set<String> over = new TreeSet<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case OrderShipped fact -> shipped.add(fact.orderId());
        case GoodsRestocked fact -> restocked.put(fact.returnId(), fact.orderId());
        case OrderRefunded fact when fact.isWhole() -> over.add(fact.orderId());
        default -> { }
      }
    }
    // What comes back left before, and facts come in their order.
    takings.take(connection, shipped);
    if (!over.isEmpty()) {
      PickStore.endOrders(connection, over);
    }
    if (!restocked.isEmpty()) {
      takings.comeBack(connection, restocked);
    }
  }

  /**
   * Whose goods left with these orders, in the order they were taken, in the caller's transaction. Asking
   * decides it, if the shipment was not read of yet.
   */
  public Map<SoldLine, List<Portion>> portions(Connection connection, Collection<String> orderIds)
      throws SQLException {
    takings.take(connection, orderIds);
    Map<SoldLine, List<Portion>> portions = new HashMap<>();
    for (TakingStore.Row row : TakingStore.ofOrders(connection, orderIds)) {
      portions.computeIfAbsent(new SoldLine(row.orderId(), row.skuId()), _ -> new ArrayList<>())
          .add(new Portion(row.supplierId(), row.unitCostMinor(), row.units()));
    }
    return portions;
  }

  /** The ids of all of a host's suppliers. */
  public List<String> suppliersOf(Connection connection, String hostId) throws SQLException {
    return SupplierStore.ofHost(connection, hostId, SupplierApi.SUPPLIERS_MAX).stream()
        .map(SupplierStore.Row::supplierId).toList();
  }

  /** The name of a host's supplier; empty when he has none of this id. */
  public Optional<String> supplierOf(String hostId, String supplierId) {
    return database.read(connection -> SupplierStore.find(connection, hostId, supplierId))
        .map(SupplierStore.Row::name);
  }

  /** Names of suppliers by id; unknown ids are left out. */
  public Map<String, String> names(Collection<String> supplierIds) {
    return supplierIds.isEmpty() ? Map.of()
        : database.read(connection -> SupplierStore.names(connection, supplierIds));
  }
}
