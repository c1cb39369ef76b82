package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fact;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.fact.SettlementFact.OrderSettled;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.Payer;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** The doors of cost and traffic: who may, what is refused, and one host counted by hand. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CostApiTest {

  private static final Instant LATELY = Instant.now().minus(Duration.ofDays(2));

  private int window = 30;

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  /** Two new buyers for 10.00 of promotion, 5.00 of coupon and 4.00 of commission; they brought 200.00. */
  @Test
  void oneHostByHand() {
    Somebody host = Somebody.host();
    String buyer = fresh("acc_");
    String other = fresh("acc_");
    String order = fresh("ord_");
    List<Log.Happened> facts = new ArrayList<>();
    facts.add(new Log.Happened(LATELY.minusSeconds(1),
        new ClipOpened(fresh("view_"), buyer, "c", host.id(), origin(Channel.STRANGER_SHARE))));
    facts.add(at(new ClipOpened(fresh("view_"), buyer, "c", host.id(), origin(Channel.FEED))));
    facts.add(at(new ClipOpened(fresh("view_"), other, "c", host.id(), origin(Channel.PAID))));
    facts.add(at(new ClipOpened(fresh("view_"), other, "c", host.id(), origin(Channel.PUSH))));
    facts.add(at(new PromotionCharged(fresh("prm_"), host.id(), 20, 1_000_000, Money.cny(1_000))));
    facts.add(at(new OrderPaid(order, "pay", deal(buyer, host.id(), 9_500, 500), List.of())));
    facts.add(at(new OrderSettled(order, host.id(), 1, Money.cny(9_500), 0, 400, 2_000)));
    facts.add(at(new OrderPaid(fresh("ord_"), "pay", deal(other, host.id(), 12_000, 0), List.of())));
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, facts);
      return facts;
    });
    Folded.await(database, "cost");
    String path = "/api/v1/hosts/" + host.id();
    host.calls().get(path + "/new-customers?days=30").then().statusCode(200)
        .body("buyers", equalTo(2)).body("youngBuyers", equalTo(2)).body("isFew", equalTo(true))
        .body("cost.promotionMinor", equalTo(1_000f)).body("cost.couponsMinor", equalTo(500f))
        .body("cost.commissionMinor", equalTo(400f)).body("cost.perBuyerMinor", equalTo(950f))
        .body("cost.paidBackDay", equalTo(0)).body("curve[0].marginMinor", equalTo(20_000))
        .body("curve[0].cumulativeMinor", equalTo(10_000f))
        .body("known.netMinor", equalTo(21_500)).body("known.settledMinor", equalTo(9_500))
        .body("known.unknown", hasItem("OWN_GOODS")).body("exposed.paid", equalTo(20));
    host.calls().get(path + "/traffic-balance").then().statusCode(200)
        .body("brought", equalTo(2)).body("given", equalTo(1)).body("bought", equalTo(1))
        .body("balance", equalTo(1)).body("weeks.size()", equalTo(1));
    assertThat(host.calls().get(path + "/new-customers.csv?days=30&encoding=utf-8").asString().lines())
        .first().asString().startsWith("day,buyers,margin_minor");
    assertThat(host.calls().get(path + "/traffic-balance.csv?encoding=utf-8").asString().lines()).hasSize(2);
  }

  /** The places of the shown are counted by the size of their host. */
  @Test
  void operatorsSeeWhomThePublicPlacesGoTo() {
    Somebody host = Somebody.host();
    long before = small();
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, List.of(
          at(shown(host, Channel.FEED)), at(shown(host, Channel.PAID))));
      return host;
    });
    Folded.await(database, "cost");
    assertThat(small()).isEqualTo(before + 1);
  }

  /** A window of its own, so that no answer is taken from before. */
  private long small() {
    window++;
    return operator().calls().get("/api/v1/operator/fairness?days=" + window).then().statusCode(200)
        .extract().jsonPath().getLong("tiers.find { it.size == 'SMALL' }.exposures");
  }

  @Test
  void aHostWithoutAnybodySaysSo() {
    Somebody host = Somebody.host();
    host.calls().get("/api/v1/hosts/" + host.id() + "/new-customers").then().statusCode(200)
        .body("buyers", equalTo(0)).body("cost.perBuyerMinor", nullValue())
        .body("curve.size()", equalTo(0)).body("cost.paidBackDay", nullValue());
    host.calls().get("/api/v1/hosts/" + host.id() + "/traffic-balance").then().statusCode(200)
        .body("weeks.size()", equalTo(0)).body("producerSince", nullValue());
  }

  @Test
  void numbersAreForTheHostHisAssistantsAndOperators() {
    Somebody host = Somebody.host();
    Somebody operator = operator();
    for (String what : List.of("/new-customers", "/new-customers.csv", "/traffic-balance",
        "/traffic-balance.csv")) {
      String path = "/api/v1/hosts/" + host.id() + what;
      operator.calls().get(path).then().statusCode(200);
      Somebody.host().calls().get(path).then().statusCode(403);
      Somebody.guest("路人").calls().get(path).then().statusCode(403);
      given().get(path).then().statusCode(401);
    }
    for (String path : List.of("/api/v1/operator/new-customers", "/api/v1/operator/new-customers.csv",
        "/api/v1/operator/traffic-balances", "/api/v1/operator/traffic-balances.csv",
        "/api/v1/operator/fairness")) {
      operator.calls().get(path).then().statusCode(200);
      host.calls().get(path).then().statusCode(403);
    }
    for (String days : List.of("0", "366", "-1", "all", "1e1")) {
      host.calls().queryParam("days", days).get("/api/v1/hosts/" + host.id() + "/new-customers").then()
          .statusCode(422).body("errors[0].pointer", equalTo("/days"));
    }
  }

  private static Fact shown(Somebody host, Channel channel) {
    return new ItemExposed(
        fresh("exp_"), "", Item.CLIP, "c", host.id(), Pool.PUBLIC, channel, 0, "ALIKE");
  }

  private static Log.Happened at(Fact fact) {
    return new Log.Happened(LATELY, fact);
  }

  private static Origin origin(Channel channel) {
    return new Origin("", channel, Relation.STRANGER, "", "");
  }

  private static Deal deal(String buyerId, String hostId, long minor, long coupon) {
    return new Deal(buyerId, hostId, "", "c", "v", Money.cny(minor), origin(Channel.FEED), new Bill(0,
        coupon == 0 ? List.of() : List.of(new Discount("cpn", Payer.HOST, coupon))));
  }

  private Somebody operator() {
    String login = fresh("op").substring(0, 16);
    String id = people.ensureAccount(new People.Wanted(login, "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", login, "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, login, signedIn.cookies().values().iterator().next());
  }

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
