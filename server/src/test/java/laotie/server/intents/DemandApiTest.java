package laotie.server.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.TestSquare;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class DemandApiTest {

  @Inject AskRows rows;
  @Inject People people;

  @Test
  void countsPeopleNotCommentsAndPutsTheMostWantedFirst() {
    Asking asking = new Asking(Somebody.host());
    Asking.record(asking.wish("v1", "羊绒围巾"), asking.wish("v1", "羊绒围巾"), asking.wish("v2", "羊绒围巾"),
        asking.wish("v3", "jade ring"));
    Asking.record(asking.wish("v1", "羊绒围巾"));
    asking.host().calls().get(asking.demand("")).then().statusCode(200).body("items", hasSize(2))
        .body("items[0].words", equalTo("羊绒围巾")).body("items[0].people", equalTo(2))
        .body("items[0].count", equalTo(4)).body("items[0].state", equalTo("OPEN"))
        .body("items[1].words", equalTo("jade ring"));
    String next = asking.host().calls().get(asking.demand("?limit=1")).path("next");
    asking.host().calls().queryParam("after", next).get(asking.demand("")).then()
        .body("items.words", equalTo(List.of("jade ring")));
    asking.host().calls().get(asking.demand("?after=x")).then().statusCode(422);
    asking.host().calls().get(asking.demand("?state=GONE")).then().statusCode(422);
  }

  @Test
  void whenItIsMetEverybodyWhoAskedIsToldOnce() {
    Asking asking = new Asking(Somebody.host());
    String one = "acc_" + Asking.word();
    String two = "acc_" + Asking.word();
    Asking.record(asking.wish(one, "羊绒围巾"), asking.wish(two, "羊绒围巾"), asking.wish(one, "羊绒围巾"));
    String demandId = asking.host().calls().get(asking.demand("")).path("items[0].demandId");
    String scarf = asking.product("羊绒围巾 驼色");
    meet(asking, demandId, scarf).statusCode(200).body("told", equalTo(2));
    meet(asking, demandId, scarf).statusCode(200).body("told", equalTo(0));
    assertThat(rows.notices(one)).singleElement().asString()
        .isEqualTo("DEMAND_MET /product/" + scarf + " ");
    assertThat(rows.notices(two)).hasSize(1);
    assertThat(rows.facts("DemandMet", asking.host().id())).isEqualTo(1);
    meet(asking, demandId, asking.product("another scarf")).statusCode(409)
        .body("reason", equalTo("DEMAND_CLOSED"));
    asking.host().calls().get(asking.demand("")).then().body("items", hasSize(0));
    asking.host().calls().get(asking.demand("?state=MET")).then()
        .body("items[0].productId", equalTo(scarf));
    asking.host().calls().delete(asking.demand("/" + demandId)).then().statusCode(409);
  }

  @Test
  void whatIsDismissedComesBackOnlyWhenItIsTakenUpAgain() {
    Asking asking = new Asking(Somebody.host());
    Asking.record(asking.wish("v1", "猫粮"));
    String demandId = asking.host().calls().get(asking.demand("")).path("items[0].demandId");
    asking.host().calls().delete(asking.demand("/" + demandId)).then().statusCode(204);
    asking.host().calls().delete(asking.demand("/" + demandId)).then().statusCode(204);
    Asking.record(asking.wish("v2", "猫粮"));
    asking.host().calls().get(asking.demand("")).then().body("items", hasSize(0));
    asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .post(asking.demand("/" + demandId + "/reopened")).then().statusCode(204);
    asking.host().calls().get(asking.demand("")).then().body("items[0].people", equalTo(2));
  }

  @Test
  void isEachHostsOwnAffairAndTheOperatorSeesAllOfIt() {
    Asking asking = new Asking(Somebody.host());
    Asking other = new Asking(Somebody.host());
    String words = "thing " + Asking.word().substring(0, 8);
    Asking.record(asking.wish("v1", words), asking.wish("v2", words), other.wish("v1", words));
    String demandId = asking.host().calls().get(asking.demand("")).path("items[0].demandId");
    String product = other.product("their own");
    meet(other, demandId, product).statusCode(404);
    other.host().calls().delete(other.demand("/" + demandId)).then().statusCode(404);
    meet(asking, demandId, product).statusCode(422);
    Somebody operator = operator();
    operator.calls().get("/api/v1/operator/demand?limit=100").then().statusCode(200)
        .body("items.find { it.words == '" + words + "' }.people", equalTo(2))
        .body("items.find { it.words == '" + words + "' }.hosts", equalTo(2));
    operator.calls().get(asking.demand("")).then().statusCode(403);
  }

  private Somebody operator() {
    String login = "op" + Asking.word().substring(0, 10);
    String id = people.ensureAccount(new People.Wanted(login, "运营", "laotie-demo", true, false));
    return new Somebody(id, login, people.openSession(id));
  }

  private static ValidatableResponse meet(Asking asking, String demandId, String productId) {
    return asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("productId", productId)).post(asking.demand("/" + demandId + "/met")).then();
  }
}
