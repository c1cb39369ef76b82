package laotie.server.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser.Size;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer sees of prices in a room, and how he pays them. Pictures are left in {@code target}. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PricesScreenTest {

  private static final Map<String, String> ADDRESS =
      Map.of("name", "李雷", "phone", "13812345678", "region", "浙江 杭州", "street", "西湖边 1 号");

  /** Drawing, reading and a loaded machine may cost so much of a countdown. */
  private static final long LATE_SECONDS_MAX = 20;

  @TestHTTPResource("/")
  String home;

  private Somebody host;
  private Somebody buyer;
  private String roomId;
  private JsonPath tea;
  private JsonPath cup;

  @BeforeEach
  void aShowOnTheAir() {
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    host = Somebody.host();
    buyer = Somebody.registered();
    roomId = given().get("/api/v1/hosts/" + host.id()).path("roomId");
    tea = product("云雾绿茶", 12_800);
    cup = product("青瓷盖碗", 8_000);
    String showId = host.calls().body(Map.of("title", "春茶上新")).post("/api/v1/shows").path("showId");
    host.calls().post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    String cardId = card(showId, tea);
    card(showId, cup);
    host.calls().put("/api/v1/shows/" + showId + "/cards/" + cardId + "/pin").then().statusCode(200);
  }

  private static RequestSpecification keyed(Somebody who) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static Map<String, Object> cny(long minor) {
    return Map.of("minor", minor, "currency", "CNY");
  }

  private JsonPath product(String title, long minor) {
    return keyed(host).body(Map.of("title", title, "story", "好茶", "category", "茶",
            "skus", List.of(Map.of("name", "一份", "price", cny(minor), "supply", 20))))
        .post("/api/v1/products").then().statusCode(201).extract().jsonPath();
  }

  private String card(String showId, JsonPath product) {
    return host.calls().body(Map.of("productId", product.getString("productId")))
        .post("/api/v1/shows/" + showId + "/cards").then().statusCode(201).extract().path("cardId");
  }

  private String prices(String rest) {
    return "/api/v1/hosts/" + host.id() + rest;
  }

  private static String sku(JsonPath product) {
    return product.getString("skus[0].skuId");
  }

  private void flashSale(long minor, int units, Instant endsAt) {
    keyed(host).body(Map.of("skuId", sku(tea), "price", cny(minor), "units", units, "buyerMax", 2,
            "endsAt", endsAt.toString())).post(prices("/flash-sales")).then().statusCode(201);
  }

  private void coupon(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "满百减十五", "kind", "THRESHOLD",
        "off", cny(1_500), "threshold", cny(7_000), "usesMax", 10,
        "endsAt", Instant.now().plus(Duration.ofHours(1)).toString()));
    body.putAll(more);
    keyed(host).body(body).post(prices("/coupons")).then().statusCode(201);
  }

  private void shipping() {
    host.calls().body(Map.of(
            "elsewhere", Map.of("isServed", true, "firstMinor", 800),
            "zones", List.of(Map.of("region", "CN-XZ", "isServed", false),
                Map.of("region", "CN-XJ", "isServed", true, "firstMinor", 2_000))))
        .put(prices("/shipping")).then().statusCode(200);
  }

  private void bought(String skuId) {
    keyed(Somebody.registered()).body(Map.of("address", ADDRESS,
            "lines", List.of(Map.of("skuId", skuId, "quantity", 1))))
        .post("/api/v1/orders").then().statusCode(201);
  }

  private Browser inRoom(Size size, Duration clockWrongBy) {
    Browser browser = Browser.open(size, "zh-CN");
    browser.clockWrongBy(clockWrongBy);
    Steps.signIn(browser, home.substring(0, home.length() - 1), buyer.login());
    browser.go(home + "room/" + roomId);
    browser.find("chat-input");
    return browser;
  }

  private static void look(Browser browser, String name) {
    browser.picture(Path.of("target", "screens", "prices-" + name + ".jpg"));
  }

  private static void typeAddress(Browser browser, String region) {
    browser.type("field-name", "王小美");
    browser.type("field-phone", "13800000000");
    browser.type("field-region", region);
    browser.type("field-street", "文一路 1 号");
  }

  private static void pay(Browser browser) {
    browser.click("place-order");
    browser.click("pay-success");
    browser.find("paid");
    browser.click("finish");
    browser.await("the sheet to be gone", () -> !browser.sees("buy-sheet"));
  }

  /** Minutes and seconds of a countdown, such as {@code 00:42:10} or {@code 14:59}, as seconds. */
  private static long seconds(String words) {
    long seconds = 0;
    for (String part : words.replaceAll("[^0-9:]", "").split(":")) {
      seconds = seconds * 60 + Long.parseLong(part);
    }
    return seconds;
  }

  private static void assertCountsDownTo(Instant end, Browser browser, String test) {
    long shown = seconds(browser.text(test));
    long left = Duration.between(Instant.now(), end).toSeconds();
    assertThat(shown).as(test).isBetween(left - 2, left + LATE_SECONDS_MAX);
    browser.await("the countdown to go on", () -> seconds(browser.text(test)) < shown);
  }

  @Test
  void countdownsAreRightOnAPhoneWhoseClockIsWrongByAnHour() {
    buyer.calls().body(ADDRESS).put("/api/v1/me/address").then().statusCode(200);
    Instant end = Instant.now().plus(Duration.ofMinutes(40));
    flashSale(9_900, 5, end);
    for (Duration wrong : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      try (Browser browser = inRoom(Size.PHONE, wrong)) {
        assertCountsDownTo(end, browser, "flash-countdown");
        browser.click("buy");
        browser.find("saved-address");
        browser.click("place-order");
        browser.find("cashier");
        Instant held = Instant.parse(
            keyed(buyer).get("/api/v1/orders").then().extract().path("items[0].heldUntil"));
        assertCountsDownTo(held, browser, "hold");
        look(browser, "clock-" + wrong.toHours());
      }
    }
  }

  @Test
  void fromACouponToAFlashCardToAPaidOrderInTheRoom() {
    flashSale(9_900, 5, Instant.now().plus(Duration.ofMinutes(30)));
    host.calls().body(Map.of("price", cny(7_200))).put(prices("/room-prices/" + sku(cup)))
        .then().statusCode(200);
    coupon(Map.of());
    shipping();
    try (Browser browser = inRoom(Size.PHONE, Duration.ZERO)) {
      browser.click("coupon-chip");
      browser.select("[data-test='coupon-chip'][data-held='true']");
      browser.select("[data-test='flash-left'][data-left='5']");
      bought(sku(tea));
      browser.select("[data-test='flash-left'][data-left='4']");
      look(browser, "room");

      browser.click("buy");
      browser.awaitText("buy-price", "99");
      browser.select("[data-step='FLASH']");
      typeAddress(browser, "新疆 喀什");
      browser.awaitText("price-steps", "新疆");
      browser.awaitText("total", "119");
      look(browser, "sheet");
      pay(browser);

      browser.click("open-goods");
      browser.clickSelected("[data-test='card-row']:last-child [data-test='buy-card']");
      browser.select("[data-step='ROOM']");
      browser.select("[data-step='COUPON']");
      browser.awaitText("total", "77");
      look(browser, "steps");
      pay(browser);
      assertThat(browser.address()).as("he never left the room").contains("/room/" + roomId);
    }
    keyed(buyer).get("/api/v1/orders").then().statusCode(200)
        .body("items.amount.minor", contains(7_700, 11_900))
        .body("items.status", contains("PAID", "PAID"));
  }

  @Test
  void aPriceThatRoseIsShownAndWaitsForAnotherTap() {
    try (Browser browser = inRoom(Size.PHONE, Duration.ZERO)) {
      browser.click("buy");
      browser.awaitText("total", "128");
      typeAddress(browser, "浙江 杭州");
      host.calls().body(Map.of("title", "云雾绿茶", "story", "好茶", "category", "茶",
              "skus", List.of(Map.of("skuId", sku(tea), "name", "一份", "price", cny(13_800), "supply", 0))))
          .put("/api/v1/products/" + tea.getString("productId")).then().statusCode(200);
      browser.click("place-order");
      browser.awaitText("price-rose", "¥138");
      browser.awaitText("place-order", "¥138");
      look(browser, "rose");
      assertThat(browser.sees("cashier")).isFalse();
      browser.click("place-order");
      browser.find("cashier");
      browser.awaitText("amount", "138");
    }
  }

  @Test
  void limitsAndRegionsAreSaidInWordsWithAWayOn() {
    shipping();
    host.calls().body(Map.of("units", 1, "days", 30)).put(prices("/limits/" + tea.getString("productId")))
        .then().statusCode(200);
    try (Browser browser = inRoom(Size.PHONE, Duration.ZERO)) {
      browser.click("buy");
      typeAddress(browser, "西藏 拉萨");
      browser.awaitText("buy-problem", "不送到");
      assertThat(browser.find("place-order").isEnabled()).isFalse();
      browser.fill("region", "");
      browser.find("provinces");
      browser.clickSelected("[data-test='province']");
      browser.awaitText("total", "136");
      assertThat(browser.find("field-region").getDomProperty("value")).isEqualTo("北京 ");
      browser.click("quantity-more");
      browser.awaitText("total", "264");
      browser.click("place-order");
      browser.awaitText("buy-problem", "30 天内限购 1 件");
      look(browser, "limit");
      browser.click("take-some");
      browser.awaitText("quantity", "1");
      browser.awaitText("total", "136");
      browser.click("place-order");
      browser.find("cashier");
    }
  }

  @Test
  void aHostMakesAFlashSaleAndACouponAndTakesAnEndBack() {
    try (Browser desk = Browser.open(Size.PHONE, "en")) {
      Steps.signIn(desk, home.substring(0, home.length() - 1), host.login());
      desk.go(home + "studio/prices");
      desk.click("flash-new");
      desk.clickSelected("[data-test='field-skuId'] option[value='" + sku(tea) + "']");
      desk.type("field-price", "200");
      desk.type("field-units", "5");
      desk.click("prices-save");
      desk.find("prices-problem");
      desk.type("field-price", "99.50");
      desk.click("prices-save");
      desk.select("[data-test='flash-row'][data-over='false']");
      desk.click("flash-end");
      desk.select("[data-test='flash-row'][data-over='true']");
      desk.click("undo");
      desk.select("[data-test='flash-row'][data-over='false']");
      look(desk, "desk");

      desk.click("prices-coupons");
      desk.find("empty");
      desk.click("coupon-new");
      desk.clickSelected("label:has([data-test='kind-THRESHOLD'])");
      desk.type("field-name", "Spring");
      desk.type("field-off", "10");
      desk.type("field-threshold", "5");
      desk.click("prices-save");
      desk.find("prices-problem");
      desk.type("field-threshold", "100");
      desk.click("prices-save");
      desk.awaitText("coupon-row", "¥10 off over ¥100");
    }
    given().get(prices("/offers")).then().statusCode(200)
        .body("flashSales.price.minor", contains(9_950)).body("flashSales.left", contains(5))
        .body("coupons.off.minor", contains(1_000));
  }
}
