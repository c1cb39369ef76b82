package laotie.server.live;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;
import laotie.server.people.Somebody;

/** A host with a room and a show in tests, made through the doors. */
record Stage(Somebody host, String roomId, String showId) {

  /** A host whose show is live. */
  static Stage live() {
    Stage stage = planned();
    stage.host.calls().post("/api/v1/shows/" + stage.showId + "/start").then().statusCode(200);
    return stage;
  }

  /** A host who prepared a show. */
  static Stage planned() {
    Somebody host = Somebody.host();
    String roomId = given().get("/api/v1/hosts/" + host.id()).path("roomId");
    String showId = host.calls().body(Map.of("title", "Winter coats 冬装"))
        .post("/api/v1/shows").then().statusCode(201).extract().path("showId");
    return new Stage(host, roomId, showId);
  }

  /** A product on the host's shelf with one variant; the answer is its id. */
  String product(String title) {
    return host.calls().body(Map.of("title", title, "story", "warm", "category", "coats",
            "skus", List.of(Map.of("name", "M", "price", Map.of("minor", 19900, "currency", "CNY"),
                "supply", 5))))
        .post("/api/v1/products").then().statusCode(201).extract().path("productId");
  }

  String card(String productId) {
    return host.calls().body(Map.of("productId", productId)).post(show("/cards")).then().statusCode(201)
        .extract().path("cardId");
  }

  String show(String rest) {
    return "/api/v1/shows/" + showId + rest;
  }

  String room(String rest) {
    return "/api/v1/rooms/" + roomId + rest;
  }

  String viewOf(Somebody viewer) {
    return viewer.calls().body(Map.of("channel", "HOST_PAGE")).post(room("/views")).then().statusCode(200)
        .extract().path("viewId");
  }
}
