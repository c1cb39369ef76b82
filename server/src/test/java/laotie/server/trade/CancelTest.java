package laotie.server.trade;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CancelTest {

  private static final String PARCEL = "{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}";

  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");

  private long refunds(String orderId) {
    return rows.count("select count(*) from trade_refunds where order_id = ? and kind = 'REFUND'", orderId);
  }

  @Test
  void aPaidOrderThatHasNotLeftGoesBackWholeAndItsStockToo() {
    String skuId = sku(host, 5);
    String orderId = paid(buyer, skuId, 2);
    assertThat(rows.stock(skuId)).isEqualTo("3 0 2");
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200)
        .body("status", equalTo("REFUNDED")).body("refunded.minor", equalTo(16_000))
        .body("lines[0].refundedQuantity", equalTo(2));
    assertThat(rows.stock(skuId)).isEqualTo("5 0 0");
    Await.until("the money to be back", () -> rows.count(
        "select count(*) from trade_refunds where order_id = ? and returned_at is not null", orderId) == 1);
    assertThat(rows.count("select coalesce(sum(amount_minor), 0) from trade_ledger"
        + " where order_id = ? and purse = 'HOST_OWED'", orderId)).isZero();
    assertThat(rows.count("select coalesce(sum(amount_minor), 0) from trade_ledger"
        + " where order_id = ? and purse = 'PLATFORM_CASH'", orderId)).isZero();
    assertThat(rows.count("select count(*) from trade_ledger where order_id = ?", orderId)).isEqualTo(6);
    assertThat(rows.ledgerSum()).isZero();
    assertThat(rows.count("select count(*) from log where type = 'OrderRefunded' and key = ?"
        + " and (body->>'isWhole')::boolean", orderId)).isEqualTo(1);
    buyer(buyer).get("/api/v1/orders/" + orderId + "/life").then()
        .body("steps.change", contains("PLACED", "PAID", "CANCELLED", "REFUND_PROMISED"))
        .body("steps[2].actor", equalTo("BUYER"))
        .body("refunds[0].amount.minor", equalTo(16_000)).body("refunds[0].kind", equalTo("REFUND"));
  }

  @Test
  void theHostIsToldThatNothingIsToBeSent() {
    String orderId = paid(buyer, sku(host, 5), 1);
    host(host).post("/api/v1/orders/" + orderId + "/life/packed").then().statusCode(200);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    host(host).get("/api/v1/me/notices").then().body("items.kind", hasItem("ORDER_CANCELLED"));
    host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(409)
        .body("reason", equalTo("ORDER_NOT_PAID"));
  }

  @Test
  void whatLeftCanNotBeCancelled() {
    String skuId = sku(host, 5);
    String orderId = paid(buyer, skuId, 1);
    host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(409)
        .body("reason", equalTo("ORDER_LEFT")).body("orderStatus", equalTo("SHIPPED"));
    assertThat(refunds(orderId)).isZero();
    assertThat(rows.stock(skuId)).isEqualTo("4 0 1");
  }

  @Test
  void twoTabsAndAShippingHostGiveOneAnswerAndOneRefund() throws Exception {
    for (int round = 0; round < 5; round++) {
      String skuId = sku(host, 5);
      String orderId = paid(buyer, skuId, 1);
      List<Future<Integer>> answers = new ArrayList<>();
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int tab = 0; tab < 4; tab++) {
          answers.add(pool.submit(() -> buyer(buyer).delete("/api/v1/orders/" + orderId).statusCode()));
        }
        answers.add(pool.submit(() ->
            host(host).body(PARCEL).post("/api/v1/orders/" + orderId + "/shipment").statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 409);
      }
      boolean isBack = status(buyer, orderId).equals("REFUNDED");
      assertThat(status(buyer, orderId)).isIn("REFUNDED", "SHIPPED");
      assertThat(refunds(orderId)).isEqualTo(isBack ? 1 : 0);
      assertThat(rows.stock(skuId)).isEqualTo(isBack ? "5 0 0" : "4 0 1");
    }
    assertThat(rows.ledgerSum()).isZero();
  }

  @Test
  void someoneElseCanNotCancel() {
    String orderId = paid(buyer, sku(host, 5), 1);
    buyer(id("acc")).delete("/api/v1/orders/" + orderId).then().statusCode(404);
    host(host).delete("/api/v1/orders/" + orderId).then().statusCode(404);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
  }

  @Test
  void aRefundCompletesThoughNobodySignsInAnyMore() {
    String orderId = paid(buyer, sku(host, 5), 1);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    rows.run("delete from people_sessions where account_id = ?", buyer);
    Await.until("the money to be back", () -> rows.count(
        "select count(*) from trade_refunds where order_id = ? and returned_at is not null", orderId) == 1);
    assertThat(rows.count("select count(*) from trade_ledger where order_id = ?"
        + " and transfer_kind = 'RETURNED'", orderId)).isEqualTo(2);
  }

  @Test
  void refundsAreShownWithWhatIsStillToPack() {
    String orderId = paid(buyer, sku(host, 5), 1);
    host(host).get("/api/v1/hosts/" + host + "/orders?status=PAID").then()
        .body("items.orderId", hasItems(orderId)).body("items[0].lines[0].net.minor", equalTo(8_000));
  }
}
