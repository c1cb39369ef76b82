package laotie.server.trade;

import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.pay;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.trade.Command.Claim;
import laotie.server.trade.Command.Key;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Basket;
import laotie.trade.Basket.Wanted;
import laotie.trade.Limit;
import laotie.trade.Offer;
import laotie.trade.Wish;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LimitTest {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Rows rows;
  @Inject Database database;
  @Inject Batches batches;

  private final String host = id("host");
  private final String buyer = id("acc");

  private JsonPath twoVariants(int units) {
    return host(host).body("""
        {"title":"红色连衣裙","category":"服装","skus":[
         {"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d},
         {"name":"L","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}""".formatted(units, units))
        .post("/api/v1/products").then().statusCode(201).extract().jsonPath();
  }

  private void limit(String productId, int units, int days) {
    host(host).body("{\"units\":%d,\"days\":%d}".formatted(units, days))
        .put("/api/v1/hosts/" + host + "/limits/" + productId).then().statusCode(200);
  }

  private ValidatableResponse buy(String skuId, int quantity) {
    return buyer(buyer).body(order(skuId, quantity)).post("/api/v1/orders").then();
  }

  private static String some(String lines) {
    return "{\"lines\":[%s],\"address\":%s,\"partial\":true}".formatted(lines, ADDRESS);
  }

  private static String line(String skuId, int quantity) {
    return "{\"skuId\":\"%s\",\"quantity\":%d}".formatted(skuId, quantity);
  }

  @Test
  void oneBuyerHasNoMoreThanTheHostLetsHimInAllVariantsTogether() {
    JsonPath product = twoVariants(50);
    String medium = product.getString("skus[0].skuId");
    String large = product.getString("skus[1].skuId");
    limit(product.getString("productId"), 3, 0);
    buy(medium, 2).statusCode(201);
    buy(large, 2).statusCode(409).body("reason", equalTo("BUYER_LIMIT")).body("buyerMax", equalTo(3))
        .body("buyerLeft", equalTo(1)).body("productId", equalTo(product.getString("productId")));
    buy(large, 1).statusCode(201);
    buy(medium, 1).statusCode(409).body("buyerLeft", equalTo(0));
    assertThat(rows.stock(medium)).isEqualTo("48 2 0");
    buyer(id("acc")).body(order(medium, 3)).post("/api/v1/orders").then().statusCode(201);
    host(host).delete("/api/v1/hosts/" + host + "/limits/" + product.getString("productId"))
        .then().statusCode(204);
    buy(medium, 5).statusCode(201);
  }

  @Test
  void whatWasCancelledOrWentBackDoesNotCount() {
    JsonPath product = twoVariants(50);
    String skuId = product.getString("skus[0].skuId");
    limit(product.getString("productId"), 1, 0);
    String unpaid = placed(buyer, skuId, 1);
    buy(skuId, 1).statusCode(409);
    buyer(buyer).delete("/api/v1/orders/" + unpaid).then().statusCode(200);
    String paid = paid(buyer, skuId, 1);
    buy(skuId, 1).statusCode(409);
    buyer(buyer).delete("/api/v1/orders/" + paid).then().statusCode(200);
    buy(skuId, 1).statusCode(201);
  }

  @Test
  void aLimitOverDaysForgetsWhatIsOlder() {
    JsonPath product = twoVariants(50);
    String skuId = product.getString("skus[0].skuId");
    limit(product.getString("productId"), 1, 7);
    String orderId = paid(buyer, skuId, 1);
    buy(skuId, 1).statusCode(409).body("days", equalTo(7));
    rows.run("update trade_orders set placed_at = placed_at - interval '8 days' where order_id = ?", orderId);
    buy(skuId, 1).statusCode(201);
    limit(product.getString("productId"), 1, 0);
    buy(skuId, 1).statusCode(409);
  }

  @Test
  void twoTillsLetOneBuyerHaveNoMoreThroughDifferentVariants() throws Exception {
    for (int round = 0; round < 8; round++) {
      JsonPath product = twoVariants(50);
      String productId = product.getString("productId");
      String who = id("acc");
      List<Command.Place> tabs = List.of(
          place(product.getString("skus[0].skuId"), productId, who),
          place(product.getString("skus[1].skuId"), productId, who));
      List<Future<Answer>> answers = new ArrayList<>();
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Command.Place tab : tabs) {
          answers.add(pool.submit(() -> database.write(
              connection -> batches.of(List.of(new Ticket(tab))).run(connection)).getFirst()));
        }
      }
      int done = 0;
      for (Future<Answer> answer : answers) {
        done += answer.get() instanceof Answer.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  private static Command.Place place(String skuId, String productId, String buyerId) {
    Basket basket = new Basket(id("ord"), buyerId, List.of(new Wanted(
        new Offer(skuId, productId, "host_x", Money.cny(8_000), true), 1)), "", "", "", ORIGIN);
    return new Command.Place(new Claim(new Key(buyerId, id("key")), "hash"), basket,
        List.of(new LineText("裙", "M", "")), "{}", new byte[0],
        new Wish(false, List.of(new Limit(productId, 1, 0))), Market.listPrices(basket));
  }

  @Test
  void onlyTheHostSetsLimitsOfHisOwnProducts() {
    JsonPath product = twoVariants(5);
    String door = "/api/v1/hosts/" + host + "/limits/";
    String other = id("host");
    host(other).body("{\"units\":1,\"days\":0}").put(door + product.getString("productId"))
        .then().statusCode(404);
    host(other).body("{\"units\":1,\"days\":0}")
        .put("/api/v1/hosts/" + other + "/limits/" + product.getString("productId")).then().statusCode(404);
    host(host).body("{\"units\":0,\"days\":0}").put(door + product.getString("productId"))
        .then().statusCode(422);
    host(host).body("{\"units\":1,\"days\":366}").put(door + product.getString("productId"))
        .then().statusCode(422);
    limit(product.getString("productId"), 2, 30);
    host(host).get("/api/v1/hosts/" + host + "/limits").then().body("items", hasSize(1))
        .body("items[0].units", equalTo(2)).body("items[0].days", equalTo(30));
    buyer(buyer).get("/api/v1/hosts/" + host + "/limits").then().statusCode(404);
  }

  @Test
  void aBuyerWithTwentyUnpaidOrdersPaysOneBeforeHePlacesMore() {
    String skuId = sku(host, 99);
    String first = placed(buyer, skuId, 1);
    for (int i = 1; i < 20; i++) {
      placed(buyer, skuId, 1);
    }
    buy(skuId, 1).statusCode(409).body("reason", equalTo("TOO_MANY_UNPAID"))
        .body("unpaidMax", equalTo(20));
    buyer(id("acc")).body(order(skuId, 1)).post("/api/v1/orders").then().statusCode(201);
    pay(buyer, first);
    buy(skuId, 1).statusCode(201);
    buy(skuId, 1).statusCode(409);
    assertThat(rows.stock(skuId)).isEqualTo("77 21 1");
  }

  @Test
  void takesWhatIsThereAndSaysWhatIsNot() {
    String plenty = sku(host, 9);
    String few = sku(host, 2);
    String none = sku(host, 1);
    placed(id("acc"), none, 1);
    String body = some(line(plenty, 3) + "," + line(few, 5) + "," + line(none, 1));
    var request = buyer(buyer).body(body);
    String orderId = request.post("/api/v1/orders").then().statusCode(201)
        .body("lines", hasSize(2)).body("lines.quantity.sum()", equalTo(5))
        .body("amount.minor", equalTo(40_000)).body("missing", hasSize(2))
        .body("missing.find { it.skuId == '" + few + "' }.got", equalTo(2))
        .body("missing.find { it.skuId == '" + none + "' }.got", equalTo(0))
        .extract().path("orderId");
    request.post("/api/v1/orders").then().statusCode(201).body("orderId", equalTo(orderId))
        .body("missing", hasSize(2));
    buyer(buyer).get("/api/v1/orders/" + orderId).then().body("missing", hasSize(2))
        .body("missing[0].title", equalTo("红色连衣裙"));
    assertThat(rows.stock(few)).isEqualTo("0 2 0");
    buyer(buyer).body(some(line(none, 1))).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("OUT_OF_STOCK"));
    buyer(buyer).body(some(line(few, 2) + "," + line(plenty, 0))).post("/api/v1/orders")
        .then().statusCode(422).body("reason", equalTo("QUANTITY_OUTSIDE_LIMIT"));
  }

  @Test
  void withoutAskingForPartItStaysAllOrNothing() {
    String plenty = sku(host, 9);
    String few = sku(host, 1);
    buyer(buyer).body("{\"lines\":[%s,%s],\"address\":%s}".formatted(
        line(plenty, 1), line(few, 2), ADDRESS)).post("/api/v1/orders").then().statusCode(409);
    assertThat(rows.stock(plenty)).isEqualTo("9 0 0");
  }

  @Test
  void takingPartKeepsToTheLimitToo() {
    JsonPath product = twoVariants(50);
    limit(product.getString("productId"), 3, 0);
    buyer(buyer).body(some(line(product.getString("skus[0].skuId"), 2) + ","
        + line(product.getString("skus[1].skuId"), 5))).post("/api/v1/orders").then().statusCode(201)
        .body("lines[0].quantity", equalTo(2)).body("lines[1].quantity", equalTo(1));
  }
}
