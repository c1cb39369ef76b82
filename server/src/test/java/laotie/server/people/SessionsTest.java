package laotie.server.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.PeopleFact;
import laotie.people.Persona;
import laotie.people.SessionLife;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Caller;
import laotie.server.http.Role;
import laotie.server.log.Database;
import laotie.server.log.Log;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class SessionsTest {

  private static final Duration ELSEWHERE_MAX = Duration.ofSeconds(1);

  @Inject People people;
  @Inject Sessions sessions;
  @Inject Passwords passwords;
  @Inject Database database;
  @Inject Log log;

  @Test
  void keepsNoSecretInTheDatabase() {
    Somebody viewer = Somebody.registered();
    String id = sessions.sessionOf(viewer.cookie()).orElseThrow().sessionId();
    assertThat(viewer.cookie()).doesNotContain(id.substring(4));
    String rows =
        text("select string_agg(s::text, ' ') from people_sessions s where account_id = ?", viewer.id());
    assertThat(rows).contains(id);
    for (String part : viewer.cookie().split("\\.")) {
      assertThat(rows).doesNotContain(part);
    }
    String account = text("select a::text from people_accounts a where account_id = ?", viewer.id());
    assertThat(account).contains("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(Somebody.PASSWORD);
  }

  @Test
  void endsASessionThatWasSilentTooLong() {
    Somebody viewer = Somebody.registered();
    String token = people.openSession(viewer.id());
    setExpiry(token, Instant.now().minusSeconds(1));
    Map<String, String> cookie = Map.of(Sessions.COOKIE, token);
    given().cookies(cookie).get("/api/v1/me").then().statusCode(401).body("reason", equalTo("SESSION_ENDED"));
    given().cookies(cookie).contentType("application/json").body(Somebody.persona("x"))
        .post("/api/v1/me/host").then().statusCode(401).body("reason", equalTo("SESSION_ENDED"));
    given().cookies(cookie).get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void slidesASessionOnAndRenewsTheCookie() {
    Somebody viewer = Somebody.registered();
    String token = people.openSession(viewer.id());
    Instant dueSince =
        Instant.now().plus(SessionLife.IDLE_MAX).minus(SessionLife.SLIDE_EVERY).minusSeconds(60);
    setExpiry(token, dueSince);
    Response answer = given().cookie(Sessions.COOKIE, token).get("/api/v1/me");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.cookie(Sessions.COOKIE)).isEqualTo(token);
    assertThat(sessions.sessionOf(token).orElseThrow().life().expiresAt())
        .isAfter(dueSince.plus(SessionLife.SLIDE_EVERY));
    Response again = given().cookie(Sessions.COOKIE, token).get("/api/v1/me");
    assertThat(again.cookies()).isEmpty();
  }

  @Test
  void hearsOfASignOutInAnotherProcess() {
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/me").then().statusCode(200);
    String sessionId = sessions.sessionOf(viewer.cookie()).orElseThrow().sessionId();
    database.write(connection -> {
      SessionStore.close(connection, sessionId);
      log.append(connection, Instant.now(), List.of(new PeopleFact.SignedOut(viewer.id(), sessionId)));
      return 0;
    });
    Await.until(ELSEWHERE_MAX, "session ended", () -> viewer.calls().get("/api/v1/me").statusCode() == 401);
  }

  @Test
  void hearsOfANewPasswordInAnotherProcess() {
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/me").then().statusCode(200);
    database.write(connection -> {
      SessionStore.closeAll(connection, viewer.id());
      log.append(connection, Instant.now(), List.of(new PeopleFact.SessionsEnded(viewer.id())));
      return 0;
    });
    Await.until(ELSEWHERE_MAX, "session ended", () -> viewer.calls().get("/api/v1/me").statusCode() == 401);
  }

  @Test
  void asksTheDatabaseOnceForASession() {
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/me").then().statusCode(200);
    // Not told through the log, so this process goes on believing what it remembers.
    database.write(connection -> {
      SessionStore.closeAll(connection, viewer.id());
      return 0;
    });
    viewer.calls().get("/api/v1/me").then().statusCode(200);
  }

  @Test
  void knowsACallerByHisTokenAndForgetsHimAfterSignOut() {
    Somebody host = Somebody.host();
    Caller caller = people.callerOf(host.cookie()).orElseThrow();
    assertThat(caller).isEqualTo(new Caller(host.id(), java.util.Set.of(Role.VIEWER, Role.HOST), false));
    host.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    assertThat(people.callerOf(host.cookie())).isEmpty();
    assertThat(people.callerOf("")).isEmpty();
  }

  @Test
  void takesTheSameTimeForAnUnknownLogin() {
    String hash = passwords.hash("12345678");
    passwords.isRight("warm", Optional.of(hash));
    assertThat(passwords.isRight("12345678", Optional.of(hash))).isTrue();
    assertThat(passwords.isRight("12345679", Optional.of(hash))).isFalse();
    assertThat(passwords.isRight("12345678", Optional.empty())).isFalse();
    assertThat(passwords.hash("12345678")).isNotEqualTo(hash);
  }

  @Test
  void makesTheAccountsOfADemoOnce() {
    String login = Somebody.freshLogin();
    People.Wanted wanted = new People.Wanted(login, "主播一", "laotie-demo", false, true);
    String id = people.ensureAccount(wanted);
    assertThat(people.ensureAccount(wanted)).isEqualTo(id);
    assertThat(people.persons(List.of(id, "acc_nobody")).get(id).isSimulated()).isTrue();
    Persona persona = new Persona("一句话", "", 2009, "自家", "茶");
    String room = people.ensureHost(id, persona);
    assertThat(people.ensureHost(id, persona)).isEqualTo(room);
    assertThat(people.hostOfRoom(room).orElseThrow().hostId()).isEqualTo(id);
    given().contentType("application/json").body(Map.of("login", login, "password", "laotie-demo"))
        .post("/api/v1/sessions").then().statusCode(200).body("isSimulated", equalTo(true));
  }

  @Test
  void importsAPastAndGivesItsPeopleAPasswordLater() {
    String login = Somebody.freshLogin();
    Persona persona = new Persona("一句话", "很多话", 2001, "村里", "果蔬");
    Instant then = Instant.parse("2025-01-01T00:00:00Z");
    String hostId = "acc_" + login;
    People.RoomRow room = new People.RoomRow("rm_" + login, persona, then);
    List<People.AccountRow> rows =
        List.of(
            new People.AccountRow(hostId, Optional.of(login), "老主播", "", then, Optional.of(room)),
            new People.AccountRow("acc_g" + login, Optional.empty(), "老客", "", then, Optional.empty()));
    for (int i = 0; i < 2; i++) {
      database.write(connection -> {
        people.importAccounts(connection, rows);
        return 0;
      });
    }
    assertThat(people.host(hostId).orElseThrow().persona()).isEqualTo(persona);
    assertThat(people.persons(List.of(hostId, "acc_g" + login))).hasSize(2)
        .allSatisfy((id, person) -> assertThat(person.isSimulated()).isTrue());
    Map<String, String> proof = Map.of("login", login, "password", "laotie-demo");
    given().contentType("application/json").body(proof).post("/api/v1/sessions").then().statusCode(401);
    people.ensureAccount(new People.Wanted(login, "老主播", "laotie-demo", false, true));
    given().contentType("application/json").body(proof).post("/api/v1/sessions").then().statusCode(200)
        .body("id", equalTo(hostId)).body("roomId", equalTo("rm_" + login));
  }

  private void setExpiry(String token, Instant expiresAt) {
    String sessionId = sessions.sessionOf(token).orElseThrow().sessionId();
    database.write(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update people_sessions set started_at = started_at - interval '40 days', expires_at = ?"
                  + " where session_id = ?")) {
        statement.setTimestamp(1, java.sql.Timestamp.from(expiresAt));
        statement.setString(2, sessionId);
        return statement.executeUpdate();
      }
    });
    sessions.forgetAll(sessions.sessionOf(token).orElseThrow().accountId());
  }

  private String text(String sql, String key) {
    return database.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, key);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getString(1);
        }
      }
    });
  }
}
