package laotie.server.trade;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.keyless;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import laotie.guard.Ban;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.guard.Guard;
import laotie.server.http.Problem;
import laotie.server.people.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fast lane takes what is right in every respect, and lets nobody in whom the door would refuse. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class OrderLaneTest {

  private static final String DOOR = "/api/v1/orders";

  @Inject Rows rows;
  @Inject MeterRegistry meters;
  @Inject Till till;
  @Inject Guard guard;
  @Inject People people;

  private final String buyer = id("acc");
  private String skuId;

  @BeforeEach
  void fillTheShelf() {
    skuId = sku(id("host"), 50);
  }

  private double taken() {
    return meters.counter("laotie.lane", "door", DOOR).count();
  }

  /** Asks, and says how the lane's count changed. */
  private Response ask(RequestSpecification request, int takenWanted) {
    double before = taken();
    Response response = request.post(DOOR);
    assertThat(taken() - before).as(response.asString()).isEqualTo(takenWanted);
    return response;
  }

  private void refuses(RequestSpecification request, int status, String reason) {
    String stock = rows.stock(skuId);
    ask(request, 0).then().statusCode(status).contentType("application/problem+json")
        .body("reason", equalTo(reason)).body("type", notNullValue()).body("detail", notNullValue())
        .body("status", equalTo(status));
    assertThat(rows.stock(skuId)).isEqualTo(stock);
  }

  private RequestSpecification said(String body) {
    return buyer(buyer).body(body);
  }

  @Test
  void takesAnOrderWhetherOrNotMemoryKnowsEverything() {
    ask(said(order(skuId, 1)), 1).then().statusCode(201);
    ask(said(order(skuId, 1)), 1).then().statusCode(201).contentType("application/json")
        .header("X-Content-Type-Options", "nosniff");
    assertThat(rows.stock(skuId)).isEqualTo("48 2 0");
  }

  @Test
  void laneAndDoorAnswerTheSame() {
    String key = id("key");
    Response lane = ask(keyless(buyer).header("Idempotency-Key", key).body(order(skuId, 1)), 1);
    // A number in quotes is not as usual, and the door reads it as the number.
    Response door = ask(keyless(buyer).header("Idempotency-Key", key)
        .body(order(skuId, 1).replace("\"quantity\":1", "\"quantity\":\"1\"")), 0);
    assertThat(lane.statusCode()).isEqualTo(201);
    assertThat(door.statusCode()).isEqualTo(201);
    assertThat(lane.contentType()).isEqualTo(door.contentType());
    assertThat(lane.jsonPath().<Map<String, Object>>get("$"))
        .isEqualTo(door.jsonPath().<Map<String, Object>>get("$"));
    assertThat(rows.stock(skuId)).isEqualTo("49 1 0");
  }

  @Test
  void takesTheSavedAddress() {
    buyer(buyer).body(ADDRESS).put("/api/v1/me/address").then().statusCode(200);
    ask(said("{\"lines\":[{\"skuId\":\"%s\",\"quantity\":1}]}".formatted(skuId)), 1).then().statusCode(201)
        .body("address.region", equalTo("黑龙江 哈尔滨")).body("address.name", equalTo("李**"));
  }

  @Test
  void refusesWhoeverHasNoSession() {
    refuses(given().contentType("application/json").header("Idempotency-Key", id("key"))
        .body(order(skuId, 1)), 401, "NOT_SIGNED_IN");
  }

  @Test
  void refusesASessionThatEndedOrWasInvented() {
    String session = Market.session(buyer, false);
    ask(Market.with(session).body(order(skuId, 1)), 1).then().statusCode(201);
    Market.with(session).delete("/api/v1/sessions/current").then().statusCode(204);
    refuses(Market.with(session).body(order(skuId, 1)), 401, "SESSION_ENDED");
    refuses(Market.with("invented").body(order(skuId, 1)), 401, "SESSION_ENDED");
  }

  @Test
  void refusesGuests() {
    refuses(Market.guest().body(order(skuId, 1)), 403, "MEMBERS_ONLY");
  }

  @Test
  void refusesWhoeverWasShutOut() {
    ask(said(order(skuId, 1)), 1).then().statusCode(201);
    String operator = people.ensureAccount(
        new People.Wanted("laneoperator", "运营", "long-enough-password", true, false));
    guard.ban(new Ban.Target(buyer, false), "bought likes", operator);
    ask(said(order(skuId, 1)), 0).then().statusCode(403).body("type", equalTo("/problems/banned"));
    assertThat(rows.stock(skuId)).isEqualTo("49 1 0");
  }

  @Test
  void refusesForeignPages() {
    refuses(said(order(skuId, 1)).header("Origin", "http://evil.example"), 403, "ORIGIN_FOREIGN");
  }

  @Test
  void refusesKeysThatAreMissingShortOrLong() {
    refuses(keyless(buyer).body(order(skuId, 1)), 400, "KEY_MISSING");
    refuses(keyless(buyer).header("Idempotency-Key", "1234567").body(order(skuId, 1)), 400, "KEY_MISSING");
    refuses(keyless(buyer).header("Idempotency-Key", "k".repeat(81)).body(order(skuId, 1)), 400,
        "KEY_MISSING");
  }

  @Test
  void refusesBodiesThatAreNotOrders() {
    String line = "{\"skuId\":\"%s\",\"quantity\":1}".formatted(skuId);
    String end = ",\"address\":" + ADDRESS + "}";
    for (String broken : List.of(
        "{\"lines\":[", "[]", "\"text\"", "1",
        "{\"lines\":[" + line + "],\"stray\":1" + end,
        "{\"lines\":[{\"skuId\":\"%s\",\"quantity\":1,\"price\":1}]".formatted(skuId) + end,
        "{\"lines\":{\"skuId\":1}" + end,
        "{\"lines\":[{\"skuId\":[],\"quantity\":1}]" + end,
        "{\"lines\":[{\"skuId\":\"%s\",\"quantity\":{}}]".formatted(skuId) + end,
        "{\"lines\":[{\"skuId\":\"%s\",\"quantity\":99999999999}]".formatted(skuId) + end,
        "{\"lines\":[" + line + "],\"address\":\"here\"}",
        "{\"lines\":[" + line + "],\"address\":{\"name\":\"a\",\"planet\":\"b\"}}",
        "{\"lines\":[" + line + "],\"viewId\":{}" + end)) {
      refuses(said(broken), 400, "MALFORMED");
    }
    refuses(said("{\"lines\":[" + line + "],\"address\":{\"name\":\"a\"}}"), 422, "FIELD_WRONG");
    refuses(said("{\"lines\":[" + line + "]}"), 422, "FIELD_WRONG");
    refuses(said(""), 422, "FIELD_WRONG");
  }

  @Test
  void refusesOtherTypesAndLargeBodies() {
    refuses(given().cookie("laotie_session", Market.session(buyer, false)).contentType("text/plain")
        .header("Idempotency-Key", id("key")).body(order(skuId, 1)), 415, "TYPE_UNKNOWN");
    refuses(said(order(skuId, 1) + " ".repeat(256 * 1024)), 413, "BODY_TOO_LARGE");
  }

  @Test
  void refusesWithRetryAfterWhenTheTillIsFull() {
    ask(said(order(skuId, 1)), 1).then().statusCode(201);
    List<Ticket> waiting = new ArrayList<>();
    CompletableFuture<Integer> blocked = new CompletableFuture<>();
    rows.whileLocked("select 1 from goods_stock where sku_id = ? for update", skuId, () -> {
      Thread.startVirtualThread(
          () -> blocked.complete(said(order(skuId, 1)).post(DOOR).statusCode()));
      Await.until("the till to wait for the stock row", () -> rows.count(
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
      fill(waiting);
      ask(said(order(skuId, 1)), 0).then().statusCode(503).header("Retry-After", "1")
          .contentType("application/problem+json").body("reason", equalTo("OVERLOADED"));
    });
    waiting.forEach(Till::await);
    assertThat(blocked.join()).isEqualTo(201);
    assertThat(rows.stock(skuId)).isEqualTo("48 2 0");
  }

  @Test
  void whoWaitsTooLongIsToldToAskAgainAndTheKeyKeepsHimFromBuyingTwice() {
    ask(said(order(skuId, 1)), 1).then().statusCode(201);
    RequestSpecification request = said(order(skuId, 1));
    CompletableFuture<Response> blocked = new CompletableFuture<>();
    rows.whileLocked("select 1 from goods_stock where sku_id = ? for update", skuId, () -> {
      Thread.startVirtualThread(() -> blocked.complete(request.post(DOOR)));
      Await.until("the till to wait for the stock row", () -> rows.count(
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
      till.endWaitsOver(Duration.ZERO);
      blocked.join().then().statusCode(503).header("Retry-After", "1").body("reason", equalTo("OVERLOADED"));
    });
    String first = request.post(DOOR).then().statusCode(201).extract().path("orderId");
    request.post(DOOR).then().statusCode(201).body("orderId", equalTo(first));
    assertThat(rows.stock(skuId)).isEqualTo("48 2 0");
  }

  private void fill(List<Ticket> waiting) {
    try {
      while (waiting.size() <= Till.QUEUE_MAX) {
        waiting.add(till.send(new Command.Cancel("ord_none")));
      }
    } catch (Problem full) {
      assertThat(waiting).hasSize(Till.QUEUE_MAX);
      return;
    }
    throw new AssertionError("the queue has no end");
  }
}
