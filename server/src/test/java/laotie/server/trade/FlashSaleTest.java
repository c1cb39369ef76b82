package laotie.server.trade;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.product;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import laotie.fact.Money;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.trade.Notice;
import org.junit.jupiter.api.Test;

/** Flash sales through the real doors: own stock, limit per buyer, changes and ends in the middle. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class FlashSaleTest {

  private static final long LIST = 8_000;
  private static final Duration SWEPT = Duration.ofSeconds(20);

  @Inject Rows rows;
  @Inject Trade trade;

  private final String host = id("host");
  private final String buyer = id("acc");

  private Map<String, Object> body(String skuId, long price, int units, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(Map.of("skuId", skuId, "units", units,
        "price", Map.of("minor", price, "currency", "CNY"),
        "endsAt", Instant.now().plus(Duration.ofMinutes(10)).toString()));
    body.putAll(more);
    return body;
  }

  private String sale(String skuId, long price, int units, Map<String, Object> more) {
    return host(host).body(body(skuId, price, units, more))
        .post("/api/v1/hosts/" + host + "/flash-sales").then().statusCode(201)
        .extract().path("flashSaleId");
  }

  private void edit(String saleId, String skuId, long price, int units) {
    host(host).body(body(skuId, price, units, Map.of()))
        .put("/api/v1/hosts/" + host + "/flash-sales/" + saleId).then().statusCode(200);
  }

  private JsonPath buys(String who, String skuId, int quantity) {
    return buyer(who).body(order(skuId, quantity)).post("/api/v1/orders").then().statusCode(201)
        .extract().jsonPath();
  }

  private long units(String stockId) {
    return rows.count("select supplied from goods_stock where sku_id = ?", stockId);
  }

  @Test
  void unitsAreSetAsideSoldAtTheFlashPriceAndGoBackAtTheEnd() {
    String skuId = sku(host, 9);
    String saleId = sale(skuId, 5_000, 4, Map.of());
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    JsonPath bought = buys(buyer, skuId, 2);
    assertThat(bought.getLong("amount.minor")).isEqualTo(10_000);
    assertThat(bought.getList("lines[0].steps.kind")).containsExactly("LIST", "FLASH");
    assertThat(rows.stock(saleId)).isEqualTo("2 2 0");
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    buyer(buyer).get("/api/v1/hosts/" + host + "/offers").then().statusCode(200)
        .body("flashSales[0].left", equalTo(2)).body("flashSales[0].list.minor", equalTo(8_000));
    host(host).put("/api/v1/hosts/" + host + "/flash-sales/" + saleId + "/end").then().statusCode(200)
        .body("isOver", equalTo(true));
    assertThat(rows.stock(saleId)).isEqualTo("0 2 0");
    assertThat(rows.stock(skuId)).isEqualTo("7 0 0");
    assertThat(buys(id("acc"), skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
    buyer(buyer).delete("/api/v1/orders/" + bought.getString("orderId")).then().statusCode(200);
    Await.until(SWEPT, "the units to come back", () -> rows.stock(skuId).equals("8 1 0"));
    assertThat(rows.stock(saleId)).isEqualTo("0 0 0");
    assertThat(rows.count("select count(*) from log where type = 'FlashSaleEnded' and key = ?", saleId))
        .isEqualTo(1);
  }

  @Test
  void anEndIsTakenBackWithTheSameUnits() {
    String skuId = sku(host, 9);
    String saleId = sale(skuId, 5_000, 4, Map.of());
    String door = "/api/v1/hosts/" + host + "/flash-sales/" + saleId + "/end";
    host(host).put(door).then().statusCode(200);
    host(host).put(door).then().statusCode(200);
    assertThat(rows.stock(skuId)).isEqualTo("9 0 0");
    host(host).delete(door).then().statusCode(200).body("left", equalTo(4));
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(5_000);
  }

  @Test
  void oneBuyerHasNoMoreThanHisLimitAndAnUnpaidOrderThatEndsGivesItBack() {
    String skuId = sku(host, 9);
    sale(skuId, 5_000, 6, Map.of("buyerMax", 2));
    buyer(buyer).body(order(skuId, 3)).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("BUYER_LIMIT")).body("buyerLeft", equalTo(2));
    JsonPath bought = buys(buyer, skuId, 2);
    assertThat(bought.getLong("amount.minor")).isEqualTo(10_000);
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
    assertThat(buys(id("acc"), skuId, 1).getLong("amount.minor")).isEqualTo(5_000);
    buyer(buyer).delete("/api/v1/orders/" + bought.getString("orderId")).then().statusCode(200);
    assertThat(buys(buyer, skuId, 2).getLong("amount.minor")).isEqualTo(10_000);
  }

  @Test
  void unitsThatWereGivenBackBeforeTheyLeftCountForNoLimitAndThoseThatCameBackLaterDo() {
    String skuId = sku(host, 9);
    String saleId = sale(skuId, 5_000, 6, Map.of("buyerMax", 2));
    String orderId = buys(buyer, skuId, 2).getString("orderId");
    Market.pay(buyer, orderId);
    givenBack(orderId, "NOT_SHIPPED", "REFUND_ONLY");
    assertThat(rows.stock(saleId)).isEqualTo("5 0 1");
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(5_000);
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    givenBack(orderId, "NOT_RECEIVED", "REFUND_ONLY");
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
  }

  /** One unit of its first line, agreed to by the host. */
  private void givenBack(String orderId, String reason, String kind) {
    String returnId = buyer(buyer).body("""
        {"kind":"%s","reason":"%s","lines":[{"line":0,"quantity":1}]}""".formatted(kind, reason))
        .post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201).extract().path("returnId");
    host(host).body("{\"action\":\"AGREE\"}").post("/api/v1/returns/" + returnId + "/steps")
        .then().statusCode(200);
  }

  @Test
  void soldOutTheOrdinaryPriceCountsForWhoeverAcceptsIt() {
    String skuId = sku(host, 9);
    sale(skuId, 5_000, 1, Map.of());
    buys(id("acc"), skuId, 1);
    buyer(buyer).body(order(skuId, 1).replace("\"lines\"", "\"expectedMinor\":5000,\"lines\""))
        .post("/api/v1/orders").then().statusCode(409).body("reason", equalTo("PRICE_CHANGED"))
        .body("quote.total.minor", equalTo(8_000));
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
  }

  @Test
  void aSaleThatEndsByTheClockIsOverForTheTillAndItsUnitsGoBack() {
    String skuId = sku(host, 9);
    Instant end = Instant.now().plusSeconds(3);
    String saleId = sale(skuId, 5_000, 4, Map.of("endsAt", end.toString()));
    assertThat(buys(id("acc"), skuId, 1).getLong("amount.minor")).isEqualTo(5_000);
    Await.until("its end", () -> !Instant.now().isBefore(end));
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
    Await.until("the units to go back", () -> rows.stock(saleId).equals("0 1 0"));
    assertThat(units(skuId) + units(saleId)).isEqualTo(9);
  }

  @Test
  void aSaleToComeIsAnnouncedAndNotYetTrue() {
    String skuId = sku(host, 9);
    sale(skuId, 5_000, 4, Map.of("startsAt", Instant.now().plusSeconds(300).toString()));
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(LIST);
    buyer(buyer).get("/api/v1/hosts/" + host + "/offers").then().body("flashSales", hasSize(1))
        .body("flashSales[0].isOver", equalTo(false));
  }

  @Test
  void refusesMoreThanTheShelfHasOverlapsForeignGoodsAndPricesThatAreNone() {
    String skuId = sku(host, 9);
    String door = "/api/v1/hosts/" + host + "/flash-sales";
    host(host).body(body(skuId, 5_000, 10, Map.of())).post(door).then().statusCode(409)
        .body("reason", equalTo("SUPPLY_BELOW_PROMISED")).body("available", equalTo(9));
    host(host).body(body(skuId, 8_000, 1, Map.of())).post(door).then().statusCode(422)
        .body("reason", equalTo("SPECIAL_NOT_BELOW_LIST"));
    host(host).body(body(sku(id("host"), 5), 5_000, 1, Map.of())).post(door).then().statusCode(422)
        .body("errors[0].pointer", equalTo("/skuId"));
    String saleId = sale(skuId, 5_000, 4, Map.of());
    host(host).body(body(skuId, 4_000, 1, Map.of())).post(door).then().statusCode(409)
        .body("reason", equalTo("FLASH_SALE_OVERLAPS")).body("flashSaleId", equalTo(saleId));
    buys(buyer, skuId, 3);
    host(host).body(body(skuId, 5_000, 2, Map.of())).put(door + "/" + saleId).then().statusCode(409)
        .body("reason", equalTo("SUPPLY_BELOW_PROMISED"));
    host(host).body(body(skuId, 5_000, 3, Map.of())).put(door + "/" + saleId).then().statusCode(200)
        .body("left", equalTo(0)).body("units", equalTo(3));
    host(host).put(door + "/" + saleId + "/end").then().statusCode(200);
    host(host).body(body(skuId, 5_000, 3, Map.of())).put(door + "/" + saleId).then().statusCode(409)
        .body("reason", equalTo("PROMISE_ENDED"));
    host(host).get(door).then().body("items.flashSaleId", contains(saleId));
  }

  @Test
  void whileTheHostChangesPriceAndStockPlacedOrdersKeepTheirsAndNewOnesGetTheNew() throws Exception {
    String skuId = sku(host, 400);
    String saleId = sale(skuId, 5_000, 100, Map.of());
    AtomicBoolean isOver = new AtomicBoolean();
    List<Future<List<JsonPath>>> crowd = new ArrayList<>();
    List<JsonPath> after = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8).forEach(i -> crowd.add(pool.submit(() -> buyUntil(skuId, isOver))));
      for (int turn = 1; turn <= 12; turn++) {
        long price = 5_000 - turn * 50;
        edit(saleId, skuId, price, 100 + turn * 5);
        JsonPath mine = buys(id("acc"), skuId, 1);
        assertThat(mine.getLong("amount.minor")).isIn(price, LIST);
        after.add(mine);
      }
      isOver.set(true);
    }
    List<JsonPath> all = new ArrayList<>(after);
    for (Future<List<JsonPath>> one : crowd) {
      all.addAll(one.get());
    }
    for (JsonPath placed : all) {
      long minor = rows.count(
          "select amount_minor from trade_orders where order_id = ?", placed.getString("orderId"));
      assertThat(placed.getLong("amount.minor")).isEqualTo(minor);
      assertThat(minor == LIST || (5_000 - minor) % 50 == 0 && minor >= 4_400).isTrue();
    }
    assertThat(units(skuId) + units(saleId)).isEqualTo(400);
    assertThat(units(saleId)).isEqualTo(160);
    assertThat(rows.count("select sum(quantity) from trade_lines where stock_id = ?", saleId))
        .isEqualTo(rows.count("select held from goods_stock where sku_id = ?", saleId));
    assertThat(rows.count("select count(*) from trade_orders o join trade_orders p on p.host_id = o.host_id "
        + "and p.sequence > o.sequence and p.amount_minor > o.amount_minor and p.amount_minor < 8000 "
        + "where o.host_id = ?", host)).as("prices only fell in the order of claims").isZero();
  }

  private List<JsonPath> buyUntil(String skuId, AtomicBoolean isOver) {
    List<JsonPath> bought = new ArrayList<>();
    while (!isOver.get() && bought.size() < 20) {
      bought.add(buys(id("acc"), skuId, 1));
    }
    return bought;
  }

  @Test
  void aPriceChangeInAnyDoorTouchesNoPlacedOrder() {
    JsonPath product = product(host, 50);
    String skuId = product.getString("skus[0].skuId");
    String saleId = sale(skuId, 5_000, 5, Map.of());
    String door = "/api/v1/hosts/" + host;
    String couponId = host(host).body(Map.of("name", "券", "kind", "FIXED", "off", Map.of("minor", 700,
            "currency", "CNY"), "endsAt", Instant.now().plusSeconds(600).toString(), "usesMax", 9))
        .post(door + "/coupons").then().statusCode(201).extract().path("couponId");
    String flash = buys(buyer, skuId, 1).getString("orderId");
    buys(id("acc"), skuId, 4);
    String plain = buyer(buyer).body(order(skuId, 1).replace("\"lines\"",
            "\"couponId\":\"" + couponId + "\",\"lines\"")).post("/api/v1/orders").then()
        .statusCode(201).extract().path("orderId");
    Map<String, String> before = new HashMap<>();
    for (String orderId : List.of(flash, plain)) {
      before.put(orderId, buyer(buyer).get("/api/v1/orders/" + orderId).then().extract().asString());
    }
    edit(saleId, skuId, 4_000, 6);
    host(host).put(door + "/flash-sales/" + saleId + "/end").then().statusCode(200);
    host(host).put(door + "/coupons/" + couponId + "/end").then().statusCode(200);
    host(host).body(Map.of("price", Map.of("minor", 10, "currency", "CNY")))
        .put(door + "/room-prices/" + skuId).then().statusCode(200);
    host(host).body(Map.of("elsewhere", Map.of("isServed", true, "firstMinor", 900)))
        .put(door + "/shipping").then().statusCode(200);
    host(host).body("""
        {"title":"红色连衣裙","category":"服装","skus":[{"skuId":"%s","name":"M",
         "price":{"minor":9900,"currency":"CNY"},"supply":1}]}""".formatted(skuId))
        .put("/api/v1/products/" + product.getString("productId")).then().statusCode(200);
    before.forEach((orderId, json) -> assertThat(
        buyer(buyer).get("/api/v1/orders/" + orderId).then().extract().asString()).isEqualTo(json));
    assertThat(buys(id("acc"), skuId, 1).getLong("amount.minor")).isEqualTo(10_800);
  }

  @Test
  void aLatePaymentWhoseCouponWasUsedElsewhereMeanwhileGoesBackWhole() {
    String skuId = sku(host, 9);
    String couponId = host(host).body(Map.of("name", "券", "kind", "FIXED", "off", Map.of("minor", 700,
            "currency", "CNY"), "endsAt", Instant.now().plusSeconds(600).toString(), "usesMax", 1))
        .post("/api/v1/hosts/" + host + "/coupons").then().statusCode(201).extract().path("couponId");
    String body = order(skuId, 1).replace("\"lines\"", "\"couponId\":\"" + couponId + "\",\"lines\"");
    String late = buyer(buyer).body(body).post("/api/v1/orders").then().statusCode(201)
        .extract().path("orderId");
    String paymentId = trade.payments().start(new Trade.Wanted(buyer, late, "mock", id("key")))
        .attempt().paymentId();
    rows.run("update trade_orders set held_until = now() - interval '1 minute' where order_id = ?", late);
    Await.until("it to expire", () -> Market.status(buyer, late).equals("EXPIRED"));
    String other = buyer(buyer).body(body).post("/api/v1/orders").then().statusCode(201)
        .extract().path("orderId");
    trade.payments().settle(new Notice(paymentId, true, Money.cny(7_300)));
    assertThat(Market.status(buyer, late)).isEqualTo("REFUNDED");
    assertThat(rows.stock(skuId)).isEqualTo("8 1 0");
    buyer(buyer).delete("/api/v1/orders/" + other).then().statusCode(200);
    assertThat(rows.count("select available from prices_allowances where of_id = ?", couponId)).isEqualTo(1);
  }

  @Test
  void aPaidOrderThatIsCancelledGivesCouponAndLimitBack() {
    String skuId = sku(host, 9);
    String saleId = sale(skuId, 5_000, 4, Map.of("buyerMax", 1));
    String orderId = buys(buyer, skuId, 1).getString("orderId");
    String paymentId = trade.payments().start(new Trade.Wanted(buyer, orderId, "mock", id("key")))
        .attempt().paymentId();
    trade.payments().settle(new Notice(paymentId, true, Money.cny(5_000)));
    assertThat(rows.stock(saleId)).isEqualTo("3 0 1");
    assertThat(rows.count("select sold from prices_allowances where of_id = ?", saleId)).isEqualTo(1);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    assertThat(rows.stock(saleId)).isEqualTo("4 0 0");
    assertThat(rows.count("select available from prices_allowances where of_id = ?", saleId)).isEqualTo(1);
    assertThat(buys(buyer, skuId, 1).getLong("amount.minor")).isEqualTo(5_000);
  }
}
