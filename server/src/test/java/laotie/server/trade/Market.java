package laotie.server.trade;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** People and goods of the trade tests, made through the public doors. */
final class Market {

  static final String ADDRESS = """
      {"name":"李雷","phone":"13812345678","region":"黑龙江 哈尔滨","street":"中央大街 1 号"}""";

  private static final Duration AWAIT_MAX = Duration.ofSeconds(10);

  private Market() {}

  static String id(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  static RequestSpecification as(String who) {
    return given().cookie("caller", who).contentType(ContentType.JSON)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  static RequestSpecification buyer(String accountId) {
    return as(accountId + ".VIEWER");
  }

  static RequestSpecification host(String hostId) {
    return as(hostId + ".VIEWER.HOST");
  }

  static RequestSpecification operator() {
    return as("acc_operator.OPERATOR");
  }

  /** A product with one variant; answers its sku id. */
  static String sku(String hostId, int units) {
    return product(hostId, units).getString("skus[0].skuId");
  }

  static io.restassured.path.json.JsonPath product(String hostId, int units) {
    return host(hostId).body("""
        {"title":"红色连衣裙","story":"自家店里卖了十年","category":"服装",
         "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}""".formatted(units))
        .post("/api/v1/products").then().statusCode(201).extract().jsonPath();
  }

  static String order(String skuId, int quantity) {
    return """
        {"lines":[{"skuId":"%s","quantity":%d}],"address":%s}""".formatted(skuId, quantity, ADDRESS);
  }

  /** Places one order and answers its id. */
  static String placed(String buyerId, String skuId, int quantity) {
    return buyer(buyerId).body(order(skuId, quantity)).post("/api/v1/orders")
        .then().statusCode(201).extract().path("orderId");
  }

  static String status(String buyerId, String orderId) {
    return buyer(buyerId).get("/api/v1/orders/" + orderId).then().statusCode(200).extract().path("status");
  }

  /** Waits until {@code isTrue}, at most ten seconds. */
  static void await(BooleanSupplier isTrue) {
    long deadline = System.nanoTime() + AWAIT_MAX.toNanos();
    while (!isTrue.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + AWAIT_MAX);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
