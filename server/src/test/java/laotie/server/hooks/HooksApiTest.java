package laotie.server.hooks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.TestSquare;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class HooksApiTest {

  @Inject People people;

  private static Map<String, Object> wish(String url, String... types) {
    return Map.of("name", "ERP", "url", url, "types", List.of(types));
  }

  private static String hooks(Somebody host) {
    return "/api/v1/hosts/" + host.id() + "/hooks";
  }

  private static String added(Somebody host) {
    return host.calls().body(wish("https://1.1.1.1:1024/", "order.paid")).post(hooks(host)).then()
        .statusCode(201).extract().path("endpoint.endpointId");
  }

  private RequestSpecification operator() {
    String cookie = people.openSession(people.ensureAccount(
        new People.Wanted("hookoperator", "运营", "long-enough-password", true, false)));
    return given().cookie("laotie_session", cookie).contentType("application/json");
  }

  @Test
  void showsASecretOnceAndNeverAgain() {
    Somebody host = Somebody.host();
    String endpointId = host.calls().body(wish("https://1.1.1.1:1024/", "order.paid", "stock.back"))
        .post(hooks(host)).then().statusCode(201)
        .header("Cache-Control", equalTo("no-store"))
        .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
        .body("endpoint.state", equalTo("ACTIVE"))
        .body("endpoint.types", contains("order.paid", "stock.back"))
        .body("endpoint.waiting", equalTo(0)).extract().path("endpoint.endpointId");
    String list = host.calls().get(hooks(host)).then().statusCode(200).body("items", hasSize(1))
        .body("types", hasItem("order.delivered")).body("types", not(hasItem("hook.test")))
        .body("endpointsMax", equalTo(5)).extract().asString();
    assertThat(list).doesNotContain("whsec_");
    assertThat(host.calls().get("/api/v1/hooks/" + endpointId).then().statusCode(200).extract().asString())
        .doesNotContain("whsec_");
  }

  @Test
  void aRepeatWithTheSameKeyMakesNoSecondEndpoint() {
    Somebody host = Somebody.host();
    String key = UUID.randomUUID().toString();
    String first = host.calls().header("Idempotency-Key", key).body(wish("https://1.1.1.1:1024/"))
        .post(hooks(host)).then().statusCode(201).extract().asString();
    assertThat(host.calls().header("Idempotency-Key", key).body(wish("https://1.1.1.1:1024/"))
        .post(hooks(host)).then().statusCode(201).extract().asString()).isEqualTo(first);
    host.calls().header("Idempotency-Key", key).body(wish("https://1.1.1.1:1025/")).post(hooks(host)).then()
        .statusCode(409).body("reason", equalTo("KEY_REUSED"));
    host.calls().get(hooks(host)).then().body("items", hasSize(1));
  }

  @Test
  void refusesASixthEndpointAndARestoreAboveFive() {
    Somebody host = Somebody.host();
    String first = added(host);
    for (int i = 1; i < 5; i++) {
      added(host);
    }
    host.calls().body(wish("https://1.1.1.1:1024/")).post(hooks(host)).then().statusCode(409)
        .body("reason", equalTo("HOOKS_FULL"));
    host.calls().delete("/api/v1/hooks/" + first).then().statusCode(204);
    host.calls().delete("/api/v1/hooks/" + first).then().statusCode(404);
    added(host);
    host.calls().post("/api/v1/hooks/" + first + "/restore").then().statusCode(409)
        .body("reason", equalTo("HOOKS_FULL"));
  }

  @Test
  void aRemovalIsTakenBack() {
    Somebody host = Somebody.host();
    String endpointId = added(host);
    host.calls().delete("/api/v1/hooks/" + endpointId).then().statusCode(204);
    host.calls().get(hooks(host)).then().body("items", hasSize(0));
    host.calls().post("/api/v1/hooks/" + endpointId + "/restore").then().statusCode(200);
    host.calls().get(hooks(host)).then().body("items.endpointId", contains(endpointId));
  }

  @ParameterizedTest
  @CsvSource({
    "http://1.1.1.1/, HOOK_ADDRESS_WRONG, SCHEME",
    "https://1.1.1.1:22/, HOOK_ADDRESS_WRONG, PORT",
    "https://a:b@1.1.1.1/, HOOK_ADDRESS_WRONG, USER",
    "https://127.0.0.1/, HOOK_ADDRESS_INTERNAL,",
    "https://localhost:8443/, HOOK_ADDRESS_INTERNAL,",
    "https://169.254.169.254/latest, HOOK_ADDRESS_INTERNAL,",
    "https://[::ffff:10.0.0.1]/, HOOK_ADDRESS_INTERNAL,",
    "https://[64:ff9b::a00:1]/, HOOK_ADDRESS_INTERNAL,",
  })
  void refusesAddressesWhenTheyAreTypedAndWhenTheyAreChanged(String url, String reason, String wrong) {
    Somebody host = Somebody.host();
    host.calls().body(wish(url)).post(hooks(host)).then().statusCode(422)
        .body("reason", equalTo(reason)).body("wrong", wrong == null ? nullValue() : equalTo(wrong));
    String endpointId = added(host);
    host.calls().body(wish(url)).put("/api/v1/hooks/" + endpointId).then().statusCode(422)
        .body("reason", equalTo(reason));
  }

  @Test
  void saysWhichFieldIsWrong() {
    Somebody host = Somebody.host();
    host.calls().body(wish("https://1.1.1.1:1024/", "order.paid", "order.lost")).post(hooks(host)).then()
        .statusCode(422).body("errors[0].pointer", equalTo("/types/1"));
    host.calls().body(wish("https://1.1.1.1:1024/", "hook.test")).post(hooks(host)).then().statusCode(422);
    host.calls().body(Map.of("name", " ", "url", "https://1.1.1.1:1024/")).post(hooks(host)).then()
        .statusCode(422).body("errors[0].pointer", equalTo("/name"));
    host.calls().body(Map.of("name", "x".repeat(61), "url", "https://1.1.1.1:1024/")).post(hooks(host)).then()
        .statusCode(422);
  }

  @Test
  void othersEndpointsDoNotExistAndOnlyTheHostHimselfMakesThem() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    Somebody viewer = Somebody.registered();
    String endpointId = added(host);
    String one = "/api/v1/hooks/" + endpointId;
    for (RequestSpecification stranger : List.of(other.calls(), viewer.calls(), operator())) {
      stranger.get(one).then().statusCode(404);
    }
    other.calls().body(wish("https://1.1.1.1:1024/")).put(one).then().statusCode(404);
    other.calls().delete(one).then().statusCode(404);
    for (String verb : List.of("pause", "resume", "restore", "secret", "test", "replay")) {
      other.calls().body(Map.of()).post(one + "/" + verb).then().statusCode(404);
    }
    other.calls().get(one + "/deliveries").then().statusCode(404);
    other.calls().get(one + "/deliveries/msg_1").then().statusCode(404);
    other.calls().post(one + "/deliveries/msg_1/replay").then().statusCode(404);
    other.calls().get(hooks(host)).then().statusCode(403);
    viewer.calls().body(wish("https://1.1.1.1:1024/")).post(hooks(viewer)).then().statusCode(404);
    operator().body(wish("https://1.1.1.1:1024/")).post(hooks(host)).then().statusCode(403);
    given().get(hooks(host)).then().statusCode(401);
    given().contentType("application/json").body("{}").post(one + "/test").then().statusCode(401);
    host.calls().get("/api/v1/operator/hooks").then().statusCode(403);
    host.calls().body(wish("https://1.1.1.1:1024/")).post("/api/v1/operator/hooks").then().statusCode(403);
  }

  @Test
  void theSquaresEndpointsBelongToEveryOperator() {
    String endpointId = operator().body(wish("https://1.1.1.1:1024/")).post("/api/v1/operator/hooks").then()
        .statusCode(201).extract().path("endpoint.endpointId");
    operator().get("/api/v1/operator/hooks").then().body("items.endpointId", hasItem(endpointId));
    Somebody.host().calls().get("/api/v1/hooks/" + endpointId).then().statusCode(404);
    operator().delete("/api/v1/hooks/" + endpointId).then().statusCode(204);
  }

  @Test
  void isPausedAndGoesOnAndIsNotTestedInBetween() {
    Somebody host = Somebody.host();
    String one = "/api/v1/hooks/" + added(host);
    host.calls().post(one + "/pause").then().statusCode(200).body("state", equalTo("PAUSED"));
    host.calls().post(one + "/test").then().statusCode(409).body("reason", equalTo("HOOK_OFF"));
    host.calls().body(Map.of("since", "2026-01-01T00:00:00Z")).post(one + "/replay").then().statusCode(409);
    host.calls().post(one + "/resume").then().statusCode(200).body("state", equalTo("ACTIVE"));
    String messageId = host.calls().post(one + "/test").then().statusCode(200).extract().path("messageId");
    host.calls().get(one + "/deliveries").then().body("items.messageId", contains(messageId))
        .body("items[0].type", equalTo("hook.test"));
    host.calls().get(one + "/deliveries/" + messageId).then().statusCode(200)
        .body("body", matchesPattern("\\{\"type\":\"hook.test\",.*"));
    host.calls().get(one + "/deliveries?type=order.paid").then().body("items", hasSize(0));
    host.calls().get(one + "/deliveries?state=DELIVERED").then().body("items", hasSize(0));
    host.calls().get(one + "/deliveries?state=LOST").then().statusCode(422);
    host.calls().body(Map.of("since", "yesterday")).post(one + "/replay").then().statusCode(422);
    host.calls().get(one + "/deliveries/msg_none").then().statusCode(404);
    host.calls().post(one + "/deliveries/msg_none/replay").then().statusCode(404);
  }

  @Test
  void takesTenTestsAMinute() {
    Somebody host = Somebody.host();
    String one = "/api/v1/hooks/" + added(host);
    for (int i = 0; i < Endpoints.TESTS_MAX; i++) {
      host.calls().post(one + "/test").then().statusCode(200);
    }
    host.calls().post(one + "/test").then().statusCode(429).header("Retry-After", equalTo("60"));
    String next = host.calls().get(one + "/deliveries?limit=6").then().body("items", hasSize(6))
        .extract().path("next");
    host.calls().get(one + "/deliveries?limit=6&after=" + next).then().body("items", hasSize(4))
        .body("next", equalTo(""));
  }

  @Test
  void aRotationAnswersWithANewSecretAndARepeatWithTheSame() {
    Somebody host = Somebody.host();
    String one = "/api/v1/hooks/" + added(host);
    String key = UUID.randomUUID().toString();
    String secret = host.calls().header("Idempotency-Key", key).post(one + "/secret").then().statusCode(200)
        .extract().path("secret");
    host.calls().header("Idempotency-Key", key).post(one + "/secret").then().body("secret", equalTo(secret));
    host.calls().body(Map.of("graceHours", 0)).post(one + "/secret").then().statusCode(200)
        .body("secret", not(equalTo(secret)));
    host.calls().body(Map.of("graceHours", 169)).post(one + "/secret").then().statusCode(422);
    host.calls().body(Map.of("graceHours", -1)).post(one + "/secret").then().statusCode(422);
  }
}
