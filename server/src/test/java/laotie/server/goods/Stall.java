package laotie.server.goods;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Callers of the goods tests. */
final class Stall {

  private Stall() {}

  static String host() {
    return "host" + word();
  }

  /** A word nobody else uses. */
  static String word() {
    return "x" + UUID.randomUUID().toString().replace("-", "");
  }

  static RequestSpecification as(String hostId) {
    return given().cookie("caller", hostId + ".VIEWER.HOST").contentType("application/json")
        .header("Idempotency-Key", word());
  }

  static RequestSpecification viewer() {
    return given().cookie("caller", "acc1.VIEWER").contentType("application/json");
  }
}
