package laotie.server.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.live.Show;
import laotie.server.boot.TestSquare;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LiveApiTest {

  @Inject Live live;
  @Inject Shows shows;
  @Inject Database database;
  @Inject Seal seal;
  @Inject People people;

  @Test
  void announcesStartsAndEndsAShow() {
    Somebody host = Somebody.host();
    Instant startsAt = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    String showId = host.calls().body(Map.of("title", "<b>Tea</b>", "startsAt", startsAt.toString()))
        .post("/api/v1/shows").then().statusCode(201).body("status", equalTo("SCHEDULED"))
        .body("title", equalTo("<b>Tea</b>")).body("startsAt", equalTo(startsAt.toString()))
        .body("host.hostId", equalTo(host.id())).extract().path("showId");
    String show = "/api/v1/shows/" + showId;
    host.calls().body(Map.of("title", "Green tea")).put(show).then().statusCode(200)
        .body("title", equalTo("Green tea"));
    for (int i = 0; i < 2; i++) {
      host.calls().post(show + "/start").then().statusCode(200).body("status", equalTo("LIVE"))
          .body("host.isLive", equalTo(true));
    }
    given().get("/api/v1/hosts/" + host.id()).then().body("isLive", equalTo(true))
        .body("currentShowId", equalTo(showId));
    for (int i = 0; i < 2; i++) {
      host.calls().post(show + "/end").then().statusCode(200).body("status", equalTo("ENDED"));
    }
    host.calls().post(show + "/start").then().statusCode(409).body("reason", equalTo("SHOW_ENDED"));
    host.calls().body(Map.of("title", "x")).put(show).then().statusCode(409);
  }

  /** Otherwise a host who does not come back after a restart stays on the home page for ever. */
  @Test
  void takesEveryShowForDarkAfterARestartUntilPicturesCome() {
    Stage stage = Stage.live();
    shows.load(null);
    assertThat(shows.darkFor(Duration.ZERO)).contains(stage.showId());
    live.signalStarted(stage.roomId());
    assertThat(shows.darkFor(Duration.ZERO)).doesNotContain(stage.showId());
  }

  @Test
  void aShowThatNeverHadAPictureIsDarkFromItsStart() {
    Stage stage = Stage.live();
    assertThat(shows.darkFor(Duration.ZERO)).contains(stage.showId());
    live.signalStarted(stage.roomId());
    assertThat(shows.darkFor(Duration.ZERO)).doesNotContain(stage.showId());
    live.signalEnded(stage.roomId());
    assertThat(shows.darkFor(Duration.ZERO)).contains(stage.showId());
    assertThat(shows.darkFor(ShowJob.DARK_MAX)).doesNotContain(stage.showId());
  }

  @Test
  void keepsOneShowLivePerRoom() {
    Stage stage = Stage.live();
    String second = stage.host().calls().body(Map.of("title", "Second")).post("/api/v1/shows").path("showId");
    stage.host().calls().post("/api/v1/shows/" + second + "/start").then().statusCode(409)
        .body("reason", equalTo("ROOM_ALREADY_LIVE")).body("showId", equalTo(stage.showId()));
    assertThat(live.roomOf(stage.roomId()).orElseThrow().liveShowId()).contains(stage.showId());
    assertThat(live.roomOf("rm_nobody")).isEmpty();
  }

  @Test
  void refusesOthersPeoplesShows() {
    Stage stage = Stage.live();
    for (Somebody other : List.of(Somebody.host(), Somebody.registered())) {
      other.calls().post(stage.show("/end")).then().statusCode(403).body("reason", equalTo("NOT_YOUR_ROOM"));
      other.calls().body(Map.of("title", "mine")).put(stage.show("")).then().statusCode(403);
      other.calls().body(Map.of("productId", "prd_1")).post(stage.show("/cards")).then().statusCode(403);
      other.calls().delete(stage.show("/messages/msg_1")).then().statusCode(403);
      other.calls().body(Map.of("seconds", 5)).put(stage.room("/mutes/" + other.id())).then().statusCode(403);
    }
    given().post(stage.show("/end")).then().statusCode(401);
    Somebody.guest("g").calls().post(stage.show("/end")).then().statusCode(403)
        .body("reason", equalTo("MEMBERS_ONLY"));
    Somebody.registered().calls().body(Map.of("title", "x")).post("/api/v1/shows").then().statusCode(403);
  }

  @Test
  void refusesWrongFields() {
    Somebody host = Somebody.host();
    for (Object title : new Object[] {"", "  ", "\u0000", "长".repeat(61)}) {
      host.calls().body(Map.of("title", title)).post("/api/v1/shows").then().statusCode(422)
          .body("errors[0].pointer", equalTo("/title"));
    }
    host.calls().body(Map.of("title", "x", "coverUrl", "https://evil.example/x.png")).post("/api/v1/shows")
        .then().statusCode(422).body("errors[0].pointer", equalTo("/coverUrl"));
    host.calls().body(Map.of("title", "x", "startsAt", "2020-01-01T00:00:00Z")).post("/api/v1/shows")
        .then().statusCode(422).body("reason", equalTo("START_OUT_OF_RANGE"));
    host.calls().body("{\"title\":").post("/api/v1/shows").then().statusCode(400);
    host.calls().body(Map.of("title", "x", "startsAt", "soon")).post("/api/v1/shows").then().statusCode(400);
    host.calls().post("/api/v1/shows").then().statusCode(400);
    for (String odd : new String[] {"shw_none", "%00", "' or 1=1", "x".repeat(300)}) {
      given().get("/api/v1/shows/{id}", odd).then().statusCode(404);
      given().get("/api/v1/rooms/{id}", odd).then().statusCode(404);
    }
  }

  @Test
  void answersARepeatedPlanWithTheFirst() {
    Somebody host = Somebody.host();
    String key = UUID.randomUUID().toString();
    String first = host.calls().header("Idempotency-Key", key).body(Map.of("title", "Once"))
        .post("/api/v1/shows").path("showId");
    host.calls().header("Idempotency-Key", key).body(Map.of("title", "Once")).post("/api/v1/shows").then()
        .statusCode(201).body("showId", equalTo(first));
    host.calls().get("/api/v1/hosts/" + host.id() + "/shows").then().body("items", hasSize(1));
    given().get("/api/v1/hosts/" + host.id() + "/shows").then().body("items", hasSize(0));
  }

  @Test
  void pagesTheShowsOfAHost() {
    Somebody host = Somebody.host();
    for (int i = 0; i < 3; i++) {
      host.calls().body(Map.of("title", "Show " + i)).post("/api/v1/shows").then().statusCode(201);
    }
    String shows = "/api/v1/hosts/" + host.id() + "/shows";
    String next = host.calls().queryParam("limit", 2).get(shows).then()
        .body("items.title", contains("Show 2", "Show 1")).extract().path("next");
    host.calls().queryParam("after", next).queryParam("limit", 2).get(shows).then()
        .body("items.title", contains("Show 0")).body("next", equalTo(""));
  }

  @Test
  void keepsTheQueueInTheHostsOrder() {
    Stage stage = Stage.live();
    String red = stage.card(stage.product("Red"));
    String blueProduct = stage.product("Blue");
    String blue = stage.card(blueProduct);
    given().get(stage.show("/cards")).then().body("items.product.title", contains("Red", "Blue"));
    stage.host().calls().body(Map.of("cardIds", List.of(blue, red))).put(stage.show("/cards/order")).then()
        .statusCode(200).body("items.cardId", contains(blue, red)).body("items.position", contains(0, 1));
    stage.host().calls().body(Map.of("cardIds", List.of(blue))).put(stage.show("/cards/order")).then()
        .statusCode(409).body("reason", equalTo("CARD_ORDER_STALE"));
    stage.host().calls().put(stage.show("/cards/" + red + "/pin")).then()
        .body("items.isPinned", contains(false, true));
    stage.host().calls().put(stage.show("/cards/" + blue + "/pin")).then()
        .body("items.isPinned", contains(true, false));
    stage.host().calls().body(Map.of("productId", blueProduct)).post(stage.show("/cards")).then()
        .statusCode(409).body("reason", equalTo("CARD_ALREADY_QUEUED"));
    stage.host().calls().put(stage.show("/cards/card_none/pin")).then().statusCode(404);
    given().get(stage.room("")).then().body("cards.cardId", contains(blue, red))
        .body("show.showId", equalTo(stage.showId())).body("viewerState.isFollowed", equalTo(false));
  }

  @Test
  void refusesGoodsOfOthersOnACard() {
    Stage stage = Stage.live();
    String foreign = Stage.planned().product("Not yours");
    stage.host().calls().body(Map.of("productId", foreign)).post(stage.show("/cards")).then().statusCode(409)
        .body("reason", equalTo("PRODUCT_NOT_OFFERED"));
    stage.host().calls().body(Map.of("productId", "prd_none")).post(stage.show("/cards")).then()
        .statusCode(404);
    stage.host().calls().body(Map.of()).post(stage.show("/cards")).then().statusCode(404);
  }

  @Test
  void recordsWhereAViewerCameFrom() {
    Stage stage = Stage.live();
    Somebody viewer = Somebody.registered();
    String viewId = stage.viewOf(viewer);
    Live.ViewRef view = live.viewOf(viewId).orElseThrow();
    assertThat(view.viewerId()).isEqualTo(viewer.id());
    assertThat(view.showId()).isEqualTo(stage.showId());
    assertThat(view.origin().channel()).isEqualTo(Channel.HOST_PAGE);
    assertThat(view.origin().relation()).isEqualTo(Relation.STRANGER);
    assertThat(view.origin().deviceHash()).isNotEmpty();
    assertThat(view.origin().networkHash()).isNotEmpty();
    assertThat(stage.viewOf(viewer)).as("the same view within 30 s").isEqualTo(viewId);
    assertThat(live.viewOf("view_none")).isEmpty();
  }

  @Test
  void believesNoForgedShowing() {
    Stage stage = Stage.live();
    Somebody viewer = Somebody.registered();
    String forged = seal.sign("exposure exp_1 " + viewer.id() + " acc_other PRIVATE FOLLOWING_TAB "
        + System.currentTimeMillis());
    for (String token : new String[] {forged, "exp_1", "x.y", "", "\u0000"}) {
      Somebody other = Somebody.guest("g");
      String viewId = other.calls().body(Map.of("exposureId", token, "channel", "PAID"))
          .post(stage.room("/views")).then().statusCode(200).extract().path("viewId");
      Origin origin = live.viewOf(viewId).orElseThrow().origin();
      assertThat(origin.exposureId()).isEmpty();
      assertThat(origin.channel()).isEqualTo(Channel.STRANGER_SHARE);
    }
    viewer.calls().body(Map.of("channel", "TELEPATHY")).post(stage.room("/views")).then().statusCode(422);
    viewer.calls().body(Map.of()).post(stage.room("/views")).then().statusCode(200);
  }

  @Test
  void refusesEntryWithoutASessionOrAShow() {
    Stage stage = Stage.planned();
    given().contentType("application/json").body(Map.of()).post(stage.room("/views")).then().statusCode(401);
    Somebody.guest("g").calls().body(Map.of()).post(stage.room("/views")).then().statusCode(409)
        .body("reason", equalTo("SHOW_NOT_LIVE"));
    Somebody.guest("g").calls().body(Map.of()).post("/api/v1/rooms/rm_none/views").then().statusCode(404);
  }

  @Test
  void showsTheOperatorEveryRoomOnTheAir() {
    Stage stage = Stage.live();
    live.audience(stage.roomId(), 7);
    Somebody viewer = Somebody.registered();
    viewer.calls().get("/api/v1/operator/rooms").then().statusCode(403);
    String id = people.ensureAccount(new People.Wanted("op" + UUID.randomUUID().toString().substring(0, 8),
        "Operator", "laotie-demo", true, false));
    Somebody operator = new Somebody(id, "", people.openSession(id));
    operator.calls().get("/api/v1/operator/rooms").then().statusCode(200)
        .body("items.find { it.showId == '" + stage.showId() + "' }.concurrent", equalTo(7));
    stage.host().calls().post(stage.show("/end"));
    operator.calls().get("/api/v1/operator/rooms").then().body("items.showId", not(hasItem(stage.showId())));
  }

  @Test
  void letsAnAssistantRunTheShowAndKeepsHimFromBeingMuted() {
    Stage stage = Stage.planned();
    Somebody assistant = Somebody.registered();
    stage.host().calls().body(Map.of("login", assistant.login()))
        .post("/api/v1/hosts/" + stage.host().id() + "/assistants").then().statusCode(200);
    assistant.calls().post(stage.show("/start")).then().statusCode(200);
    for (Somebody crew : List.of(assistant, stage.host())) {
      assistant.calls().body(Map.of("seconds", 60)).put(stage.room("/mutes/" + crew.id())).then()
          .statusCode(409).body("reason", equalTo("MAY_NOT_MUTE"));
    }
    Somebody loud = Somebody.guest("loud");
    for (Object seconds : new Object[] {0, -1, 99_999_999}) {
      assistant.calls().body(Map.of("seconds", seconds)).put(stage.room("/mutes/" + loud.id())).then()
          .statusCode(422);
    }
    assistant.calls().body(Map.of("seconds", 60)).put(stage.room("/mutes/" + loud.id())).then()
        .statusCode(200);
    assistant.calls().body(Map.of("seconds", 60)).put(stage.room("/mutes/acc_none")).then().statusCode(404);
  }

  @Test
  void takesAPastThatWasNotLivedHere() {
    Stage stage = Stage.planned();
    Instant began = Instant.parse("2025-11-22T12:00:00Z");
    String showId = "shw_past_" + stage.showId();
    Show.Ended show = new Show.Ended(
        new Show.Head(showId, stage.roomId(), stage.host().id(), "Past", ""), began, began.plusSeconds(60));
    Live.ViewRef view = new Live.ViewRef("view_past_" + showId, "acc_v", stage.roomId(), showId,
        stage.host().id(), new Origin("", Channel.FEED, Relation.FOLLOWER, "", ""), began);
    for (int i = 0; i < 2; i++) {
      database.write(connection -> {
        live.importShows(connection, List.of(new Live.PastShow(show, 12)));
        live.importViews(connection, List.of(view));
        return null;
      });
    }
    given().get("/api/v1/shows/" + showId).then().statusCode(200).body("status", equalTo("ENDED"))
        .body("startedAt", equalTo(began.toString()));
    assertThat(live.viewOf(view.viewId())).contains(view);
  }
}
