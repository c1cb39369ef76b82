package laotie.server.supply;

import static laotie.server.supply.Depot.line;
import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ConsignmentTest {

  @Inject Rows rows;
  @Inject Database database;
  @Inject Supply supply;

  private final String host = id("host");
  private final String buyer = id("acc");
  private final Depot depot = new Depot(host);

  private void ship(String orderId) {
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
  }

  private long facts(String type, String key) {
    return rows.count("select count(*) from log where type = ? and key = ?", type, key);
  }

  @Test
  void whatWasCountedIsSoldAndNotWhatWasAnnounced() {
    String skuId = sku(host, 10);
    String supplierId = depot.supplier("绒线厂");
    String warehouseId = depot.warehouse("东仓");
    String consignmentId = depot.announce(supplierId, line(skuId, 20, 3_000)).statusCode(201)
        .body("state", equalTo("ANNOUNCED")).body("supplierName", equalTo("绒线厂"))
        .body("lines[0].unitCost.minor", equalTo(3_000)).extract().path("consignmentId");
    depot.accept(consignmentId, warehouseId).statusCode(409).body("reason", equalTo("COUNT_MISSING"));
    assertThat(rows.stock(skuId)).isEqualTo("10 0 0");
    depot.count(consignmentId, skuId, 17, 2).statusCode(200).body("state", equalTo("COUNTED"))
        .body("difference.missing", equalTo(1)).body("difference.damaged", equalTo(2))
        .body("countedAt", notNullValue());
    depot.count(consignmentId, skuId, 18, 1).statusCode(200).body("good", equalTo(18));
    depot.accept(consignmentId, warehouseId).statusCode(200).body("state", equalTo("ACCEPTED"));
    depot.accept(consignmentId, warehouseId).statusCode(200);
    assertThat(rows.stock(skuId)).isEqualTo("28 0 0");
    assertThat(depot.place(skuId, warehouseId)).isEqualTo("18 0");
    assertThat(depot.place(skuId, "")).isEqualTo("10 0");
    assertThat(depot.agreesWithTheTill()).isTrue();
    assertThat(facts("StockSupplied", skuId)).isEqualTo(2);
    assertThat(facts("ConsignmentAccepted", consignmentId)).isEqualTo(1);
    depot.count(consignmentId, skuId, 1, 0).statusCode(409).body("reason", equalTo("CONSIGNMENT_OVER"));
    host(host).delete(depot.door("/consignments/" + consignmentId)).then().statusCode(409);
  }

  @Test
  void placesAgreeWithTheTillWhateverHappens() {
    String skuId = sku(host, 2);
    String supplierId = depot.supplier("厂");
    String east = depot.warehouse("东仓");
    String west = depot.warehouse("西仓");
    depot.received(supplierId, east, line(skuId, 3, 3_000));
    depot.received(supplierId, west, line(skuId, 5, 3_200));
    String orderId = paid(buyer, skuId, 4);
    assertThat(depot.place(skuId, east)).isEqualTo("3 0");
    ship(orderId);
    Await.until("units to leave", () -> depot.place(skuId, east).equals("0 3"));
    assertThat(depot.place(skuId, west)).isEqualTo("4 1");
    assertThat(depot.place(skuId, "")).isEqualTo("2 0");
    assertThat(depot.agreesWithTheTill()).isTrue();
    comeBack(orderId, 2);
    Await.until("units to be back", () -> depot.place(skuId, west).equals("5 0"));
    assertThat(depot.place(skuId, east)).isEqualTo("1 2");
    assertThat(rows.stock(skuId)).isEqualTo("8 0 2");
    assertThat(depot.agreesWithTheTill()).isTrue();
  }

  private void comeBack(String orderId, int units) {
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    String returnId = buyer(buyer).body("""
        {"kind":"RETURN","reason":"QUALITY","lines":[{"line":0,"quantity":%d}],"words":"线头"}"""
        .formatted(units)).post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201)
        .extract().path("returnId");
    host(host).body(ADDRESS).put("/api/v1/hosts/" + host + "/return-address").then().statusCode(200);
    String steps = "/api/v1/returns/" + returnId + "/steps";
    host(host).body("{\"action\":\"AGREE\"}").post(steps).then().statusCode(200);
    buyer(buyer).body("{\"action\":\"SEND\",\"carrier\":\"中通\",\"trackingNumber\":\"ZT9\"}").post(steps)
        .then().statusCode(200);
    host(host).body("{\"action\":\"ARRIVE\",\"isBackOnShelf\":true}").post(steps).then().statusCode(200);
  }

  @Test
  void aRefundedUnitThatNeverLeftIsTakenFromNoLot() {
    String skuId = sku(host, 1);
    String east = depot.warehouse("东仓");
    depot.received(depot.supplier("厂"), east, line(skuId, 5, 3_000));
    String orderId = paid(buyer, skuId, 3);
    buyer(buyer).body("""
        {"kind":"REFUND_ONLY","reason":"NOT_SHIPPED","lines":[{"line":0,"quantity":2}],"words":"少要两件"}""")
        .post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201);
    host(host).get("/api/v1/hosts/" + host + "/returns").then().statusCode(200);
    String returnId = buyer(buyer).get("/api/v1/orders/" + orderId + "/returns").then().extract()
        .path("[0].returnId");
    host(host).body("{\"action\":\"AGREE\"}").post("/api/v1/returns/" + returnId + "/steps");
    Await.until("the refund", () -> rows.stock(skuId).equals("5 0 1"));
    ship(orderId);
    Await.until("one unit to leave", () -> depot.place(skuId, east).equals("4 1"));
    assertThat(depot.agreesWithTheTill()).isTrue();
  }

  @Test
  void unitsLeaveOnceWhoeverAsksAndHoweverOften() throws Exception {
    String skuId = sku(host, 1);
    String east = depot.warehouse("东仓");
    String supplierId = depot.supplier("厂");
    depot.received(supplierId, east, line(skuId, 5, 3_000));
    String orderId = paid(buyer, skuId, 6);
    ship(orderId);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = IntStream.range(0, 6).<Future<?>>mapToObj(_ -> pool.submit(() -> database.write(
          connection -> supply.portions(connection, java.util.List.of(orderId))))).toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    Await.until("units to leave", () -> depot.place(skuId, east).equals("0 5"));
    assertThat(depot.place(skuId, "")).isEqualTo("0 1");
    assertThat(rows.count("select count(*) from supply_takings where order_id = ?", orderId)).isEqualTo(2);
    assertThat(database.write(
        connection -> supply.portions(connection, java.util.List.of(orderId))).values())
        .containsExactly(java.util.List.of(
            new Supply.Portion(supplierId, 3_000, 5), new Supply.Portion("", 0, 1)));
  }

  @Test
  void whereTheMoneyOfASupplierGoesIsShownMasked() {
    String statement = depot.door("/suppliers/" + depot.supplier("厂") + "/statement");
    host(host).get(statement).then().statusCode(200).body("account", nullValue());
    host(host).body("{\"holder\":\"李四\",\"bank\":\"工商银行\",\"number\":\"6222021234567890\"}")
        .put(statement.replace("/statement", "/payout-account")).then().statusCode(200);
    host(host).get(statement).then().body("account.number", equalTo("****7890"));
  }

  @Test
  void nobodyElseSeesSuppliersOrCosts() {
    String skuId = sku(host, 1);
    String supplierId = depot.supplier("厂");
    String consignmentId = depot.announce(supplierId, line(skuId, 5, 3_000)).statusCode(201)
        .extract().path("consignmentId");
    String helper = id("acc");
    buyer(helper).get("/api/v1/me").then().statusCode(200);
    String login = buyer(helper).get("/api/v1/me").then().extract().path("login");
    host(host).body("{\"login\":\"" + login + "\"}").post(depot.door("/assistants"));
    for (var stranger : java.util.List.of(buyer(id("acc")), host(id("host")), operator())) {
      stranger.get(depot.door("/suppliers")).then().statusCode(404);
      stranger.get(depot.door("/consignments")).then().statusCode(404);
      stranger.get(depot.door("/stock")).then().statusCode(404);
    }
    buyer(id("acc")).get(depot.door("/suppliers/" + supplierId + "/statement")).then().statusCode(404);
    buyer(helper).get(depot.door("/suppliers")).then().statusCode(404);
    buyer(helper).get(depot.door("/consignments/" + consignmentId)).then().statusCode(200)
        .body("lines[0].unitCost", nullValue()).body("lines[0].announced", equalTo(5));
    buyer(helper).body("{\"counts\":[{\"skuId\":\"%s\",\"good\":5,\"damaged\":0}]}".formatted(skuId))
        .put(depot.door("/consignments/" + consignmentId + "/counts")).then().statusCode(200);
    buyer(helper).body("{\"warehouseId\":\"whs_1\"}")
        .post(depot.door("/consignments/" + consignmentId + "/acceptance")).then().statusCode(404);
    assertThat(rows.count("select count(*) from supply_suppliers where supplier_id = ?"
        + " and position(? in contact) > 0", supplierId, "13900001111".getBytes(StandardCharsets.UTF_8)))
        .isZero();
  }

  @Test
  void refusesWhatIsNotTheHosts() {
    String skuId = sku(host, 1);
    String supplierId = depot.supplier("厂");
    depot.announce(supplierId, line(sku(id("host"), 1), 5, 3_000)).statusCode(422);
    depot.announce(new Depot(id("host")).supplier("别家"), line(skuId, 5, 3_000)).statusCode(422);
    depot.announce(supplierId, line(skuId, 0, 3_000)).statusCode(422);
    depot.announce(supplierId, line(skuId, 5, -1)).statusCode(422);
    depot.announce(supplierId, line(skuId, 5, 1) + "," + line(skuId, 5, 1)).statusCode(422);
    depot.announce(supplierId, line(skuId, 5, 1).replace("CNY", "USD")).statusCode(422);
    depot.announce(supplierId, "").statusCode(422);
    String consignmentId = depot.announce(supplierId, line(skuId, 5, 1)).statusCode(201)
        .extract().path("consignmentId");
    depot.count(consignmentId, "sku_other", 5, 0).statusCode(422);
    depot.count(consignmentId, skuId, -1, 0).statusCode(422);
    depot.count(consignmentId, skuId, 5, 0).statusCode(200);
    depot.accept(consignmentId, new Depot(id("host")).warehouse("别仓")).statusCode(404);
    host(host).body("{\"name\":\"一号\"}").post(depot.door("/warehouses")).then().statusCode(201);
    host(host).body("{\"name\":\"一号\"}").post(depot.door("/warehouses")).then().statusCode(422);
    host(host).delete(depot.door("/consignments/" + consignmentId)).then().statusCode(200)
        .body("state", equalTo("WITHDRAWN"));
    assertThat(rows.stock(skuId)).isEqualTo("1 0 0");
    host(host).get(depot.door("/consignments?limit=1")).then().body("items", hasSize(1));
  }

  @Test
  void aShelfIsRememberedForItsWarehouse() {
    String skuId = sku(host, 1);
    String east = depot.warehouse("东仓");
    depot.received(depot.supplier("厂"), east, line(skuId, 5, 3_000));
    String body = "{\"skuId\":\"%s\",\"shelf\":\"%s\"}";
    host(host).body(body.formatted(skuId, "A-03")).put(depot.door("/warehouses/" + east + "/shelves"))
        .then().statusCode(204);
    host(host).body(body.formatted(skuId, "门口")).put(depot.door("/warehouses/own/shelves"))
        .then().statusCode(204);
    host(host).get(depot.door("/stock")).then()
        .body("items[0].places.shelf", org.hamcrest.Matchers.contains("A-03", "门口"));
    host(host).body(body.formatted(sku(id("host"), 1), "A")).put(depot.door("/warehouses/own/shelves"))
        .then().statusCode(422);
  }
}
