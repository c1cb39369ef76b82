package laotie.server.clips;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.people.Somebody;

/** What people do with clips in tests, through the doors. */
final class Hand {

  static final Duration MADE_WITHIN = Duration.ofSeconds(90);
  private static final int PART = 1 << 20;

  private Hand() {}

  static Response open(Somebody who, long bytes) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID())
        .body(Map.of("name", "../../etc/passwd", "bytes", bytes, "mediaType", "video/mp4"))
        .post("/api/v1/uploads");
  }

  static Response part(Somebody who, String uploadId, long from, byte[] bytes) {
    return given().cookie("laotie_session", who.cookie()).contentType("application/octet-stream").body(bytes)
        .put("/api/v1/uploads/" + uploadId + "/parts?from=" + from);
  }

  /** Sends a whole video and answers the upload's id. */
  static String send(Somebody who, byte[] video) {
    String uploadId = open(who, video.length).then().statusCode(201).extract().path("uploadId");
    for (int from = 0; from < video.length; from += PART) {
      byte[] bytes = Arrays.copyOfRange(video, from, Math.min(video.length, from + PART));
      part(who, uploadId, from, bytes).then().statusCode(200);
    }
    return uploadId;
  }

  static Response make(Somebody who, Map<String, Object> more, String uploadId) {
    Map<String, Object> body = new HashMap<>(Map.of("uploadId", uploadId, "caption", "Spring tea 春茶"));
    body.putAll(more);
    return who.calls().header("Idempotency-Key", UUID.randomUUID()).body(body).post("/api/v1/clips");
  }

  /** Sends a video, makes a clip of it and waits until it is made or failed. */
  static String clip(Somebody who, byte[] video, Map<String, Object> more) {
    String clipId = make(who, more, send(who, video)).then().statusCode(201).extract().path("clipId");
    awaitMade(who, clipId);
    return clipId;
  }

  static void awaitMade(Somebody who, String clipId) {
    Await.until(MADE_WITHIN, () -> read(who, clipId).asString(),
        () -> !"PROCESSING".equals(read(who, clipId).path("status")));
  }

  static Response read(Somebody who, String clipId) {
    return who.calls().get("/api/v1/clips/" + clipId);
  }

  static String published(Somebody who) {
    return clip(who, Camera.video(3), Map.of("publishes", true));
  }

  static String product(Somebody host, String title) {
    return host.calls().contentType(ContentType.JSON)
        .body(Map.of("title", title, "story", "warm", "category", "tea",
            "skus", List.of(Map.of("name", "100 g", "price", Map.of("minor", 9900, "currency", "CNY"),
                "supply", 5))))
        .post("/api/v1/products").then().statusCode(201).extract().path("productId");
  }
}
