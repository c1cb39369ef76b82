package laotie.server.growth;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import laotie.server.boot.Await;
import laotie.server.people.Somebody;

/** A host who brings his past along, through the doors. */
record HistoryDesk(String hostId, Supplier<RequestSpecification> plain) {

  static final String UCI = "shared/data/growth/uci_online_retail/online_retail.csv.gz";
  static final String DOOR = "/api/v1/history-imports";
  static final String HEAD = "Order ID,Buyer,Date,Total,Status\n";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  static HistoryDesk of(Somebody host) {
    return new HistoryDesk(host.id(), host::calls);
  }

  RequestSpecification calls() {
    return plain.get().header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** The data set's file, when it lies beside the repository. */
  static Optional<Path> uci() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isReadable(at.resolve(UCI))) {
        return Optional.of(at.resolve(UCI));
      }
    }
    return Optional.empty();
  }

  static byte[] packed(String table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(table.getBytes(StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return bytes.toByteArray();
  }

  ValidatableResponse upload(byte[] table, String channel) {
    return calls().contentType("text/csv").body(table)
        .queryParam("name", "orders.csv").queryParam("channel", channel).post(DOOR + ".csv").then();
  }

  /** Uploads, and waits until the table was read; answers the import. */
  String preview(byte[] table, String channel) {
    String importId = upload(table, channel).statusCode(201).extract().path("importId");
    awaitRead(importId);
    return importId;
  }

  String preview(String table) {
    return preview(table.getBytes(StandardCharsets.UTF_8), "Shopify");
  }

  void awaitRead(String importId) {
    Await.until(PATIENCE, () -> read(importId).prettify(),
        () -> !read(importId).getString("status").equals("READING"));
  }

  ValidatableResponse change(String importId, String settings) {
    return calls().body(settings).put(DOOR + "/" + importId).then();
  }

  ValidatableResponse post(String importId, String what) {
    return calls().post(DOOR + "/" + importId + "/" + what).then();
  }

  /** Starts, and waits until the numbers hold it. */
  JsonPath finish(String importId) {
    post(importId, "start").statusCode(200);
    return await(importId, "DONE");
  }

  JsonPath takeBack(String importId) {
    post(importId, "take-back").statusCode(200);
    return await(importId, "TAKEN_BACK");
  }

  JsonPath await(String importId, String status) {
    Await.until(PATIENCE, () -> read(importId).prettify(), () -> {
      JsonPath read = read(importId);
      return read.getString("status").equals(status) && read.getBoolean("isCounted");
    });
    return read(importId);
  }

  JsonPath all(String table) {
    return finish(preview(table));
  }

  JsonPath read(String importId) {
    return get(DOOR + "/" + importId);
  }

  JsonPath get(String path) {
    return calls().get(path).then().statusCode(200).extract().jsonPath();
  }

  /** {@code row kind} of each issue. */
  List<String> issues(String importId) {
    List<Map<String, Object>> items =
        get(DOOR + "/" + importId + "/issues?limit=100").getList("items");
    return items.stream().map(item -> item.get("row") + " "
        + item.get("kind").toString().replaceFirst(".*\\.", "")).toList();
  }

  /** The channels with an order, after the shop here. */
  List<Map<String, Object>> channels() {
    List<Map<String, Object>> items = get("/api/v1/hosts/" + hostId + "/channels").getList("items");
    return items.subList(1, items.size());
  }

  JsonPath repurchase() {
    return get("/api/v1/hosts/" + hostId + "/channels/" + channels().getFirst().get("channelId")
        + "/repurchase");
  }

  /** {@code buyers/orders} of the only channel, or nothing. */
  String known() {
    return channels().isEmpty() ? ""
        : channels().getFirst().get("buyers") + "/" + channels().getFirst().get("orders");
  }

  static String share(JsonPath detail, String definition, Optional<String> month) {
    List<Map<String, Object>> all = detail.getList("definitions");
    Map<String, Object> found = all.stream().filter(each -> each.get("definition").equals(definition)
        && month.equals(Optional.ofNullable((String) each.get("month")))).findFirst().orElseThrow();
    return found.get("part") + "/" + found.get("whole");
  }

  static String r3(JsonPath detail, int days) {
    List<Map<String, Object>> all = detail.getList("definitions");
    Map<String, Object> found = all.stream().filter(each -> each.get("definition").equals("R3")
        && Integer.valueOf(days).equals(each.get("days"))).findFirst().orElseThrow();
    return found.get("part") + "/" + found.get("whole");
  }
}
