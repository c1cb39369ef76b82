package laotie.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.PeopleFact.AccountErased;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RoomSocketTest {

  @Inject RoomHub hub;
  @Inject People people;
  @Inject Database database;
  @Inject Log log;

  @Test
  void welcomesWithHowTheRoomStands() {
    Stage stage = Stage.live();
    stage.card(stage.product("Red coat"));
    JsonNode welcome = Reader.at(stage.roomId(), Somebody.guest("路人")).await("welcome");
    assertThat(welcome.at("/you/name").asText()).isEqualTo("路人");
    assertThat(welcome.at("/you/isGuest").asBoolean()).isTrue();
    assertThat(welcome.at("/room/host/hostId").asText()).isEqualTo(stage.host().id());
    assertThat(welcome.at("/show/status").asText()).isEqualTo("LIVE");
    assertThat(welcome.at("/cards/0/product/title").asText()).isEqualTo("Red coat");
    assertThat(welcome.at("/history").isArray()).isTrue();
  }

  @Test
  void showsAMessageToEverybodyAndTellsItsSpeakerWhenItIsKept() {
    Stage stage = Stage.live();
    Somebody guest = Somebody.guest("小红");
    Reader speaker = Reader.at(stage.roomId(), guest);
    Reader other = Reader.at(stage.roomId(), Somebody.guest("other"));
    speaker.send("{\"type\":\"chat\",\"text\":\"<b>求链接</b>\",\"id\":\"c1\"}");
    JsonNode chat = other.await("chat");
    assertThat(chat.path("text").asText()).isEqualTo("<b>求链接</b>");
    assertThat(chat.path("isIntent").asBoolean()).isTrue();
    assertThat(chat.at("/account/name").asText()).isEqualTo("小红");
    assertThat(chat.path("seq").asLong()).isEqualTo(1);
    JsonNode kept = speaker.await("kept");
    assertThat(kept.path("id").asText()).isEqualTo("c1");
    assertThat(kept.path("messageId").asText()).isEqualTo(chat.path("messageId").asText());
    stage.host().calls().get(stage.show("/messages")).then().statusCode(200)
        .body("items", hasSize(1)).body("items[0].text", equalTo("<b>求链接</b>"));
    Reader late = Reader.at(stage.roomId(), Somebody.guest("late"));
    assertThat(late.await("welcome").at("/history/0/text").asText()).isEqualTo("<b>求链接</b>");
  }

  @Test
  void saysARepeatedMessageOnce() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("again"));
    reader.send("{\"type\":\"chat\",\"text\":\"hi\",\"id\":\"same\"}");
    reader.await("kept");
    reader.send("{\"type\":\"chat\",\"text\":\"hi\",\"id\":\"same\"}");
    reader.awaitThat(() -> reader.all("kept").size() == 2, "second answer");
    assertThat(reader.all("kept").get(0)).isEqualTo(reader.all("kept").get(1));
    reader.await("chat");
    assertThat(reader.all("chat")).hasSize(1);
  }

  @Test
  void refusesTheSixthMessageAndEmptyAndLongOnes() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("fast"));
    reader.say("  ");
    reader.await("refused", frame -> frame.path("reason").asText().equals("CHAT_EMPTY"));
    reader.say("x".repeat(201));
    reader.await("refused", frame -> frame.path("reason").asText().equals("CHAT_TOO_LONG"));
    for (int i = 0; i < 6; i++) {
      reader.say("line " + i);
    }
    JsonNode no = reader.await("refused", frame -> frame.path("reason").asText().equals("CHAT_TOO_FAST"));
    assertThat(no.path("retryAfterSeconds").asLong()).isBetween(1L, 10L);
    reader.awaitThat(() -> reader.all("kept").size() == 5, "five kept");
  }

  @Test
  void refusesWrongFramesAndGoesOn() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("odd"));
    for (String wrong : new String[] {"nothing", "[]", "{}", "{\"type\":\"fly\"}", "{\"type\":\"chat\"}",
        "{\"type\":\"chat\",\"text\":{\"a\":1}}", "{\"type\":5}", "null", ""}) {
      reader.send(wrong);
    }
    reader.awaitThat(() -> reader.all("refused").size() == 9, "nine refusals");
    assertThat(reader.all("refused")).allMatch(no -> no.path("reason").asText().equals("MALFORMED"));
    reader.send("{\"type\":\"like\",\"count\":51}");
    reader.await("refused", frame -> frame.path("reason").asText().equals("FIELD_WRONG"));
    reader.say("still here");
    reader.await("kept");
  }

  @Test
  void closesASocketThatSendsTooBigAFrame() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("big"));
    reader.say("x".repeat(2_000));
    assertThat(reader.awaitClose()).isEqualTo(1009);
  }

  @Test
  void closesASocketThatFloodsAndServesOthers() {
    Stage stage = Stage.live();
    Reader calm = Reader.at(stage.roomId(), Somebody.guest("calm"));
    Reader flood = Reader.at(stage.roomId(), Somebody.guest("flood"));
    assertThatThrownBy(() -> {
      for (int i = 0; i < 3_000; i++) {
        flood.say("flood " + i);
      }
      throw new IllegalStateException("all sent");
    }).isNotNull();
    assertThat(flood.awaitClose()).isIn(1008, -1);
    calm.say("calm");
    calm.await("kept");
    assertThat(calm.all("chat").stream().filter(chat -> chat.path("text").asText().startsWith("flood")))
        .hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void countsLikesOfEverybody() {
    Stage stage = Stage.live();
    Reader one = Reader.at(stage.roomId(), Somebody.guest("one"));
    Reader two = Reader.at(stage.roomId(), Somebody.guest("two"));
    one.send("{\"type\":\"like\",\"count\":3}");
    two.send("{\"type\":\"like\",\"count\":50}");
    one.await("likes", frame -> frame.path("total").asLong() == 53);
    two.await("likes", frame -> frame.path("total").asLong() == 53);
  }

  @Test
  void letsAStrangerReadAndNotSpeak() {
    Stage stage = Stage.live();
    Reader reader = Reader.open(stage.roomId(), "", "");
    assertThat(reader.await("welcome").has("you")).isFalse();
    reader.say("hi");
    reader.await("refused", frame -> frame.path("reason").asText().equals("NOT_SIGNED_IN"));
    reader.send("{\"type\":\"like\",\"count\":1}");
    reader.awaitThat(() -> reader.all("refused").size() == 2, "two refusals");
  }

  @Test
  void refusesToSpeakWithASessionThatEnded() {
    Stage stage = Stage.live();
    Somebody guest = Somebody.guest("gone");
    Reader reader = Reader.at(stage.roomId(), guest);
    guest.calls().delete("/api/v1/sessions/current").then().statusCode(204);
    reader.say("hi");
    reader.await("refused", frame -> frame.path("reason").asText().equals("SESSION_ENDED"));
  }

  @Test
  void refusesForeignPagesAndUnknownRooms() {
    Stage stage = Stage.live();
    assertThatThrownBy(() -> Reader.open(stage.roomId(), "", "https://evil.example"))
        .hasStackTraceContaining("403");
    assertThatThrownBy(() -> Reader.open("rm_nobody", "", "")).hasStackTraceContaining("404");
    RestAssured.given().get("/ws/rooms/" + stage.roomId()).then().statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void refusesChatAndLikesWithoutALiveShow() {
    Stage stage = Stage.planned();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("early"));
    reader.say("hi");
    reader.await("refused", frame -> frame.path("reason").asText().equals("SHOW_NOT_LIVE"));
    stage.host().calls().post(stage.show("/start")).then().statusCode(200);
    reader.await("show", frame -> frame.at("/show/status").asText().equals("LIVE"));
    reader.say("hi now");
    reader.await("kept");
    stage.host().calls().post(stage.show("/end")).then().statusCode(200);
    reader.await("show", frame -> frame.at("/show/status").asText().equals("ENDED"));
    reader.say("too late");
    reader.awaitThat(() -> reader.all("refused").size() == 2, "second refusal");
  }

  @Test
  void whoeverLeftTheSquareLeavesEveryScreen() {
    Stage stage = Stage.live();
    Somebody leaver = Somebody.guest("leaver");
    Reader speaker = Reader.at(stage.roomId(), leaver);
    Reader other = Reader.at(stage.roomId(), Somebody.guest("other"));
    speaker.say("my address is 1 Main Street");
    String messageId = other.await("chat").path("messageId").asText();
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(new AccountErased(leaver.id())));
      return leaver;
    });
    assertThat(other.await("chatDeleted").path("messageId").asText()).isEqualTo(messageId);
    Reader late = Reader.at(stage.roomId(), Somebody.guest("late"));
    assertThat(late.await("welcome").path("history")).isEmpty();
    assertThat(speaker.awaitClose()).isEqualTo(Seat.POLICY);
  }

  @Test
  void silencesTheMutedUntilTheyMaySpeakAgain() {
    Stage stage = Stage.live();
    Somebody guest = Somebody.guest("loud");
    Reader reader = Reader.at(stage.roomId(), guest);
    stage.host().calls().body(Map.of("seconds", 600)).put(stage.room("/mutes/" + guest.id())).then()
        .statusCode(200);
    reader.await("muted");
    reader.say("hi");
    reader.await("refused", frame -> frame.path("reason").asText().equals("MUTED"));
    guest.calls().get(stage.room("")).then().body("viewerState.mutedUntil", notNullValue());
    stage.host().calls().delete(stage.room("/mutes/" + guest.id())).then().statusCode(204);
    reader.say("free");
    reader.await("kept");
  }

  @Test
  void takesADeletedMessageOffTheScreens() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("rude"));
    reader.say("rude words");
    String messageId = reader.await("kept").path("messageId").asText();
    stage.host().calls().delete(stage.show("/messages/" + messageId)).then().statusCode(204);
    assertThat(reader.await("chatDeleted").path("messageId").asText()).isEqualTo(messageId);
    stage.host().calls().get(stage.show("/messages")).then().body("items", hasSize(0));
    stage.host().calls().delete(stage.show("/messages/" + messageId)).then().statusCode(204);
    stage.host().calls().delete(stage.show("/messages/msg_unknown")).then().statusCode(404);
  }

  @Test
  void tellsOfCardsAsTheyChange() {
    Stage stage = Stage.live();
    String product = stage.product("Blue coat");
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("looker"));
    String card = stage.card(product);
    reader.await("cards");
    stage.host().calls().put(stage.show("/cards/" + card + "/pin")).then().statusCode(200);
    assertThat(reader.await("pinned").at("/card/product/productId").asText()).isEqualTo(product);
    stage.host().calls().delete(stage.show("/cards/" + card + "/pin")).then().statusCode(200);
    reader.await("unpinned");
    stage.host().calls().delete(stage.show("/cards/" + card)).then().statusCode(204);
    reader.await("cards", frame -> frame.path("cards").isEmpty());
  }

  @Test
  void tellsOfFollowersAndNewcomers() {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("watcher"));
    Somebody fan = Somebody.registered();
    stage.viewOf(fan);
    reader.await("entered");
    fan.calls().body(Map.of()).put("/api/v1/hosts/" + stage.host().id() + "/follow").then().statusCode(200);
    reader.await("followed");
  }

  @Test
  void tellsThatSomebodyBoughtAndWhatIsLeft() {
    Stage stage = Stage.live();
    String product = stage.product("Last coats");
    stage.card(product);
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("watcher"));
    String skuId = reader.await("welcome").at("/cards/0/product/skus/0/skuId").asText();
    Somebody buyer = Somebody.registered();
    String viewId = stage.viewOf(buyer);
    String orderId = buyer.calls().header("Idempotency-Key", "order-" + stage.showId())
        .body(Map.of("lines", List.of(Map.of("skuId", skuId, "quantity", 2)), "viewId", viewId,
            "address", Map.of("name", "王小明", "phone", "13800000000", "region", "云南", "street", "茶路 1")))
        .post("/api/v1/orders").then().statusCode(201).extract().path("orderId");
    reader.await("stock", frame -> frame.path("skuId").asText().equals(skuId)
        && frame.path("available").asLong() == 3);
    buyer.calls().header("Idempotency-Key", "pay-" + stage.showId())
        .body(Map.of("method", "mock", "outcome", "success"))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(anyOf(is(200), is(201), is(202)));
    JsonNode bought = reader.await("bought");
    assertThat(bought.path("name").asText()).endsWith("**").hasSizeLessThan(5);
    assertThat(bought.path("title").asText()).isEqualTo("Last coats");
    assertThat(bought.path("quantity").asInt()).isEqualTo(2);
    JsonNode late = Reader.at(stage.roomId(), Somebody.guest("late")).await("welcome");
    assertThat(late.at("/cards/0/product/skus/0/available").asLong()).isEqualTo(3);
  }

  @Test
  void tellsTheBannedWhyAndClosesTheirSockets() {
    Stage stage = Stage.live();
    String login = "op" + UUID.randomUUID().toString().substring(0, 8);
    String id = people.ensureAccount(new People.Wanted(login, "Operator", "laotie-demo", true, false));
    Somebody operator = new Somebody(id, login, people.openSession(id));
    Somebody crook = Somebody.registered();
    Reader reader = Reader.at(stage.roomId(), crook);
    Reader other = Reader.at(stage.roomId(), Somebody.guest("honest"));
    operator.calls().body(Map.of("reason", "sells air"))
        .put("/api/v1/operator/accounts/" + crook.id() + "/ban").then().statusCode(200);
    assertThat(reader.await("banned").path("reason").asText()).isEqualTo("sells air");
    assertThat(reader.awaitClose()).isEqualTo(1008);
    assertThatThrownBy(() -> Reader.at(stage.roomId(), crook)).hasStackTraceContaining("403");
    other.say("still here");
    other.await("kept");
  }

  @Test
  void aViewerThatNeverReadsCostsOthersNothing() throws IOException {
    Stage stage = Stage.live();
    Reader reader = Reader.at(stage.roomId(), Somebody.guest("reader"));
    try (Socket deaf = new Socket("localhost", RestAssured.port)) {
      deaf.setReceiveBufferSize(1_024);
      deaf.getOutputStream().write(("GET /ws/rooms/" + stage.roomId() + " HTTP/1.1\r\nHost: localhost:"
          + RestAssured.port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      reader.awaitThat(() -> hub.ifOpen(stage.roomId()).orElseThrow().seats() == 2, "second seat");
      Room room = hub.ifOpen(stage.roomId()).orElseThrow();
      String wide = "宽".repeat(10_000);
      long began = System.nanoTime();
      reader.awaitThat(() -> {
        room.bought("x", wide, 1);
        return room.seats() == 1 || System.nanoTime() - began > 60_000_000_000L;
      }, "a closed reader", java.time.Duration.ofSeconds(30));
      assertThat(room.seats()).isEqualTo(1);
    }
    reader.say("all well");
    reader.await("kept");
  }
}
