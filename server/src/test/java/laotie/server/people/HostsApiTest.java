package laotie.server.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import laotie.server.boot.TestSquare;
import laotie.server.http.Caller;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class HostsApiTest {

  @Inject People people;

  private static String hosts(Somebody host, String rest) {
    return "/api/v1/hosts/" + host.id() + rest;
  }

  @Test
  void opensARoomForAMember() {
    Somebody host = Somebody.registered();
    host.calls().body(Somebody.persona("茶")).post("/api/v1/me/host").then().statusCode(201)
        .body("roles", contains("VIEWER", "HOST")).body("roomId", startsWith("rm_"));
    given().get(hosts(host, "")).then().statusCode(200)
        .body("hostId", equalTo(host.id())).body("tagline", equalTo("茶")).body("story", equalTo("one\ntwo"))
        .body("sinceYear", equalTo(2009)).body("followers", equalTo(0)).body("isFollowed", equalTo(false))
        .body("isLive", equalTo(false)).body("roomId", startsWith("rm_"));
  }

  @Test
  void opensOneRoomOnly() {
    Somebody host = Somebody.host();
    host.calls().body(Somebody.persona("茶")).post("/api/v1/me/host").then().statusCode(409)
        .body("reason", equalTo("HOST_ALREADY"));
  }

  @Test
  void opensNoRoomForGuestsAndStrangers() {
    Somebody.guest("路人").calls().body(Somebody.persona("茶")).post("/api/v1/me/host").then().statusCode(403)
        .body("reason", equalTo("MEMBERS_ONLY"));
    given().contentType("application/json").body(Somebody.persona("茶")).post("/api/v1/me/host").then()
        .statusCode(401);
  }

  @Test
  void answersARepeatedKeyWithTheFirstAnswer() {
    Somebody host = Somebody.registered();
    for (int i = 0; i < 2; i++) {
      host.calls().header("Idempotency-Key", "key-" + host.id()).body(Somebody.persona("茶"))
          .post("/api/v1/me/host").then().statusCode(201).body("id", equalTo(host.id()));
    }
  }

  @Test
  void refusesAPersonaFieldByField() {
    Somebody viewer = Somebody.registered();
    viewer.calls().body(Map.of()).post("/api/v1/me/host").then().statusCode(422)
        .body("errors.pointer", contains("/tagline", "/sinceYear", "/goodsFrom", "/category"));
    Map<String, Object> odd = new HashMap<>(Somebody.persona("x"));
    odd.put("sinceYear", "soon");
    viewer.calls().body(odd).post("/api/v1/me/host").then().statusCode(400)
        .body("reason", equalTo("MALFORMED"));
    viewer.calls().get("/api/v1/me").then().body("roles", contains("VIEWER"));
  }

  @Test
  void keepsMarkupInAPersonaAsText() {
    Somebody host = Somebody.host();
    Map<String, Object> html = new HashMap<>();
    for (String field : new String[] {"tagline", "story", "goodsFrom"}) {
      html.put(field, "<img src=x onerror=alert(1)>");
    }
    html.put("category", "<b>x</b>");
    html.put("sinceYear", 2009);
    host.calls().body(html).put(hosts(host, "/persona")).then().statusCode(200)
        .body("story", equalTo("<img src=x onerror=alert(1)>")).body("category", equalTo("<b>x</b>"))
        .contentType("application/json");
  }

  @Test
  void letsOnlyTheHostChangeHisPersona() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    other.calls().body(Somebody.persona("x")).put(hosts(host, "/persona")).then().statusCode(403);
    given().contentType("application/json").body(Somebody.persona("x")).put(hosts(host, "/persona")).then()
        .statusCode(401);
    host.calls().body(Somebody.persona("y")).put("/api/v1/hosts/acc_nobody/persona").then().statusCode(404);
    host.calls().body(Somebody.persona("新的一句")).put(hosts(host, "/persona")).then().statusCode(200);
    given().get(hosts(host, "")).then().body("tagline", equalTo("新的一句"));
  }

  @Test
  void knowsNoHostThatIsNone() {
    Somebody viewer = Somebody.registered();
    given().get(hosts(viewer, "")).then().statusCode(404).body("reason", equalTo("NOT_FOUND"));
    for (String odd : new String[] {"nobody", "%00", "' or 1=1", "老铁", "x".repeat(500)}) {
      given().get("/api/v1/hosts/{id}", odd).then().statusCode(404);
    }
    given().urlEncodingEnabled(false).get("/api/v1/hosts/%00").then().statusCode(404);
  }

  @Test
  void changesThePictureOfAHost() {
    Somebody host = Somebody.host();
    host.calls().body(Map.of("avatarUrl", "/api/v1/pictures/pic_7")).put(hosts(host, "/avatar")).then()
        .statusCode(200).body("avatarUrl", equalTo("/api/v1/pictures/pic_7"));
    given().get(hosts(host, "")).then().body("avatarUrl", equalTo("/api/v1/pictures/pic_7"));
    host.calls().body(Map.of("avatarUrl", "//evil.example/x.png")).put(hosts(host, "/avatar")).then()
        .statusCode(422);
    Somebody.registered().calls().body(Map.of("avatarUrl", "")).put(hosts(host, "/avatar")).then()
        .statusCode(403);
  }

  @Test
  void letsAnAssistantActForHisHostUntilItIsTakenBack() {
    Somebody host = Somebody.host();
    Somebody assistant = Somebody.registered();
    Caller caller = people.callerOf(assistant.cookie()).orElseThrow();
    assertThat(people.mayActFor(caller, host.id())).isFalse();
    for (int i = 0; i < 2; i++) {
      host.calls().body(Map.of("login", assistant.login())).post(hosts(host, "/assistants")).then()
          .statusCode(200).body("items.accountId", contains(assistant.id()));
    }
    assertThat(people.mayActFor(caller, host.id())).isTrue();
    assertThat(people.mayActFor(people.callerOf(host.cookie()).orElseThrow(), host.id())).isTrue();
    assistant.calls().get("/api/v1/me").then().body("assistantOf.hostId", contains(host.id()))
        .body("assistantOf[0].roomId", startsWith("rm_"));
    host.calls().get(hosts(host, "/assistants")).then().body("items.login", contains(assistant.login()));
    host.calls().body(Map.of("login", assistant.login())).delete(hosts(host, "/assistants")).then()
        .statusCode(200).body("items", hasSize(0));
    assertThat(people.mayActFor(caller, host.id())).isFalse();
  }

  @Test
  void keepsAssistantsTheHostsOwnAffair() {
    Somebody host = Somebody.host();
    Somebody assistant = Somebody.registered();
    host.calls().body(Map.of("login", assistant.login())).post(hosts(host, "/assistants"));
    assistant.calls().get(hosts(host, "/assistants")).then().statusCode(403);
    assistant.calls().body(Map.of("login", assistant.login())).post(hosts(host, "/assistants")).then()
        .statusCode(403);
    given().get(hosts(host, "/assistants")).then().statusCode(401);
    host.calls().body(Map.of("login", host.login())).post(hosts(host, "/assistants")).then()
        .statusCode(409).body("reason", equalTo("ASSISTANT_SELF"));
    host.calls().body(Map.of("login", "nobody_" + host.login().substring(0, 8)))
        .post(hosts(host, "/assistants")).then().statusCode(422);
  }

  @Test
  void doesNotLetOperatorsActForHosts() {
    Somebody host = Somebody.host();
    String login = Somebody.freshLogin();
    String id = people.ensureAccount(new People.Wanted(login, "运营", "laotie-demo", true, false));
    Caller operator = people.callerOf(people.openSession(id)).orElseThrow();
    assertThat(people.mayActFor(operator, host.id())).isFalse();
  }
}
