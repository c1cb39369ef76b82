package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** Buyers, orders and GMV of a host are what the rows of trade and the ledger say. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class GrowthMoneyTest {

  private static final long SEED = 20_260_310;
  private static final int ORDERS = 40;
  private static final Duration AWAIT_MAX = Duration.ofSeconds(15);

  private static final String BY_ORDERS =
      """
      select count(distinct buyer_id), count(*), coalesce(sum(amount_minor), 0)
        from trade_orders
       where host_id = ? and paid_at is not null
      """;

  private static final String BY_LEDGER =
      """
      select count(distinct orders.buyer_id), count(*), coalesce(sum(cash.amount_minor), 0)
        from trade_ledger cash join trade_orders orders on orders.order_id = cash.order_id
       where orders.host_id = ? and cash.purse = 'PLATFORM_CASH' and cash.transfer_kind = 'ARRIVED'
      """;

  private static final String SETTLING =
      """
      select count(*), 0, 0
        from trade_payments payment join trade_orders orders on orders.order_id = payment.order_id
       where orders.host_id = ? and payment.status = 'PENDING'
      """;

  @Inject Database database;

  @Test
  void buyersOrdersAndGmvAreThoseOfTheRowsAndTheLedger() {
    Random chance = new Random(SEED);
    List<Somebody> hosts = List.of(Somebody.host(), Somebody.host());
    List<String> skus = hosts.stream().map(GrowthMoneyTest::product).toList();
    List<Somebody> buyers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      buyers.add(Somebody.registered());
    }
    for (int i = 0; i < ORDERS; i++) {
      Somebody buyer = buyers.get(chance.nextInt(buyers.size()));
      String order = place(buyer, skus.get(chance.nextInt(skus.size())), 1 + chance.nextInt(3));
      switch (chance.nextInt(5)) {
        case 0 -> pay(buyer, order, "decline");
        case 1 -> write(buyer).delete("/api/v1/orders/" + order);
        case 2 -> {
          pay(buyer, order, "decline");
          pay(buyer, order, "success");
        }
        default -> pay(buyer, order, "success");
      }
    }
    for (Somebody host : hosts) {
      awaitAgreement(host);
      List<Long> counted = counted(BY_ORDERS, host);
      assertThat(counted(BY_LEDGER, host)).isEqualTo(counted);
      assertThat(counted.get(1)).isPositive();
    }
  }

  private void awaitAgreement(Somebody host) {
    Await.until(AWAIT_MAX, () -> shown(host) + " shown, " + counted(BY_ORDERS, host) + " counted",
        () -> counted(SETTLING, host).getFirst() == 0 && shown(host).equals(counted(BY_ORDERS, host)));
  }

  private static List<Long> shown(Somebody host) {
    Response answer = host.calls().get("/api/v1/hosts/" + host.id() + "/growth?days=2");
    answer.then().statusCode(200);
    return List.of(
        answer.jsonPath().getLong("factors.buyers"),
        answer.jsonPath().getLong("factors.orders"),
        answer.jsonPath().getLong("factors.gmvMinor"));
  }

  private List<Long> counted(String sql, Somebody host) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, host.id());
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
        }
      }
    });
  }

  private static String product(Somebody host) {
    Response answer = write(host).body("""
        {"title":"红色连衣裙","story":"自家店里卖了十年","category":"服装",
         "skus":[{"name":"M","price":{"minor":8001,"currency":"CNY"},"supply":500}]}""")
        .post("/api/v1/products");
    answer.then().statusCode(201);
    return answer.path("skus[0].skuId");
  }

  private static String place(Somebody buyer, String skuId, int quantity) {
    Response answer = write(buyer).body("""
        {"lines":[{"skuId":"%s","quantity":%d}],
         "address":{"name":"李雷","phone":"13812345678","region":"黑龙江 哈尔滨","street":"中央大街 1 号"}}"""
        .formatted(skuId, quantity)).post("/api/v1/orders");
    answer.then().statusCode(201);
    return answer.path("orderId");
  }

  private static void pay(Somebody buyer, String orderId, String outcome) {
    write(buyer).body("{\"method\":\"mock\",\"outcome\":\"%s\"}".formatted(outcome))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
  }

  private static RequestSpecification write(Somebody who) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
