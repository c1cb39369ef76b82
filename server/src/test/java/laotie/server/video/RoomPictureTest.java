package laotie.server.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The picture on the way that people take: a host's key, a show, and the room's own page as a guest. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RoomPictureTest {

  @TestHTTPResource("/")
  URI home;

  private static RequestSpecification with(Cookies session) {
    return given().cookies(session).header("Idempotency-Key", UUID.randomUUID())
        .contentType(ContentType.JSON);
  }

  private static <T> T done(Response response, String path) {
    return response.then().log().ifError().statusCode(lessThan(300)).extract().path(path);
  }

  @Test
  void aGuestSeesTheHostsMovingPictureInTheRoomAndIsCountedAsWatching() {
    Path system = Path.of("/usr/bin/ffmpeg");
    Assumptions.assumeTrue(Browser.isHere() && Files.isExecutable(system), "no Chromium or ffmpeg here");
    String login = "video" + UUID.randomUUID().toString().substring(0, 8);
    Cookies host = with(new Cookies())
        .body(Map.of("login", login, "name", "Mei", "password", "correct horse battery"))
        .post("/api/v1/accounts").then().statusCode(201).extract().detailedCookies();
    String roomId = done(with(host).body(Map.of("tagline", "tea", "story", "from our hills",
        "sinceYear", 2012, "goodsFrom", "Anxi", "category", "tea")).post("/api/v1/me/host"), "roomId");
    Response key = with(host).post("/api/v1/rooms/" + roomId + "/stream/key");
    String address = done(key, "serverUrl") + "/" + done(key, "streamName");
    var ffmpeg = new Ffmpeg.Program(system, Optional.empty(), Ffmpeg.Source.PATH);
    try (Encoder encoder = Encoder.publish(ffmpeg, address, Encoder.quick());
        Browser browser = Browser.open(Browser.Size.PHONE, "en")) {
      String showId = done(with(host).body(Map.of("title", "First flush")).post("/api/v1/shows"), "showId");
      done(with(host).post("/api/v1/shows/" + showId + "/start"), "showId");
      Await.until(Duration.ofSeconds(20), encoder::said, () ->
          Boolean.TRUE.equals(given().get("/api/v1/rooms/" + roomId + "/signal").path("isReceived")));
      browser.go(home.toString());
      browser.run("""
          return fetch('/api/v1/guests', {method: 'POST', body: '{"name": "Guest"}',
            headers: {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()}})
              .then((answer) => answer.status)
          """);
      browser.go(home + "room/" + roomId);
      browser.await("a picture", () -> age(browser).isPresent());
      browser.await("a fresh picture", () -> age(browser).filter(ms -> ms < 3000).isPresent());
      long before = clock(browser);
      browser.await("a picture that moves", () -> clock(browser) != before);
      Await.until(Duration.ofSeconds(15), "counted", () ->
          Integer.valueOf(1).equals(given().get("/api/v1/shows/" + showId).path("concurrent")));
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  private static long clock(Browser browser) {
    return ((Number) browser.run(READ)).longValue();
  }

  private static Optional<Long> age(Browser browser) {
    long clock = clock(browser);
    return clock < 0
        ? Optional.empty()
        : Optional.of(System.currentTimeMillis() - clock & 0xffffff);
  }

  /** The painted clock in the room's own video element, -1 while there is no picture. */
  private static final String READ = """
      const video = document.querySelector('lt-room video');
      if (!video || video.readyState < 2) return -1;
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 240;
      const pen = canvas.getContext('2d');
      pen.drawImage(video, 0, 0, 320, 240);
      const pixels = pen.getImageData(0, 0, 320, 240).data;
      let clock = 0;
      for (let bit = 0; bit < 24; bit++) {
        const x = bit % 8 * 40 + 20, y = Math.floor(bit / 8) * 80 + 40;
        if (pixels[(y * 320 + x) * 4] > 125) clock |= 1 << bit;
      }
      return clock;
      """;
}
