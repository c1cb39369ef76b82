package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.ClipsFact.ClipWithdrawn;
import laotie.fact.Fact;
import laotie.fact.IntentsFact.Answered;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** What stands behind a persona, from facts as other areas state them. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class EvidenceApiTest {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  private void tell(Instant at, Fact fact) {
    database.write(connection -> {
      log.append(connection, at, List.of(fact));
      return fact;
    });
  }

  private static String path(Somebody host) {
    return "/api/v1/hosts/" + host.id() + "/evidence";
  }

  private void ask(Somebody host, String viewer, Instant at, long answeredAfterSeconds) {
    String comment = fresh("msg_");
    // The answer is told first: an order of reading that a retry can bring about.
    if (answeredAfterSeconds > 0) {
      tell(at.plusSeconds(answeredAfterSeconds),
          new Answered(comment, viewer, host.id(), host.id(), ""));
    }
    tell(at, new Asked(comment, viewer, host.id(), "", "", "", "BUY", ""));
  }

  private void order(Somebody host, Instant paidAt, long shippedAfterSeconds, boolean isRefunded) {
    String order = fresh("ord_");
    String buyer = fresh("acc_");
    Deal deal = new Deal(buyer, host.id(), "", "", "", Money.cny(1_000), ORIGIN, Bill.NONE);
    tell(paidAt, new OrderPaid(order, fresh("pay_"), deal, List.of()));
    if (shippedAfterSeconds > 0) {
      tell(paidAt.plusSeconds(shippedAfterSeconds), new OrderShipped(order, buyer, host.id()));
    }
    if (isRefunded) {
      tell(paidAt.plusSeconds(9), new OrderRefunded(order, "pay", deal, Money.cny(400), false));
      tell(paidAt.plusSeconds(99), new OrderRefunded(order, "pay", deal, Money.cny(600), true));
    }
  }

  /** Answers are kept for seconds: facts are folded before anybody asks, and another case is another host. */
  @Test
  void tellsExactMediansAndRatesFromTenCasesOn() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(3));
    for (int i = 1; i <= 10; i++) {
      ask(host, fresh("acc_"), start, i * 60);
      order(host, start, i <= 9 ? i * 3_600 : 0, i <= 2);
      order(other, start, i * 3_600, false);
    }
    ask(host, fresh("acc_"), start, 0);
    // Older than the window, by the host himself, and another's: none of them counts.
    ask(host, fresh("acc_"), start.minus(Duration.ofDays(100)), 1);
    ask(host, host.id(), start, 1);
    order(host, start.minus(Duration.ofDays(100)), 1, true);
    order(Somebody.host(), start, 1, true);
    Folded.await(database, "growth");
    given().get(path(host)).then().statusCode(200).body("asked", equalTo(11)).body("orders", equalTo(10))
        .body("windowDays", equalTo(90)).body("sinceYear", equalTo(2009))
        .body("goodsFrom", equalTo("自家茶园")).body("openedAt", notNullValue())
        .body("answered", equalTo(10)).body("replyMedianSeconds", equalTo(330f))
        .body("shipped", equalTo(9)).body("shipMedianSeconds", nullValue())
        .body("refunded", equalTo(2)).body("refundRate", equalTo(0.2f))
        .body("repurchase.days", contains(30, 90)).body("isSimulated", equalTo(false));
    given().get(path(other)).then().body("shipped", equalTo(10))
        .body("shipMedianSeconds", equalTo(5.5f * 3_600));
  }

  @Test
  void countsClipsOfOriginThatAreStillShown() {
    Somebody host = Somebody.host();
    Instant now = Instant.now();
    String gone = fresh("clip_");
    tell(now, new ClipPublished(fresh("clip_"), host.id(), "", List.of(), "prd_tea", 9_000));
    tell(now, new ClipPublished(fresh("clip_"), host.id(), "", List.of(), "", 9_000));
    tell(now, new ClipPublished(gone, host.id(), "", List.of(), "prd_tea", 9_000));
    tell(now, new ClipWithdrawn(gone, host.id(), host.id()));
    tell(now, new Asked(fresh("msg_"), fresh("acc_"), host.id(), "", "", "", "BUY", ""));
    Folded.await(database, "growth");
    given().get(path(host)).then().body("asked", equalTo(1)).body("sourcingClips", equalTo(1));
  }

  @Test
  void saysNothingWhereTooFewCasesStandBehindIt() {
    Somebody host = Somebody.host();
    given().get(path(host)).then().statusCode(200)
        .body("orders", equalTo(0)).body("replyMedianSeconds", nullValue())
        .body("shipMedianSeconds", nullValue()).body("refundRate", nullValue());
  }

  @Test
  void aHistoryThatWasBroughtAlongIsOlderThanTheAccount() {
    Somebody host = Somebody.host();
    Instant first = Instant.now().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);
    tell(first, new ShowStarted(fresh("shw_"), fresh("rm_"), host.id()));
    tell(first.plus(Duration.ofDays(3)), new ShowStarted(fresh("shw_"), fresh("rm_"), host.id()));
    Folded.await(database, "growth");
    given().get(path(host)).then().body("openedAt", equalTo(first.toString()));
  }

  @Test
  void knowsHostsOnly() {
    given().get(path(Somebody.registered())).then().statusCode(404);
    given().get("/api/v1/hosts/nobody/evidence").then().statusCode(404);
    given().get("/api/v1/hosts/%27%20or%201/evidence").then().statusCode(404);
  }
}
