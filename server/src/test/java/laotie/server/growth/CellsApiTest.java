package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.GuardFact.AccountBanned;
import laotie.fact.GuardFact.AccountUnbanned;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** The doors of cells of time in a running server: tiers, what numbers are worth, recomputes. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CellsApiTest {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(60);
  private static final Origin FAN = new Origin("", Channel.PUSH, Relation.FAN, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  @Test
  void aBanTakesWhatSomebodyDidOutOfTheValidNumbersAndAPardonGivesItBack() {
    Somebody host = Somebody.host();
    String good = fresh("acc_");
    String bad = fresh("acc_");
    for (String viewer : List.of(good, bad)) {
      watch(viewer, host.id());
      tell(new RoomEntered(fresh("view_"), viewer, "rm", "", host.id(), FAN));
      Deal deal = new Deal(viewer, host.id(), "", "", "", Money.cny(1_000), FAN, Bill.NONE);
      tell(new OrderPaid(fresh("ord_"), "pay", deal, List.of()));
    }
    String path = "/api/v1/hosts/" + host.id() + "/cells/tiers?days=2";
    await(host, path, "valid.orders", 2);
    host.calls().get(path).then().statusCode(200)
        .body("raw.viewers.count", equalTo(2)).body("raw.viewers.isExact", equalTo(true))
        .body("raw.watchSeconds", equalTo(20f)).body("raw.buyers", equalTo(2))
        .body("raw.fans.count", equalTo(2)).body("raw.fansWhoBought.count", equalTo(2))
        .body("raw.gmvMinor", equalTo(2_000)).body("raw.gmvPrivateMinor", equalTo(2_000))
        .body("raw.orderMedianMinor", greaterThan(930f)).body("removed", nullValue());
    tell(new AccountBanned(bad, "case", "op"));
    await(host, path, "removed.orders", 1);
    host.calls().get(path).then()
        .body("valid.orders", equalTo(1)).body("valid.viewers.count", equalTo(1))
        .body("raw.orders", equalTo(2)).body("raw.viewers.count", equalTo(2))
        .body("removed.gmvMinor", equalTo(1_000)).body("suspect", nullValue());
    tell(new AccountUnbanned(bad, "case", "op"));
    await(host, path, "valid.orders", 2);
    host.calls().get(path).then().body("removed", nullValue());
  }

  @Test
  void oneRecomputeGoesOnAtATimeAndTakesOver() {
    Somebody operator = operator();
    Somebody host = Somebody.host();
    watch(fresh("acc_"), host.id());
    String path = "/api/v1/hosts/" + host.id() + "/cells/tiers?days=2";
    Await.until(VISIBLE_WITHIN, () -> host.calls().get(path).asString(),
        () -> host.calls().get(path).<Integer>path("raw.viewers.count") == 1);
    int version = operator.calls().post("/api/v1/operator/cells/recompute").then().statusCode(200)
        .body("state", equalTo("BUILDING")).extract().path("version");
    assertThat(version).isGreaterThan(1);
    Response again = operator.calls().post("/api/v1/operator/cells/recompute");
    assertThat(again.statusCode()).isIn(200, 409);
    String quality = "/api/v1/operator/cells/quality?days=3";
    Await.until(VISIBLE_WITHIN, () -> operator.calls().get(quality).asString(),
        () -> operator.calls().get(quality).<List<String>>path("versions.state").getFirst().equals("ACTIVE"));
    operator.calls().get(quality).then().statusCode(200)
        .body("lags.consumer", hasItems("cells", "quality", "growth", "relation"))
        .body("versions.untilDay.findAll { it != null && it.startsWith('-') }", empty())
        .body("days[0].facts", greaterThan(0)).body("days[0].status", equalTo("LIVE"));
    host.calls().get(path).then()
        .body("raw.viewers.count", equalTo(1)).body("raw.watchSeconds", equalTo(10f));
  }

  @Test
  void aSumIsNoMoreFinalThanTheYoungestDayInIt() {
    Somebody host = Somebody.host();
    for (int days : List.of(1, 7, 30)) {
      host.calls().get("/api/v1/hosts/" + host.id() + "/cells/tiers?days=" + days).then().statusCode(200)
          .body("status", equalTo("LIVE"));
    }
  }

  @Test
  void numbersOfAHostAreHisAndThoseOfTheSquareTheOperators() {
    Somebody host = Somebody.host();
    host.calls().get("/api/v1/hosts/" + host.id() + "/cells/tiers").then().statusCode(200)
        .body("raw.orders", equalTo(0)).body("valid", nullValue());
    Somebody.host().calls().get("/api/v1/hosts/" + host.id() + "/cells/tiers").then().statusCode(403);
    for (String path : List.of("tiers", "quality")) {
      host.calls().get("/api/v1/operator/cells/" + path).then().statusCode(403);
      given().get("/api/v1/operator/cells/" + path).then().statusCode(401);
      operator().calls().get("/api/v1/operator/cells/" + path).then().statusCode(200);
    }
    host.calls().post("/api/v1/operator/cells/recompute").then().statusCode(403);
    operator().calls().get("/api/v1/operator/cells/quality?days=0").then().statusCode(422)
        .body("errors", hasSize(1));
  }

  private static void await(Somebody host, String path, String number, int wanted) {
    Await.until(VISIBLE_WITHIN, () -> host.calls().get(path).asString(), () -> {
      Integer told = host.calls().get(path).path(number);
      return told != null && told == wanted;
    });
  }

  private void watch(String viewer, String hostId) {
    Instant to = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Fact watched = new WatchCredited(fresh("view_"), viewer, "", "clip", hostId, to.minusSeconds(10), to,
        Proof.BYTES_AND_BEAT);
    database.write(connection -> {
      log.appendAll(connection, Source.FLOOD, List.of(new Log.Happened(to, watched)));
      return watched;
    });
  }

  private void tell(Fact fact) {
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(fact));
      return fact;
    });
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
