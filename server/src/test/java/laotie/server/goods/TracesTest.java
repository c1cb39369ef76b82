package laotie.server.goods;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import laotie.fact.GoodsFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Tail;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** Searches and opened pages reach the log, by the ids of viewers and never by their words. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class TracesTest {

  @Inject Tail tail;

  private final List<GoodsFact> heard = new CopyOnWriteArrayList<>();

  private void listen() {
    tail.listen(recorded -> {
      switch (recorded.fact()) {
        case GoodsFact.Searched searched -> heard.add(searched);
        case GoodsFact.ProductOpened opened -> heard.add(opened);
        default -> { }
      }
    });
  }

  private static String listed(String host, String title, String category) {
    return Stall.as(host).body("""
        {"title":"%s","story":"s","category":"%s",
         "skus":[{"name":"one","price":{"minor":100,"currency":"CNY"},"supply":5}]}"""
        .formatted(title, category)).post("/api/v1/products").then().statusCode(201).extract()
        .path("productId");
  }

  private List<GoodsFact> of(Somebody viewer) {
    return heard.stream().filter(fact -> switch (fact) {
      case GoodsFact.Searched searched -> searched.viewerId().equals(viewer.id());
      case GoodsFact.ProductOpened opened -> opened.viewerId().equals(viewer.id());
      default -> false;
    }).toList();
  }

  @Test
  void aSearchTellsTheCategoriesItFoundAndOnceAMinute() {
    listen();
    String word = Stall.word();
    listed(Stall.host(), word + " tea", "茶");
    listed(Stall.host(), word + " pot", "陶");
    Somebody member = Somebody.registered();
    Somebody guest = Somebody.guest("路人");
    for (int i = 0; i < 3; i++) {
      member.calls().queryParam("query", word).get("/api/v1/search").then().statusCode(200);
    }
    guest.calls().queryParam("query", word + " pot").get("/api/v1/products").then().statusCode(200);
    given().queryParam("query", word).get("/api/v1/search").then().statusCode(200);
    member.calls().queryParam("query", "nothing" + word).get("/api/v1/search").then().statusCode(200);
    Await.until("the searches in the log", () -> of(member).size() == 2 && of(guest).size() == 1);
    assertThat(((GoodsFact.Searched) of(member).getFirst()).categories())
        .containsExactlyInAnyOrder("茶", "陶");
    assertThat(((GoodsFact.Searched) of(member).get(1)).categories()).isEmpty();
    assertThat(((GoodsFact.Searched) of(guest).getFirst()).categories()).containsExactly("陶");
    assertThat(heard).noneMatch(fact ->
        fact instanceof GoodsFact.Searched searched && searched.viewerId().isEmpty());
  }

  @Test
  void aListIsNoSearchAndTheRestOfAPageIsNone() {
    listen();
    String word = Stall.word();
    String host = Stall.host();
    listed(host, word, "茶");
    Somebody member = Somebody.registered();
    member.calls().get("/api/v1/products").then().statusCode(200);
    member.calls().queryParam("hostId", host).queryParam("query", word).get("/api/v1/products")
        .then().statusCode(200);
    member.calls().queryParam("query", " ").get("/api/v1/search").then().statusCode(200);
    member.calls().queryParam("query", word).get("/api/v1/search").then().statusCode(200);
    Await.until("the one search in the log", () -> !of(member).isEmpty());
    assertThat(of(member)).hasSize(1);
  }

  @Test
  void anOpenedPageTellsWhetherItsLinkCameFromOutside() {
    listen();
    String productId = listed(Stall.host(), Stall.word(), "茶");
    String path = "/api/v1/products/" + productId + "/opens";
    Somebody member = Somebody.registered();
    for (int i = 0; i < 3; i++) {
      member.calls().body(Map.of("isFromOutside", true)).post(path).then().statusCode(204);
    }
    member.calls().body(Map.of("isFromOutside", false)).post(path).then().statusCode(204);
    given().contentType("application/json").body(Map.of("isFromOutside", true)).post(path).then()
        .statusCode(204);
    Await.until("the openings in the log", () -> of(member).size() == 2);
    GoodsFact.ProductOpened first = (GoodsFact.ProductOpened) of(member).getFirst();
    assertThat(first.productId()).isEqualTo(productId);
    assertThat(first.isFromOutside()).isTrue();
    assertThat(((GoodsFact.ProductOpened) of(member).get(1)).isFromOutside()).isFalse();
    member.calls().body(Map.of("isFromOutside", true)).post("/api/v1/products/prd_none/opens").then()
        .statusCode(404);
    member.calls().body("[").post(path).then().statusCode(400);
  }
}
