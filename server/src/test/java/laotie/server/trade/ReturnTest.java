package laotie.server.trade;

import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.pay;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ReturnTest {

  private static final String PARCEL = "{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}";

  @Inject Rows rows;
  @Inject ReturnJob job;
  @Inject LifeJob life;

  private final String host = id("host");
  private final String buyer = id("acc");

  private String delivered(String skuId, int quantity) {
    String orderId = paid(buyer, skuId, quantity);
    host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    return orderId;
  }

  private ValidatableResponse ask(String orderId, String kind, String reason, String lines) {
    return buyer(buyer).body("""
        {"kind":"%s","reason":"%s","lines":[%s],"words":"线头都开了"}""".formatted(kind, reason, lines))
        .post("/api/v1/orders/" + orderId + "/returns").then();
  }

  private String asked(String orderId, String kind, String reason, String lines) {
    return ask(orderId, kind, reason, lines).statusCode(201).extract().path("returnId");
  }

  private static ValidatableResponse step(RequestSpecification who, String returnId, String body) {
    return who.body(body).post("/api/v1/returns/" + returnId + "/steps").then();
  }

  private static String does(String action) {
    return "{\"action\":\"%s\",\"words\":\"因为这样\"}".formatted(action);
  }

  private static String sends() {
    return "{\"action\":\"SEND\",\"carrier\":\"中通\",\"trackingNumber\":\"ZT9\"}";
  }

  private long facts(String type, String orderId) {
    return rows.count("select count(*) from log where type = ? and key = ?", type, orderId);
  }

  private long promised(String orderId) {
    return rows.count("select coalesce(sum(amount_minor), 0) from trade_refunds"
        + " where order_id = ? and kind = 'REFUND'", orderId);
  }

  @Test
  void goodsGoBackInAgreementAndAreOnTheShelfAgain() {
    String skuId = sku(host, 5);
    String orderId = delivered(skuId, 3);
    String returnId = asked(orderId, "RETURN", "QUALITY", "{\"line\":0,\"quantity\":2}");
    host(host).body(ADDRESS).put("/api/v1/hosts/" + host + "/return-address").then().statusCode(200);
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("state", equalTo("ASKED"))
        .body("asked.minor", equalTo(16_000)).body("isFree", equalTo(true)).body("dueAt", notNullValue())
        .body("powers", contains("WITHDRAW")).body("sendTo", nullValue())
        .body("steps[0].words", equalTo("线头都开了"));
    step(host(host), returnId, "{\"action\":\"AGREE\"}").statusCode(200).body("state", equalTo("AGREED"));
    buyer(buyer).get("/api/v1/returns/" + returnId).then()
        .body("sendTo.street", equalTo("中央大街 1 号")).body("powers", containsInAnyOrder("SEND", "WITHDRAW"));
    step(buyer(buyer), returnId, sends()).statusCode(200).body("state", equalTo("SENT_BACK"))
        .body("trackingNumber", equalTo("ZT9"));
    assertThat(promised(orderId)).isZero();
    step(host(host), returnId, "{\"action\":\"ARRIVE\",\"isBackOnShelf\":true}").statusCode(200)
        .body("state", equalTo("REFUNDED")).body("refunded.minor", equalTo(16_000))
        .body("restockedAt", notNullValue()).body("powers", empty());
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(promised(orderId)).isEqualTo(16_000);
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    buyer(buyer).get("/api/v1/orders/" + orderId).then().body("refunded.minor", equalTo(16_000))
        .body("lines[0].refundedQuantity", equalTo(2));
    buyer(buyer).get("/api/v1/orders/" + orderId + "/life").then().body("steps.change", contains("PLACED",
        "PAID", "SHIPPED", "DELIVERED", "RETURN_ASKED", "RETURN_AGREED", "RETURN_SENT", "REFUND_PROMISED",
        "RETURN_ARRIVED", "RESTOCKED"));
    assertThat(facts("ReturnAsked", orderId)).isEqualTo(1);
    assertThat(facts("ReturnAnswered", orderId)).isEqualTo(1);
    assertThat(facts("ReturnClosed", orderId)).isEqualTo(1);
    assertThat(facts("GoodsRestocked", orderId)).isEqualTo(1);
    assertThat(rows.count("select count(*) from log where type = 'OrderRefunded' and key = ?"
        + " and not (body->>'isWhole')::boolean", orderId)).isEqualTo(1);
  }

  @Test
  void theLastPartMakesTheOrderRefundedAndPartsSumToTheWhole() {
    String skuId = sku(host, 5);
    String orderId = delivered(skuId, 2);
    for (int i = 0; i < 2; i++) {
      String returnId = asked(orderId, "RETURN", "WRONG_ITEM", "{\"line\":0,\"quantity\":1}");
      step(host(host), returnId, does("AGREE")).statusCode(200);
      step(buyer(buyer), returnId, sends()).statusCode(200);
      step(host(host), returnId, does("ARRIVE")).statusCode(200);
    }
    assertThat(status(buyer, orderId)).isEqualTo("REFUNDED");
    assertThat(promised(orderId)).isEqualTo(16_000);
    assertThat(rows.count("select count(*) from log where type = 'OrderRefunded' and key = ?"
        + " and (body->>'isWhole')::boolean", orderId)).isEqualTo(1);
    ask(orderId, "RETURN", "QUALITY", "").statusCode(409).body("reason", equalTo("RETURN_UNITS_WRONG"));
    Await.until("all money to be back", () -> rows.count("select coalesce(sum(amount_minor), 0)"
        + " from trade_ledger where order_id = ? and purse = 'PLATFORM_CASH'", orderId) == 0);
    assertThat(rows.ledgerSum()).isZero();
  }

  @Test
  void withoutReasonNobodyNeedsToAgree() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "NO_REASON", "");
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("state", equalTo("AGREED"))
        .body("isFree", equalTo(false)).body("steps.action", contains("RETURN_ASKED", "RETURN_AGREED"))
        .body("steps[1].actor", equalTo("SYSTEM"));
    step(host(host), returnId, does("REFUSE")).statusCode(409)
        .body("reason", equalTo("RETURN_STATE_WRONG"));
    rows.run("update trade_orders set delivered_at = delivered_at - interval '7 days' where order_id = ?",
        orderId);
    step(buyer(buyer), returnId, does("WITHDRAW")).statusCode(200);
    ask(orderId, "RETURN", "NO_REASON", "").statusCode(409).body("reason", equalTo("RETURN_NOT_POSSIBLE"));
  }

  @Test
  void aTrustedBuyerSendsBackForFree() {
    String skuId = sku(host, 9);
    for (int i = 0; i < 5; i++) {
      paid(buyer, skuId, 1);
    }
    String orderId = delivered(skuId, 1);
    String returnId = asked(orderId, "RETURN", "NO_REASON", "");
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("isFree", equalTo(true));
  }

  @Test
  void aSilentHostAgreesASilentBuyerKeepsIt() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "QUALITY", "");
    Instant now = Instant.now();
    job.passSome(now.plus(Duration.ofHours(47)));
    assertThat(state(returnId)).isEqualTo("ASKED");
    job.passSome(now.plus(Duration.ofHours(49)));
    assertThat(state(returnId)).isEqualTo("AGREED");
    // The database keeps microseconds and may round a deadline up.
    job.passSome(now.plus(Duration.ofHours(49)).plus(Duration.ofDays(7)).plusSeconds(1));
    assertThat(state(returnId)).isEqualTo("WITHDRAWN");
    assertThat(promised(orderId)).isZero();
    buyer(buyer).get("/api/v1/returns/" + returnId).then()
        .body("steps.actor", contains("BUYER", "SYSTEM", "SYSTEM"));
  }

  @Test
  void aHostWhoSaysNothingOfWhatCameHasIt() {
    String skuId = sku(host, 5);
    String orderId = delivered(skuId, 1);
    String returnId = asked(orderId, "RETURN", "NO_REASON", "");
    step(buyer(buyer), returnId, sends()).statusCode(200);
    job.passSome(Instant.now().plus(Duration.ofDays(8)));
    assertThat(state(returnId)).isEqualTo("REFUNDED");
    assertThat(promised(orderId)).isEqualTo(8_000);
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    host(host).get("/api/v1/returns/" + returnId).then().body("isToShelve", equalTo(true));
    host(host).post("/api/v1/returns/" + returnId + "/restock").then().statusCode(200);
    host(host).post("/api/v1/returns/" + returnId + "/restock").then().statusCode(409);
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
  }

  @Test
  void aProposalIsAcceptedAndTheBuyerKeepsTheGoods() {
    String skuId = sku(host, 5);
    String orderId = delivered(skuId, 1);
    String returnId = asked(orderId, "RETURN", "NOT_AS_DESCRIBED", "");
    step(host(host), returnId, "{\"action\":\"PROPOSE\",\"minor\":8000}").statusCode(409)
        .body("reason", equalTo("RETURN_AMOUNT_WRONG"));
    step(host(host), returnId, "{\"action\":\"PROPOSE\",\"minor\":3000}").statusCode(200)
        .body("award.minor", equalTo(3_000)).body("asked.minor", equalTo(8_000));
    step(buyer(buyer), returnId, does("ACCEPT")).statusCode(200).body("state", equalTo("REFUNDED"));
    assertThat(promised(orderId)).isEqualTo(3_000);
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    ask(orderId, "RETURN", "QUALITY", "").statusCode(409).body("reason", equalTo("RETURN_UNITS_WRONG"));
  }

  @Test
  void whatBothCanNotAgreeOnTheOperatorDecidesWithWords() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "COUNTERFEIT", "");
    step(host(host), returnId, "{\"action\":\"REFUSE\"}").statusCode(422);
    step(host(host), returnId, does("REFUSE")).statusCode(200).body("state", equalTo("REFUSED"));
    step(buyer(buyer), returnId, does("ESCALATE")).statusCode(200).body("state", equalTo("ESCALATED"));
    job.passSome(Instant.now().plus(Duration.ofDays(365)));
    assertThat(state(returnId)).isEqualTo("ESCALATED");
    operator().get("/api/v1/operator/returns?limit=100").then().body("items.returnId", hasItem(returnId));
    step(buyer(buyer), returnId, does("DECIDE")).statusCode(409);
    step(operator(), returnId, "{\"action\":\"DECIDE\",\"minor\":5000}").statusCode(422);
    step(operator(), returnId, "{\"action\":\"DECIDE\",\"minor\":5000,\"words\":\"各退一步\"}").statusCode(200)
        .body("state", equalTo("REFUNDED")).body("refunded.minor", equalTo(5_000));
    assertThat(promised(orderId)).isEqualTo(5_000);
    assertThat(facts("ReturnEscalated", orderId)).isEqualTo(1);
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("steps[-1].words", equalTo("各退一步"));
  }

  @Test
  void whatTheOperatorRefusedIsNotAskedAgain() {
    String orderId = delivered(sku(host, 5), 2);
    String returnId = asked(orderId, "RETURN", "OTHER", "{\"line\":0,\"quantity\":1}");
    step(host(host), returnId, does("REFUSE")).statusCode(200);
    step(buyer(buyer), returnId, does("ESCALATE")).statusCode(200);
    step(operator(), returnId, does("DECIDE")).statusCode(200).body("state", equalTo("REJECTED"));
    ask(orderId, "RETURN", "QUALITY", "{\"line\":0,\"quantity\":2}").statusCode(409)
        .body("unitsFree", equalTo(1));
    ask(orderId, "RETURN", "QUALITY", "{\"line\":0,\"quantity\":1}").statusCode(201);
    assertThat(promised(orderId)).isZero();
  }

  @Test
  void goodsThatCameBackWrongAreDisputed() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "NO_REASON", "");
    step(buyer(buyer), returnId, sends()).statusCode(200);
    step(host(host), returnId, does("DISPUTE")).statusCode(200).body("state", equalTo("ESCALATED"))
        .body("arrivedAt", notNullValue());
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("powers", empty());
    step(operator(), returnId, does("DECIDE")).statusCode(200).body("state", equalTo("REJECTED"))
        .body("isToShelve", equalTo(false));
    assertThat(promised(orderId)).isZero();
  }

  @Test
  void aCheapFaultyThingNeedNotComeBack() {
    host(host).body("""
        {"isSevenDays":true,"refundOnlyMinor":8000,"isReturnFree":false,"closeDays":7}""")
        .put("/api/v1/hosts/" + host + "/after-sales").then().statusCode(200);
    String orderId = delivered(sku(host, 5), 2);
    ask(orderId, "REFUND_ONLY", "QUALITY", "{\"line\":0,\"quantity\":2}").statusCode(409)
        .body("reason", equalTo("RETURN_NOT_POSSIBLE"));
    String returnId = asked(orderId, "REFUND_ONLY", "QUALITY", "{\"line\":0,\"quantity\":1}");
    step(host(host), returnId, does("AGREE")).statusCode(200).body("state", equalTo("REFUNDED"));
    assertThat(promised(orderId)).isEqualTo(8_000);
  }

  @Test
  void beforeItLeftALineGoesBackToTheShelfAtOnce() {
    String skuId = sku(host, 5);
    String orderId = paid(buyer, skuId, 3);
    String returnId = asked(orderId, "REFUND_ONLY", "NOT_SHIPPED", "{\"line\":0,\"quantity\":1}");
    step(host(host), returnId, does("AGREE")).statusCode(200).body("state", equalTo("REFUNDED"));
    assertThat(rows.stock(skuId)).isEqualTo("3 0 2");
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200)
        .body("status", equalTo("REFUNDED")).body("refunded.minor", equalTo(24_000));
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    assertThat(promised(orderId)).isEqualTo(24_000);
  }

  @Test
  void cancellingEndsWhatIsOpen() {
    String orderId = paid(buyer, sku(host, 5), 3);
    String returnId = asked(orderId, "REFUND_ONLY", "NOT_SHIPPED", "{\"line\":0,\"quantity\":1}");
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    assertThat(state(returnId)).isEqualTo("WITHDRAWN");
    assertThat(promised(orderId)).isEqualTo(24_000);
    step(host(host), returnId, does("AGREE")).statusCode(409);
    assertThat(promised(orderId)).isEqualTo(24_000);
  }

  @Test
  void anOrderNeitherArrivesNorClosesByItselfWhileAReturnIsOpen() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "QUALITY", "");
    life.moveAll(Instant.now().plus(Duration.ofDays(300)));
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    step(buyer(buyer), returnId, does("WITHDRAW")).statusCode(200);
    life.moveAll(Instant.now().plus(Duration.ofDays(8)));
    assertThat(status(buyer, orderId)).isEqualTo("CLOSED");
    ask(orderId, "RETURN", "QUALITY", "").statusCode(409).body("reason", equalTo("RETURN_NOT_POSSIBLE"));
  }

  @Test
  void aParcelThatNeverCameKeepsItsReturnOpenThoughItIsSaidToHaveArrived() {
    String orderId = paid(buyer, sku(host, 5), 1);
    host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    String returnId = asked(orderId, "REFUND_ONLY", "NOT_RECEIVED", "");
    host(host).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    life.moveAll(Instant.now().plus(Duration.ofDays(300)));
    assertThat(status(buyer, orderId)).isEqualTo("DELIVERED");
    job.passSome(Instant.now().plus(Duration.ofDays(3)));
    assertThat(state(returnId)).isEqualTo("REFUNDED");
    assertThat(status(buyer, orderId)).isEqualTo("REFUNDED");
  }

  @Test
  void aHundredAnswersAtOnceRefundOnce() throws Exception {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "NO_REASON", "");
    step(buyer(buyer), returnId, sends()).statusCode(200);
    List<Future<Integer>> answers = new ArrayList<>();
    Instant later = Instant.now().plus(Duration.ofDays(8));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(pool.submit(() -> step(host(host), returnId, does("ARRIVE")).extract().statusCode()));
        answers.add(pool.submit(() -> step(host(host), returnId, does("DISPUTE")).extract().statusCode()));
        answers.add(pool.submit(() -> {
          job.passSome(later);
          return 200;
        }));
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isIn(200, 409);
    }
    boolean isRefunded = state(returnId).equals("REFUNDED");
    assertThat(promised(orderId)).isEqualTo(isRefunded ? 8_000 : 0);
    assertThat(facts("OrderRefunded", orderId)).isEqualTo(isRefunded ? 1 : 0);
  }

  @Test
  void twoTabsAskForTheSameUnitsOnce() throws Exception {
    String orderId = delivered(sku(host, 5), 1);
    List<Future<Integer>> answers = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(pool.submit(() -> ask(orderId, "RETURN", "QUALITY", "").extract().statusCode()));
      }
    }
    int accepted = 0;
    for (Future<Integer> answer : answers) {
      accepted += answer.get() == 201 ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(1);
  }

  @Test
  void refusesBrokenAndStrangeRequests() {
    String orderId = delivered(sku(host, 5), 1);
    String door = "/api/v1/orders/" + orderId + "/returns";
    ask(orderId, "GIFT", "QUALITY", "").statusCode(422).body("errors[0].pointer", equalTo("/kind"));
    ask(orderId, "RETURN", "BORED", "").statusCode(422).body("errors[0].pointer", equalTo("/reason"));
    ask(orderId, "RETURN", "QUALITY", "{\"line\":0,\"quantity\":0}").statusCode(422);
    ask(orderId, "RETURN", "QUALITY", "{\"line\":-1,\"quantity\":1}").statusCode(422);
    ask(orderId, "RETURN", "QUALITY", "{\"line\":1,\"quantity\":1}").statusCode(409);
    ask(orderId, "RETURN", "QUALITY", "{\"line\":0,\"quantity\":2}").statusCode(409);
    buyer(buyer).body("{\"kind\":\"RETURN\",\"reason\":\"OTHER\"}").post(door).then().statusCode(422);
    buyer(buyer).body("{\"kind\":\"RETURN\",\"reason\":\"QUALITY\",\"words\":\"" + "长".repeat(501) + "\"}")
        .post(door).then().statusCode(422);
    buyer(id("acc")).body("{\"kind\":\"RETURN\",\"reason\":\"QUALITY\"}").post(door).then().statusCode(404);
    host(host).body("{\"kind\":\"RETURN\",\"reason\":\"QUALITY\"}").post(door).then().statusCode(404);
    String returnId = asked(orderId, "RETURN", "QUALITY", "");
    buyer(id("acc")).get("/api/v1/returns/" + returnId).then().statusCode(404);
    step(buyer(id("acc")), returnId, does("AGREE")).statusCode(404);
    step(host(id("host")), returnId, does("AGREE")).statusCode(404);
    step(buyer(buyer), returnId, does("AGREE")).statusCode(409);
    step(host(host), returnId, does("WITHDRAW")).statusCode(409);
    step(host(host), returnId, does("STEAL")).statusCode(422);
    host(id("host")).get("/api/v1/hosts/" + host + "/returns").then().statusCode(404);
    buyer(buyer).get("/api/v1/operator/returns").then().statusCode(403);
    host(id("host")).get("/api/v1/hosts/" + host + "/return-address").then().statusCode(404);
  }

  @Test
  void choicesSayWhatIsPossibleAndWhatItBrings() {
    String skuId = sku(host, 9);
    String unsent = paid(buyer, skuId, 2);
    buyer(buyer).body("{}").post("/api/v1/orders/" + unsent + "/returns/choices").then().statusCode(200)
        .body("choices.reason", contains("NOT_SHIPPED")).body("choices[0].award.minor", equalTo(16_000))
        .body("lines[0].unitsFree", equalTo(2));
    String here = delivered(skuId, 2);
    buyer(buyer).body("{\"lines\":[{\"line\":0,\"quantity\":1}]}")
        .post("/api/v1/orders/" + here + "/returns/choices").then().statusCode(200)
        .body("choices.find { it.reason == 'NO_REASON' }.isAtOnce", equalTo(true))
        .body("choices.find { it.reason == 'QUALITY' }.isFree", equalTo(true))
        .body("choices.find { it.reason == 'QUALITY' }.award.minor", equalTo(8_000))
        .body("choices.reason", hasSize(8));
    buyer(id("acc")).body("{}").post("/api/v1/orders/" + here + "/returns/choices").then().statusCode(404);
  }

  @Test
  void bothSidesFindTheirReturnsAndAreTold() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "RETURN", "QUALITY", "");
    host(host).get("/api/v1/hosts/" + host + "/returns?open=true").then()
        .body("items.returnId", contains(returnId)).body("items[0].lines[0].title", equalTo("红色连衣裙"))
        .body("items[0].powers", hasItem("AGREE"));
    buyer(buyer).get("/api/v1/me/returns").then().body("items.returnId", contains(returnId));
    buyer(buyer).get("/api/v1/orders/" + orderId + "/returns").then().body("returnId", contains(returnId));
    host(host).get("/api/v1/me/notices").then().body("items.kind", hasItem("RETURN_ASKED"));
    step(host(host), returnId, does("AGREE")).statusCode(200);
    buyer(buyer).get("/api/v1/me/notices").then().body("items[0].kind", equalTo("RETURN_ANSWERED"))
        .body("items[0].path", equalTo("/returns/" + returnId));
    step(buyer(buyer), returnId, does("WITHDRAW")).statusCode(200);
    host(host).get("/api/v1/hosts/" + host + "/returns?open=true").then().body("items", empty());
  }

  @Test
  void aShippingFeeGoesBackWhenEverythingDoesThroughTheHostsFault() {
    String orderId = delivered(sku(host, 5), 1);
    // As an order with a fee stands: the fee is part of what was paid.
    rows.run("update trade_orders set shipping_minor = 600, amount_minor = amount_minor + 600"
        + " where order_id = ?", orderId);
    String free = asked(orderId, "RETURN", "NO_REASON", "");
    buyer(buyer).get("/api/v1/returns/" + free).then().body("asked.minor", equalTo(8_000));
    step(buyer(buyer), free, does("WITHDRAW")).statusCode(200);
    String fault = asked(orderId, "RETURN", "QUALITY", "");
    buyer(buyer).get("/api/v1/returns/" + fault).then().body("asked.minor", equalTo(8_600));
  }

  @Test
  void anUnpaidOrderHasNothingToReturn() {
    String orderId = buyer(buyer).body(order(sku(host, 5), 1)).post("/api/v1/orders").path("orderId");
    ask(orderId, "REFUND_ONLY", "NOT_SHIPPED", "").statusCode(409);
    pay(buyer, orderId);
    ask(orderId, "REFUND_ONLY", "NOT_SHIPPED", "").statusCode(201);
  }

  private String state(String returnId) {
    return buyer(buyer).get("/api/v1/returns/" + returnId).path("state");
  }
}
