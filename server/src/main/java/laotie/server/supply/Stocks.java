package laotie.server.supply;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.StockRow;
import laotie.server.goods.Goods.StockedSku;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.WarehouseStore.Place;

/**
 * Where the units of a host's variants are. Consigned ones are counted by their lots; whatever else the till
 * has is the host's own, so that all places together are what the till has, always.
 */
@Singleton
final class Stocks {

  private final Database database;
  private final Goods goods;

  Stocks(Database database, Goods goods) {
    this.database = database;
    this.goods = goods;
  }

  /**
   * Units of a variant in one place.
   *
   * @param warehouseId empty for the host's own goods
   * @param onHand units that are there, those of paid orders that did not leave included; below zero when the
   *     host took more off the shelf than were his
   * @param gone units that left with orders and did not come back
   */
  record PlaceView(String warehouseId, String shelf, long onHand, long gone) {}

  /** A variant: what the till has of it, and where. {@code supplied} = all places' {@code onHand + gone}. */
  record StockedView(
      String skuId, String productId, String title, String name, long available, long held, long sold,
      long supplied, List<PlaceView> places) {}

  /** A host's variants after a sku id. */
  List<StockedView> of(String hostId, String after, int limit) {
    List<StockedSku> skus = goods.stockedOf(hostId, after, limit);
    List<String> skuIds = skus.stream().map(sku -> sku.stock().skuId()).toList();
    return skuIds.isEmpty() ? List.of() : database.read(connection -> {
      Map<String, Map<String, long[]>> lots = new LinkedHashMap<>();
      for (LotStore.Row lot : LotStore.ofSkus(connection, hostId, skuIds)) {
        long[] sums = lots.computeIfAbsent(lot.skuId(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(lot.warehouseId(), _ -> new long[2]);
        sums[0] += lot.onHand();
        sums[1] += lot.gone();
      }
      Map<String, Long> ownGone = LotStore.ownGone(connection, skuIds);
      Map<Place, String> shelves = WarehouseStore.shelves(connection, hostId, skuIds);
      return skus.stream().map(sku -> view(sku,
          places(sku.stock(), lots.getOrDefault(sku.stock().skuId(), Map.of()), ownGone, shelves)))
          .toList();
    });
  }

  private static List<PlaceView> places(
      StockRow stock, Map<String, long[]> lots, Map<String, Long> ownGone, Map<Place, String> shelves) {
    List<PlaceView> places = new ArrayList<>();
    long consigned = 0;
    for (Map.Entry<String, long[]> lot : lots.entrySet()) {
      long[] sums = lot.getValue();
      consigned += sums[0] + sums[1];
      places.add(new PlaceView(lot.getKey(),
          shelves.getOrDefault(new Place(lot.getKey(), stock.skuId()), ""), sums[0], sums[1]));
    }
    long gone = ownGone.getOrDefault(stock.skuId(), 0L);
    long own = stock.supplied() - consigned;
    if (own != 0 || gone != 0 || places.isEmpty()) {
      places.add(new PlaceView("", shelves.getOrDefault(new Place("", stock.skuId()), ""), own - gone, gone));
    }
    return places;
  }

  private static StockedView view(StockedSku sku, List<PlaceView> places) {
    StockRow stock = sku.stock();
    return new StockedView(stock.skuId(), sku.productId(), sku.title(), sku.name(), stock.available(),
        stock.held(), stock.sold(), stock.supplied(), places);
  }

  void requireWarehouse(Connection connection, String hostId, String warehouseId) throws SQLException {
    if (WarehouseStore.ofHost(connection, hostId, WarehouseApi.WAREHOUSES_MAX).stream()
        .noneMatch(row -> row.warehouseId().equals(warehouseId))) {
      throw Problem.notFound("warehouse", warehouseId);
    }
  }

  void requireSku(String hostId, String skuId) {
    StockedSku sku = goods.stocked(List.of(skuId)).get(skuId);
    if (sku == null || !sku.hostId().equals(hostId)) {
      throw Problem.field("/skuId", "no variant of this host");
    }
  }
}
