package laotie.server.supply;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of waybills on a server that is killed while its parcels leave. */
class WaybillProcessTest {

  private static final int ORDERS = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ADDRESS = """
      {"name":"李雷","phone":"13812345678","region":"黑龙江 哈尔滨","street":"中央大街 1 号"}""";

  @TempDir private Path dir;

  @Test
  void everyParcelLeavesOnceWhoeverIsKilled() {
    String host;
    String buyer;
    String door;
    String importId;
    String table;
    try (ServerProcess server = ServerProcess.start(dir)) {
      host = account(server);
      calls(server, host).body(Map.of("tagline", "a", "story", "b", "sinceYear", 2009, "goodsFrom", "c",
          "category", "d")).post("/api/v1/me/host").then().statusCode(201);
      buyer = account(server);
      door = "/api/v1/hosts/" + calls(server, host).get("/api/v1/me").jsonPath().getString("id");
      table = table(paid(server, host, buyer));
      importId = calls(server, host).contentType("text/csv").body(table.getBytes(StandardCharsets.UTF_8))
          .post(door + "/waybill-imports.csv").then().statusCode(201).extract().path("importId");
      awaitStatus(server, host, door + "/waybill-imports/" + importId, "PREVIEW");
      calls(server, host).post(door + "/waybill-imports/" + importId + "/start").then().statusCode(200);
      Await.until(PATIENCE, "some parcels",
          () -> shipped(server, host, door + "/waybill-imports/" + importId) > 0);
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      awaitStatus(server, host, door + "/waybill-imports/" + importId, "DONE");
      assertThat(shipped(server, host, door + "/waybill-imports/" + importId)).isEqualTo(ORDERS);
      assertThat(shippedSteps(server, buyer)).isEqualTo(ORDERS);
      String again = calls(server, host).contentType("text/csv")
          .body(table.getBytes(StandardCharsets.UTF_8)).post(door + "/waybill-imports.csv").then()
          .statusCode(201).extract().path("importId");
      awaitStatus(server, host, door + "/waybill-imports/" + again, "PREVIEW");
      assertThat(calls(server, host).get(door + "/waybill-imports/" + again).jsonPath()
          .getMap("outcomes")).isEqualTo(Map.of("SAME", ORDERS));
    }
  }

  private static List<String> paid(ServerProcess server, String host, String buyer) {
    String skuId = calls(server, host).body("""
        {"title":"袜子","story":"","category":"服装",
         "skus":[{"name":"M","price":{"minor":800,"currency":"CNY"},"supply":%d}]}""".formatted(ORDERS))
        .post("/api/v1/products").then().statusCode(201).extract().path("skus[0].skuId");
    List<String> orderIds = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      String orderId = calls(server, buyer).body("""
          {"lines":[{"skuId":"%s","quantity":1}],"address":%s}""".formatted(skuId, ADDRESS))
          .post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
      calls(server, buyer).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
          .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
      Await.until(PATIENCE, "order paid", () -> calls(server, buyer).get("/api/v1/orders/" + orderId)
          .jsonPath().getString("status").equals("PAID"));
      orderIds.add(orderId);
    }
    return orderIds;
  }

  private static String table(List<String> orderIds) {
    StringBuilder table = new StringBuilder("订单号,快递公司,快递单号\n");
    for (int i = 0; i < orderIds.size(); i++) {
      table.append(orderIds.get(i)).append(",中通,ZT").append(1_000_000 + i).append('\n');
    }
    return table.toString();
  }

  /** Shipments in the lives of all orders: twice shipped would be counted twice. */
  private static int shippedSteps(ServerProcess server, String buyer) {
    int shipped = 0;
    String after = "";
    do {
      JsonPath page =
          calls(server, buyer).get("/api/v1/orders?limit=100&after=" + after).jsonPath();
      for (String orderId : page.<String>getList("items.orderId")) {
        shipped += (int) calls(server, buyer).get("/api/v1/orders/" + orderId + "/life").jsonPath()
            .<String>getList("steps.change").stream()
            .filter(change -> change.equals("SHIPPED") || change.equals("RESHIPPED")).count();
      }
      after = page.getString("next");
    } while (after != null && !after.isEmpty());
    return shipped;
  }

  private static int shipped(ServerProcess server, String host, String door) {
    Integer shipped = calls(server, host).get(door).jsonPath().get("outcomes.SHIPPED");
    return shipped == null ? 0 : shipped;
  }

  private static void awaitStatus(ServerProcess server, String host, String door, String status) {
    Await.until(PATIENCE, () -> calls(server, host).get(door).asString(),
        () -> calls(server, host).get(door).jsonPath().getString("status").equals(status));
  }

  private static String account(ServerProcess server) {
    String login = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return given().baseUri(server.url()).contentType("application/json")
        .body(Map.of("login", login, "name", "某人", "password", "correct horse"))
        .post("/api/v1/accounts").then().statusCode(201).extract().cookie("laotie_session");
  }

  private static RequestSpecification calls(ServerProcess server, String cookie) {
    return given().baseUri(server.url()).cookie("laotie_session", cookie).contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
