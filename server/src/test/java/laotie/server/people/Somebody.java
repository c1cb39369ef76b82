package laotie.server.people;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.http.conn.params.ConnRoutePNames;

/** Somebody with a browser of his own in tests: an account and the cookie that proves it. */
public record Somebody(String id, String login, String cookie) {

  public static final String PASSWORD = "correct horse";

  /** Registers a new member through the door. */
  public static Somebody registered() {
    String login = freshLogin();
    Response answer =
        elsewhere()
            .contentType(ContentType.JSON)
            .body(Map.of("login", login, "name", "Name of " + login.substring(0, 8), "password", PASSWORD))
            .post("/api/v1/accounts");
    answer.then().statusCode(201);
    return new Somebody(answer.path("id"), login, answer.cookie(Sessions.COOKIE));
  }

  /** Joins as a guest through the door. */
  public static Somebody guest(String name) {
    Response answer =
        elsewhere().contentType(ContentType.JSON).body(Map.of("name", name)).post("/api/v1/guests");
    answer.then().statusCode(201);
    return new Somebody(answer.path("id"), "", answer.cookie(Sessions.COOKIE));
  }

  /** Registers a host through the doors. */
  public static Somebody host() {
    Somebody host = registered();
    host.calls().body(persona("来自云南的茶")).post("/api/v1/me/host").then().statusCode(201);
    return host;
  }

  /**
   * A request from one of the loopback's 16 million addresses: people do not all live in one network, and how
   * many may come from one in a while is limited.
   */
  private static RequestSpecification elsewhere() {
    int home = ThreadLocalRandom.current().nextInt(1 << 16, 255 << 16);
    try {
      InetAddress address = InetAddress.getByAddress(
          new byte[] {127, (byte) (home >> 16), (byte) (home >> 8), (byte) home});
      return given().config(RestAssured.config().httpClient(
          HttpClientConfig.httpClientConfig().setParam(ConnRoutePNames.LOCAL_ADDRESS, address)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
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
