package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.PeopleFact.AccountRegistered;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.live.Live;
import laotie.server.log.Database;
import laotie.server.log.Flood;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** The numbers through the doors of the running server, from facts as other areas state them. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class GrowthApiTest {

  /** What the issue promises: a number moves within five seconds. */
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject Flood flood;
  @Inject People people;
  @Inject Live live;

  @Test
  void showsFiveFactorsOfAShowAndTheirProductWithinFiveSeconds() {
    Somebody host = Somebody.host();
    String show = fresh("show_");
    Instant start = now().minusSeconds(600);
    tell(start, new ShowStarted(show, "rm", host.id()));
    String first = fresh("acc_");
    String second = fresh("acc_");
    watch(show, host, first, start, 90);
    watch(show, host, second, start, 30);
    watch(show, host, fresh("acc_"), start, 2);
    pay(show, host, first, now(), 1_999);
    pay(show, host, first, now(), 5_000);
    await(host, "/api/v1/shows/" + show + "/growth", "factors.gmvMinor", 6_999);
    await(host, "/api/v1/shows/" + show + "/growth", "factors.uv", 2);
    host.calls().get("/api/v1/shows/" + show + "/growth").then().statusCode(200)
        .body("scope", equalTo("SHOW")).body("scopeId", equalTo(show)).body("from", equalTo(start.toString()))
        .body("factors.watchSeconds", equalTo(120f)).body("factors.watchMillis", equalTo(120_000))
        .body("factors.buyers", equalTo(1)).body("factors.orders", equalTo(2))
        .body("factors.currency", equalTo("CNY"))
        .body("factors.watchSecondsPerUv", equalTo(60f))
        .body("factors.buyersPerWatchHour", equalTo(30f))
        .body("factors.ordersPerBuyer", equalTo(2f))
        .body("factors.gmvMinorPerOrder", equalTo(3_499.5f))
        .body("factors.isExact", equalTo(true)).body("factors.productMinor", equalTo(6_999))
        .body("series", nullValue()).body("isSimulated", equalTo(false));
  }

  @Test
  void showsTheDaysOfAHostWithNothingLeftOut() {
    Somebody host = Somebody.host();
    String viewer = fresh("acc_");
    Instant yesterday = now().minus(Duration.ofDays(1));
    watch("", host, viewer, now().minusSeconds(120), 60);
    pay("", host, viewer, yesterday, 700);
    pay("", host, viewer, now(), 300);
    tell(now(), new Followed(viewer, host.id(), "", ORIGIN));
    String path = "/api/v1/hosts/" + host.id() + "/growth?days=7";
    await(host, path, "factors.gmvMinor", 1_000);
    await(host, path, "factors.uv", 1);
    Response answer = await(host, path, "series[6].followersGained", 1);
    answer.then()
        .body("scope", equalTo("HOST")).body("factors.buyers", equalTo(1)).body("factors.orders", equalTo(2))
        .body("series", hasSize(7)).body("series[5].gmvMinor", equalTo(700))
        .body("series[6].gmvMinor", equalTo(300)).body("series[0].uv", equalTo(0))
        .body("previous.factors.gmvMinor", equalTo(0)).body("previous.to", equalTo(answer.path("from")));
    List<Number> watchSeconds = answer.path("series.watchSeconds");
    assertThat(watchSeconds.stream().mapToDouble(Number::doubleValue).sum()).isEqualTo(60.0);
  }

  @Test
  void leavesOutFactorsThatHaveNoDenominatorAndRatesOfTooFewBuyers() {
    Somebody host = Somebody.host();
    host.calls().get("/api/v1/hosts/" + host.id() + "/growth").then().statusCode(200)
        .body("factors.uv", equalTo(0)).body("factors.watchSecondsPerUv", nullValue())
        .body("factors.gmvMinorPerOrder", nullValue()).body("factors.productMinor", equalTo(0))
        .body("series", hasSize(90)).body("repurchase.days", contains(30, 90))
        .body("repurchase.definition", everyItem(equalTo("R3")))
        .body("repurchase.isHidden", everyItem(equalTo(true)))
        .body("repurchase[0].rate", nullValue()).body("repurchase[0].maturedUntil", notNullValue());
  }

  @Test
  void showsRepurchaseFromThirtyMatureBuyersOn() {
    Somebody host = Somebody.host();
    Instant first = now().minus(Duration.ofDays(60));
    for (int i = 0; i < 32; i++) {
      String buyer = fresh("acc_");
      pay("", host, buyer, first, 100);
      if (i % 4 == 0) {
        pay("", host, buyer, first.plus(Duration.ofDays(9)), 100);
      }
    }
    String path = "/api/v1/hosts/" + host.id() + "/growth";
    await(host, path, "repurchase[0].buyers", 32);
    // Each number of an answer is read for itself: one may come while the others are not there yet.
    await(host, path, "factors.orders", 40).then()
        .body("repurchase[0].repeaters", equalTo(8)).body("repurchase[0].rate", equalTo(0.25f))
        .body("repurchase[0].isHidden", equalTo(false)).body("repurchase[0].scope", equalTo("HOST"))
        .body("repurchase[0].low", notNullValue()).body("repurchase[0].high", notNullValue())
        .body("repurchase[1].isHidden", equalTo(true)).body("repurchase[1].rate", nullValue())
        .body("factors.isExact", equalTo(false)).body("factors.productMinor", nullValue());
  }

  @Test
  void comparesAShowWithTheHostsShowBefore() {
    Somebody host = Somebody.host();
    Instant start = now().minus(Duration.ofHours(30));
    String before = fresh("show_");
    String now = fresh("show_");
    tell(start, new ShowStarted(before, "rm", host.id()));
    tell(start.plusSeconds(3_600), new ShowEnded(before, "rm", host.id()));
    watch(before, host, fresh("acc_"), start, 10);
    tell(now(), new ShowStarted(now, "rm", host.id()));
    await(host, "/api/v1/shows/" + now + "/growth", "previous.factors.uv", 1).then()
        .body("previous.from", equalTo(start.toString()))
        .body("previous.to", equalTo(start.plusSeconds(3_600).toString()))
        .body("factors.uv", equalTo(0));
  }

  @Test
  void tellsWhyGmvMovedSinceTheShowBeforeToTheLastMinorUnit() {
    Somebody host = Somebody.host();
    Instant start = now().minus(Duration.ofHours(30));
    String before = fresh("show_");
    String now = fresh("show_");
    String first = fresh("acc_");
    tell(start, new ShowStarted(before, "rm", host.id()));
    tell(start.plusSeconds(3_600), new ShowEnded(before, "rm", host.id()));
    watch(before, host, first, start, 600);
    pay(before, host, first, start.plusSeconds(60), 1_001);
    tell(now(), new ShowStarted(now, "rm", host.id()));
    for (int i = 0; i < 3; i++) {
      String viewer = fresh("acc_");
      watch(now, host, viewer, now().minusSeconds(300), 200 + i);
      pay(now, host, viewer, now(), 777);
    }
    String path = "/api/v1/shows/" + now + "/growth";
    await(host, path, "factors.gmvMinor", 2_331);
    await(host, path, "factors.uv", 3);
    Response answer = await(host, path, "previous.factors.gmvMinor", 1_001);
    answer.then().body("change.method", equalTo("LMDI")).body("change.changeMinor", equalTo(1_330))
        .body("change.steps.factor", equalTo(List.of("uv", "watchHoursPerUv", "buyersPerWatchHour",
            "ordersPerBuyer", "gmvPerOrder")))
        .body("change.steps[3].minor", equalTo(0));
    List<Integer> steps = answer.path("change.steps.minor");
    assertThat(steps.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_330);
    // Three times as many came, each for a third of the time, and paid less an order.
    assertThat(steps.get(0)).isPositive();
    assertThat(steps.get(1)).isNegative();
    assertThat(steps.get(4)).isNegative();
  }

  @Test
  void showsWhoWatchesThisInstantFromTheFirstInstantOn() {
    Somebody host = Somebody.host();
    String show =
        host.calls().header("Idempotency-Key", fresh("key")).body(Map.of("title", "晚上好"))
            .post("/api/v1/shows").then().statusCode(201).extract().path("showId");
    String path = "/api/v1/shows/" + show + "/growth";
    host.calls().get(path).then().statusCode(200).body("concurrent", equalTo(0));
    String room =
        host.calls().header("Idempotency-Key", fresh("key")).post("/api/v1/shows/" + show + "/start")
            .then().statusCode(200).extract().path("roomId");
    live.audience(room, 7);
    await(host, path, "concurrent", 7);
    await(host, "/api/v1/hosts/" + host.id() + "/growth", "concurrent", 7);
    live.audience(room, 0);
    host.calls().header("Idempotency-Key", fresh("key")).post("/api/v1/shows/" + show + "/end");
  }

  @Test
  void labelsNumbersThatCountSimulatedPersons() {
    Somebody host = Somebody.host();
    String viewer = fresh("acc_");
    tell(now(), new AccountRegistered(viewer, false, true));
    watch("", host, viewer, now().minusSeconds(60), 10);
    await(host, "/api/v1/hosts/" + host.id() + "/growth", "isSimulated", true);
  }

  @Test
  void answersTheHostHisAssistantsAndOperatorsOnly() {
    Somebody host = Somebody.host();
    Somebody assistant = Somebody.registered();
    host.calls().body(Map.of("login", assistant.login()))
        .post("/api/v1/hosts/" + host.id() + "/assistants");
    String show = fresh("show_");
    tell(now(), new ShowStarted(show, "rm", host.id()));
    String ofShow = "/api/v1/shows/" + show + "/growth";
    String ofHost = "/api/v1/hosts/" + host.id() + "/growth";
    await(host, ofShow, "scope", "SHOW");
    for (String path : List.of(ofShow, ofHost)) {
      assistant.calls().get(path).then().statusCode(200);
      operator().calls().get(path).then().statusCode(200);
      Somebody.host().calls().get(path).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
      Somebody.guest("路人").calls().get(path).then().statusCode(403).body("reason", equalTo("MEMBERS_ONLY"));
      given().get(path).then().statusCode(401).body("reason", equalTo("NOT_SIGNED_IN"));
    }
  }

  @Test
  void answersTheSquareToOperatorsOnly() {
    Somebody operator = operator();
    operator.calls().get("/api/v1/operator/growth?days=30").then().statusCode(200)
        .body("scope", equalTo("PLATFORM")).body("series", hasSize(30)).body("repurchase", hasSize(2));
    Somebody.host().calls().get("/api/v1/operator/growth").then().statusCode(403);
    given().get("/api/v1/operator/growth").then().statusCode(401);
  }

  @Test
  void refusesUnknownShowsAndWindows() {
    Somebody host = Somebody.host();
    host.calls().get("/api/v1/shows/" + fresh("show_") + "/growth").then().statusCode(404);
    for (String days : List.of("0", "366", "-1", "many", "99999999999")) {
      host.calls().get("/api/v1/hosts/" + host.id() + "/growth?days=" + days).then().statusCode(422)
          .body("errors[0].pointer", equalTo("/days"));
    }
  }

  private Somebody operator() {
    String login = fresh("op").substring(0, 16);
    String id = people.ensureAccount(new People.Wanted(login, "运营", Somebody.PASSWORD, true, false));
    Response signedIn =
        given().contentType("application/json").body(Map.of("login", login, "password", Somebody.PASSWORD))
            .post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, login, signedIn.cookies().values().iterator().next());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  private void tell(Instant at, Fact fact) {
    database.write(connection -> {
      log.append(connection, at, List.of(fact));
      return fact;
    });
  }

  private void watch(String show, Somebody host, String viewer, Instant from, int seconds) {
    Instant to = from.plusSeconds(seconds);
    boolean isTaken =
        flood.offer(
            to,
            new WatchCredited(
                fresh("view_"), viewer, show, "", host.id(), from, to, Proof.BYTES_AND_BEAT));
    assertThat(isTaken).isTrue();
  }

  private void pay(String show, Somebody host, String buyer, Instant at, long minor) {
    Deal deal = new Deal(buyer, host.id(), show, "", "", Money.cny(minor), ORIGIN, Bill.NONE);
    tell(at, new OrderPaid(fresh("ord_"), fresh("pay_"), deal, List.of()));
  }

  /** Looks until the answer says so, at most as long as a number may take to move. */
  private static Response await(Somebody who, String path, String field, Object wanted) {
    List<Response> answer = new ArrayList<>();
    Await.until(VISIBLE_WITHIN, () -> field + " = " + wanted + " in " + answer.getFirst().asString(), () -> {
      answer.addFirst(who.calls().get(path));
      return answer.getFirst().statusCode() == 200 && wanted.equals(answer.getFirst().path(field));
    });
    return answer.getFirst();
  }
}
