package laotie.server.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.live.Live;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class FeedApiTest {

  @Inject Live live;
  @Inject Database database;

  private record Room(Somebody host, String roomId, String showId) {}

  private static Room onAir() {
    Somebody host = Somebody.host();
    String showId = host.calls().body(Map.of("title", "On air")).post("/api/v1/shows").path("showId");
    host.calls().post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    return new Room(host, given().get("/api/v1/hosts/" + host.id()).path("roomId"), showId);
  }

  private static void follow(Somebody viewer, Room room) {
    viewer.calls().body(Map.of()).put("/api/v1/hosts/" + room.host().id() + "/follow").then()
        .statusCode(200);
  }

  /** The home page once it shows the room: the list of what is live is up to a second old. */
  private static JsonPath homeWith(RequestSpecification caller, Room room) {
    List<JsonPath> page = new ArrayList<>();
    Await.until("room " + room.roomId() + " on the page", () -> {
      page.addFirst(given().spec(caller).queryParam("limit", 100).get("/api/v1/feed").then()
          .statusCode(200).extract().jsonPath());
      return page.getFirst().getList("items.show.showId").contains(room.showId());
    });
    return page.getFirst();
  }

  private static String item(Room room, String rest) {
    return "items.find { it.show?.showId == '" + room.showId() + "' }." + rest;
  }

  @Test
  void putsTheFollowedFirstAndSaysWhy() {
    Room followed = onAir();
    Room other = onAir();
    Somebody viewer = Somebody.registered();
    follow(viewer, followed);
    JsonPath page = homeWith(viewer.calls(), other);
    assertThat(page.getString("items[0].show.showId")).isEqualTo(followed.showId());
    assertThat(page.getString("items[0].why.code")).isEqualTo("FOLLOWED");
    assertThat(page.getString("items[0].pool")).isEqualTo("PRIVATE");
    assertThat(page.getBoolean("items[0].show.host.isFollowed")).isTrue();
    assertThat(page.getString(item(other, "pool"))).isEqualTo("PUBLIC");
    assertThat(page.getString(item(other, "kind"))).isEqualTo("ROOM");
    assertThat(page.getString(item(other, "exposureId"))).isNotEmpty();
  }

  @Test
  void logsEveryShowingBeforeItCanBeReferredTo() {
    Room room = onAir();
    Somebody viewer = Somebody.registered();
    String token = homeWith(viewer.calls(), room).getString(item(room, "exposureId"));
    String viewId = viewer.calls().body(Map.of("exposureId", token))
        .post("/api/v1/rooms/" + room.roomId() + "/views").then().statusCode(200).extract().path("viewId");
    Origin origin = live.viewOf(viewId).orElseThrow().origin();
    assertThat(origin.channel()).isEqualTo(Channel.FEED);
    assertThat(origin.relation()).isEqualTo(Relation.STRANGER);
    assertThat(showing(origin.exposureId()))
        .contains(viewer.id(), room.roomId(), room.host().id()).doesNotContain("");
    Somebody thief = Somebody.registered();
    String stolen = thief.calls().body(Map.of("exposureId", token))
        .post("/api/v1/rooms/" + room.roomId() + "/views").path("viewId");
    assertThat(live.viewOf(stolen).orElseThrow().origin().exposureId()).isEmpty();
  }

  /** To whom which item of whom was shown, and why. */
  private List<String> showing(String exposureId) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement("""
          select body->>'viewerId', body->>'itemId', body->>'hostId', body->>'why'
            from flood where type = 'ItemExposed' and body->>'exposureId' = ?
          """)) {
        select.setString(1, exposureId);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        }
      }
    });
  }

  @Test
  void standsStillWhileSomebodyScrolls() {
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rooms.add(onAir());
    }
    homeWith(given(), rooms.get(2));
    JsonPath first = given().queryParam("limit", 2).get("/api/v1/feed").jsonPath();
    assertThat(first.getList("items")).hasSize(2);
    JsonPath second =
        given().queryParam("limit", 2).queryParam("after", first.getString("next")).get("/api/v1/feed")
            .jsonPath();
    assertThat(second.getList("items.show.showId"))
        .doesNotContainAnyElementsOf(first.getList("items.show.showId")).isNotEmpty();
    for (String odd : new String[] {"page_none", "page_none.2", "x.y", "..", "%00"}) {
      given().queryParam("after", odd).get("/api/v1/feed").then().statusCode(200).body("items", hasSize(0));
    }
    given().queryParam("after", "x".repeat(65)).get("/api/v1/feed").then().statusCode(422);
    given().queryParam("limit", 0).get("/api/v1/feed").then().statusCode(422);
  }

  @Test
  void showsWhomOneFollowsLiveFirst() {
    Somebody sleeping = Somebody.host();
    Somebody announcing = Somebody.host();
    Room live = onAir();
    announcing.calls().body(Map.of("title", "Soon",
        "startsAt", Instant.now().plus(1, ChronoUnit.HOURS).toString())).post("/api/v1/shows").then()
        .statusCode(201);
    Somebody viewer = Somebody.registered();
    for (String hostId : List.of(live.host().id(), announcing.id(), sleeping.id())) {
      viewer.calls().body(Map.of()).put("/api/v1/hosts/" + hostId + "/follow").then().statusCode(200);
    }
    homeWith(viewer.calls(), live);
    JsonPath page = viewer.calls().get("/api/v1/following").then().statusCode(200).extract().jsonPath();
    assertThat(page.getList("items.host.hostId"))
        .containsExactly(live.host().id(), announcing.id(), sleeping.id());
    assertThat(page.getString("items[0].show.status")).isEqualTo("LIVE");
    assertThat(page.getString("items[1].show.status")).isEqualTo("SCHEDULED");
    assertThat(page.getMap("items[2]").containsKey("show")).isFalse();
    String next = viewer.calls().queryParam("limit", 2).get("/api/v1/following").path("next");
    viewer.calls().queryParam("limit", 2).queryParam("after", next).get("/api/v1/following").then()
        .body("items", hasSize(1)).body("next", equalTo(""));
    given().get("/api/v1/following").then().statusCode(401);
  }

  @Test
  void findsProductsAndHosts() {
    Somebody host = Somebody.host();
    host.calls().body(Map.of("title", "手工藍染圍巾 indigo scarf", "story", "s", "category", "scarf",
            "skus", List.of(Map.of("name", "M", "price", Map.of("minor", 100, "currency", "CNY"),
                "supply", 5))))
        .post("/api/v1/products").then().statusCode(201);
    given().queryParam("query", "indigo").get("/api/v1/search").then().statusCode(200)
        .body("products.title", hasItem("手工藍染圍巾 indigo scarf"));
    given().queryParam("query", host.login().substring(0, 8)).get("/api/v1/search").then()
        .body("hosts.hostId", hasItem(host.id()));
    for (String empty : new String[] {"", " ", "\u0000"}) {
      given().queryParam("query", empty).get("/api/v1/search").then().statusCode(200)
          .body("products", hasSize(0)).body("hosts", hasSize(0));
    }
    for (String odd : new String[] {"' or 1=1 --", "<script>", "%_%", "\\"}) {
      given().queryParam("query", odd).get("/api/v1/search").then().statusCode(200);
    }
    given().queryParam("query", "x".repeat(101)).get("/api/v1/search").then().statusCode(422);
  }
}
