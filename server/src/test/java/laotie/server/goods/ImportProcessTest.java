package laotie.server.goods;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest table, on a server of 288 MB that is killed while it reads and while it takes over. */
class ImportProcessTest {

  private static final int PRODUCTS = 12_500;
  private static final int VARIANTS = 4;
  private static final int KILLED_AFTER = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String DOOR = "/api/v1/product-imports";

  @TempDir private Path dir;

  @Test
  void fiftyThousandRowsArriveOnceWhoeverIsKilled() {
    String cookie;
    String importId;
    try (ServerProcess server = ServerProcess.start(dir)) {
      cookie = host(server);
      importId = upload(server, cookie);
      Await.until(PATIENCE, "some rows", () -> {
        JsonPath read = read(server, cookie, importId);
        return read.getInt("counts.rows") > 0 || !read.getString("status").equals("READING");
      });
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      awaitStatus(server, cookie, importId, "PREVIEW");
      JsonPath read = read(server, cookie, importId);
      assertThat(read.getInt("counts.rows")).isEqualTo(PRODUCTS * VARIANTS);
      assertThat(read.getMap("counts.products")).isEqualTo(Map.of("NEW", PRODUCTS));
      start(server, cookie, importId);
      Await.until(PATIENCE, "some products", () -> {
        Integer created = read(server, cookie, importId).get("counts.products.CREATED");
        return created != null && created > KILLED_AFTER;
      });
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dir)) {
      awaitStatus(server, cookie, importId, "DONE");
      assertThat(read(server, cookie, importId).getMap("counts.products"))
          .isEqualTo(Map.of("CREATED", PRODUCTS));
      String again = upload(server, cookie);
      awaitStatus(server, cookie, again, "PREVIEW");
      assertThat(read(server, cookie, again).getMap("counts.products")).isEqualTo(Map.of("SAME", PRODUCTS));
      assertThat(stockOfFirstProducts(server, cookie)).isEqualTo(100L * VARIANTS * 7);
      assertThat(server.said()).doesNotContain("OutOfMemory");
    }
  }

  private static long stockOfFirstProducts(ServerProcess server, String cookie) {
    String hostId = calls(server, cookie).get("/api/v1/me").jsonPath().getString("id");
    JsonPath page = calls(server, cookie)
        .get("/api/v1/products?limit=100&hostId=" + hostId).jsonPath();
    return page.getList("items.skus.available.flatten()", Integer.class).stream().mapToLong(n -> n).sum();
  }

  private static String host(ServerProcess server) {
    String login = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String cookie = given().baseUri(server.url()).contentType("application/json")
        .body(Map.of("login", login, "name", "Host", "password", "correct horse"))
        .post("/api/v1/accounts").cookie("laotie_session");
    calls(server, cookie).body(Map.of("tagline", "a", "story", "b", "sinceYear", 2009, "goodsFrom", "c",
        "category", "d")).post("/api/v1/me/host").then().statusCode(201);
    return cookie;
  }

  private static String upload(ServerProcess server, String cookie) {
    StringBuilder table = new StringBuilder(
        "Handle,Title,Body (HTML),Type,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n");
    for (int i = 0; i < PRODUCTS; i++) {
      for (int k = 0; k < VARIANTS; k++) {
        table.append("handle-").append(i).append(',').append(k == 0 ? "Product " + i + ",\"<p>"
            + "Warm and soft. ".repeat(10) + "</p>\",Socks" : ",,").append(",Colour ").append(k)
            .append(",S-").append(i).append('-').append(k).append(",7,").append(10 + k).append(".50\n");
      }
    }
    return calls(server, cookie).contentType("text/csv")
        .body(table.toString().getBytes(StandardCharsets.UTF_8))
        .post(DOOR + ".csv").then().statusCode(201).extract().path("importId");
  }

  private static void start(ServerProcess server, String cookie, String importId) {
    calls(server, cookie).post(DOOR + "/" + importId + "/start").then().statusCode(200);
  }

  private static void awaitStatus(ServerProcess server, String cookie, String importId, String status) {
    Await.until(PATIENCE, () -> read(server, cookie, importId).prettify(),
        () -> read(server, cookie, importId).getString("status").equals(status));
  }

  private static JsonPath read(ServerProcess server, String cookie, String importId) {
    return calls(server, cookie).get(DOOR + "/" + importId).then().statusCode(200).extract().jsonPath();
  }

  private static RequestSpecification calls(
      ServerProcess server, String cookie) {
    return given().baseUri(server.url()).cookie("laotie_session", cookie).contentType("application/json");
  }
}
