package laotie.server.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Relation;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class GroupApiTest {

  @Inject Fans fans;
  @Inject Database database;
  @Inject Log log;

  private static String path(Somebody host) {
    return "/api/v1/hosts/" + host.id() + "/group/messages";
  }

  private static ValidatableResponse say(Somebody who, Somebody host, String text) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString()).body(Map.of("text", text))
        .post(path(host)).then();
  }

  private String wordsOf(String messageId) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(
          "select text from fans_group_messages where message_id = ?")) {
        select.setString(1, messageId);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getString(1);
        }
      }
    });
  }

  private Somebody fanOf(Somebody host) {
    Somebody fan = Somebody.registered();
    Crowd.follow(fan, host);
    new Crowd(database, log).watches(fan, host, Instant.now(), 70);
    new Crowd(database, log).comes(fan, host, Instant.now());
    Await.until("he is a fan", () -> fans.relation(fan.id(), host.id()) == Relation.FAN);
    return fan;
  }

  @Test
  void fansAndTheHostSpeakAndFollowersDoNot() {
    Somebody host = Somebody.host();
    Somebody fan = fanOf(host);
    Somebody follower = Somebody.registered();
    Crowd.follow(follower, host);
    say(follower, host, "hi").statusCode(403).body("reason", equalTo("FANS_ONLY"));
    follower.calls().get(path(host)).then().statusCode(403);
    say(fan, host, "<i>大家好</i>").statusCode(201).body("tier", equalTo("FAN"));
    say(host, host, "欢迎").statusCode(201).body("account.isHost", equalTo(true));
    fan.calls().get(path(host)).then().body("items.text", contains("<i>大家好</i>", "欢迎"))
        .body("isActor", equalTo(false));
  }

  @Test
  void theHostTakesLinesAwayAndMakesSilent() {
    Somebody host = Somebody.host();
    Somebody fan = fanOf(host);
    String messageId = say(fan, host, "spam").statusCode(201).extract().path("messageId");
    fan.calls().delete(path(host) + "/" + messageId).then().statusCode(403);
    host.calls().delete(path(host) + "/" + messageId).then().statusCode(204);
    host.calls().get(path(host)).then().body("items", hasSize(0)).body("isActor", equalTo(true));
    assertThat(wordsOf(messageId)).as("the words go with the line").isEmpty();
    String mute = "/api/v1/hosts/" + host.id() + "/group/mutes/" + fan.id();
    fan.calls().body(Map.of("seconds", 60)).put(mute).then().statusCode(403);
    host.calls().body(Map.of("seconds", 60)).put(mute).then().statusCode(200);
    say(fan, host, "again").statusCode(403).body("reason", equalTo("MUTED"));
    host.calls().body(Map.of("seconds", 0)).put(mute).then().statusCode(200);
    say(fan, host, "again").statusCode(201);
  }

  @Test
  void refusesEmptyLongAndTooManyWords() {
    Somebody host = Somebody.host();
    say(host, host, " ").statusCode(422).body("reason", equalTo("CHAT_EMPTY"));
    say(host, host, "字".repeat(201)).statusCode(422).body("reason", equalTo("CHAT_TOO_LONG"));
    for (int i = 0; i < 5; i++) {
      say(host, host, "line " + i).statusCode(201);
    }
    say(host, host, "too fast").statusCode(429).body("reason", equalTo("CHAT_TOO_FAST"));
  }
}
