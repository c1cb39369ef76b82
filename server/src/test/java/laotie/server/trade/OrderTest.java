package laotie.server.trade;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.product;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class OrderTest {

  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");

  @Test
  void placesAnOrderThatHoldsItsStock() {
    String skuId = sku(host, 5);
    buyer(buyer).body(order(skuId, 2)).post("/api/v1/orders").then().statusCode(201)
        .body("status", equalTo("PLACED"))
        .body("orderId", startsWith("ord_"))
        .body("amount.minor", equalTo(16_000))
        .body("lines[0].title", equalTo("红色连衣裙"))
        .body("lines[0].skuName", equalTo("M"))
        .body("buyer.accountId", equalTo(buyer))
        .body("buyer.name", equalTo("某人"))
        .body("host.hostId", equalTo(host))
        .body("address.name", equalTo("李**"))
        .body("address.phone", equalTo("138****78"))
        .body("address.street", equalTo("***"));
    assertThat(rows.stock(skuId)).isEqualTo("3 2 0");
  }

  @Test
  void writesTheFactWithTheRows() {
    String orderId = placed(buyer, sku(host, 5), 1);
    assertThat(rows.count("select count(*) from log where type = 'OrderPlaced' and key = ?", orderId))
        .isEqualTo(1);
  }

  @Test
  void refusesMoreThanThereIsAndSaysHowMuchThereIs() {
    String skuId = sku(host, 1);
    buyer(buyer).body(order(skuId, 2)).post("/api/v1/orders").then().statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/out-of-stock"))
        .body("reason", equalTo("OUT_OF_STOCK"))
        .body("available", equalTo(1));
    assertThat(rows.stock(skuId)).isEqualTo("1 0 0");
  }

  @Test
  void aRepeatWithTheSameKeyAnswersWithTheSameOrder() {
    String skuId = sku(host, 5);
    String first = "";
    String key = id("key");
    for (int i = 0; i < 3; i++) {
      String orderId = Market.keyless(buyer)
          .header("Idempotency-Key", key).body(order(skuId, 1)).post("/api/v1/orders")
          .then().statusCode(201).extract().path("orderId");
      first = first.isEmpty() ? orderId : first;
      assertThat(orderId).isEqualTo(first);
    }
    assertThat(rows.stock(skuId)).isEqualTo("4 1 0");
    Market.keyless(buyer)
        .header("Idempotency-Key", key).body(order(skuId, 2)).post("/api/v1/orders")
        .then().statusCode(409).body("reason", equalTo("KEY_REUSED"));
  }

  @Test
  void anotherBuyerMayUseTheSameKey() {
    String skuId = sku(host, 5);
    for (String who : new String[] {id("acc"), id("acc")}) {
      Market.keyless(who)
          .header("Idempotency-Key", "same-key").body(order(skuId, 1)).post("/api/v1/orders")
          .then().statusCode(201);
    }
    assertThat(rows.stock(skuId)).isEqualTo("3 2 0");
  }

  @Test
  void aPriceChangeNeverTouchesAPlacedOrder() {
    var product = product(host, 5);
    String skuId = product.getString("skus[0].skuId");
    String orderId = placed(buyer, skuId, 1);
    host(host).body("""
        {"title":"新名字","category":"服装",
         "skus":[{"skuId":"%s","name":"L","price":{"minor":9900,"currency":"CNY"},"supply":0}]}"""
        .formatted(skuId)).put("/api/v1/products/" + product.getString("productId"))
        .then().statusCode(200);
    buyer(buyer).get("/api/v1/orders/" + orderId).then()
        .body("amount.minor", equalTo(8_000))
        .body("lines[0].price.minor", equalTo(8_000))
        .body("lines[0].title", equalTo("红色连衣裙"));
    buyer(buyer).body(order(skuId, 1)).post("/api/v1/orders").then().statusCode(201)
        .body("amount.minor", equalTo(9_900));
  }

  @Test
  void refusesWhatIsOffTheShelfButAnswersARepeat() {
    var product = product(host, 5);
    String skuId = product.getString("skus[0].skuId");
    var request = buyer(buyer).body(order(skuId, 1));
    String orderId = request.post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
    host(host).delete("/api/v1/products/" + product.getString("productId")).then().statusCode(204);
    request.post("/api/v1/orders").then().statusCode(201).body("orderId", equalTo(orderId));
    buyer(buyer).body(order(skuId, 1)).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("NOT_FOR_SALE"));
  }

  @Test
  void cancelsAnUnpaidOrderAndGivesItsStockBack() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 2);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200)
        .body("status", equalTo("CANCELLED"));
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
  }

  @Test
  void otherPeoplesOrdersDoNotExist() {
    String orderId = placed(buyer, sku(host, 5), 1);
    buyer(id("acc")).get("/api/v1/orders/" + orderId).then().statusCode(404);
    buyer(id("acc")).delete("/api/v1/orders/" + orderId).then().statusCode(404);
    buyer(id("acc")).get("/api/v1/orders/" + orderId + "/address").then().statusCode(404);
    buyer(id("acc")).body("{\"method\":\"mock\"}").post("/api/v1/orders/" + orderId + "/payments")
        .then().statusCode(404);
    host(id("host")).body("{\"carrier\":\"SF\",\"trackingNumber\":\"1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(404);
    host(id("host")).get("/api/v1/hosts/" + host + "/orders").then().statusCode(404);
    buyer(buyer).get("/api/v1/operator/orders").then().statusCode(403);
    buyer(buyer).get("/api/v1/orders/ord_none").then().statusCode(404);
  }

  @Test
  void listsOrdersForBuyerHostAndOperatorPageByPage() {
    String skuId = sku(host, 9);
    String first = placed(buyer, skuId, 1);
    String second = placed(buyer, skuId, 1);
    String third = placed(buyer, skuId, 1);
    String next = buyer(buyer).get("/api/v1/orders?limit=2").then().statusCode(200)
        .body("items.orderId", contains(third, second)).extract().path("next");
    buyer(buyer).get("/api/v1/orders?limit=2&after=" + next).then()
        .body("items.orderId", contains(first)).body("next", equalTo(""));
    host(host).get("/api/v1/hosts/" + host + "/orders?status=PLACED").then()
        .body("items", hasSize(3));
    host(host).get("/api/v1/hosts/" + host + "/orders?status=PAID").then().body("items", hasSize(0));
    operator().get("/api/v1/operator/orders").then().body("items.orderId", hasItem(third));
  }

  @Test
  void showsTheAddressInClearOnlyOnAskingAndLogsIt() {
    String orderId = placed(buyer, sku(host, 5), 1);
    host(host).get("/api/v1/orders/" + orderId).then().body("address.name", equalTo("李**"));
    host(host).get("/api/v1/orders/" + orderId + "/address").then().statusCode(200)
        .body("name", equalTo("李雷")).body("phone", equalTo("13812345678"));
    assertThat(rows.count("select count(*) from trade_address_readings where order_id = ? and reader_id = ?",
        orderId, host)).isEqualTo(1);
    assertThat(rows.count(
        "select count(*) from trade_orders where order_id = ? and position('李雷'::bytea in address) > 0",
        orderId)).isZero();
  }

  @Test
  void theBuyerReadsHisOwnAddressAndThatIsLoggedToo() {
    String orderId = placed(buyer, sku(host, 5), 1);
    buyer(id("acc")).get("/api/v1/orders/" + orderId + "/address").then().statusCode(404);
    buyer(buyer).get("/api/v1/orders/" + orderId + "/address").then().statusCode(200)
        .body("name", equalTo("李雷")).body("phone", equalTo("13812345678"));
    assertThat(rows.count("select count(*) from trade_address_readings where order_id = ? and reader_id = ?",
        orderId, buyer)).isEqualTo(1);
    assertThat(rows.count("select count(*) from trade_address_readings where order_id = ?", orderId))
        .isEqualTo(1);
  }

  @Test
  void takesTheSavedAddressWhenNoneIsSent() {
    String skuId = sku(host, 5);
    String body = "{\"lines\":[{\"skuId\":\"%s\",\"quantity\":1}]}".formatted(skuId);
    buyer(buyer).body(body).post("/api/v1/orders").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/address"));
    buyer(buyer).body(ADDRESS).put("/api/v1/me/address").then().statusCode(200);
    buyer(buyer).body(body).post("/api/v1/orders").then().statusCode(201)
        .body("address.region", equalTo("黑龙江 哈尔滨"));
    buyer(buyer).delete("/api/v1/me/address").then().statusCode(204);
    buyer(buyer).get("/api/v1/me/address").then().statusCode(404);
  }

  @Test
  void refusesBrokenAndStrangeRequests() {
    String skuId = sku(host, 5);
    buyer(buyer).body("{\"lines\":[").post("/api/v1/orders").then().statusCode(400);
    buyer(buyer).body("[]").post("/api/v1/orders").then().statusCode(400);
    buyer(buyer).body("").post("/api/v1/orders").then().statusCode(422);
    buyer(buyer).body("{\"lines\":[],\"address\":%s}".formatted(ADDRESS)).post("/api/v1/orders")
        .then().statusCode(422).body("errors[0].pointer", equalTo("/lines"));
    buyer(buyer).body(order("sku_none", 1)).post("/api/v1/orders").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/lines/0/skuId"));
    for (int quantity : new int[] {0, -1, 100}) {
      buyer(buyer).body(order(skuId, quantity)).post("/api/v1/orders").then().statusCode(422)
          .body("reason", equalTo("QUANTITY_OUTSIDE_LIMIT"));
    }
    Market.keyless(buyer).body(order(skuId, 1))
        .post("/api/v1/orders").then().statusCode(400).body("reason", equalTo("KEY_MISSING"));
    given().contentType("application/json").body(order(skuId, 1)).post("/api/v1/orders")
        .then().statusCode(401);
    Market.guest().body(order(skuId, 1)).post("/api/v1/orders").then().statusCode(403);
    host(host).body(order(skuId, 1)).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("OWN_GOODS"));
    buyer(buyer).get("/api/v1/orders?limit=101").then().statusCode(422);
    buyer(buyer).get("/api/v1/orders?after=%21%21").then().statusCode(400);
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
  }

  @Test
  void partOfAUnitIsNoUnit() {
    String skuId = sku(host, 5);
    for (String quantity : new String[] {"1.9", "1.0", "0.5"}) {
      buyer(buyer).body(order(skuId, 1).replace("\"quantity\":1", "\"quantity\":" + quantity))
          .post("/api/v1/orders").then().statusCode(400);
    }
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
  }

  @Test
  void oneOrderHasOneHost() {
    String mine = sku(host, 5);
    String theirs = sku(id("host"), 5);
    buyer(buyer).body("""
        {"lines":[{"skuId":"%s","quantity":1},{"skuId":"%s","quantity":1}],"address":%s}"""
        .formatted(mine, theirs, ADDRESS)).post("/api/v1/orders").then().statusCode(422)
        .body("reason", equalTo("HOSTS_MIXED"));
  }

  @Test
  void htmlInAnAddressStaysText() {
    String skuId = sku(host, 5);
    buyer(buyer).body(order(skuId, 1).replace("中央大街 1 号", "<script>alert(1)</script>"))
        .post("/api/v1/orders").then().statusCode(201).contentType("application/json")
        .body("address.street", not(equalTo("<script>")));
  }
}
