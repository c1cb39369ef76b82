package laotie.server.payments;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.fact.Money;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.payments.Standin.Failing;
import laotie.server.payments.Standin.Posted;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole ways of money through the real doors and the real till, for each gateway. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class GatewayDoorsTest {

  private static final Money EIGHTY = Money.cny(8_000);

  @Inject Rows rows;
  @Inject SilenceJob silence;

  private final String host = id("host");
  private final String buyer = id("acc");

  @AfterEach
  void everyRequestWasBelieved() {
    for (Standin standin : GatewaysSquare.all()) {
      standin.fail(Failing.NOT);
      assertThat(standin.complaints()).isEmpty();
    }
  }

  private JsonPath started(String orderId, String method) {
    return buyer(buyer).body("{\"method\":\"%s\"}".formatted(method))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201).extract().jsonPath();
  }

  /** Starts, and opens what the gateway answered, as a buyer does. */
  private String pay(String orderId, String method) {
    JsonPath payment = started(orderId, method);
    if (payment.getString("next.kind").equals("VISIT")) {
      GatewaysSquare.of(method).open(new PaymentClient.Next.Visit(URI.create(payment.getString("next.url"))));
    }
    return payment.getString("paymentId");
  }

  private Response post(String method, Posted posted) {
    RequestSpecification request = given().contentType(posted.type());
    posted.headers().forEach(request::header);
    return request.body(posted.body()).post("/hooks/payments/" + method);
  }

  private int notifyPaid(String method, String paymentId, Money amount) {
    return post(method, GatewaysSquare.of(method).paid(paymentId, amount, Instant.now())).statusCode();
  }

  private void expire(String orderId) {
    rows.run("update trade_orders set held_until = now() - interval '1 minute' where order_id = ?", orderId);
    Await.until("order to expire", () -> status(buyer, orderId).equals("EXPIRED"));
  }

  private void awaitBack(String method, String paymentId, long... parts) {
    Await.until("the money to be back", () -> rows.count(
        "select count(*) from trade_refunds where payment_id = ? and returned_at is not null",
        paymentId) == parts.length);
    assertThat(GatewaysSquare.of(method).refunds(paymentId)).containsExactly(
        java.util.Arrays.stream(parts).boxed().toArray(Long[]::new));
  }

  private long cash(String orderId) {
    return rows.count("select coalesce(sum(amount_minor), 0) from trade_ledger where order_id = ?"
        + " and purse = 'PLATFORM_CASH'", orderId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void theCashierOffersItAndItsNoticePaysTheOrder(String method) {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    buyer(buyer).get("/api/v1/orders/" + orderId + "/payments").then().statusCode(200)
        .body("methods.method", hasItems("mock", method)).body("orderStatus", equalTo("PLACED"));
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, EIGHTY);
    Response answer = post(method, GatewaysSquare.of(method).paid(paymentId, EIGHTY, Instant.now()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().asString()).isEqualTo(GatewaysSquare.of(method).wantsToHear());
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    buyer(buyer).get("/api/v1/orders/" + orderId + "/payments").then()
        .body("payments[0].status", equalTo("PAID")).body("payments[0].next.kind", equalTo("WAIT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void aHundredDuplicatesInAnyOrderHaveOneEffect(String method) throws Exception {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    String paymentId = pay(orderId, method);
    Standin gateway = GatewaysSquare.of(method);
    List<Posted> posted = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      posted.add(gateway.paid(paymentId, EIGHTY, Instant.now()));
      posted.add(gateway.declined(paymentId, Instant.now()));
    }
    Collections.shuffle(posted, new Random(7));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      posted.forEach(one -> answers.add(pool.submit(() -> post(method, one).statusCode())));
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(rows.count("select count(*) from trade_ledger where payment_id = ?", paymentId)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void latePaymentIsHonouredWhenStockAllowsAndNeverRefundedBesides(String method) {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, EIGHTY);
    expire(orderId);
    assertThat(notifyPaid(method, paymentId, EIGHTY)).isEqualTo(200);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(rows.count("select count(*) from trade_refunds where payment_id = ?", paymentId)).isZero();
    assertThat(cash(orderId)).isEqualTo(8_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void latePaymentWithoutStockIsRefundedOnceAndNeverKept(String method) {
    String skuId = sku(host, 1);
    String orderId = placed(buyer, skuId, 1);
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, EIGHTY);
    expire(orderId);
    placed(id("acc"), skuId, 1);
    notifyPaid(method, paymentId, EIGHTY);
    notifyPaid(method, paymentId, EIGHTY);
    assertThat(status(buyer, orderId)).isEqualTo("REFUNDED");
    awaitBack(method, paymentId, 8_000);
    assertThat(cash(orderId)).isZero();
    assertThat(rows.ledgerSum()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void twoTabsPayingAtOncePayOnceAndTheSecondGoesBack(String method) throws Exception {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    List<String> tabs = List.of(pay(orderId, method), pay(orderId, method));
    tabs.forEach(paymentId -> GatewaysSquare.of(method).pay(paymentId, EIGHTY));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : tabs.stream()
          .map(paymentId -> pool.submit(() -> notifyPaid(method, paymentId, EIGHTY))).toList()) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    String second = rows.count("select count(*) from trade_payments where payment_id = ? and status = 'PAID'",
        tabs.getFirst()) == 1 ? tabs.getLast() : tabs.getFirst();
    awaitBack(method, second, 8_000);
    assertThat(cash(orderId)).isEqualTo(8_000);
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void wrongAmountGoesBackAndTheOrderStaysOpen(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, Money.cny(7_999));
    notifyPaid(method, paymentId, Money.cny(7_999));
    awaitBack(method, paymentId, 7_999);
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
    assertThat(cash(orderId)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "wechat"})
  void wrongCurrencyPaysNothing(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, method);
    notifyPaid(method, paymentId,
        new Money(8_000, GatewaysSquare.of(method).otherCurrency().orElseThrow()));
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
    assertThat(rows.count("select count(*) from trade_payments where payment_id = ? and status = 'RETURNED'",
        paymentId)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void whatItsSignatureDoesNotCoverChangesNothing(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, method);
    Posted posted = GatewaysSquare.of(method).paid(paymentId, EIGHTY, Instant.now());
    assertThat(post(method, posted.with(posted.body() + " ")).statusCode()).isIn(200, 401);
    assertThat(post(method, posted.with(posted.body().replaceFirst("[0-9]", "x"))).statusCode())
        .isEqualTo(401);
    assertThat(post(method, GatewaysSquare.of(method).foreign(paymentId, EIGHTY, Instant.now())).statusCode())
        .isEqualTo(401);
    assertThat(post(method, posted.with("x".repeat(70_000))).statusCode()).isEqualTo(413);
    assertThat(notifyPaid(method, "pay_unknown", EIGHTY)).isEqualTo(404);
    assertThat(post("gold", posted).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void aSilentGatewayIsAskedAndItsAnswerPays(String method) throws Exception {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, EIGHTY);
    silence.ask();
    assertThat(status(buyer, orderId)).as("not asked in its first seconds").isEqualTo("PLACED");
    rows.run("update trade_payments set started_at = started_at - interval '1 minute' where payment_id = ?",
        paymentId);
    rows.run("update payments_charges set ask_at = now() where payment_id = ?", paymentId);
    Await.until("the gateway to be asked", () -> status(buyer, orderId).equals("PAID"));
    assertThat(notifyPaid(method, paymentId, EIGHTY)).isEqualTo(200);
    assertThat(rows.count("select count(*) from trade_ledger where payment_id = ?", paymentId)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void aRefundThatFailsIsTriedAgainAndSaysWhy(String method) {
    String skuId = sku(host, 1);
    String orderId = placed(buyer, skuId, 1);
    String paymentId = pay(orderId, method);
    GatewaysSquare.of(method).pay(paymentId, Money.cny(7_000));
    GatewaysSquare.of(method).fail(Failing.AFTER);
    notifyPaid(method, paymentId, Money.cny(7_000));
    Await.until("a try", () -> rows.count("select attempts from trade_refunds where payment_id = ?",
        paymentId) >= 1);
    assertThat(rows.count("select count(*) from trade_refunds where payment_id = ? and last_error <> ''"
        + " and next_try_at > now() and returned_at is null", paymentId)).isEqualTo(1);
    GatewaysSquare.of(method).fail(Failing.NOT);
    rows.run("update trade_refunds set next_try_at = now() where payment_id = ?", paymentId);
    awaitBack(method, paymentId, 7_000);
    assertThat(cash(orderId)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alipay", "wechat"})
  void theCodeToScanIsAPictureForItsBuyerOnly(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    JsonPath payment = started(orderId, method);
    assertThat(payment.getString("next.kind")).isEqualTo("SCAN");
    String url = payment.getString("next.url");
    buyer(buyer).get(url).then().statusCode(200).contentType(startsWith("image/svg+xml"))
        .body(startsWith("<svg"));
    buyer(id("acc")).get(url).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "wechat"})
  void aGatewayThatIsAwayTakesNothingAndTheSameKeyGoesOn(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    RequestSpecification request = buyer(buyer).body("{\"method\":\"%s\"}".formatted(method));
    GatewaysSquare.of(method).fail(Failing.BEFORE);
    request.post("/api/v1/orders/" + orderId + "/payments").then().statusCode(503)
        .body("reason", equalTo("GATEWAY_AWAY")).header("Retry-After", "3");
    GatewaysSquare.of(method).fail(Failing.NOT);
    String first = request.post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201)
        .extract().path("paymentId");
    String again = request.post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201)
        .extract().path("paymentId");
    assertThat(again).isEqualTo(first);
    assertThat(rows.count("select count(*) from trade_payments where order_id = ?", orderId)).isEqualTo(1);
  }
}
