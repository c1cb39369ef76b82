package laotie.server.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.GuardFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class OperatorApiTest {

  private static final String ACCOUNTS = "/api/v1/operator/accounts";

  @Inject People people;
  @Inject Accounts accounts;
  @Inject Database database;
  @Inject Log log;

  private Somebody operator;

  @BeforeEach
  void hireAnOperator() {
    String login = Somebody.freshLogin();
    String id = people.ensureAccount(new People.Wanted(login, "运营", "laotie-demo", true, false));
    operator = new Somebody(id, login, people.openSession(id));
  }

  private Response ban(Somebody somebody, String reason) {
    return operator.calls().body(Map.of("reason", reason)).put(ACCOUNTS + "/" + somebody.id() + "/ban");
  }

  private Response unban(Somebody somebody) {
    return operator.calls().delete(ACCOUNTS + "/" + somebody.id() + "/ban");
  }

  @Test
  void letsABannedPersonReadWhyOnEveryCall() {
    Somebody viewer = Somebody.registered();
    ban(viewer, "刷单 <b>300</b> 次").then().statusCode(200).body("ban.reason", equalTo("刷单 <b>300</b> 次"));
    Map<String, String> proof = Map.of("login", viewer.login(), "password", Somebody.PASSWORD);
    Response signIn = given().contentType(ContentType.JSON).body(proof).post("/api/v1/sessions");
    List<Response> answers =
        List.of(
            signIn,
            viewer.calls().body(Map.of("name", "x")).put("/api/v1/me"),
            viewer.calls().get("/api/v1/hosts/acc_x"),
            viewer.calls().body(Somebody.persona("x")).post("/api/v1/me/host"));
    for (Response answer : answers) {
      answer.then().statusCode(403).contentType("application/problem+json")
          .body("type", equalTo("/problems/banned"))
          .body("reason", equalTo("刷单 <b>300</b> 次"))
          .body("at", notNullValue())
          .body("caseId", startsWith("case_"));
    }
    assertThatThrownBy(() -> people.callerOf(viewer.cookie())).isInstanceOf(Problem.class);
  }

  @Test
  void letsABannedPersonSeeHimselfAndLeave() {
    Somebody viewer = Somebody.registered();
    ban(viewer, "刷单");
    viewer.calls().get("/api/v1/me").then().statusCode(200).body("ban.reason", equalTo("刷单"))
        .body("ban.caseId", startsWith("case_"));
    viewer.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    viewer.calls().get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void doesNotTellAStrangerOfABan() {
    Somebody viewer = Somebody.registered();
    ban(viewer, "刷单");
    given().contentType(ContentType.JSON).body(Map.of("login", viewer.login(), "password", "wrong one"))
        .post("/api/v1/sessions").then().statusCode(401).body("reason", equalTo("WRONG_CREDENTIALS"));
  }

  @Test
  void takesABanBackWithItsHistoryKept() {
    Somebody viewer = Somebody.registered();
    String first = ban(viewer, "one").path("ban.caseId");
    ban(viewer, "two").then().body("ban.caseId", equalTo(first)).body("ban.reason", equalTo("two"));
    ban(viewer, "two").then().statusCode(200);
    unban(viewer).then().statusCode(200).body("ban", nullValue());
    unban(viewer).then().statusCode(200);
    viewer.calls().body(Map.of("name", "x")).put("/api/v1/me").then().statusCode(200);
    String second = ban(viewer, "three").path("ban.caseId");
    assertThat(second).isNotEqualTo(first);
    operator.calls().get(ACCOUNTS + "/" + viewer.id() + "/history").then().statusCode(200)
        .body("items.what", contains("BANNED", "UNBANNED", "REASON_CHANGED", "BANNED"))
        .body("items.reason", contains("three", "two", "two", "one"))
        .body("items.actorId", everyItem(equalTo(operator.id())));
    assertThat(count("select count(*) from log where area = 'guard' and lower(key) = ?", viewer.id()))
        .isEqualTo(3);
  }

  @Test
  void hearsOfABanInAnotherProcess() {
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/me").then().statusCode(200).body("ban", nullValue());
    database.write(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "insert into guard_cases (case_id, account_id, kind, reason, opened_at, opened_by)"
                  + " values ('case_' || ?, ?, 'BAN', 'elsewhere', now(), 'acc_op')")) {
        statement.setString(1, viewer.id());
        statement.setString(2, viewer.id());
        statement.executeUpdate();
      }
      log.append(
          connection, Instant.now(), List.of(new GuardFact.AccountBanned(viewer.id(), "case_x", "acc_op")));
      return 0;
    });
    Await.until("ban seen", () -> viewer.calls().get("/api/v1/hosts/acc_x").statusCode() == 403);
  }

  @Test
  void refusesABanWithoutAReasonOrOfStaffOrOfNobody() {
    Somebody viewer = Somebody.registered();
    ban(viewer, "  ").then().statusCode(422).body("errors.pointer", contains("/reason"));
    operator.calls().put(ACCOUNTS + "/" + viewer.id() + "/ban").then().statusCode(400);
    ban(operator, "x").then().statusCode(409).body("reason", equalTo("OPERATOR_NOT_BANNABLE"));
    ban(new Somebody("acc_nobody", "", ""), "x").then().statusCode(404);
    viewer.calls().get("/api/v1/me").then().body("ban", nullValue());
  }

  @Test
  void keepsOperatorDoorsForOperators() {
    Somebody host = Somebody.host();
    Somebody guest = Somebody.guest("路人");
    host.calls().get(ACCOUNTS).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
    guest.calls().get(ACCOUNTS).then().statusCode(403).body("reason", equalTo("MEMBERS_ONLY"));
    given().get(ACCOUNTS).then().statusCode(401);
    host.calls().body(Map.of("reason", "x")).put(ACCOUNTS + "/" + guest.id() + "/ban").then().statusCode(403);
    host.calls().delete(ACCOUNTS + "/" + guest.id() + "/ban").then().statusCode(403);
    host.calls().get(ACCOUNTS + "/" + guest.id() + "/history").then().statusCode(403);
  }

  @Test
  void findsAccountsByNameAndLoginAndPages() {
    String mark = Somebody.freshLogin().substring(0, 10);
    for (int i = 0; i < 5; i++) {
      Somebody.guest(mark + " 客" + i);
    }
    Response first =
        operator.calls().queryParam("query", mark.toUpperCase()).queryParam("limit", 3).get(ACCOUNTS);
    first.then().statusCode(200)
        .body("items.name", contains(mark + " 客4", mark + " 客3", mark + " 客2"));
    String next = first.path("next");
    operator.calls().queryParam("query", mark).queryParam("limit", 3).queryParam("after", next).get(ACCOUNTS)
        .then().body("items.name", contains(mark + " 客1", mark + " 客0")).body("next", equalTo(""));
    operator.calls().queryParam("query", operator.login()).get(ACCOUNTS).then()
        .body("items.id", contains(operator.id()))
        .body("items[0].roles", contains("VIEWER", "OPERATOR"));
    operator.calls().queryParam("query", "%_" + mark).get(ACCOUNTS).then().body("items", empty());
  }

  @Test
  void refusesOddPages() {
    operator.calls().queryParam("limit", 0).get(ACCOUNTS).then().statusCode(422);
    operator.calls().queryParam("limit", 101).get(ACCOUNTS).then().statusCode(422);
    operator.calls().queryParam("after", "nonsense").get(ACCOUNTS).then().statusCode(400);
    operator.calls().queryParam("query", "x".repeat(65)).get(ACCOUNTS).then().statusCode(422);
    operator.calls().queryParam("query", "\u0000").get(ACCOUNTS).then().statusCode(422);
  }

  @Test
  void makesTheFirstOperatorOnceAndWantsANewPassword() {
    database.write(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement("update people_accounts set is_operator = false")) {
        return statement.executeUpdate();
      }
    });
    Accounts.OneTime first = accounts.ensureOperator().orElseThrow();
    assertThat(accounts.ensureOperator()).isEmpty();
    Map<String, String> proof = Map.of("login", first.login(), "password", first.password());
    Response in = given().contentType(ContentType.JSON).body(proof).post("/api/v1/sessions");
    in.then().statusCode(200).body("mustChangePassword", equalTo(true)).body("roles", hasSize(2));
    given().cookies(in.cookies()).get(ACCOUNTS).then().statusCode(403)
        .body("reason", equalTo("PASSWORD_MUST_CHANGE"));
    // No other way to write the address, and no other door, makes him an operator.
    given().urlEncodingEnabled(false).cookies(in.cookies()).get("/api/v1/operator;x/accounts")
        .then().statusCode(403);
    given().cookies(in.cookies()).get("/api/v1/hosts/x/orders").then().statusCode(404);
    Response changed =
        given().cookies(in.cookies()).contentType(ContentType.JSON)
            .body(Map.of("password", first.password(), "newPassword", "my own words"))
            .put("/api/v1/me/password");
    changed.then().statusCode(200).body("mustChangePassword", equalTo(false));
    given().cookies(changed.cookies()).get(ACCOUNTS).then().statusCode(200);
  }

  private long count(String sql, String key) {
    return database.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, key);
        try (var rows = statement.executeQuery()) {
          rows.next();
          return rows.getLong(1);
        }
      }
    });
  }
}
