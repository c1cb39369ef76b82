package laotie.server.payments;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.fact.Money;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.trade.Rows;
import laotie.server.trade.Trade;
import laotie.trade.Notice;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PaymentTest {

  @Inject Rows rows;
  @Inject MockPaymentClient gateway;
  @Inject Trade trade;

  private final String host = id("host");
  private final String buyer = id("acc");

  private String pay(String orderId, String outcome) {
    return buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"%s\"}".formatted(outcome))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201).extract().path("paymentId");
  }

  private int notify(String body) {
    return given().contentType("text/plain").body(body).post("/hooks/payments/mock").statusCode();
  }

  private int notifyPaid(String paymentId, long minor) {
    return notify(gateway.sealed(new Notice(paymentId, true, Money.cny(minor))));
  }

  private void expire(String orderId) {
    rows.run("update trade_orders set held_until = now() - interval '1 minute' where order_id = ?", orderId);
    Await.until("order to expire", () -> status(buyer, orderId).equals("EXPIRED"));
  }

  private long ledgerRows(String paymentId) {
    return rows.count("select count(*) from trade_ledger where payment_id = ?", paymentId);
  }

  private void awaitReturned(String paymentId) {
    Await.until("the row", () -> rows.count(
        "select count(*) from trade_refunds where payment_id = ? and returned_at is not null",
        paymentId) == 1);
  }

  @Test
  void aSuccessfulPaymentSellsTheStockAndOpensTheLedger() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 2);
    String paymentId = pay(orderId, "success");
    Await.until("order paid", () -> status(buyer, orderId).equals("PAID"));
    assertThat(rows.stock(skuId)).isEqualTo("3 0 2");
    assertThat(ledgerRows(paymentId)).isEqualTo(2);
    assertThat(rows.ledgerSum()).isZero();
    assertThat(rows.count("select count(*) from log where type = 'OrderPaid' and key = ?", orderId))
        .isEqualTo(1);
  }

  @Test
  void aDeclinedPaymentKeepsTheHoldAndMayBeTriedAgain() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    String declined = pay(orderId, "decline");
    Await.until("the row", () -> rows.count(
        "select count(*) from trade_payments where payment_id = ? and status = 'DECLINED'", declined) == 1);
    assertThat(rows.stock(skuId)).isEqualTo("4 1 0");
    pay(orderId, "success");
    Await.until("order paid", () -> status(buyer, orderId).equals("PAID"));
  }

  @Test
  void aSilentGatewayLeavesTheOrderToItsHold() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    pay(orderId, "timeout");
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
    expire(orderId);
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    buyer(buyer).body("{\"method\":\"mock\"}").post("/api/v1/orders/" + orderId + "/payments")
        .then().statusCode(409).body("reason", equalTo("ORDER_NOT_OPEN"));
  }

  @Test
  void aLatePaymentIsHonouredWhenStockAllows() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 2);
    String paymentId = pay(orderId, "timeout");
    expire(orderId);
    assertThat(notifyPaid(paymentId, 16_000)).isEqualTo(204);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    assertThat(rows.stock(skuId)).isEqualTo("3 0 2");
  }

  @Test
  void aLatePaymentWithoutStockIsRefundedOnce() {
    String skuId = sku(host, 2);
    String orderId = placed(buyer, skuId, 2);
    String paymentId = pay(orderId, "timeout");
    expire(orderId);
    placed(id("acc"), skuId, 1);
    assertThat(notifyPaid(paymentId, 16_000)).isEqualTo(204);
    assertThat(notifyPaid(paymentId, 16_000)).isEqualTo(204);
    assertThat(status(buyer, orderId)).isEqualTo("REFUNDED");
    awaitReturned(paymentId);
    assertThat(rows.stock(skuId)).isEqualTo("1 1 0");
    assertThat(ledgerRows(paymentId)).isEqualTo(4);
    assertThat(rows.ledgerSum()).isZero();
    assertThat(rows.count("select count(*) from log where type = 'OrderPaid' and key = ?", orderId)).isZero();
    assertThat(rows.count("select count(*) from log where type = 'PaymentReturned' and key = ?", orderId))
        .isEqualTo(1);
  }

  @Test
  void aHundredNoticesAtOnceCountOnce() throws Exception {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    String paymentId = pay(orderId, "timeout");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(pool.submit(() -> notifyPaid(paymentId, 8_000)));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(204);
      }
    }
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(ledgerRows(paymentId)).isEqualTo(2);
  }

  @Test
  void twoTabsPayingAtOncePayOnceAndOneGoesBack() {
    String skuId = sku(host, 5);
    String orderId = placed(buyer, skuId, 1);
    String left = pay(orderId, "timeout");
    String right = pay(orderId, "timeout");
    notifyPaid(left, 8_000);
    notifyPaid(right, 8_000);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
    awaitReturned(right);
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
    assertThat(rows.ledgerSum()).isZero();
    assertThat(rows.count("select -sum(amount_minor) from trade_ledger where owner_id = ?", host))
        .isEqualTo(8_000);
  }

  @Test
  void aWrongAmountGoesBackAndTheOrderStaysOpen() {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, "timeout");
    notifyPaid(paymentId, 7_999);
    awaitReturned(paymentId);
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
    assertThat(rows.count("select amount_minor from trade_refunds where payment_id = ?", paymentId))
        .isEqualTo(7_999);
  }

  @Test
  void refusesNoticesWithoutTheGatewaysSignature() {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, "timeout");
    String sealed = gateway.sealed(new Notice(paymentId, true, Money.cny(8_000)));
    int middle = sealed.length() - 10;
    char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
    assertThat(notify(sealed.substring(0, middle) + other + sealed.substring(middle + 1))).isEqualTo(401);
    assertThat(notify("")).isEqualTo(401);
    assertThat(notify("a".repeat(70_000))).isEqualTo(413);
    assertThat(notifyPaid("pay_unknown", 8_000)).isEqualTo(404);
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
  }

  @Test
  void aRepeatedPaymentRequestStartsOnePayment() {
    String orderId = placed(buyer, sku(host, 5), 1);
    var request = buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"timeout\"}");
    String first = request.post("/api/v1/orders/" + orderId + "/payments").path("paymentId");
    String again = request.post("/api/v1/orders/" + orderId + "/payments").path("paymentId");
    assertThat(again).isEqualTo(first);
    buyer(buyer).body("{\"method\":\"gold\"}").post("/api/v1/orders/" + orderId + "/payments")
        .then().statusCode(422);
    buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"luck\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(422);
  }

  @Test
  void theHostShipsWhatIsPaid() {
    String orderId = placed(buyer, sku(host, 5), 1);
    String shipment = "{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF123\"}";
    host(host).body(shipment).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(409)
        .body("reason", equalTo("ORDER_NOT_PAID"));
    pay(orderId, "success");
    Await.until("order paid", () -> status(buyer, orderId).equals("PAID"));
    host(host).body(shipment).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200)
        .body("status", equalTo("SHIPPED"))
        .body("carrier", equalTo("顺丰"))
        .body("trackingNumber", equalTo("SF123"));
    assertThat(rows.count("select count(*) from log where type = 'OrderShipped' and key = ?", orderId))
        .isEqualTo(1);
  }

  @Test
  void theLedgerCannotBeRewritten() {
    String orderId = placed(buyer, sku(host, 5), 1);
    pay(orderId, "success");
    Await.until("order paid", () -> status(buyer, orderId).equals("PAID"));
    assertThatThrownBy(
        () -> rows.run("delete from trade_ledger where order_id = ?", orderId))
        .hasMessageContaining("append-only");
  }

  @Test
  void aHundredThousandShuffledNoticesHaveOneEffectEach() throws Exception {
    String skuId = sku(host, 20);
    List<Notice> notices = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String orderId = placed(buyer, skuId, 1);
      orders.add(orderId);
      for (String paymentId : List.of(pay(orderId, "timeout"), pay(orderId, "timeout"))) {
        for (int copy = 0; copy < 10_000; copy++) {
          notices.add(copy % 2 == 0 ? new Notice(paymentId, true, Money.cny(8_000))
              : new Notice(paymentId, false, Money.cny(0)));
        }
      }
    }
    Collections.shuffle(notices, new Random(100_000));
    int taken = settleAll(notices);
    assertThat(taken).isEqualTo(100_000);
    for (String orderId : orders) {
      assertThat(status(buyer, orderId)).isEqualTo("PAID");
      assertThat(rows.count("select count(*) from trade_payments where order_id = ? and status = 'PAID'",
          orderId)).isEqualTo(1);
      assertThat(rows.count("select count(*) from trade_payments where order_id = ? and status = 'RETURNED'",
          orderId)).isEqualTo(1);
      assertThat(rows.count("select count(*) from log where type = 'OrderPaid' and key = ?", orderId))
          .isEqualTo(1);
    }
    assertThat(rows.stock(skuId)).isEqualTo("15 0 5");
    assertThat(rows.ledgerSum()).isZero();
    Await.until("five second payments to be back", () -> rows.count(
        "select count(*) from trade_refunds r join trade_orders o using (order_id) where o.host_id = ?"
            + " and r.returned_at is not null", host) == 5);
  }

  /** Through the door of trade and the real till, as many at once as the till lets wait. */
  private int settleAll(List<Notice> notices) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    Semaphore waiting = new Semaphore(4_000);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Notice notice : notices) {
        waiting.acquire();
        pool.submit(() -> {
          try {
            if (trade.payments().settle(notice)) {
              taken.incrementAndGet();
            }
          } finally {
            waiting.release();
          }
        });
      }
    }
    return taken.get();
  }

  @Test
  void everyPretendedOutcomeEndsAsItsNameSays() {
    for (String outcome : List.of("success", "duplicate", "reordered")) {
      String orderId = placed(buyer, sku(host, 5), 1);
      String paymentId = pay(orderId, outcome);
      Await.until(outcome, () -> status(buyer, orderId).equals("PAID"));
      assertThat(ledgerRows(paymentId)).isEqualTo(2);
    }
    String wrong = placed(buyer, sku(host, 5), 1);
    awaitReturned(pay(wrong, "wrong-amount"));
    assertThat(status(buyer, wrong)).isEqualTo("PLACED");
    String late = placed(buyer, sku(host, 5), 1);
    String latePayment = pay(late, "late");
    assertThat(status(buyer, late)).isEqualTo("PLACED");
    assertThat(latePayment).isNotEmpty();
  }

  @Test
  void aPaymentPaidInSilenceIsFoundByAsking() {
    String orderId = placed(buyer, sku(host, 5), 1);
    String paymentId = pay(orderId, "silent");
    rows.run("update trade_payments set started_at = started_at - interval '1 minute' where payment_id = ?",
        paymentId);
    Await.until("the gateway to be asked", () -> status(buyer, orderId).equals("PAID"));
  }

  @Test
  void anOrderHasNoEndlessAttempts() {
    String orderId = placed(buyer, sku(host, 5), 1);
    for (int i = 0; i < 20; i++) {
      pay(orderId, "timeout");
    }
    buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"timeout\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(429);
  }

  @Test
  void theCashierShowsAnOrderToItsBuyerOnly() {
    String orderId = placed(buyer, sku(host, 5), 1);
    buyer(buyer).get("/api/v1/orders/" + orderId + "/payments").then().statusCode(200)
        .body("methods.method", equalTo(List.of("alipay", "mock", "stripe", "wechat")))
        .body("payments.size()", equalTo(0));
    buyer(id("acc")).get("/api/v1/orders/" + orderId + "/payments").then().statusCode(404);
  }
}
