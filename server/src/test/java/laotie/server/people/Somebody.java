package laotie.server.people;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Somebody with a browser of his own in tests: an account and the cookie that proves it. */
public record Somebody(String id, String login, String cookie) {

  public static final String PASSWORD = "correct horse";

  /** Registers a new member through the door. */
  public static Somebody registered() {
    String login = freshLogin();
    Response answer =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("login", login, "name", "Name of " + login.substring(0, 8), "password", PASSWORD))
            .post("/api/v1/accounts");
    answer.then().statusCode(201);
    return new Somebody(answer.path("id"), login, answer.cookie(Sessions.COOKIE));
  }

  /** Joins as a guest through the door. */
  public static Somebody guest(String name) {
    Response answer = given().contentType(ContentType.JSON).body(Map.of("name", name)).post("/api/v1/guests");
    answer.then().statusCode(201);
    return new Somebody(answer.path("id"), "", answer.cookie(Sessions.COOKIE));
  }

  /** Registers a host through the doors. */
  public static Somebody host() {
    Somebody host = registered();
    host.calls().body(persona("来自云南的茶")).post("/api/v1/me/host").then().statusCode(201);
    return host;
  }

  static Map<String, Object> persona(String tagline) {
    return Map.of(
        "tagline", tagline, "story", "one\ntwo", "sinceYear", 2009, "goodsFrom", "自家茶园", "category", "茶");
  }

  /** A request of this person. */
  public RequestSpecification calls() {
    return given().contentType(ContentType.JSON).cookie(Sessions.COOKIE, cookie);
  }

  static String freshLogin() {
    return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }
}
