package laotie.server.clips;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Channel;
import laotie.fact.Relation;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** Clips on the pages of the feed, from the upload to the view and out again. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class StreamTest {

  @Inject Clips clips;

  private static JsonPath stream(RequestSpecification caller, boolean isAgain) {
    return given().spec(caller).queryParam("limit", 100).queryParam("again", isAgain)
        .get("/api/v1/feed/clips").then().statusCode(200).extract().jsonPath();
  }

  private static List<String> ids(JsonPath page) {
    return page.getList("items.clip.clipId");
  }

  /** The stream once it shows the clip: the list of what is published is some seconds old. */
  private static JsonPath streamWith(RequestSpecification caller, String clipId) {
    List<JsonPath> pages = new ArrayList<>();
    Await.until("clip " + clipId + " in the stream", () -> {
      pages.addFirst(stream(caller, false));
      return ids(pages.getFirst()).contains(clipId);
    });
    return pages.getFirst();
  }

  private static String item(String clipId, String rest) {
    return "items.find { it.clip?.clipId == '" + clipId + "' }." + rest;
  }

  @Test
  void leadsFromTheShowingToTheViewAndRestsAfterIt() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    String mine = Hand.published(host);
    String theirs = Hand.published(other);
    Somebody viewer = Somebody.registered();
    viewer.calls().body(Map.of()).put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    JsonPath page = streamWith(viewer.calls(), theirs);
    assertThat(ids(page)).startsWith(mine).contains(theirs).doesNotHaveDuplicates();
    assertThat(page.getString("items[0].kind")).isEqualTo("CLIP");
    assertThat(page.getString("items[0].why.code")).isEqualTo("FOLLOWED");
    assertThat(page.getString("items[0].pool")).isEqualTo("PRIVATE");
    assertThat(page.getBoolean("items[0].clip.host.isFollowed")).isTrue();
    assertThat(page.getString(item(theirs, "pool"))).isEqualTo("PUBLIC");
    assertThat(page.getMap("items[0]")).doesNotContainKey("show");
    String viewId = viewer.calls().body(Map.of("exposureId", page.getString("items[0].exposureId")))
        .post("/api/v1/clips/" + mine + "/views").then().statusCode(200).extract().path("viewId");
    Clips.ViewRef view = clips.viewOf(viewId).orElseThrow();
    assertThat(view.origin().channel()).isEqualTo(Channel.FEED);
    assertThat(view.origin().relation()).isEqualTo(Relation.FOLLOWER);
    assertThat(view.origin().exposureId()).isNotEmpty();
    Await.until("the clip rests", () -> !ids(stream(viewer.calls(), false)).contains(mine));
    assertThat(ids(stream(viewer.calls(), false))).contains(theirs);
    assertThat(ids(stream(viewer.calls(), true))).endsWith(mine).contains(theirs);
    assertThat(ids(stream(given(), false))).contains(mine);
  }

  @Test
  void standsBesideRoomsOnTheHomePageUntilItIsWithdrawn() {
    Somebody host = Somebody.host();
    String clipId = Hand.published(host);
    Somebody viewer = Somebody.registered();
    viewer.calls().body(Map.of()).put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    // A second one, so that there is a second page.
    streamWith(viewer.calls(), Hand.published(Somebody.host()));
    streamWith(viewer.calls(), clipId);
    viewer.calls().queryParam("limit", 100).get("/api/v1/feed").then().statusCode(200)
        .body("items.clip.clipId", hasItem(clipId))
        .body(item(clipId, "kind"), org.hamcrest.Matchers.equalTo("CLIP"))
        .body("items.find { it.clip?.clipId == '" + clipId + "' }", not(hasKey("show")));
    JsonPath first = given().queryParam("limit", 1).get("/api/v1/feed/clips").jsonPath();
    assertThat(first.getList("items")).hasSize(1);
    JsonPath second = given().queryParam("limit", 1).queryParam("after", first.getString("next"))
        .get("/api/v1/feed/clips").jsonPath();
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
    host.calls().delete("/api/v1/clips/" + clipId).then().statusCode(204);
    Await.until("the clip is gone", () -> !ids(stream(viewer.calls(), false)).contains(clipId));
    viewer.calls().queryParam("limit", 100).get("/api/v1/feed").then()
        .body("items.clip.clipId", not(hasItem(clipId)));
  }
}
