package laotie.server.trade;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.product;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** Prices through the real doors: the quote says what the order costs, and the order keeps it. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PriceTest {

  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");

  private static Map<String, Object> money(long minor) {
    return Map.of("minor", minor, "currency", "CNY");
  }

  private Map<String, Object> line(String skuId, int quantity) {
    return Map.of("skuId", skuId, "quantity", quantity);
  }

  private Map<String, Object> order(String skuId, int quantity, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("lines", List.of(line(skuId, quantity)));
    body.putIfAbsent("address", JsonPath.from(ADDRESS).getMap("$"));
    return body;
  }

  private String coupon(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "立减", "kind", "FIXED", "off", money(500),
        "endsAt", Instant.now().plus(Duration.ofHours(1)).toString(), "usesMax", 10));
    body.putAll(more);
    return host(host).body(body).post("/api/v1/hosts/" + host + "/coupons").then().statusCode(201)
        .extract().path("couponId");
  }

  private void shipping(long first, long further, long freeFrom) {
    host(host).body(Map.of(
            "elsewhere", Map.of("isServed", true, "firstMinor", first, "furtherMinor", further,
                "freeFromMinor", freeFrom),
            "zones", List.of(Map.of("region", "CN-XJ", "isServed", false),
                Map.of("region", "CN-HL", "isServed", true, "firstMinor", 300))))
        .put("/api/v1/hosts/" + host + "/shipping").then().statusCode(200)
        .body("zones.region", contains("CN-HL", "CN-XJ"));
  }

  private String showOnAir() {
    String showId = host(host).body(Map.of("title", "新品")).post("/api/v1/shows").then()
        .statusCode(201).extract().path("showId");
    host(host).post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    return showId;
  }

  private String viewOf(String viewer) {
    return buyer(viewer).body(Map.of("channel", "HOST_PAGE")).post("/api/v1/rooms/rm_" + host + "/views")
        .then().statusCode(200).extract().path("viewId");
  }

  @Test
  void theQuoteIsWhatTheOrderCostsAndSaysLineByLine() {
    String skuId = sku(host, 9);
    shipping(1_000, 200, 0);
    String couponId = coupon(Map.of());
    buyer(buyer).body(Map.of("lines", List.of(line(skuId, 2)), "region", "广东 深圳",
            "couponId", couponId)).post("/api/v1/orders/quote").then().statusCode(200)
        .body("quote.lines[0].steps.kind", contains("LIST", "COUPON"))
        .body("quote.lines[0].steps.amount.minor", contains(16_000, -500))
        .body("quote.goods.minor", equalTo(15_500)).body("quote.shipping.amount.minor", equalTo(1_200))
        .body("quote.total.minor", equalTo(16_700)).body("quote.coupon.name", equalTo("立减"))
        .body("isRegionKnown", equalTo(true)).body("coupons[0].off.minor", equalTo(500));
    String orderId = buyer(buyer).body(order(skuId, 2, Map.of("couponId", couponId,
            "expectedMinor", 15_800))).post("/api/v1/orders").then().statusCode(201)
        .body("amount.minor", equalTo(15_800)).body("shipping.amount.minor", equalTo(300))
        .body("shipping.region", equalTo("CN-HL")).body("coupon.name", equalTo("立减"))
        .body("coupon.off.minor", equalTo(500)).body("lines[0].net.minor", equalTo(15_500))
        .extract().path("orderId");
    buyer(buyer).get("/api/v1/orders/" + orderId).then().statusCode(200)
        .body("lines[0].steps.kind", contains("LIST", "COUPON"))
        .body("shipping.region", equalTo("CN-HL")).body("coupon.name", equalTo("立减"))
        .body("goods.minor", equalTo(15_500));
  }

  @Test
  void noDoorLetsCodesBeGuessed() {
    String skuId = sku(host, 9);
    Map<String, Object> quote = Map.of("lines", List.of(line(skuId, 1)), "couponCode", "WRONG1");
    refusesAtLast("/api/v1/orders/quote", quote);
    refusesAtLast("/api/v1/orders", order(skuId, 1, Map.of("couponCode", "WRONG1")));
    refusesAtLast("/api/v1/coupons/claims", Map.of("code", "WRONG1", "hostId", host));
  }

  private static void refusesAtLast(String door, Map<String, Object> body) {
    String guesser = id("acc");
    int tries = 0;
    while (buyer(guesser).body(body).post(door).statusCode() != 429) {
      assertThat(++tries).isLessThan(30);
    }
    assertThat(tries).isGreaterThanOrEqualTo(10);
  }

  @Test
  void refusesInstantsThatNoCalendarKnows() {
    for (String at : List.of("+1000000000-12-31T23:59:59Z", "+300000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z")) {
      host(host).body(Map.of("name", "立减", "kind", "FIXED", "off", money(500), "startsAt", at,
              "endsAt", at, "usesMax", 10)).post("/api/v1/hosts/" + host + "/coupons").then()
          .statusCode(400).body("reason", equalTo("MALFORMED"));
      host(host).queryParam("after", at).get("/api/v1/hosts/" + host + "/flash-sales").then()
          .statusCode(422).body("errors[0].pointer", equalTo("/after"));
    }
  }

  @Test
  void refusesAPriceThatRoseSinceItWasShownAndTakesOneThatFell() {
    JsonPath product = product(host, 9);
    String skuId = product.getString("skus[0].skuId");
    buyer(buyer).body(order(skuId, 1, Map.of("expectedMinor", 7_999))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("PRICE_CHANGED")).body("totalMinor", equalTo(8_000))
        .body("quote.total.minor", equalTo(8_000))
        .body("quote.lines[0].steps.kind", contains("LIST"));
    assertThat(rows.stock(skuId)).isEqualTo("9 0 0");
    buyer(buyer).body(order(skuId, 1, Map.of("expectedMinor", 9_000))).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(8_000));
  }

  @Test
  void nothingIsDeliveredWhereTheShopDoesNotGo() {
    String skuId = sku(host, 9);
    shipping(0, 0, 0);
    Map<String, Object> address = new HashMap<>(JsonPath.from(ADDRESS).getMap("$"));
    address.put("region", "新疆 喀什");
    buyer(buyer).body(order(skuId, 1, Map.of("address", address))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("NOT_DELIVERED_THERE")).body("region", equalTo("CN-XJ"));
    buyer(buyer).body(Map.of("lines", List.of(line(skuId, 1)), "region", "新疆 喀什"))
        .post("/api/v1/orders/quote").then().statusCode(409)
        .body("reason", equalTo("NOT_DELIVERED_THERE"));
    assertThat(rows.stock(skuId)).isEqualTo("9 0 0");
  }

  @Test
  void theRoomPriceCountsFromTheRoomWhileItsShowIsOnTheAir() {
    String skuId = sku(host, 9);
    host(host).body(Map.of("price", money(8_000))).put("/api/v1/hosts/" + host + "/room-prices/" + skuId)
        .then().statusCode(422).body("reason", equalTo("SPECIAL_NOT_BELOW_LIST"));
    host(host).body(Map.of("price", money(7_000))).put("/api/v1/hosts/" + host + "/room-prices/" + skuId)
        .then().statusCode(200).body("items[0].price.minor", equalTo(7_000))
        .body("items[0].list.minor", equalTo(8_000));
    String showId = showOnAir();
    String viewId = viewOf(buyer);
    buyer(buyer).body(order(skuId, 1, Map.of())).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(8_000));
    String other = id("acc");
    buyer(other).body(order(skuId, 1, Map.of("viewId", viewId))).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(8_000));
    String orderId = buyer(buyer).body(order(skuId, 1, Map.of("viewId", viewId))).post("/api/v1/orders")
        .then().statusCode(201).body("amount.minor", equalTo(7_000))
        .body("lines[0].steps.kind", contains("LIST", "ROOM")).extract().path("orderId");
    host(host).post("/api/v1/shows/" + showId + "/end").then().statusCode(200);
    buyer(buyer).body(order(skuId, 1, Map.of("viewId", viewId))).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(8_000));
    host(host).delete("/api/v1/hosts/" + host + "/room-prices/" + skuId).then().statusCode(204);
    buyer(buyer).get("/api/v1/orders/" + orderId).then().body("amount.minor", equalTo(7_000))
        .body("lines[0].steps.amount.minor", contains(8_000, -1_000));
  }

  @Test
  void aCouponIsUsedOnceByEachAndGivenBackByAnOrderThatIsCancelled() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of());
    Map<String, Object> with = Map.of("couponId", couponId);
    String orderId = buyer(buyer).body(order(skuId, 1, with)).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(7_500)).extract().path("orderId");
    buyer(buyer).body(order(skuId, 1, with)).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("COUPON_USED"));
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    buyer(buyer).get("/api/v1/me/coupons").then().body("items[0].uses.left", equalTo(1));
    buyer(buyer).body(order(skuId, 1, with)).post("/api/v1/orders").then().statusCode(201);
    buyer(id("acc")).body(order(skuId, 1, with)).post("/api/v1/orders").then().statusCode(201);
    assertThat(rows.count("select claims from prices_coupons where coupon_id = ?", couponId)).isEqualTo(2);
    host(host).get("/api/v1/hosts/" + host + "/coupons").then().body("items[0].left", equalTo(8));
  }

  @Test
  void whoGotACouponIsSureOfItAndTheNextIsTold() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of("usesMax", 2));
    String second = id("acc");
    buyer(buyer).post("/api/v1/coupons/" + couponId + "/claims").then().statusCode(200)
        .body("uses.left", equalTo(1)).body("left", equalTo(1));
    buyer(buyer).post("/api/v1/coupons/" + couponId + "/claims").then().statusCode(200)
        .body("left", equalTo(1));
    buyer(second).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(201);
    buyer(id("acc")).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("COUPON_GONE"));
    buyer(id("acc")).post("/api/v1/coupons/" + couponId + "/claims").then().statusCode(409)
        .body("reason", equalTo("COUPON_GONE"));
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(7_500));
  }

  @Test
  void aCouponWithACodeIsHiddenFromWhoDoesNotTypeIt() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of("code", "lao tie 8"));
    buyer(buyer).get("/api/v1/hosts/" + host + "/offers").then().body("coupons", hasSize(0));
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("COUPON_UNKNOWN"));
    buyer(buyer).body(order(skuId, 1, Map.of("couponCode", "LAOTIE-9"))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("COUPON_UNKNOWN"));
    buyer(buyer).body(order(skuId, 1, Map.of("couponCode", "laotie-8"))).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(7_500));
    buyer(id("acc")).body(Map.of("code", "LaoTie8", "hostId", host)).post("/api/v1/coupons/claims")
        .then().statusCode(200).body("couponId", equalTo(couponId));
    host(host).body(Map.of("name", "再来", "kind", "FIXED", "off", money(100), "code", "LAOTIE8",
            "endsAt", Instant.now().plusSeconds(60).toString(), "usesMax", 1))
        .post("/api/v1/hosts/" + host + "/coupons").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/code"));
  }

  @Test
  void aFirstOrderCouponCountsForNobodyWhoHasAnOrder() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of("isFirstOrder", true, "buyerMax", 2));
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(201);
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("COUPON_NOT_FOR_YOU"))
        .body("needs", equalTo("FIRST_ORDER"));
  }

  @Test
  void aRoomCouponNeedsTheRoomAndAPercentageIsCapped() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of("kind", "PERCENT", "percent", 50, "cap", money(1_000),
        "isRoomOnly", true));
    showOnAir();
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(409).body("needs", equalTo("ROOM"));
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId, "viewId", viewOf(buyer))))
        .post("/api/v1/orders").then().statusCode(201).body("amount.minor", equalTo(7_000));
  }

  @Test
  void theBestCouponOfAQuoteTakesMostOff() {
    String skuId = sku(host, 9);
    coupon(Map.of("name", "小", "off", money(100)));
    coupon(Map.of("name", "大", "kind", "THRESHOLD", "off", money(900), "threshold", money(8_000)));
    coupon(Map.of("name", "更大", "kind", "THRESHOLD", "off", money(2_000), "threshold", money(9_000)));
    buyer(buyer).body(Map.of("lines", List.of(line(skuId, 1)), "isBestCoupon", true))
        .post("/api/v1/orders/quote").then().statusCode(200).body("quote.coupon.name", equalTo("大"))
        .body("quote.total.minor", equalTo(7_100)).body("isRegionKnown", equalTo(false))
        .body("coupons.name", contains("大", "小", "更大"))
        .body("coupons[2].reason", equalTo("COUPON_BELOW_THRESHOLD"))
        .body("coupons[2].missing.minor", equalTo(1_000)).body("coupons[2].off", nullValue());
    given().contentType("application/json")
        .body(Map.of("lines", List.of(line(skuId, 1)))).post("/api/v1/orders/quote").then()
        .statusCode(200).body("quote.total.minor", equalTo(8_000));
  }

  @Test
  void anEndedCouponCountsForNobodyUntilItsEndIsTakenBack() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of());
    host(host).put("/api/v1/hosts/" + host + "/coupons/" + couponId + "/end").then().statusCode(200);
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(409).body("reason", equalTo("COUPON_NOT_OPEN"));
    host(host).delete("/api/v1/hosts/" + host + "/coupons/" + couponId + "/end").then().statusCode(200);
    buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId))).post("/api/v1/orders").then()
        .statusCode(201);
    host(host).body(Map.of("name", "改名", "endsAt", Instant.now().plusSeconds(9_000).toString(),
            "usesMax", 20)).put("/api/v1/hosts/" + host + "/coupons/" + couponId).then().statusCode(200)
        .body("name", equalTo("改名")).body("usesMax", equalTo(20)).body("off.minor", equalTo(500));
  }

  @Test
  void onlyTheHostSetsHisPricesAndOnlyOperatorsThoseOfThePlatform() {
    String skuId = sku(host, 9);
    String stranger = id("host");
    host(stranger).body(Map.of("price", money(1))).put("/api/v1/hosts/" + host + "/room-prices/" + skuId)
        .then().statusCode(403);
    host(stranger).body(Map.of("price", money(1)))
        .put("/api/v1/hosts/" + stranger + "/room-prices/" + skuId)
        .then().statusCode(422);
    host(stranger).get("/api/v1/hosts/" + host + "/coupons").then().statusCode(403);
    host(stranger).get("/api/v1/hosts/" + host + "/flash-sales").then().statusCode(403);
    host(stranger).get("/api/v1/operator/coupons").then().statusCode(403);
    String couponId = coupon(Map.of());
    host(stranger).put("/api/v1/hosts/" + stranger + "/coupons/" + couponId + "/end").then().statusCode(404);
    Market.operator().put("/api/v1/operator/coupons/" + couponId + "/end").then().statusCode(404);
    String everywhere = Market.operator().body(Map.of("name", "平台", "kind", "FIXED", "off", money(300),
            "endsAt", Instant.now().plusSeconds(60).toString(), "usesMax", 5))
        .post("/api/v1/operator/coupons").then().statusCode(201).body("payer", equalTo("PLATFORM"))
        .extract().path("couponId");
    String orderId = buyer(buyer).body(order(skuId, 1, Map.of("couponId", everywhere)))
        .post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
    assertThat(rows.count("select count(*) from trade_orders where order_id = ? "
        + "and discounts->0->>'payer' = 'PLATFORM' and discounts->0->>'minor' = '300'", orderId))
        .isEqualTo(1);
    Market.operator().put("/api/v1/operator/coupons/" + everywhere + "/end").then().statusCode(200);
  }

  @Test
  void aRepeatAnswersWithTheSameExplanation() {
    String skuId = sku(host, 9);
    String couponId = coupon(Map.of());
    var request = buyer(buyer).body(order(skuId, 1, Map.of("couponId", couponId)));
    String first = request.post("/api/v1/orders").then().statusCode(201).extract().asString();
    String again = request.post("/api/v1/orders").then().statusCode(201).extract().asString();
    assertThat(again).isEqualTo(first);
  }

  @Test
  void brokenPromisesAreRefusedFieldByField() {
    sku(host, 9);
    String door = "/api/v1/hosts/" + host + "/coupons";
    String end = Instant.now().plusSeconds(60).toString();
    host(host).body(Map.of("name", "x", "kind", "FIXED", "endsAt", end, "usesMax", 1)).post(door).then()
        .statusCode(422).body("errors[0].pointer", equalTo("/off"));
    host(host).body(Map.of("name", "x", "kind", "PERCENT", "percent", 101, "endsAt", end, "usesMax", 1))
        .post(door).then().statusCode(422).body("errors[0].pointer", equalTo("/percent"));
    host(host).body(Map.of("name", "x", "kind", "FIXED", "off", money(1), "endsAt",
            Instant.now().minusSeconds(1).toString(), "usesMax", 1)).post(door).then()
        .statusCode(422).body("errors[0].pointer", equalTo("/endsAt"));
    host(host).body(Map.of("name", "x", "kind", "FIXED", "off", money(1), "endsAt", end, "usesMax", 1,
            "buyerMax", 2)).post(door).then().statusCode(422).body("errors[0].pointer", equalTo("/buyerMax"));
    host(host).body(Map.of("elsewhere", Map.of("isServed", true), "zones",
            List.of(Map.of("region", "XX", "isServed", true)))).put("/api/v1/hosts/" + host + "/shipping")
        .then().statusCode(422).body("errors[0].pointer", equalTo("/zones/0/region"));
  }
}
