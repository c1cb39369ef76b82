package laotie.server.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import laotie.server.boot.TestSquare;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a room hears of its host's flash sales, room prices and coupons. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class OffersRoomTest {

  private static final Map<String, String> ADDRESS =
      Map.of("name", "李雷", "phone", "13812345678", "region", "浙江 杭州", "street", "西湖边 1 号");

  private Stage stage;
  private String productId;
  private String skuId;

  @BeforeEach
  void aShow() {
    stage = Stage.live();
    productId = stage.product("Red coat");
    skuId = given().get("/api/v1/products/" + productId).path("skus[0].skuId");
  }

  private static RequestSpecification keyed(Somebody who) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private String prices(String rest) {
    return "/api/v1/hosts/" + stage.host().id() + rest;
  }

  private static Map<String, Object> cny(long minor) {
    return Map.of("minor", minor, "currency", "CNY");
  }

  private String flashSale(int units) {
    return keyed(stage.host()).body(Map.of("skuId", skuId, "price", cny(9_900), "units", units,
            "endsAt", Instant.now().plus(Duration.ofHours(1)).toString()))
        .post(prices("/flash-sales")).then().statusCode(201).extract().path("flashSaleId");
  }

  private static String orderOf(Somebody buyer, String ofSkuId) {
    return keyed(buyer).body(Map.of("address", ADDRESS,
            "lines", List.of(Map.of("skuId", ofSkuId, "quantity", 1))))
        .post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
  }

  @Test
  void unitsLeftMoveOnceASecondAtMostHoweverManyOrdersThereAre() {
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("路人"));
    String saleId = flashSale(5);
    reader.await("offers");
    List<Somebody> buyers = Stream.generate(Somebody::registered).limit(5).toList();
    Instant start = Instant.now();
    List<String> orders = buyers.stream().map(buyer -> orderOf(buyer, skuId)).toList();
    reader.await("flash", frame -> frame.at("/left/" + saleId).asLong(-1) == 0);
    long seconds = Duration.between(start, Instant.now()).toSeconds();
    assertThat(reader.all("flash")).hasSizeLessThanOrEqualTo((int) seconds + 2);
    buyers.getFirst().calls().delete("/api/v1/orders/" + orders.getFirst()).then().statusCode(200);
    reader.await("flash", frame -> frame.at("/left/" + saleId).asLong() == 1);
  }

  @Test
  void ordersOfOtherGoodsTellNothingOfFlashSales() {
    String saleId = flashSale(3);
    String other = given().get("/api/v1/products/" + stage.product("Blue coat")).path("skus[0].skuId");
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("路人"));
    Somebody buyer = Somebody.registered();
    orderOf(buyer, other);
    reader.await("flash", frame -> frame.at("/left/" + saleId).asLong() == 3);
    orderOf(buyer, other);
    orderOf(buyer, skuId);
    reader.await("flash", frame -> frame.at("/left/" + saleId).asLong() == 2);
    assertThat(reader.all("flash")).hasSize(2);
  }

  @Test
  void aRoomPriceAndACouponAreToldAsOneWordToAskAgain() {
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("路人"));
    stage.host().calls().body(Map.of("price", cny(15_000))).put(prices("/room-prices/" + skuId))
        .then().statusCode(200);
    keyed(stage.host()).body(Map.of("name", "立减", "kind", "FIXED", "off", cny(500), "usesMax", 10,
            "endsAt", Instant.now().plus(Duration.ofHours(1)).toString()))
        .post(prices("/coupons")).then().statusCode(201);
    reader.await("offers");
    given().get(prices("/offers")).then().statusCode(200)
        .body("roomPrices[0].price.minor", equalTo(15_000)).body("coupons[0].off.minor", equalTo(500));
  }

  @Test
  void aGuestInTheRoomIsQuotedTheRoomPrice() {
    stage.host().calls().body(Map.of("price", cny(15_000))).put(prices("/room-prices/" + skuId))
        .then().statusCode(200);
    Somebody guest = Somebody.guest("路人");
    keyed(guest).body(Map.of("lines", List.of(Map.of("skuId", skuId, "quantity", 1)),
            "viewId", stage.viewOf(guest)))
        .post("/api/v1/orders/quote").then().statusCode(200)
        .body("quote.total.minor", equalTo(15_000));
    given().contentType("application/json")
        .body(Map.of("lines", List.of(Map.of("skuId", skuId, "quantity", 1))))
        .post("/api/v1/orders/quote").then().statusCode(200).body("quote.total.minor", equalTo(19_900));
  }
}
