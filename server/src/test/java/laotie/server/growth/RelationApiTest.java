package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** The doors of the relation and of the facts: who may, what is refused, what is told. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RelationApiTest {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
  private static final Origin STRANGER = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  @Test
  void clipsCountAsViewsAndTheirOrdersAsTheirs() {
    Somebody host = Somebody.host();
    tell(new ClipOpened(fresh("view_"), fresh("acc_"), "clip_1", host.id(), STRANGER));
    String viewer = fresh("acc_");
    tell(new ClipOpened("view_1", viewer, "clip_1", host.id(), STRANGER));
    tell(new Followed(viewer, host.id(), "view_1", STRANGER));
    Deal deal = new Deal(viewer, host.id(), "", "clip_1", "view_1", Money.cny(2_500), STRANGER, Bill.NONE);
    tell(new OrderPaid(fresh("ord_"), "pay", deal, List.of()));
    String path = "/api/v1/hosts/" + host.id() + "/relation?days=7";
    Await.until(VISIBLE_WITHIN, () -> host.calls().get(path).asString(),
        () -> host.calls().get(path).<Integer>path("whole.orders") == 1);
    host.calls().get(path).then().statusCode(200)
        .body("scope", equalTo("HOST")).body("whole.views", equalTo(2))
        .body("domain", hasSize(10)).body("quarters", hasSize(4))
        .body("sources.source", contains("LIVE", "CLIP", "OFFLIVE"))
        .body("sources.gmvMinor", contains(0, 2_500, 0))
        .body("ladder.people", contains(1, 0, 0, 0, 0))
        .body("ladder[0].rate", nullValue()).body("ladder[1].rate", equalTo(0f))
        .body("unplanned.rate", equalTo(1f)).body("publicToPrivate.strangers", equalTo(0))
        .body("publicToPrivate.rate", nullValue()).body("isSimulated", equalTo(false))
        .body("queries.ladder", containsString(host.id()));
  }

  @Test
  void answersTheHostHisAssistantsAndOperatorsOnly() {
    Somebody host = Somebody.host();
    Somebody assistant = Somebody.registered();
    host.calls().body(Map.of("login", assistant.login()))
        .post("/api/v1/hosts/" + host.id() + "/assistants");
    String path = "/api/v1/hosts/" + host.id() + "/relation";
    host.calls().get(path).then().statusCode(200);
    assistant.calls().get(path).then().statusCode(200);
    operator().calls().get(path).then().statusCode(200);
    Somebody.host().calls().get(path).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
    Somebody.guest("路人").calls().get(path).then().statusCode(403);
    given().get(path).then().statusCode(401);
    host.calls().get("/api/v1/operator/relation").then().statusCode(403);
    given().get("/api/v1/operator/relation").then().statusCode(401);
  }

  @Test
  void refusesWindowsThatAreNone() {
    Somebody host = Somebody.host();
    for (String days : List.of("0", "366", "-1", "every", "1e2", "' or 1=1")) {
      host.calls().queryParam("days", days).get("/api/v1/hosts/" + host.id() + "/relation").then()
          .statusCode(422).body("errors[0].pointer", equalTo("/days"));
    }
    host.calls().get("/api/v1/hosts/" + host.id() + "/relation?days=all").then().statusCode(200);
  }

  @Test
  void factsLeaveTheHouseWithOperatorsOnly() {
    String path = "/api/v1/operator/facts.csv";
    given().get(path).then().statusCode(401);
    Somebody.host().calls().get(path).then().statusCode(403);
    Somebody operator = operator();
    tell(new Followed("acc_\"quoted", "acc_host", "", STRANGER));
    String csv = operator.calls().get(path + "?type=Followed,Unfollowed").then().statusCode(200)
        .header("Content-Type", startsWith("text/csv")).extract().asString();
    assertThat(csv).startsWith("epoch,tx,id,type,area,key,at,body\r\n").contains("acc_\\\"\"quoted");
    assertThat(csv.lines().skip(1)).allMatch(line -> line.matches("[0-9,]+,(Followed|Unfollowed),.*"));
    assertThat(operator.calls().get(path + "?from=2999-01-01").asString().lines()).hasSize(1);
    // An answer without a body takes no turn for good.
    for (int i = 0; i < FactsApi.EXPORTS_MAX + 1; i++) {
      operator.calls().head(path);
    }
    operator.calls().get(path + "?from=2999-01-01").then().statusCode(200);
    for (String wrong : List.of("source=trade_orders", "from=yesterday", "to=2026-02-30", "type=a;b")) {
      operator.calls().get(path + "?" + wrong).then().statusCode(422);
    }
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
