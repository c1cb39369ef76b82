package laotie.server.trade;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.TestSquare;
import laotie.server.http.HttpReason;
import laotie.server.log.Database;
import laotie.server.trade.Trade.Dispatched;
import laotie.server.trade.Trade.Hands;
import laotie.server.trade.Trade.Parcel;
import laotie.trade.TradeReason;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LifeTest {

  private static final String PARCEL = "{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}";

  @Inject Rows rows;
  @Inject LifeJob job;
  @Inject Trade trade;
  @Inject Database database;

  private final String host = id("host");
  private final String buyer = id("acc");

  private void ship(String orderId) {
    host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
  }

  private void pack(String orderId) {
    host(host).post("/api/v1/orders/" + orderId + "/life/packed").then().statusCode(200)
        .body("status", equalTo("PACKED")).body("packedAt", notNullValue());
  }

  private void deliver(String orderId) {
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200)
        .body("status", equalTo("DELIVERED")).body("deliveredAt", notNullValue());
  }

  private long facts(String type, String orderId) {
    return rows.count("select count(*) from log where type = ? and key = ?", type, orderId);
  }

  @Test
  void everyStepIsDatedWithItsActorForBuyerHostAndOperator() {
    String orderId = paid(buyer, sku(host, 5), 2);
    pack(orderId);
    pack(orderId);
    ship(orderId);
    deliver(orderId);
    deliver(orderId);
    assertThat(job.moveAll(Instant.now().plus(Duration.ofDays(7)))).isPositive();
    for (var reader : List.of(buyer(buyer), host(host), operator())) {
      reader.get("/api/v1/orders/" + orderId + "/life").then().statusCode(200)
          .body("steps.change", contains("PLACED", "PAID", "PACKED", "SHIPPED", "DELIVERED", "CLOSED"))
          .body("steps.actor", contains("BUYER", "BUYER", "HOST", "HOST", "BUYER", "SYSTEM"))
          .body("steps[3].detail.trackingNumber", equalTo("SF1"))
          .body("now", notNullValue());
    }
    for (String type : List.of("OrderPacked", "OrderShipped", "OrderDelivered", "OrderClosed")) {
      assertThat(facts(type, orderId)).as(type).isEqualTo(1);
    }
    buyer(id("acc")).get("/api/v1/orders/" + orderId + "/life").then().statusCode(404);
  }

  @Test
  void aShippedOrderNobodySpeaksOfArrivesByItselfAndClosesLater() {
    String orderId = paid(buyer, sku(host, 5), 1);
    ship(orderId);
    Instant now = Instant.now();
    job.moveAll(now.plus(Duration.ofDays(10)).minusSeconds(60));
    assertThat(status(buyer, orderId)).isEqualTo("SHIPPED");
    job.moveAll(now.plus(Duration.ofDays(10)).plusSeconds(60));
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    job.moveAll(now.plus(Duration.ofDays(17)).minusSeconds(60));
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    job.moveAll(now.plus(Duration.ofDays(17)).plusSeconds(120));
    assertThat(status(buyer, orderId)).isEqualTo("CLOSED");
    buyer(buyer).get("/api/v1/orders/" + orderId + "/life").then()
        .body("steps.findAll { it.actor == 'SYSTEM' }.change", contains("DELIVERED", "CLOSED"));
  }

  @Test
  void anOrderClosesByTheRulesItWasPlacedUnder() {
    host(host).body("""
        {"isSevenDays":true,"refundOnlyMinor":0,"isReturnFree":true,"closeDays":15}""")
        .put("/api/v1/hosts/" + host + "/after-sales").then().statusCode(200);
    String orderId = paid(buyer, sku(host, 5), 1);
    host(host).body("""
        {"isSevenDays":false,"refundOnlyMinor":0,"isReturnFree":false,"closeDays":7}""")
        .put("/api/v1/hosts/" + host + "/after-sales").then().statusCode(200);
    ship(orderId);
    deliver(orderId);
    job.moveAll(Instant.now().plus(Duration.ofDays(14)));
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    job.moveAll(Instant.now().plus(Duration.ofDays(15)));
    assertThat(status(buyer, orderId)).isEqualTo("CLOSED");
  }

  @Test
  void aShopsRulesAreItsOwnToSetWithinTheLaw() {
    buyer(buyer).get("/api/v1/hosts/" + host + "/after-sales").then().statusCode(200)
        .body("isSevenDays", equalTo(true)).body("closeDays", equalTo(7));
    String rules = "{\"isSevenDays\":true,\"refundOnlyMinor\":%d,\"isReturnFree\":true,\"closeDays\":%d}";
    String door = "/api/v1/hosts/" + host + "/after-sales";
    host(host).body(rules.formatted(0, 6)).put(door).then().statusCode(422);
    host(host).body(rules.formatted(0, 31)).put(door).then().statusCode(422);
    host(host).body(rules.formatted(-1, 7)).put(door).then().statusCode(422);
    host(host).body(rules.formatted(1_000_001, 7)).put(door).then().statusCode(422);
    host(id("host")).body(rules.formatted(0, 7)).put(door).then().statusCode(404);
    buyer(buyer).body(rules.formatted(0, 7)).put(door).then().statusCode(404);
    host(host).body(rules.formatted(500, 30)).put(door).then().statusCode(200);
    buyer(buyer).get(door).then().body("refundOnlyMinor", equalTo(500)).body("closeDays", equalTo(30));
  }

  @Test
  void anAssistantKeepsAShopsPromisesAndDoesNotChangeThem() {
    buyer(buyer).get("/api/v1/me/returns").then().statusCode(200);
    host(host).body("{\"login\":\"%s\"}".formatted(Market.loginOf(buyer)))
        .post("/api/v1/hosts/" + host + "/assistants").then().statusCode(200);
    String rules = "{\"isSevenDays\":false,\"refundOnlyMinor\":0,\"isReturnFree\":false,\"closeDays\":7}";
    buyer(buyer).body(rules).put("/api/v1/hosts/" + host + "/after-sales").then().statusCode(403);
    buyer(buyer).get("/api/v1/hosts/" + host + "/after-sales").then().body("isSevenDays", equalTo(true));
    String place = "/api/v1/hosts/" + host + "/return-address";
    buyer(buyer).body(Market.ADDRESS).put(place).then().statusCode(403);
    buyer(buyer).get(place).then().statusCode(404);
    host(host).body(Market.ADDRESS).put(place).then().statusCode(200);
    buyer(buyer).get(place).then().statusCode(200);
  }

  @Test
  void nobodyElseMovesAnOrder() {
    String orderId = paid(buyer, sku(host, 5), 1);
    String life = "/api/v1/orders/" + orderId + "/life";
    buyer(buyer).post(life + "/packed").then().statusCode(404);
    host(id("host")).post(life + "/packed").then().statusCode(404);
    operator().post(life + "/packed").then().statusCode(404);
    buyer(buyer).post(life + "/delivered").then().statusCode(409)
        .body("reason", equalTo("ORDER_NOT_SHIPPED"));
    ship(orderId);
    buyer(id("acc")).post(life + "/delivered").then().statusCode(404);
    operator().post(life + "/delivered").then().statusCode(200).body("status", equalTo("DELIVERED"));
    operator().get(life).then().body("steps.actor", hasItem("OPERATOR"));
  }

  @Test
  void aCorrectedParcelKeepsItsDayAndIsWrittenDown() {
    String orderId = paid(buyer, sku(host, 5), 1);
    ship(orderId);
    ship(orderId);
    String shippedAt = buyer(buyer).get("/api/v1/orders/" + orderId).then().extract().path("shippedAt");
    deliver(orderId);
    host(host).body(PARCEL.replace("SF1", "SF2")).post("/api/v1/orders/" + orderId + "/shipment").then()
        .statusCode(200).body("status", equalTo("DELIVERED")).body("trackingNumber", equalTo("SF2"))
        .body("shippedAt", equalTo(shippedAt));
    buyer(buyer).get("/api/v1/orders/" + orderId + "/life").then()
        .body("steps.change", contains("PLACED", "PAID", "SHIPPED", "DELIVERED", "RESHIPPED"));
    assertThat(facts("OrderShipped", orderId)).isEqualTo(1);
  }

  @Test
  void theBuyerIsToldThatItLeft() {
    String orderId = paid(buyer, sku(host, 5), 1);
    ship(orderId);
    buyer(buyer).get("/api/v1/me/notices").then()
        .body("items[0].kind", equalTo("ORDER_SHIPPED"))
        .body("items[0].path", equalTo("/orders/" + orderId));
  }

  @Test
  void twoProcessesMoveEachOrderOnce() throws Exception {
    String skuId = sku(host, 20);
    List<String> orderIds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String orderId = paid(buyer, skuId, 1);
      ship(orderId);
      orderIds.add(orderId);
    }
    Instant later = Instant.now().plus(Duration.ofDays(11));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> both = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        both.add(pool.submit(() -> job.moveAll(later)));
      }
      for (Future<Integer> one : both) {
        one.get();
      }
    }
    while (job.moveAll(later) > 0) {
      Thread.onSpinWait();
    }
    for (String orderId : orderIds) {
      assertThat(facts("OrderDelivered", orderId)).isEqualTo(1);
      assertThat(rows.count(
          "select count(*) from trade_order_changes where order_id = ? and change = 'DELIVERED'", orderId))
          .isEqualTo(1);
    }
  }

  @Test
  void manyParcelsLeaveInOneGoAndEachGetsItsAnswer() {
    String skuId = sku(host, 20);
    String first = paid(buyer, skuId, 2);
    String second = paid(buyer, skuId, 1);
    String unpaid = placed(buyer, skuId, 1);
    String theirs = paid(buyer, sku(id("host"), 5), 1);
    var waiting = trade.toShip(host, 0, 10);
    assertThat(waiting).extracting(Trade.ToShip::orderId).containsExactly(first, second);
    assertThat(waiting.getFirst().lines().getFirst().quantity()).isEqualTo(2);
    assertThat(trade.toShip(host, waiting.getFirst().sequence(), 10)).hasSize(1);

    Hands hands = new Hands(host, host);
    List<Dispatched> answers = database.write(connection -> trade.ship(connection, hands, List.of(
        new Parcel(first, "顺丰", "SF1"), new Parcel(unpaid, "顺丰", "SF2"),
        new Parcel(theirs, "顺丰", "SF3"), new Parcel("ord_none", "顺丰", "SF4"),
        new Parcel(first, "顺丰", "SF5"))));
    assertThat(answers).extracting(Dispatched::orderId)
        .containsExactly(first, unpaid, theirs, "ord_none", first);
    assertThat(answers.get(0).refused()).isEmpty();
    assertThat(answers.get(1).refused().orElseThrow().reason()).isEqualTo(TradeReason.ORDER_NOT_PAID);
    assertThat(answers.get(2).refused().orElseThrow().reason()).isEqualTo(HttpReason.NOT_FOUND);
    assertThat(answers.get(3).refused().orElseThrow().reason()).isEqualTo(HttpReason.NOT_FOUND);
    assertThat(answers.get(4).refused()).isPresent();
    assertThat(status(buyer, first)).isEqualTo("SHIPPED");
    assertThat(status(buyer, theirs)).isEqualTo("PAID");
    assertThat(trade.toShip(host, 0, 10)).extracting(Trade.ToShip::orderId).containsExactly(second);
    database.write(connection -> trade.pack(connection, hands, List.of(second)));
    assertThat(status(buyer, second)).isEqualTo("PACKED");
  }

  @Test
  void addressesInBulkAreForTheHostWhoShipsAndEachReadingIsLogged() {
    String skuId = sku(host, 20);
    String mine = paid(buyer, skuId, 1);
    String gone = paid(buyer, skuId, 1);
    ship(gone);
    String theirs = paid(buyer, sku(id("host"), 5), 1);
    var found = database.write(connection -> trade.destinations(
        connection, new Hands(host, "acc_helper"), List.of(mine, gone, theirs)));
    assertThat(found).containsOnlyKeys(mine);
    assertThat(found.get(mine).phone()).isEqualTo("13812345678");
    String readings = "select count(*) from trade_address_readings where order_id = ? and reader_id = ?";
    assertThat(rows.count(readings, mine, "acc_helper")).isEqualTo(1);
    assertThat(rows.count(readings, theirs, "acc_helper")).isZero();
  }
}
