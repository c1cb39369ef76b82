package laotie.server.goods;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import laotie.server.boot.Await;

/** A host at his imports, through the doors. */
record ImportDesk(String hostId) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DOOR = "/api/v1/product-imports";

  static byte[] sample(String name) {
    try (InputStream file = ImportDesk.class.getResourceAsStream("/imports/" + name)) {
      return file.readAllBytes();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  ValidatableResponse upload(byte[] table) {
    return Stall.as(hostId).contentType("text/csv").body(table).post(DOOR + ".csv?name=table.csv").then();
  }

  /** Uploads, and waits until the table was read; answers the import. */
  String preview(byte[] table) {
    String importId = upload(table).statusCode(201).extract().path("importId");
    awaitRead(importId);
    return importId;
  }

  String preview(String table) {
    return preview(table.getBytes(StandardCharsets.UTF_8));
  }

  void awaitRead(String importId) {
    Await.until(PATIENCE, () -> read(importId).prettify(),
        () -> !read(importId).getString("status").equals("READING"));
  }

  /** Reads, starts, and waits for the end. */
  JsonPath all(byte[] table) {
    String importId = preview(table);
    return finish(importId);
  }

  JsonPath all(String table) {
    return all(table.getBytes(StandardCharsets.UTF_8));
  }

  JsonPath finish(String importId) {
    Stall.as(hostId).post(DOOR + "/" + importId + "/start").then().statusCode(200);
    Await.until(PATIENCE, () -> read(importId).prettify(),
        () -> read(importId).getString("status").equals("DONE"));
    return read(importId);
  }

  JsonPath read(String importId) {
    return get(importId, "");
  }

  JsonPath get(String importId, String more) {
    return Stall.as(hostId).get(DOOR + "/" + importId + more).then().statusCode(200).extract().jsonPath();
  }

  String issuesFile(String importId) {
    return Stall.as(hostId).get(DOOR + "/" + importId + "/issues.csv").then().statusCode(200)
        .extract().asString();
  }

  /** {@code row key} of each issue, the key's last word only. */
  List<String> issues(String importId) {
    List<Map<String, Object>> items = get(importId, "/issues?limit=100").getList("items");
    return items.stream().map(item -> item.get("row") + " "
        + item.get("key").toString().replaceFirst(".*\\.", "")).toList();
  }

  ValidatableResponse change(String importId, String settings) {
    return Stall.as(hostId).body(settings).put(DOOR + "/" + importId).then();
  }

  ValidatableResponse cancel(String importId) {
    return Stall.as(hostId).delete(DOOR + "/" + importId).then();
  }

  /** The host's products by title. */
  JsonPath product(String title) {
    List<Map<String, Object>> items = Stall.as(hostId)
        .get("/api/v1/products?limit=100&hostId=" + hostId).then().extract().jsonPath().getList("items");
    List<Map<String, Object>> found =
        items.stream().filter(item -> item.get("title").equals(title)).toList();
    assertThat(found).as(title + " among " + items.size()).hasSize(1);
    return Stall.as(hostId).get("/api/v1/products/" + found.getFirst().get("productId"))
        .then().extract().jsonPath();
  }
}
