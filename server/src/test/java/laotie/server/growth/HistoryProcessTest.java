package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large past on a server that is killed while it reads, while it tells and while it takes back. */
class HistoryProcessTest {

  private static final int ORDERS = 60_000;
  private static final int BUYERS = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path dir;

  @Test
  void eachOrderCountsOnceWhoeverIsKilled() {
    byte[] table = HistoryDesk.packed(table());
    Host host;
    String importId;
    try (ServerProcess server = ServerProcess.start(dir)) {
      host = host(server);
      importId = host.at(server).upload(table, "Shopify").statusCode(201).extract().path("importId");
      awaitKept(host.at(server), importId, "READING");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      HistoryDesk desk = host.at(server);
      Await.until(PATIENCE, () -> desk.read(importId).prettify(),
          () -> desk.read(importId).getString("status").equals("PREVIEW"));
      assertThat(desk.read(importId).getMap("counts.outcomes")).isEqualTo(Map.of("NEW", ORDERS));
      desk.post(importId, "start").statusCode(200);
      awaitDone(desk, importId, "APPLYING");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      HistoryDesk desk = host.at(server);
      desk.await(importId, "DONE");
      assertThat(desk.known()).isEqualTo(BUYERS + "/" + ORDERS);
      assertThat(desk.finish(desk.preview(table, "Shopify")).getMap("counts.outcomes"))
          .isEqualTo(Map.of("SAME", ORDERS));
      assertThat(desk.known()).isEqualTo(BUYERS + "/" + ORDERS);
      desk.post(importId, "take-back").statusCode(200);
      awaitDone(desk, importId, "TAKING_BACK");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      HistoryDesk desk = host.at(server);
      desk.await(importId, "TAKEN_BACK");
      assertThat(desk.known()).as("the second table tells them").isEqualTo(BUYERS + "/" + ORDERS);
      String second = desk.get(HistoryDesk.DOOR).getString("items[0].importId");
      desk.takeBack(second);
      assertThat(desk.known()).isEmpty();
      assertThat(server.said()).doesNotContain("OutOfMemory");
    }
  }

  /** Until some of it is done and not all, or the state is over. */
  private static void awaitDone(HistoryDesk desk, String importId, String status) {
    Await.until(PATIENCE, () -> desk.read(importId).prettify(), () -> {
      JsonPath read = desk.read(importId);
      return read.getInt("counts.done") > 0 || !read.getString("status").equals(status);
    });
  }

  private static void awaitKept(HistoryDesk desk, String importId, String status) {
    Await.until(PATIENCE, () -> desk.read(importId).prettify(), () -> {
      JsonPath read = desk.read(importId);
      return read.getInt("counts.rows") > 0 || !read.getString("status").equals(status);
    });
  }

  private static String table() {
    StringBuilder table = new StringBuilder(HistoryDesk.HEAD);
    for (int i = 0; i < ORDERS; i++) {
      table.append('#').append(i).append(",b").append(i % BUYERS).append("@shop.example,2026-0")
          .append(1 + i % 9).append('-').append(10 + i % 18).append(" 10:00,9.90,paid\n");
    }
    return table.toString();
  }

  private record Host(String id, String cookie) {
    HistoryDesk at(ServerProcess server) {
      Supplier<RequestSpecification> calls = () -> given().baseUri(server.url())
          .cookie("laotie_session", cookie).contentType("application/json");
      return new HistoryDesk(id, calls);
    }
  }

  private static Host host(ServerProcess server) {
    String login = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String cookie = given().baseUri(server.url()).contentType("application/json")
        .body(Map.of("login", login, "name", "Host", "password", "correct horse"))
        .post("/api/v1/accounts").cookie("laotie_session");
    RequestSpecification calls = given().baseUri(server.url()).cookie("laotie_session", cookie)
        .contentType("application/json");
    calls.body(Map.of("tagline", "a", "story", "b", "sinceYear", 2009, "goodsFrom", "c", "category", "d"))
        .post("/api/v1/me/host").then().statusCode(201);
    return new Host(given().baseUri(server.url()).cookie("laotie_session", cookie)
        .get("/api/v1/me").jsonPath().getString("id"), cookie);
  }
}
