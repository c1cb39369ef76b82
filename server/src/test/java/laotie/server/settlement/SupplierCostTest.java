package laotie.server.settlement;

import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.supply.Depot;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A supplier is owed the cost of every unit that the buyer has, whatever the host gave back of its price and
 * whoever hears of it late. Units are sold for 80.00 and cost 30.00; the platform takes a tenth.
 */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class SupplierCostTest {

  private static final String LOCK_READER = "select 1 from log_cursors where consumer = ? for update";

  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");
  private final Depot depot = new Depot(host);

  private String supplierId;
  private String warehouseId;
  private String skuId;

  @BeforeEach
  void goodsOfASupplier() {
    operator().body("{\"commissionBasisPoints\":1000,\"afterDays\":0}")
        .put("/api/v1/operator/hosts/" + host + "/terms").then().statusCode(200);
    skuId = sku(host, 1);
    supplierId = depot.supplier("绒线厂");
    warehouseId = depot.warehouse("东仓");
    depot.received(supplierId, warehouseId, Depot.line(skuId, 5, 3_000));
  }

  private void ship(String orderId) {
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
  }

  private void deliver(String orderId) {
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
  }

  private String asked(String orderId, String kind, String reason, int units) {
    return buyer(buyer).body("""
        {"kind":"%s","reason":"%s","lines":[{"line":0,"quantity":%d}],"words":"线头"}"""
        .formatted(kind, reason, units)).post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201)
        .extract().path("returnId");
  }

  private void hostSays(String returnId, String body) {
    host(host).body(body).post("/api/v1/returns/" + returnId + "/steps").then().statusCode(200);
  }

  private void buyerSays(String returnId, String body) {
    buyer(buyer).body(body).post("/api/v1/returns/" + returnId + "/steps").then().statusCode(200);
  }

  private void cheaper(String orderId, int units, long minor) {
    String returnId = asked(orderId, "RETURN", "QUALITY", units);
    hostSays(returnId, "{\"action\":\"PROPOSE\",\"minor\":%d,\"words\":\"少收些\"}".formatted(minor));
    buyerSays(returnId, "{\"action\":\"ACCEPT\"}");
  }

  private void sendBack(String orderId, int units) {
    String returnId = asked(orderId, "RETURN", "QUALITY", units);
    host(host).body(ADDRESS).put("/api/v1/hosts/" + host + "/return-address").then().statusCode(200);
    hostSays(returnId, "{\"action\":\"AGREE\"}");
    buyerSays(returnId, "{\"action\":\"SEND\",\"carrier\":\"中通\",\"trackingNumber\":\"ZT9\"}");
    hostSays(returnId, "{\"action\":\"ARRIVE\",\"isBackOnShelf\":true}");
  }

  private long due(String purse, String ownerId) {
    return rows.count("select coalesce(-sum(amount_minor), 0) from trade_ledger"
        + " where purse = ? and owner_id = ?", purse, ownerId);
  }

  private void awaitShares(long supplier, long host) {
    Await.until("supplier " + supplier + ", host " + host, () -> due("SUPPLIER_DUE", supplierId) == supplier
        && due("HOST_DUE", this.host) == host);
    assertThat(due("HOST_OWED", this.host)).isZero();
    operator().get("/api/v1/operator/ledger").then().body("isZero", equalTo(true))
        .body("unbalanced", equalTo(0));
    assertThatTheStatementSays(supplier);
  }

  private void assertThatTheStatementSays(long minor) {
    JsonPath page = host(host).get("/api/v1/hosts/" + host + "/suppliers/" + supplierId + "/statement")
        .then().statusCode(200).extract().jsonPath();
    List<Integer> lines = page.getList("lines.items.amount.minor");
    assertThat(lines.stream().mapToLong(Integer::longValue).sum()).isEqualTo(minor);
  }

  @Test
  void aRefundAfterShippingLeavesTheUnitsGoneWhenItsReaderLagsBehind() {
    String orderId = paid(buyer, skuId, 3);
    rows.whileLocked(LOCK_READER, "supply", () -> {
      ship(orderId);
      hostSays(asked(orderId, "REFUND_ONLY", "NOT_RECEIVED", 2), "{\"action\":\"AGREE\"}");
    });
    Await.until("three units to leave", () -> depot.place(skuId, warehouseId).equals("2 3"));
    assertThat(depot.agreesWithTheTill()).isTrue();
    deliver(orderId);
    awaitShares(9_000, 8_000 - 800 - 9_000);
  }

  @Test
  void whatWasRefundedBeforeShippingIsOwedToNobodyHoweverLateItsReaderIs() {
    String orderId = paid(buyer, skuId, 3);
    rows.whileLocked(LOCK_READER, "supply", () -> {
      hostSays(asked(orderId, "REFUND_ONLY", "NOT_SHIPPED", 1), "{\"action\":\"AGREE\"}");
      ship(orderId);
      hostSays(asked(orderId, "REFUND_ONLY", "NOT_RECEIVED", 1), "{\"action\":\"AGREE\"}");
    });
    Await.until("two units to leave", () -> depot.place(skuId, warehouseId).equals("3 2"));
    assertThat(depot.agreesWithTheTill()).isTrue();
    deliver(orderId);
    awaitShares(6_000, 8_000 - 800 - 6_000);
  }

  @Test
  void aLowerPriceBeforeTheSettlementIsTheHostsOwnConcession() {
    String orderId = paid(buyer, skuId, 2);
    ship(orderId);
    cheaper(orderId, 1, 2_000);
    deliver(orderId);
    awaitShares(6_000, 14_000 - 1_400 - 6_000);
  }

  @Test
  void aLowerPriceAfterTheSettlementTakesNothingFromTheSupplier() {
    String orderId = paid(buyer, skuId, 2);
    ship(orderId);
    deliver(orderId);
    awaitShares(6_000, 16_000 - 1_600 - 6_000);
    cheaper(orderId, 2, 3_000);
    awaitShares(6_000, 13_000 - 1_300 - 6_000);
  }

  @Test
  void goodsThatCameBackAreOwedNoMoreAndThoseKeptBesideThemAre() {
    String orderId = paid(buyer, skuId, 3);
    ship(orderId);
    deliver(orderId);
    awaitShares(9_000, 24_000 - 2_400 - 9_000);
    cheaper(orderId, 1, 1_000);
    sendBack(orderId, 1);
    awaitShares(6_000, 15_000 - 1_500 - 6_000);
    assertThat(depot.agreesWithTheTill()).isTrue();
  }

  @Test
  void anOrderThatLostAllItsMoneyOnTheWayIsOwedByItsHost() {
    String orderId = paid(buyer, skuId, 2);
    ship(orderId);
    hostSays(asked(orderId, "REFUND_ONLY", "NOT_RECEIVED", 2), "{\"action\":\"AGREE\"}");
    assertThat(status(buyer, orderId)).isEqualTo("REFUNDED");
    awaitShares(6_000, -6_000);
  }

  @Test
  void whatNeverLeftAndWhatCameBackWholeIsNotSettled() {
    String cancelled = paid(buyer, skuId, 1);
    buyer(buyer).delete("/api/v1/orders/" + cancelled).then().statusCode(200);
    String returned = paid(buyer, skuId, 1);
    ship(returned);
    sendBack(returned, 1);
    String orderId = paid(buyer, skuId, 1);
    ship(orderId);
    deliver(orderId);
    awaitShares(3_000, 8_000 - 800 - 3_000);
    assertThat(rows.count("select count(*) from settlement_orders where order_id in (?, ?)", cancelled,
        returned)).isZero();
    assertThat(rows.count("select count(*) from supply_leavings where order_id = ?", cancelled)).isZero();
  }
}
