package laotie.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.people.Somebody;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.Test;

/** What every door does alike: repeats, wrong bodies, sizes. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class DoorsTest {

  private static final String ECHO = "/api/v1/echo";

  @Inject Rows rows;

  @Test
  void answersARepeatWithTheFirstAnswerAndWorksOnce() {
    Somebody somebody = Somebody.registered();
    String key = UUID.randomUUID().toString();
    int first = say(somebody, key, "{\"word\": \"a\"}").statusCode(200).extract().path("calls");
    int again = say(somebody, key, "{\"word\": \"a\"}").statusCode(200).extract().path("calls");
    assertThat(again).isEqualTo(first);
    say(somebody, key, "{\"word\": \"a\"}").header("Idempotent-Replayed", equalTo("true"));
  }

  @Test
  void theAnswerThatIsKeptForARepeatIsSealed() {
    Somebody somebody = Somebody.registered();
    String key = UUID.randomUUID().toString();
    String first = say(somebody, key, "{\"word\": \"13900001111\"}").statusCode(200).extract().asString();
    assertThat(rows.count("select count(*) from http_requests where key = ? and status = 200", key)).isOne();
    assertThat(rows.count("select count(*) from http_requests where key = ? and answer like ?", key,
        "%13900001111%")).isZero();
    say(somebody, key, "{\"word\": \"13900001111\"}").statusCode(200)
        .header("Idempotent-Replayed", equalTo("true")).body(equalTo(first));
  }

  @Test
  void refusesAKnownKeyWithAnotherBody() {
    Somebody somebody = Somebody.registered();
    String key = UUID.randomUUID().toString();
    say(somebody, key, "{\"word\": \"a\"}").statusCode(200);
    say(somebody, key, "{\"word\": \"b\"}").statusCode(409).body("type", equalTo("/problems/key-reused"));
  }

  @Test
  void aRefusedWriteFreesItsKey() {
    Somebody somebody = Somebody.registered();
    String key = UUID.randomUUID().toString();
    say(somebody, key, "{\"word\": \"\"}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/word"));
    say(somebody, key, "{\"word\": \"now right\"}").statusCode(200);
  }

  @Test
  void theSameKeyOfTwoPeopleIsTwoKeys() {
    String key = UUID.randomUUID().toString();
    int one = say(Somebody.registered(), key, "{\"word\": \"a\"}").statusCode(200).extract().path("calls");
    int two = say(Somebody.registered(), key, "{\"word\": \"a\"}").statusCode(200).extract().path("calls");
    assertThat(two).isNotEqualTo(one);
  }

  @Test
  void refusesAKeyOfTheWrongLength() {
    say(Somebody.registered(), "short", "{\"word\": \"a\"}").statusCode(400);
  }

  @Test
  void saysWhereABodyIsWrong() {
    Somebody somebody = Somebody.registered();
    say(somebody, UUID.randomUUID().toString(), "{\"word\": ")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("reason", equalTo("MALFORMED"));
    say(somebody, UUID.randomUUID().toString(), "{\"word\": {\"deep\": 1}}")
        .statusCode(400)
        .body("detail", containsString("/word"));
    say(somebody, UUID.randomUUID().toString(), "{\"word\": \"a\", \"stray\": 1}")
        .statusCode(400)
        .body("detail", containsString("stray"));
  }

  @Test
  void refusesABodyOfTenMegabytesBeforeItIsSent() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String head =
          "POST " + ECHO + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 10000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(5_000);
      BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void refusesALargeBodyOfADoorThatTakesNoPicture() throws IOException {
    Somebody somebody = Somebody.registered();
    String word = "a".repeat((int) BodyRoom.BYTES_MAX);
    say(somebody, UUID.randomUUID().toString(), "{\"word\": \"" + word + "\"}")
        .statusCode(413).body("reason", equalTo("BODY_TOO_LARGE"));
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String head =
          "POST /api/v1/guests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(5_000);
      BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 400");
    }
  }

  /** A body of HTTP/2 may come without its length, and bounds go by what is said before it. */
  @Test
  void speaksNoHttp2() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(settings);
      socket.setSoTimeout(5_000);
      // In words, and no frames: whoever wrote "HTTP/2.0" is told so in his own line.
      assertThat(answerOf(socket)).endsWith(" 400 Bad Request");
    }
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\n"
          + "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(5_000);
      assertThat(answerOf(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void takesLargeBodiesOfCallersOnlyAndFewOfANetwork() throws IOException {
    Somebody host = Somebody.host();
    for (String door : List.of("POST /api/v1/pictures", "POST /api/v1/product-imports.csv",
        "PUT /api/v1/uploads/upl_x/parts?from=0")) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < BodyRoom.PARTS_MAX; i++) {
          // A stranger is answered by his head, and holds no slot.
          assertThat(answerOf(begin(door, "", slow))).startsWith("HTTP/1.1 401");
        }
        assertThat(answerOf(begin(door, "laotie_session=stale", slow))).startsWith("HTTP/1.1 401");
        // The question itself may take a slot before a slow one does, so there is always one more of those.
        Await.until("no slot", () -> {
          begin(door, "laotie_session=" + host.cookie(), slow);
          return statusOf(host, door) == 503;
        });
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
      Await.until("a slot again", () -> statusOf(host, door) != 503);
    }
  }

  /** Sends the head of a large body and nothing of it. */
  private static Socket begin(String door, String cookie, List<Socket> all) {
    String type = door.startsWith("POST") ? "image/png" : "application/octet-stream";
    String head = door + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n"
        + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "Content-Length: 1000\r\n\r\n";
    try {
      Socket socket = new Socket("127.0.0.1", RestAssured.port);
      all.add(socket);
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String answerOf(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
  }

  private static int statusOf(Somebody host, String door) {
    return door.startsWith("POST")
        ? given().cookie("laotie_session", host.cookie()).contentType("image/png").body(new byte[9])
            .post(door.substring(door.indexOf('/'))).statusCode()
        : given().cookie("laotie_session", host.cookie()).contentType("application/octet-stream")
            .body(new byte[9]).put("/api/v1/uploads/upl_x/parts?from=0").statusCode();
  }

  @Test
  void aZeroCharacterIsTheCallersFault() {
    given().urlEncodingEnabled(false).get("/api/v1/products/a%00b").then()
        .statusCode(400).body("reason", equalTo("MALFORMED"));
    given().urlEncodingEnabled(false).get("/api/v1/pictures/a%00b").then().statusCode(404);
    given().get("/api/v1/pictures/" + "a".repeat(65)).then().statusCode(404);
  }

  @Test
  void noWayAroundTheOriginThroughAnotherFolder() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String request =
          "POST /hooks/../api/v1/guests HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
              + "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(5_000);
      BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void addressesOfOneIpv6CustomerAreOneNetwork() {
    assertThat(Marks.networkOf("2001:db8:1:2::5")).isEqualTo(Marks.networkOf("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(Marks.networkOf("2001:db8:1:3::5"));
    assertThat(Marks.networkOf("10.0.0.7")).isEqualTo("10.0.0.7");
  }

  @Test
  void refusesAParameterThatIsNoNumber() {
    RestAssured.given().get("/api/v1/feed?limit=zz").then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("reason", equalTo("MALFORMED"));
  }

  private static ValidatableResponse say(Somebody somebody, String key, String body) {
    return somebody.calls().header("Idempotency-Key", key).body(body).post(ECHO).then();
  }
}
