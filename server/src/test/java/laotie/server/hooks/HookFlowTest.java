package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.hooks.Doorbell.Ring;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** From an order at the door to a ring at the receiver, with nothing in between but the running server. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
@TestProfile(HookFlowTest.Inside.class)
class HookFlowTest {

  /** A server that may post to this machine. */
  public static final class Inside implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("laotie.hooks.internal", "true");
    }
  }

  private static final String ADDRESS = """
      {"name":"李雷","phone":"13812345678","region":"黑龙江 哈尔滨","street":"中央大街 1 号"}""";

  @Test
  void anOrderAndASoldOutStockRingAtTheHostsReceiverAndAtNobodyElses() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    Somebody buyer = Somebody.registered();
    try (Doorbell bell = new Doorbell(); Doorbell foreign = new Doorbell()) {
      JsonPath made = host.calls().body(Map.of("name", "ERP", "url", bell.url(), "types", List.of()))
          .post("/api/v1/hosts/" + host.id() + "/hooks").then().statusCode(201).extract().jsonPath();
      other.calls().body(Map.of("name", "ERP", "url", foreign.url()))
          .post("/api/v1/hosts/" + other.id() + "/hooks").then().statusCode(201);
      String skuId = host.calls().header("Idempotency-Key", UUID.randomUUID().toString()).body("""
          {"title":"红色连衣裙","story":"","category":"服装",
           "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":1}]}""")
          .post("/api/v1/products").then().statusCode(201).extract().path("skus[0].skuId");
      awaitRing(bell, "stock.back", skuId);
      String orderId = buyer.calls().header("Idempotency-Key", UUID.randomUUID().toString()).body("""
          {"lines":[{"skuId":"%s","quantity":1}],"address":%s}""".formatted(skuId, ADDRESS))
          .post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
      Ring placed = awaitRing(bell, "order.placed", orderId);
      awaitRing(bell, "stock.sold_out", skuId);
      assertThat(Doorbell.isGenuine(placed, made.getString("secret"))).isTrue();
      assertThat(placed.body()).doesNotContain("李雷", "138", "中央大街", buyer.id());
      buyer.calls().delete("/api/v1/orders/" + orderId).then().statusCode(200);
      awaitRing(bell, "order.cancelled", orderId);
      Await.until("the stock is told to be back again", () -> bell.rings.stream()
          .filter(ring -> ring.body().contains("stock.back") && ring.body().contains(skuId)).count() == 2);
      assertThat(foreign.rings).isEmpty();
      String log = "/api/v1/hooks/" + made.getString("endpoint.endpointId") + "/deliveries";
      Await.until("every delivery is in the log", () -> host.calls().get(log + "?state=WAITING").then()
          .extract().<List<?>>path("items").isEmpty());
      host.calls().get(log + "?type=order.placed").then().body("items[0].state", equalTo("DELIVERED"))
          .body("items[0].last.status", equalTo(204)).body("items[0].last.millis", greaterThan(-1));
    }
  }

  private static Ring awaitRing(Doorbell bell, String type, String id) {
    Await.until(type + " rings", () -> ring(bell, type, id).isPresent());
    return ring(bell, type, id).orElseThrow();
  }

  private static Optional<Ring> ring(Doorbell bell, String type, String id) {
    return bell.rings.stream()
        .filter(ring -> ring.body().contains("\"" + type + "\"") && ring.body().contains(id)).findFirst();
  }
}
