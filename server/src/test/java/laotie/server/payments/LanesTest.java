package laotie.server.payments;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import laotie.fact.Money;
import laotie.server.boot.TestSquare;
import laotie.server.trade.Market;
import laotie.server.trade.Rows;
import laotie.trade.Notice;
import org.junit.jupiter.api.Test;

/** The fast lanes of payments and notices let nobody in whom their doors would refuse. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LanesTest {

  private static final String SILENT = "{\"method\":\"mock\",\"outcome\":\"timeout\"}";

  @Inject Rows rows;
  @Inject MeterRegistry meters;
  @Inject MockPaymentClient gateway;

  private final String buyer = id("acc");
  private String orderId = "";

  private void place() {
    orderId = placed(buyer, sku(id("host"), 5), 1);
  }

  private String door() {
    return "/api/v1/orders/" + orderId + "/payments";
  }

  private double taken(String door) {
    return meters.counter("laotie.lane", "door", door).count();
  }

  private Response pay(RequestSpecification request, int takenWanted) {
    double before = taken("/api/v1/orders/:orderId/payments");
    Response response = request.post(door());
    assertThat(taken("/api/v1/orders/:orderId/payments") - before).as(response.asString())
        .isEqualTo(takenWanted);
    return response;
  }

  private void refusesPayment(RequestSpecification request, int status, String reason) {
    pay(request, 0).then().statusCode(status).contentType("application/problem+json")
        .body("reason", equalTo(reason)).body("type", notNullValue());
    assertThat(rows.count("select count(*) from trade_payments where order_id = ?", orderId)).isZero();
  }

  @Test
  void takesAPaymentAndAnswersARepeatWithTheFirst() {
    place();
    RequestSpecification request = buyer(buyer).body(SILENT);
    String first = pay(request, 1).then().statusCode(201).body("status", equalTo("PENDING"))
        .body("method", equalTo("mock")).body("next.kind", equalTo("WAIT")).extract().path("paymentId");
    pay(request, 1).then().statusCode(201).body("paymentId", equalTo(first));
    assertThat(rows.count("select count(*) from trade_payments where order_id = ?", orderId)).isEqualTo(1);
  }

  @Test
  void refusesPaymentsOfWhoeverMayNot() {
    place();
    refusesPayment(given().contentType("application/json").header("Idempotency-Key", id("key")).body(SILENT),
        401, "NOT_SIGNED_IN");
    refusesPayment(Market.with("invented").body(SILENT), 401, "SESSION_ENDED");
    refusesPayment(Market.guest().body(SILENT), 403, "MEMBERS_ONLY");
    refusesPayment(buyer(buyer).header("Origin", "http://evil.example").body(SILENT), 403,
        "ORIGIN_FOREIGN");
    refusesPayment(Market.keyless(buyer).body(SILENT), 400, "KEY_MISSING");
    refusesPayment(Market.keyless(buyer).header("Idempotency-Key", "short").body(SILENT), 400,
        "KEY_MISSING");
  }

  @Test
  void refusesPaymentsThatAreNone() {
    place();
    for (String broken : List.of("{\"method\":", "[]", "{\"method\":\"mock\",\"stray\":1}",
        "{\"method\":{\"a\":1}}")) {
      refusesPayment(buyer(buyer).body(broken), 400, "MALFORMED");
    }
    refusesPayment(buyer(buyer).body("{\"method\":\"gold\"}"), 422, "FIELD_WRONG");
    refusesPayment(buyer(buyer).body("{\"method\":\"mock\",\"way\":\"CODE\"}"), 422, "FIELD_WRONG");
    refusesPayment(buyer(buyer).body(SILENT + " ".repeat(256 * 1024)), 413, "BODY_TOO_LARGE");
  }

  @Test
  void theTillRefusesWhatTheLaneCannotKnow() {
    place();
    String own = orderId;
    pay(buyer(id("acc")).body(SILENT), 1).then().statusCode(404)
        .contentType("application/problem+json").body("reason", equalTo("NOT_FOUND"));
    orderId = "ord_none";
    pay(buyer(buyer).body(SILENT), 1).then().statusCode(404);
    orderId = own;
    buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    pay(buyer(buyer).body(SILENT), 1).then().statusCode(409).body("reason", equalTo("ORDER_NOT_OPEN"))
        .body("orderStatus", equalTo("CANCELLED"));
    assertThat(rows.count("select count(*) from trade_payments where order_id = ?", orderId)).isZero();
  }

  @Test
  void anOrderHasAtMostTwentyAttempts() {
    place();
    for (int i = 0; i < 20; i++) {
      pay(buyer(buyer).body(SILENT), 1).then().statusCode(201);
    }
    pay(buyer(buyer).body(SILENT), 1).then().statusCode(429).header("Retry-After", "60");
  }

  private int tell(String hook, String body, int takenWanted) {
    double before = taken("/hooks/payments/:method");
    int status = given().contentType("text/plain").body(body).post(hook).statusCode();
    assertThat(taken("/hooks/payments/:method") - before).isEqualTo(takenWanted);
    return status;
  }

  @Test
  void takesVerifiedNoticesAndNoOthers() {
    place();
    String paymentId = pay(buyer(buyer).body(SILENT), 1).then().statusCode(201).extract().path("paymentId");
    String paid = gateway.sealed(new Notice(paymentId, true, Money.cny(8_000)));
    String hook = "/hooks/payments/mock";
    char last = paid.charAt(paid.length() - 3);
    String forged = paid.substring(0, paid.length() - 3) + (last == 'A' ? 'B' : 'A')
        + paid.substring(paid.length() - 2);

    assertThat(tell(hook, forged, 0)).isEqualTo(401);
    assertThat(tell(hook, "{}", 0)).isEqualTo(401);
    assertThat(tell(hook, "a".repeat(70_000), 0)).isEqualTo(413);
    assertThat(tell("/hooks/payments/gold", paid, 0)).isEqualTo(404);
    assertThat(tell(hook, gateway.sealed(new Notice("pay_none", true, Money.cny(8_000))), 1))
        .isEqualTo(404);
    assertThat(status(buyer, orderId)).isEqualTo("PLACED");
    assertThat(tell(hook, paid, 1)).isEqualTo(204);
    assertThat(tell(hook, paid, 1)).isEqualTo(204);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
  }
}
