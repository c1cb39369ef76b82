package laotie.server.trade;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.trade.Trade.LineMoney;
import laotie.server.trade.Trade.OrderMoney;
import org.junit.jupiter.api.Test;

/** Trade says of refunded units whether they never left, came back, or are with the buyer. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class WhereaboutsTest {

  private static final int RACES = 12;

  @Inject Rows rows;
  @Inject Trade trade;
  @Inject Database database;

  private final String host = id("host");
  private final String buyer = id("acc");

  private int ship(String orderId) {
    return host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").statusCode();
  }

  private String asked(String orderId, String kind, String reason) {
    return buyer(buyer).body("""
        {"kind":"%s","reason":"%s","lines":[{"line":0,"quantity":1}],"words":"线头"}"""
        .formatted(kind, reason)).post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201)
        .extract().path("returnId");
  }

  private int does(String returnId, String action) {
    return host(host).body("{\"action\":\"" + action + "\"}")
        .post("/api/v1/returns/" + returnId + "/steps").statusCode();
  }

  private void sendBack(String returnId) {
    does(returnId, "AGREE");
    buyer(buyer).body("{\"action\":\"SEND\",\"carrier\":\"中通\",\"trackingNumber\":\"ZT9\"}")
        .post("/api/v1/returns/" + returnId + "/steps").then().statusCode(200);
    assertThat(does(returnId, "ARRIVE")).isEqualTo(200);
  }

  private OrderMoney money(String orderId) {
    return database.<OrderMoney>read(
        connection -> trade.money(connection, List.of(orderId)).get(orderId));
  }

  private LineMoney line(String orderId) {
    return money(orderId).lines().getFirst();
  }

  @Test
  void eachRefundCountsItsUnitsWhereTheyAre() {
    String skuId = sku(host, 5);
    String orderId = paid(buyer, skuId, 5);
    assertThat(money(orderId).isShipped()).isFalse();
    assertThat(does(asked(orderId, "REFUND_ONLY", "NOT_SHIPPED"), "AGREE")).isEqualTo(200);
    assertThat(line(orderId)).isEqualTo(new LineMoney(skuId, 5, 1, 1, 0, 0));
    assertThat(ship(orderId)).isEqualTo(200);
    assertThat(money(orderId).isShipped()).isTrue();
    assertThat(does(asked(orderId, "REFUND_ONLY", "NOT_RECEIVED"), "AGREE")).isEqualTo(200);
    assertThat(line(orderId)).isEqualTo(new LineMoney(skuId, 5, 2, 1, 0, 0));
    sendBack(asked(orderId, "RETURN", "QUALITY"));
    LineMoney line = line(orderId);
    assertThat(line).isEqualTo(new LineMoney(skuId, 5, 3, 1, 1, 0));
    assertThat(line.sentQuantity()).isEqualTo(4);
    assertThat(line.stayedQuantity()).isEqualTo(3);
  }

  /** What the migration makes of refunds that were promised before anybody counted where their units are. */
  @Test
  void refundsOfBeforeAreFoundInTheirReturns() throws Exception {
    String skuId = sku(host, 9);
    String sent = paid(buyer, skuId, 4);
    does(asked(sent, "REFUND_ONLY", "NOT_SHIPPED"), "AGREE");
    ship(sent);
    does(asked(sent, "REFUND_ONLY", "NOT_RECEIVED"), "AGREE");
    sendBack(asked(sent, "RETURN", "QUALITY"));
    String waiting = paid(buyer, skuId, 2);
    does(asked(waiting, "REFUND_ONLY", "NOT_SHIPPED"), "AGREE");
    String cancelled = paid(buyer, skuId, 2);
    buyer(buyer).delete("/api/v1/orders/" + cancelled).then().statusCode(200);
    List<LineMoney> counted = List.of(line(sent), line(waiting), line(cancelled));
    String migration;
    try (InputStream file = WhereaboutsTest.class.getResourceAsStream("/db/V302__trade.sql")) {
      migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    rows.run("update trade_lines set unsent_quantity = 0, returned_quantity = 0 where sku_id = ?", skuId);
    assertThat(line(sent)).isEqualTo(new LineMoney(skuId, 4, 3, 0, 0, 0));
    rows.run(migration.substring(migration.indexOf("with ended as"))
        .replace("l.refunded_quantity > 0", "l.refunded_quantity > 0 and l.sku_id = ?"), skuId);
    assertThat(List.of(line(sent), line(waiting), line(cancelled))).isEqualTo(counted);
    assertThat(line(sent)).isEqualTo(new LineMoney(skuId, 4, 3, 1, 1, 0));
  }

  @Test
  void anOrderTakenBackBeforeItLeftHasNothingOut() {
    String skuId = sku(host, 2);
    String orderId = paid(buyer, skuId, 2);
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    assertThat(ship(orderId)).isEqualTo(409);
    assertThat(money(orderId).isShipped()).isFalse();
    assertThat(line(orderId)).isEqualTo(new LineMoney(skuId, 2, 2, 2, 0, 0));
  }

  /** Whoever has the order's lock first: a unit is on the shelf again exactly if it counts as never sent. */
  @Test
  void whenRefundAndParcelMeetTheShelfAndTheCountAgree() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int race = 0; race < RACES; race++) {
        String skuId = sku(host, 2);
        String orderId = paid(buyer, skuId, 2);
        String returnId = asked(orderId, "REFUND_ONLY", "NOT_SHIPPED");
        Future<Integer> parcel = pool.submit(() -> ship(orderId));
        Future<Integer> money = pool.submit(() -> does(returnId, "AGREE"));
        assertThat(parcel.get()).isEqualTo(200);
        assertThat(money.get()).isEqualTo(200);
        LineMoney line = line(orderId);
        assertThat(line.refundedQuantity()).isOne();
        assertThat(rows.stock(skuId)).isEqualTo(line.unsentQuantity() == 1 ? "1 0 1" : "0 0 2");
        assertThat(line.returnedQuantity()).isZero();
      }
    }
  }
}
