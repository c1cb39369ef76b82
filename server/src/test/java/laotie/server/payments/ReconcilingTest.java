package laotie.server.payments;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.Finding;
import laotie.payments.Finding.Verdict;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.payments.FindingStore.Run;
import laotie.server.payments.Standin.Failing;
import laotie.server.payments.Standin.Posted;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of gateways and our ledger, compared day by day, as operators see it. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ReconcilingTest {

  private static final Money EIGHTY = Money.cny(8_000);
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @Inject Rows rows;
  @Inject Database database;
  @Inject Gateways gateways;
  @Inject Reconciling reconciling;

  private final String host = id("host");
  private final String buyer = id("acc");

  private String started(String method) {
    String orderId = placed(buyer, sku(host, 5), 1);
    JsonPath payment = buyer(buyer).body("{\"method\":\"%s\"}".formatted(method))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201).extract().jsonPath();
    if (payment.getString("next.kind").equals("VISIT")) {
      GatewaysSquare.of(method).open(new PaymentClient.Next.Visit(URI.create(payment.getString("next.url"))));
    }
    return payment.getString("paymentId");
  }

  private void tell(String method, String paymentId, Money amount) {
    Posted posted = GatewaysSquare.of(method).paid(paymentId, amount, Instant.now());
    RequestSpecification request = given().contentType(posted.type());
    posted.headers().forEach(request::header);
    request.body(posted.body()).post("/hooks/payments/" + method).then().statusCode(200);
  }

  private Run run(String method) {
    return reconciling.reconcile(gateways.configured(method).orElseThrow(), TODAY);
  }

  private Optional<Finding> found(Run run, String paymentOrRefundId) {
    return database.read(connection -> FindingStore.findings(connection, run, -1, true, 10_000)).stream()
        .map(FindingStore.Row::finding)
        .filter(finding -> finding.movement().id().equals(paymentOrRefundId)).findFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void everyMovementOfTheDayIsMatchedOrSaidToDiffer(String method) {
    Standin gateway = GatewaysSquare.of(method);
    String agreed = started(method);
    gateway.pay(agreed, EIGHTY);
    tell(method, agreed, EIGHTY);
    String unheard = started(method);
    gateway.pay(unheard, EIGHTY);
    String invented = started(method);
    tell(method, invented, EIGHTY);
    String other = started(method);
    gateway.pay(other, Money.cny(7_998));
    tell(method, other, Money.cny(7_999));
    Run run = run(method);
    assertThat(run.fault()).isEmpty();
    assertThat(found(run, agreed).map(Finding::verdict)).contains(Verdict.MATCHED);
    assertThat(found(run, agreed).orElseThrow().movement().fee()).isEqualTo(Money.cny(48));
    assertThat(found(run, unheard).map(Finding::verdict)).contains(Verdict.MISSING_HERE);
    assertThat(found(run, invented).map(Finding::verdict)).contains(Verdict.MISSING_THERE);
    assertThat(found(run, other).map(Finding::verdict)).contains(Verdict.AMOUNTS_DIFFER);
    tell(method, unheard, EIGHTY);
    Run again = run(method);
    assertThat(fee(agreed)).as("booked once, however often the day is read").isEqualTo(48);
    assertThat(fee(other)).as("nobody knows whose it is").isZero();
    assertThat(rows.ledgerSum()).isZero();
    assertThat(found(again, unheard).map(Finding::verdict)).contains(Verdict.MATCHED);
  }

  private long fee(String paymentId) {
    return rows.count("select coalesce(sum(amount_minor), 0) from trade_ledger where payment_id = ?"
        + " and transfer_kind = 'FEE' and purse = 'GATEWAY_COST'", paymentId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "alipay", "wechat"})
  void aRefundIsMatchedByItsOwnId(String method) {
    String paymentId = started(method);
    GatewaysSquare.of(method).pay(paymentId, Money.cny(7_000));
    tell(method, paymentId, Money.cny(7_000));
    Await.until("the money to be back", () -> rows.count(
        "select count(*) from trade_refunds where payment_id = ? and returned_at is not null",
        paymentId) == 1);
    Run run = run(method);
    assertThat(found(run, paymentId).map(Finding::verdict)).contains(Verdict.MATCHED);
    assertThat(found(run, "rfd_" + paymentId).map(Finding::verdict)).contains(Verdict.MATCHED);
  }

  @Test
  void aPaymentOfMidnightBelongsToTheDayOfItsStatement() {
    String paymentId = started("alipay");
    GatewaysSquare.of("alipay").pay(paymentId, EIGHTY);
    Run before = run("alipay");
    assertThat(found(before, paymentId).map(Finding::verdict)).contains(Verdict.MISSING_HERE);
    tell("alipay", paymentId, EIGHTY);
    // The same finding on the day before, and a statement of today that no longer names it.
    database.write(connection -> {
      Run yesterday = new Run("alipay", TODAY.minusDays(1), Instant.now(), "", 0, 1);
      FindingStore.put(connection, yesterday, List.of(found(before, paymentId).orElseThrow()));
      return yesterday;
    });
    GatewaysSquare.of("alipay").end(paymentId);
    assertThat(found(run("alipay"), paymentId)).as("no difference today").isEmpty();
  }

  @Test
  void aStatementThatCannotBeReadIsAFaultAndLeavesWhatWasFound() {
    String paymentId = started("wechat");
    GatewaysSquare.of("wechat").pay(paymentId, EIGHTY);
    tell("wechat", paymentId, EIGHTY);
    Run good = run("wechat");
    GatewaysSquare.of("wechat").fail(Failing.FORGED);
    Run bad = run("wechat");
    GatewaysSquare.of("wechat").fail(Failing.NOT);
    assertThat(bad.fault()).startsWith("wechat: ");
    assertThat(bad.matched()).isEqualTo(good.matched());
    assertThat(found(bad, paymentId)).isPresent();
  }

  @Test
  void operatorsAreToldOnceOfADifference() {
    String paymentId = started("stripe");
    GatewaysSquare.of("stripe").pay(paymentId, EIGHTY);
    operator().get("/api/v1/me/notices").then().statusCode(200);
    Run first = run("stripe");
    Run second = run("stripe");
    assertThat(second.differences()).isEqualTo(first.differences()).isPositive();
    String title = "stripe " + TODAY + ": " + first.differences();
    List<String> titles = operator().get("/api/v1/me/notices?limit=100").then().statusCode(200)
        .extract().jsonPath().getList("items.findAll{it.kind == 'BOOKS_DIFFER'}.names.title");
    assertThat(titles).containsOnlyOnce(title);
  }

  @Test
  void theDeskShowsGatewaysSilenceRefundsAndDays() {
    String silent = started("stripe");
    rows.run("update trade_payments set started_at = now() - interval '2 minutes' where payment_id = ?",
        silent);
    GatewaysSquare.of("wechat").fail(Failing.BEFORE);
    String stuck = placed(buyer, sku(host, 5), 1);
    GatewaysSquare.of("wechat").fail(Failing.NOT);
    assertThat(status(buyer, stuck)).isEqualTo("PLACED");
    run("stripe");
    operator().get("/api/v1/operator/payments").then().statusCode(200)
        .body("gateways.method", equalTo(List.of("alipay", "mock", "stripe", "wechat")))
        .body("gateways.find{it.method == 'mock'}.hasStatements", equalTo(false))
        .body("gateways.find{it.method == 'stripe'}.isOffered", equalTo(true))
        .body("silent.paymentId", hasItem(silent))
        .body("days.method", hasItem("stripe"));
    buyer(buyer).get("/api/v1/operator/payments").then().statusCode(403);
    given().get("/api/v1/operator/payments").then().statusCode(401);
  }

  @Test
  void aRefundThatWaitsIsShownWithItsTriesAndMayBeSentAgain() {
    String paymentId = started("wechat");
    GatewaysSquare.of("wechat").pay(paymentId, Money.cny(7_000));
    GatewaysSquare.of("wechat").fail(Failing.BEFORE);
    tell("wechat", paymentId, Money.cny(7_000));
    Await.until("a try", () -> rows.count(
        "select attempts from trade_refunds where payment_id = ?", paymentId) >= 1);
    GatewaysSquare.of("wechat").fail(Failing.NOT);
    String refundId = "rfd_" + paymentId;
    operator().get("/api/v1/operator/payments").then()
        .body("refunds.find{it.refundId == '%s'}.lastError".formatted(refundId), startsWith("wechat: "))
        .body("refunds.find{it.refundId == '%s'}.attempts".formatted(refundId), not(equalTo(0)));
    buyer(buyer).post("/api/v1/operator/payments/refunds/" + refundId + "/tries").then().statusCode(403);
    operator().post("/api/v1/operator/payments/refunds/" + refundId + "/tries").then().statusCode(204);
    Await.until("the money to be back", () -> rows.count(
        "select count(*) from trade_refunds where payment_id = ? and returned_at is not null",
        paymentId) == 1);
    operator().post("/api/v1/operator/payments/refunds/" + refundId + "/tries").then().statusCode(404);
  }

  @Test
  void findingsArePagedAndTakenAlongAsATable() {
    for (int i = 0; i < 3; i++) {
      GatewaysSquare.of("wechat").pay(started("wechat"), EIGHTY);
    }
    Run run = run("wechat");
    String path = "/api/v1/operator/payments/reconciliations/wechat/" + TODAY;
    JsonPath first = operator().get(path + "?limit=2").then().statusCode(200)
        .body("items.size()", equalTo(2)).body("items.verdict", not(hasItems("MATCHED")))
        .extract().jsonPath();
    operator().get(path + "?limit=2&after=" + first.getString("next")).then().statusCode(200)
        .body("items[0].id", not(equalTo(first.getString("items[1].id"))));
    String table = operator().get(path + "/table?encoding=utf-8").then().statusCode(200)
        .contentType(startsWith("text/csv")).extract().asString();
    assertThat(table.lines().count()).isEqualTo(1 + run.matched() + run.differences());
    assertThat(table).startsWith("verdict,kind,id,reference,theirs_minor");
    operator().get(path.replace(TODAY.toString(), "2020-01-01")).then().statusCode(404);
    operator().get(path.replace(TODAY.toString(), "someday")).then().statusCode(422);
  }

  @Test
  void onlyADayThatIsOverIsReadByHand() {
    String door = "/api/v1/operator/payments/reconciliations";
    operator().body("{\"method\":\"stripe\",\"day\":\"%s\"}".formatted(TODAY)).post(door)
        .then().statusCode(422);
    operator().body("{\"method\":\"mock\",\"day\":\"2026-01-01\"}").post(door).then().statusCode(422);
    operator().body("{\"method\":\"stripe\",\"day\":\"2026-01-01\"}").post(door).then().statusCode(200)
        .body("matched", equalTo(0)).body("fault", equalTo(""));
  }

  @Test
  void aDayIsReadInTheMorningAfterAndAgainWhileItDiffers() {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Instant early = Instant.parse("2026-11-28T02:29:00Z");
    assertThat(ReconcileJob.lastReady(early, zone)).isEqualTo(LocalDate.of(2026, 11, 26));
    assertThat(ReconcileJob.lastReady(early.plus(Duration.ofMinutes(2)), zone))
        .isEqualTo(LocalDate.of(2026, 11, 27));
    assertThat(ReconcileJob.isDue(Optional.empty(), early)).isTrue();
    Run agreed = new Run("stripe", LocalDate.of(2026, 11, 26), early, "", 9, 0);
    assertThat(ReconcileJob.isDue(Optional.of(agreed), early.plus(Duration.ofDays(5)))).isFalse();
    Run differs = new Run("stripe", LocalDate.of(2026, 11, 26), early, "", 9, 1);
    assertThat(ReconcileJob.isDue(Optional.of(differs), early.plus(Duration.ofHours(23)))).isFalse();
    assertThat(ReconcileJob.isDue(Optional.of(differs), early.plus(Duration.ofHours(25)))).isTrue();
    Run fault = new Run("stripe", LocalDate.of(2026, 11, 26), early, "away", 0, 0);
    assertThat(ReconcileJob.isDue(Optional.of(fault), early.plus(Duration.ofMinutes(61)))).isTrue();
  }
}
