package laotie.server.clips;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Settings;
import laotie.server.people.Somebody;
import laotie.server.video.Encoder;
import org.junit.jupiter.api.Test;

/** A real show over RTMP, its recording, and the explanation of a card cut out of it. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CutTest {

  private static final Duration WITHIN = Duration.ofSeconds(40);

  @Inject Settings settings;

  private static Response post(Somebody host, String path, Map<String, Object> body) {
    return host.calls().header("Idempotency-Key", UUID.randomUUID()).body(body).post("/api/v1" + path);
  }

  private static String[] quick() {
    return new String[] {"-c:v", "libopenh264", "-g", "25", "-b:v", "400k", "-pix_fmt", "yuv420p",
      "-c:a", "aac", "-b:a", "64k"};
  }

  /** Waits until the show is recorded up to so long after {@code instant}. */
  private static void awaitRecorded(Path folder, Instant instant, int seconds) {
    long wanted = instant.plusSeconds(seconds).toEpochMilli();
    Await.until(WITHIN, "recorded on", () -> recordedUntil(folder) >= wanted);
  }

  /** The last instant in the indexes of a recording: each line is a kind, an instant and a place. */
  private static long recordedUntil(Path folder) {
    long last = 0;
    try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "*.index")) {
      for (Path index : indexes) {
        for (String line : Files.readAllLines(index)) {
          String[] words = line.split(" ");
          last = words.length == 3 ? Math.max(last, Long.parseLong(words[1])) : last;
        }
      }
    } catch (IOException notYet) {
      return 0;
    }
    return last;
  }

  @Test
  void theExplanationOfACardBecomesAClip() throws Exception {
    Somebody host = Somebody.host();
    String roomId = given().get("/api/v1/hosts/" + host.id()).path("roomId");
    String productId = Hand.product(host, "Green tea");
    String showId = post(host, "/shows", Map.of("title", "First flush")).path("showId");
    String show = "/shows/" + showId;
    String cardId = post(host, show + "/cards", Map.of("productId", productId)).path("cardId");
    Response key = host.calls().post("/api/v1/rooms/" + roomId + "/stream/key");
    String address = key.path("serverUrl") + "/" + key.path("streamName");
    Map<String, Object> wish = Map.of("showId", showId, "cardId", cardId);
    try (Encoder encoder = Encoder.publish(Camera.PROGRAM, address, quick())) {
      post(host, show + "/start", Map.of()).then().statusCode(lessThan(300));
      Path folder = settings.data().dir().toAbsolutePath().resolve("recordings/" + showId);
      Await.until(WITHIN, "a recording", () -> Files.isDirectory(folder)
          && folder.toFile().listFiles((dir, name) -> name.endsWith(".index")).length > 0);
      post(host, "/clips", wish).then().statusCode(409).body("reason", equalTo("CARD_NOT_EXPLAINED"));
      awaitRecorded(folder, Instant.now(), 1);
      host.calls().put("/api/v1" + show + "/cards/" + cardId + "/pin").then().statusCode(200);
      awaitRecorded(folder, Instant.now(), 4);
      host.calls().delete("/api/v1" + show + "/cards/" + cardId + "/pin").then().statusCode(200);
      awaitRecorded(folder, Instant.now(), 1);
      assertThat(encoder.isAlive()).isTrue();
      Await.until("the pins are known", () -> host.calls().get("/api/v1" + show + "/explanations")
          .jsonPath().getList("items").size() == 1);
      host.calls().get("/api/v1" + show + "/explanations").then()
          .body("items.cardId", contains(cardId)).body("items.isRecorded", contains(true));
      Somebody.host().calls().get("/api/v1" + show + "/explanations").then().statusCode(404);
      post(Somebody.host(), "/clips", wish).then().statusCode(404);
      String clipId = post(host, "/clips", wish).then().statusCode(201)
          .body("status", equalTo("PROCESSING")).body("caption", equalTo("Green tea"))
          .body("showId", equalTo(showId)).extract().path("clipId");
      Hand.awaitMade(host, clipId);
      Hand.read(host, clipId).then().body("status", equalTo("READY"))
          .body("cards.product.productId", contains(productId)).body("cards.fromMs", contains(0))
          .body("width", equalTo(Encoder.WIDTH)).body("height", equalTo(Encoder.HEIGHT));
      assertThat(Hand.read(host, clipId).<Integer>path("lengthMs")).isBetween(2500, 6500);
      // The clip outlives its show.
      post(host, show + "/end", Map.of()).then().statusCode(lessThan(300));
      host.calls().post("/api/v1/clips/" + clipId + "/publication").then().statusCode(200);
      given().get("/api/v1/clips/" + clipId + "/video.mp4").then().statusCode(200);
    }
  }

  @Test
  void aShowWithoutPicturesHasNothingToCut() {
    Somebody host = Somebody.host();
    String productId = Hand.product(host, "Cup");
    String showId = post(host, "/shows", Map.of("title", "Dark")).path("showId");
    String show = "/shows/" + showId;
    String cardId = post(host, show + "/cards", Map.of("productId", productId)).path("cardId");
    post(host, show + "/start", Map.of()).then().statusCode(lessThan(300));
    host.calls().put("/api/v1" + show + "/cards/" + cardId + "/pin").then().statusCode(200);
    Await.until("the card was explained", () -> host.calls().get("/api/v1" + show + "/explanations")
        .jsonPath().getList("items").size() == 1);
    post(host, "/clips", Map.of("showId", showId, "cardId", cardId)).then().statusCode(409)
        .body("reason", equalTo("RECORDING_MISSING"));
    post(host, "/clips", Map.of("showId", "show_none", "cardId", cardId)).then().statusCode(404);
    post(host, "/clips", Map.of()).then().statusCode(422);
  }
}
