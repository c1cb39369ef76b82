package laotie.server.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PeopleApiTest {

  private static Map<String, Object> wish(String login, String name, String password) {
    return Map.of("login", login, "name", name, "password", password);
  }

  private static Response post(String path, Object body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/" + path);
  }

  @Test
  void registersAndKnowsHimAgain() {
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/me").then().statusCode(200)
        .body("id", equalTo(viewer.id()))
        .body("login", equalTo(viewer.login()))
        .body("isGuest", equalTo(false))
        .body("roles", contains("VIEWER"))
        .body("roomId", nullValue())
        .body("ban", nullValue())
        .body("guest", nullValue())
        .body("assistantOf.size()", equalTo(0));
  }

  @Test
  void hidesTheSessionFromScripts() {
    Response answer = post("guests", Map.of("name", "路人"));
    assertThat(answer.getHeader("Set-Cookie"))
        .startsWith("laotie_session=")
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .contains("Max-Age=")
        .doesNotContain("Secure");
  }

  @Test
  void signsInAndOut() {
    Somebody viewer = Somebody.registered();
    String shouted = viewer.login().toUpperCase();
    Response in = post("sessions", Map.of("login", shouted, "password", Somebody.PASSWORD));
    in.then().statusCode(200).body("id", equalTo(viewer.id()));
    String cookie = in.cookie("laotie_session");
    assertThat(cookie).isNotEqualTo(viewer.cookie());
    given().cookie("laotie_session", cookie).delete("/api/v1/sessions/current").then().statusCode(204);
    given().cookie("laotie_session", cookie).get("/api/v1/me").then().statusCode(401)
        .body("reason", equalTo("SESSION_ENDED"));
    viewer.calls().get("/api/v1/me").then().statusCode(200);
  }

  @Test
  void signsOutTwiceWithoutComplaint() {
    Somebody viewer = Somebody.registered();
    viewer.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    viewer.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    given().delete("/api/v1/sessions/current").then().statusCode(204);
  }

  @Test
  void refusesATakenLoginWhateverItsCase() {
    Somebody viewer = Somebody.registered();
    post("accounts", wish(viewer.login().toUpperCase(), "x", "12345678")).then().statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/login-taken"));
  }

  @Test
  void refusesWrongFieldsAllAtOnce() {
    post("accounts", wish("a", "\u202Eevil", "short")).then().statusCode(422)
        .body("errors.pointer", contains("/login", "/name", "/password"));
    post("accounts", Map.of()).then().statusCode(422)
        .body("errors.pointer", contains("/login", "/name", "/password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{", "[]", "\"x\"", "{\"login\":{}}", "null", "", "{\"login\":\"abc\",\"nonsense\":1}"
      })
  void refusesWhatIsNoRegistration(String body) {
    given().contentType(ContentType.JSON).body(body).post("/api/v1/accounts").then().statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void refusesAFormAsBody() {
    given().contentType("application/x-www-form-urlencoded").body("login=abc").post("/api/v1/sessions")
        .then().statusCode(415);
  }

  @Test
  void keepsMarkupAsText() {
    String login = Somebody.freshLogin();
    Response answer = post("accounts", wish(login, "<script>1</script>", "12345678"));
    answer.then().statusCode(201).body("name", equalTo("<script>1</script>"))
        .contentType(ContentType.JSON);
  }

  @Test
  void doesNotSayWhetherLoginOrPasswordIsWrong() {
    Somebody viewer = Somebody.registered();
    Response wrong = post("sessions", Map.of("login", viewer.login(), "password", "not the one"));
    Response unknown = post("sessions", Map.of("login", Somebody.freshLogin(), "password", "not the one"));
    wrong.then().statusCode(401).body("reason", equalTo("WRONG_CREDENTIALS"));
    assertThat(unknown.body().asString()).isEqualTo(wrong.body().asString());
    for (String odd : new String[] {"", "\u0000", "' or 1=1 --", "老铁"}) {
      post("sessions", Map.of("login", odd, "password", "x".repeat(5_000))).then().statusCode(401);
    }
    post("sessions", Map.of("login", "x".repeat(33), "password", "x")).then().statusCode(422);
  }

  @Test
  void refusesMoreThanTenTriesOfOneLogin() {
    Somebody viewer = Somebody.registered();
    for (int i = 0; i < SignInLimits.LOGIN_OF_NETWORK.burst(); i++) {
      post("sessions", Map.of("login", viewer.login(), "password", "not the one")).then().statusCode(401);
    }
    Response answer = post("sessions", Map.of("login", viewer.login(), "password", Somebody.PASSWORD));
    answer.then().statusCode(429).body("reason", equalTo("TOO_MANY_REQUESTS"));
    assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 60);
    Somebody.registered().calls().get("/api/v1/me").then().statusCode(200);
    given().get("/q/metrics").then().statusCode(200)
        .body(containsString("laotie_people_tries_refused_total{by=\"login\"}"));
  }

  @Test
  void refusesToSignInFromAForeignPage() {
    Somebody viewer = Somebody.registered();
    Map<String, String> proof = Map.of("login", viewer.login(), "password", Somebody.PASSWORD);
    given().contentType(ContentType.JSON).header("Origin", "https://evil.example").body(proof)
        .post("/api/v1/sessions").then().statusCode(403).body("reason", equalTo("ORIGIN_FOREIGN"));
    viewer.calls().header("Origin", "null").delete("/api/v1/sessions/current").then().statusCode(403);
    viewer.calls().get("/api/v1/me").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "YWJj.YWJj", "....", "%00", "老铁"})
  void believesNoInventedCookie(String cookie) {
    given().header("Cookie", "laotie_session=" + cookie).get("/api/v1/me").then().statusCode(401);
    given().header("Cookie", "laotie_session=" + cookie).contentType(ContentType.JSON)
        .body(Map.of("name", "x")).put("/api/v1/me").then().statusCode(401)
        .body("reason", equalTo("SESSION_ENDED"));
  }

  @Test
  void letsSomebodyWithADeadCookieInAgain() {
    Somebody viewer = Somebody.registered();
    viewer.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    viewer.calls().body(Map.of("login", viewer.login(), "password", Somebody.PASSWORD))
        .post("/api/v1/sessions").then().statusCode(200);
  }

  @Test
  void saysNotSignedInToNobody() {
    given().get("/api/v1/me").then().statusCode(401).body("reason", equalTo("NOT_SIGNED_IN"));
  }

  @Test
  void letsAGuestInByNameAndKeepsHisIdWhenHeRegisters() {
    Somebody guest = Somebody.guest("<b>路人</b>");
    guest.calls().get("/api/v1/me").then().statusCode(200)
        .body("isGuest", equalTo(true)).body("login", nullValue()).body("name", equalTo("<b>路人</b>"));
    String login = Somebody.freshLogin();
    Response answer = guest.calls().body(wish(login, "老铁", "12345678")).post("/api/v1/accounts");
    answer.then().statusCode(201).body("id", equalTo(guest.id())).body("isGuest", equalTo(false));
    guest.calls().get("/api/v1/me").then().statusCode(401);
    given().cookie("laotie_session", answer.cookie("laotie_session")).get("/api/v1/me").then()
        .statusCode(200).body("login", equalTo(login));
  }

  @Test
  void keepsAGuestAGuestWhenTheLoginIsTaken() {
    Somebody member = Somebody.registered();
    Somebody guest = Somebody.guest("路人");
    guest.calls().body(wish(member.login(), "x", "12345678")).post("/api/v1/accounts").then().statusCode(409);
    guest.calls().get("/api/v1/me").then().statusCode(200).body("isGuest", equalTo(true));
  }

  @Test
  void letsAGuestChooseAnotherName() {
    Somebody guest = Somebody.guest("路人");
    guest.calls().body(Map.of("name", "另一个")).post("/api/v1/guests").then().statusCode(201)
        .body("id", equalTo(guest.id())).body("name", equalTo("另一个"));
  }

  @Test
  void changesNameAndPicture() {
    Somebody viewer = Somebody.registered();
    viewer.calls().body(Map.of("name", " 新名字 ")).put("/api/v1/me").then().statusCode(200)
        .body("name", equalTo("新名字")).body("avatarUrl", equalTo(""));
    viewer.calls().body(Map.of("name", "新名字", "avatarUrl", "/api/v1/pictures/pic_1")).put("/api/v1/me")
        .then().statusCode(200).body("avatarUrl", equalTo("/api/v1/pictures/pic_1"));
    viewer.calls().body(Map.of("name", "新名字")).put("/api/v1/me").then().statusCode(200)
        .body("avatarUrl", equalTo("/api/v1/pictures/pic_1"));
    viewer.calls().body(Map.of("name", "")).put("/api/v1/me").then().statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/x.png", "javascript:alert(1)", "/api/v1/pictures/../me",
      "/api/v1/pictures/", "/api/v1/pictures/a\"onerror=x"})
  void refusesAPictureOfSomebodyElse(String url) {
    Somebody.registered().calls().body(Map.of("name", "x", "avatarUrl", url)).put("/api/v1/me").then()
        .statusCode(422).body("errors.pointer", hasItem("/avatarUrl"));
  }

  @Test
  void changesThePasswordAndEndsOtherSessions() {
    Somebody viewer = Somebody.registered();
    Response other = post("sessions", Map.of("login", viewer.login(), "password", Somebody.PASSWORD));
    viewer.calls().body(Map.of("password", "wrong one", "newPassword", "brand new one"))
        .put("/api/v1/me/password").then().statusCode(403).body("reason", equalTo("WRONG_PASSWORD"));
    viewer.calls().body(Map.of("password", Somebody.PASSWORD, "newPassword", "short"))
        .put("/api/v1/me/password").then().statusCode(422);
    Response changed =
        viewer.calls().body(Map.of("password", Somebody.PASSWORD, "newPassword", "brand new one"))
            .put("/api/v1/me/password");
    changed.then().statusCode(200).cookie("laotie_session", notNullValue());
    viewer.calls().get("/api/v1/me").then().statusCode(401);
    given().cookies(other.cookies()).get("/api/v1/me").then().statusCode(401);
    given().cookies(changed.cookies()).get("/api/v1/me").then().statusCode(200);
    post("sessions", Map.of("login", viewer.login(), "password", Somebody.PASSWORD)).then().statusCode(401);
    post("sessions", Map.of("login", viewer.login(), "password", "brand new one")).then().statusCode(200);
  }

  @Test
  void givesALoginToOneOfManyWhoAskAtOnce() throws Exception {
    String login = Somebody.freshLogin();
    List<Somebody> guests = List.of(Somebody.guest("一"), Somebody.guest("二"), Somebody.guest("三"));
    List<Callable<Integer>> asks = new ArrayList<>();
    for (Somebody guest : guests) {
      asks.add(() -> guest.calls().body(wish(login, "x", "12345678")).post("/api/v1/accounts").statusCode());
      asks.add(() -> post("accounts", wish(login, "x", "12345678")).statusCode());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(asks.size())) {
      for (Future<Integer> answer : threads.invokeAll(asks)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
  }
}
