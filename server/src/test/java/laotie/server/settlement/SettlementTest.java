package laotie.server.settlement;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.trade.Market;
import laotie.server.trade.Trade;
import laotie.settlement.SettlementReason;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class SettlementTest {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject Trade trade;
  @Inject SettleJob settle;
  @Inject Payouts payouts;

  private final String host = id("host");
  private final String buyer = id("acc");

  private void agree(int basisPoints, int afterDays) {
    operator().body("""
        {"commissionBasisPoints":%d,"afterDays":%d}""".formatted(basisPoints, afterDays))
        .put("/api/v1/operator/hosts/" + host + "/terms").then().statusCode(200);
  }

  /** An order of 80.00, paid. */
  private String paid() {
    String orderId = placed(buyer, sku(host, 5), 1);
    buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
    Await.until("the payment", () -> status(buyer, orderId).equals("PAID"));
    return orderId;
  }

  private void delivered(String orderId) {
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(new OrderDelivered(orderId, buyer, host)));
      return orderId;
    });
  }

  /** Promises money of the order back, as a refund does. */
  private void refunded(String orderId, long minor) {
    Deal deal = new Deal(buyer, host, "", "", "", Money.cny(8_000), ORIGIN, Bill.NONE);
    database.write(connection -> {
      String refundId = id("rfd");
      trade.book(connection, Instant.now(), List.of(new Transfer(Kind.OWED, orderId, "", refundId, List.of(
          new Entry(Purse.HOST_OWED, host, Money.cny(minor)),
          new Entry(Purse.BUYER_OWED, buyer, Money.cny(-minor))))));
      log.append(connection, Instant.now(), List.of(
          new OrderRefunded(orderId, "pay", deal, Money.cny(minor), minor == 8_000)));
      return refundId;
    });
  }

  private JsonPath money() {
    return host(host).get("/api/v1/hosts/" + host + "/money").then().statusCode(200).extract().jsonPath();
  }

  private void awaitDue(long minor) {
    Await.until("due " + minor, () -> {
      List<Integer> due = money().getList("due.minor");
      return !due.isEmpty() && due.getFirst() == minor;
    });
  }

  private JsonPath batch() {
    return operator().post("/api/v1/operator/payout-batches").then().statusCode(201).extract().jsonPath();
  }

  private String payoutOf(JsonPath batch) {
    return batch.getString("payouts.find { it.payeeId == '" + host + "' }.payoutId");
  }

  private void paidOut(JsonPath batch) {
    operator().post("/api/v1/operator/payout-batches/" + batch.getString("batchId") + "/paid")
        .then().statusCode(200);
  }

  private void assertThatTheLedgerIsZero() {
    operator().get("/api/v1/operator/ledger").then().statusCode(200)
        .body("isZero", equalTo(true)).body("unbalanced", equalTo(0));
  }

  @Test
  void anOrderThatTheTillDoesNotKnowHoldsUpNoOther() {
    agree(1_000, 0);
    delivered("ord_" + id("unknown"));
    String orderId = paid();
    delivered(orderId);
    awaitDue(7_200);
  }

  @Test
  void aDeliveredOrderIsSettledWhenItsDayHasCome() {
    agree(500, 0);
    String orderId = paid();
    assertThat(money().getList("held.minor")).containsExactly(8_000);
    delivered(orderId);
    awaitDue(7_600);
    assertThat(money().getList("held.minor")).containsExactly(0);
    assertThatTheLedgerIsZero();
  }

  @Test
  void anOrderWaitsForTheDaysAgreedOn() {
    agree(500, 7);
    delivered(paid());
    Await.until("the order to wait", () -> money().getInt("waiting") == 1);
    assertThat(money().getList("due")).isEmpty();
    assertThat(Instant.parse(money().getString("firstDueAt"))).isAfter(Instant.now().plusSeconds(6 * 86_400));
  }

  @Test
  void anOpenReturnHoldsTheSettlementUp() {
    agree(0, 0);
    String orderId = paid();
    String returnId = id("ret");
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(
          new ReturnAsked(orderId, returnId, buyer, host, "QUALITY", Money.cny(8_000)),
          new OrderDelivered(orderId, buyer, host)));
      return orderId;
    });
    Await.until("the order to wait", () -> money().getInt("waiting") == 1);
    settle.step();
    assertThat(money().getInt("waiting")).isOne();
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(
          new ReturnClosed(orderId, returnId, buyer, host, "WITHDRAWN", Money.cny(0))));
      return orderId;
    });
    awaitDue(8_000);
  }

  @Test
  void aRefundAfterThePayoutLeavesADebtAndAStatementThatAddsUp() {
    agree(500, 0);
    String orderId = paid();
    delivered(orderId);
    awaitDue(7_600);
    paidOut(batch());
    awaitDue(0);
    refunded(orderId, 8_000);
    awaitDue(-7_600);
    JsonPath statement = host(host).get("/api/v1/hosts/" + host + "/statement")
        .then().statusCode(200).extract().jsonPath();
    List<Integer> amounts = statement.getList("lines.items.amount.minor");
    assertThat(amounts).containsExactly(7_600, -7_600, -7_600);
    assertThat(statement.getList("lines.items.kind"))
        .containsExactly("SETTLED", "PAID_OUT", "UNSETTLED");
    assertThat(statement.getList("lines.items.commission.minor")).containsExactly(-400, 0, 400);
    assertThat(statement.getList("opening")).isEmpty();
    assertThat(statement.getInt("closing[0].minor"))
        .isEqualTo(amounts.stream().mapToInt(Integer::intValue).sum());
    assertThatTheLedgerIsZero();
  }

  @Test
  void unitsThatGoBackWithoutMoneyTakeThePlatformsPartOfTheirPriceWithThem() {
    agree(0, 0);
    String skuId = sku(host, 5);
    String couponId = operator().body("""
        {"name":"全免","kind":"PERCENT","percent":100,"usesMax":9,"endsAt":"%s"}"""
        .formatted(Instant.now().plusSeconds(3_600))).post("/api/v1/operator/coupons")
        .then().statusCode(201).extract().path("couponId");
    String orderId = buyer(buyer).body(order(skuId, 3).replaceFirst("\\{", "{\"couponId\":\"" + couponId
        + "\",")).post("/api/v1/orders").then().statusCode(201).body("amount.minor", equalTo(1))
        .extract().path("orderId");
    // It counts at every host, of other tests too.
    operator().put("/api/v1/operator/coupons/" + couponId + "/end").then().statusCode(200);
    Market.pay(buyer, orderId);
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    delivered(orderId);
    awaitDue(24_000);
    String returnId = buyer(buyer).body("""
        {"kind":"REFUND_ONLY","reason":"QUALITY","lines":[{"line":0,"quantity":2}]}""")
        .post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201)
        .body("asked.minor", equalTo(0)).extract().path("returnId");
    host(host).body("{\"action\":\"AGREE\"}").post("/api/v1/returns/" + returnId + "/steps")
        .then().statusCode(200).body("state", equalTo("REFUNDED"));
    awaitDue(8_000);
    assertThatTheLedgerIsZero();
  }

  @Test
  void aHoldKeepsMoneyBackUntilItIsReleased() {
    agree(0, 0);
    delivered(paid());
    awaitDue(8_000);
    String holdId = operator().body("""
        {"payeeId":"%s","caseId":"cas_1","reason":"bought orders","endsAt":"%s"}"""
        .formatted(host, Instant.now().plusSeconds(3_600))).post("/api/v1/operator/holds")
        .then().statusCode(201).extract().path("holdId");
    assertThat(money().getString("holds[0].caseId")).isEqualTo("cas_1");
    JsonPath held = operator().post("/api/v1/operator/payout-batches").jsonPath();
    assertThat(payoutOfAny(held)).isNull();
    operator().delete("/api/v1/operator/holds/" + holdId).then().statusCode(204);
    assertThat(payoutOf(batch())).isNotNull();
  }

  @Test
  void nothingIsKeptBackFromNobody() {
    operator().body("""
        {"payeeId":"acc_mistyped","caseId":"cas_2","reason":"bought orders","endsAt":"%s"}"""
        .formatted(Instant.now().plusSeconds(3_600))).post("/api/v1/operator/holds")
        .then().statusCode(422).body("errors[0].pointer", equalTo("/payeeId"));
  }

  /** Null when there was nothing at all to gather. */
  private String payoutOfAny(JsonPath answer) {
    return answer.get("batchId") == null ? null : payoutOf(answer);
  }

  @Test
  void aPayoutUnderWayIsNotGatheredTwiceAndAFailedOneIsDueAgain() {
    agree(0, 0);
    delivered(paid());
    awaitDue(8_000);
    String first = payoutOf(batch());
    JsonPath second = operator().post("/api/v1/operator/payout-batches").jsonPath();
    assertThat(payoutOfAny(second)).isNull();
    operator().body("{\"words\":\"account closed\"}")
        .post("/api/v1/operator/payouts/" + first + "/failed").then().statusCode(204);
    assertThat(payoutOf(batch())).isNotNull().isNotEqualTo(first);
  }

  @Test
  void whatIsBeyondABatchWaitsForTheNextAndNobodyIsPaidTwice() {
    agree(0, 0);
    delivered(paid());
    awaitDue(8_000);
    String other = id("host");
    database.write(connection -> {
      trade.book(connection, Instant.now(), List.of(new Transfer(Kind.SETTLED, "", "", id("stl"), List.of(
          new Entry(Purse.HOST_DUE, other, Money.cny(-5_000)),
          new Entry(Purse.PLATFORM_COST, "", Money.cny(5_000))))));
      return other;
    });
    List<String> payees = new ArrayList<>();
    try {
      while (true) {
        payees.addAll(operator().get("/api/v1/operator/payout-batches/" + payouts.open("acc_operator", 1))
            .jsonPath().getList("payouts.payeeId"));
      }
    } catch (Problem nothingLeft) {
      assertThat(nothingLeft.reason()).isEqualTo(SettlementReason.NOTHING_TO_PAY_OUT);
    }
    assertThat(payees).contains(host, other).doesNotHaveDuplicates();
  }

  @Test
  void aPayoutThatCameBackIsDueAgain() {
    agree(0, 0);
    delivered(paid());
    awaitDue(8_000);
    JsonPath batch = batch();
    paidOut(batch);
    awaitDue(0);
    operator().body("{\"words\":\"came back\"}")
        .post("/api/v1/operator/payouts/" + payoutOf(batch) + "/bounced").then().statusCode(204);
    awaitDue(8_000);
    operator().body("{\"words\":\"no\"}")
        .post("/api/v1/operator/payouts/" + payoutOf(batch) + "/failed")
        .then().statusCode(409).body("reason", equalTo("PAYOUT_NOT_OPEN"));
    assertThatTheLedgerIsZero();
  }

  @Test
  void refusesAnAccountNumberThatNoBankCouldHave() {
    for (String number : List.of("", "123", "=cmd|' /C calc'!A1", "<b>6225</b>", "6".repeat(81))) {
      host(host).body("{\"holder\":\"王大锤\",\"bank\":\"招商银行\",\"number\":\"%s\"}".formatted(number))
          .put("/api/v1/hosts/" + host + "/payout-account").then().statusCode(422)
          .body("errors[0].pointer", equalTo("/number"));
    }
    host(host).get("/api/v1/hosts/" + host + "/money").then().statusCode(200).body("account", nullValue());
  }

  @Test
  void theBankFileHasAccountsInClearAndNothingElseDoes() {
    agree(0, 0);
    host(host).body("""
        {"holder":"王大锤","bank":"招商银行","number":"6225880112345678"}""")
        .put("/api/v1/hosts/" + host + "/payout-account").then().statusCode(200)
        .body("number", equalTo("****5678")).body("holder", not(containsString("大锤")));
    delivered(paid());
    awaitDue(8_000);
    JsonPath batch = batch();
    assertThat(hasAccount(batch)).isTrue();
    operator().get("/api/v1/operator/payout-batches/" + batch.getString("batchId") + ".csv").then()
        .statusCode(200).body(containsString("6225880112345678"));
    host(host).get("/api/v1/hosts/" + host + "/money").then()
        .body("account.number", equalTo("****5678"));
  }

  @Test
  void aBatchSaysWhoNamedNoAccount() {
    agree(0, 0);
    delivered(paid());
    awaitDue(8_000);
    assertThat(hasAccount(batch())).isFalse();
  }

  private boolean hasAccount(JsonPath batch) {
    return batch.getBoolean("payouts.find { it.payeeId == '" + host + "' }.hasAccount");
  }

  @Test
  void otherPeoplesMoneyIsNotToBeSeen() {
    paid();
    host(id("host")).get("/api/v1/hosts/" + host + "/money").then().statusCode(404);
    buyer(buyer).get("/api/v1/hosts/" + host + "/statement").then().statusCode(404);
    buyer(buyer).get("/api/v1/operator/ledger").then().statusCode(403);
    buyer(buyer).post("/api/v1/operator/payout-batches").then().statusCode(403);
    host(id("host")).body("{\"holder\":\"a\",\"bank\":\"b\",\"number\":\"c\"}")
        .put("/api/v1/hosts/" + host + "/payout-account").then().statusCode(404);
  }

  @Test
  void theStatementIsATableToo() {
    agree(500, 0);
    delivered(paid());
    awaitDue(7_600);
    host(host).get("/api/v1/hosts/" + host + "/statement.csv").then().statusCode(200)
        .body(containsString("SETTLED")).body(containsString("7600"));
  }
}
