package laotie.server.fans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.Channel;
import laotie.fact.FansFact;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class BondApiTest {

  @Inject Fans fans;
  @Inject Database database;
  @Inject Log log;
  @Inject TierJob job;

  private Crowd crowd() {
    return new Crowd(database, log);
  }

  private void until(Somebody viewer, Somebody host, Relation relation) {
    Await.until(relation + " is told", () -> fans.relation(viewer.id(), host.id()) == relation);
  }

  @Test
  void watchingMakesAFollowerAFanAndUnfollowingEndsIt() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    crowd().watches(viewer, host, Instant.now(), 60);
    crowd().comes(viewer, host, Instant.now());
    assertThat(fans.relation(viewer.id(), host.id())).isEqualTo(Relation.STRANGER);
    Crowd.follow(viewer, host);
    until(viewer, host, Relation.FAN);
    viewer.calls().get("/api/v1/hosts/" + host.id() + "/bond").then().statusCode(200)
        .body("relation", equalTo("FAN")).body("next.tier", equalTo("LOYAL"))
        .body("next.orders", equalTo(1)).body("isConsenting", equalTo(false)).body("holds", nullValue());
    viewer.calls().get("/api/v1/me/notices").then().body("items.kind", contains("TIER_ROSE"));
    viewer.calls().delete("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    assertThat(fans.relation(viewer.id(), host.id())).isEqualTo(Relation.STRANGER);
    viewer.calls().get("/api/v1/me/bonds").then().body("items", equalTo(List.of()));
  }

  @Test
  void keptOrdersMakeHimLoyalAndATakenBackOneDoesNot() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    Crowd.follow(viewer, host);
    Instant day = Instant.now().minus(Duration.ofDays(4));
    String orderId = "";
    for (int i = 0; i < 4; i++) {
      Instant at = day.plus(Duration.ofDays(i));
      crowd().comes(viewer, host, at);
      crowd().watches(viewer, host, at, 40);
      orderId = crowd().pays(viewer, host, at, "prd_1");
    }
    Await.until("all orders are folded", () -> Integer.valueOf(4).equals(
        viewer.calls().get("/api/v1/me/bonds").path("items[0].orders")));
    until(viewer, host, Relation.LOYAL);
    viewer.calls().get("/api/v1/me/bonds").then()
        .body("items[0].relation", equalTo("LOYAL")).body("items[0].next.tier", equalTo("LAOTIE"));
    crowd().takesBack(viewer, host, Instant.now(), orderId);
    Await.until("the refund is counted", () -> viewer.calls().get("/api/v1/me/bonds")
        .<Integer>path("items[0].orders") == 3);
  }

  @Test
  void aTierOfOldTimesHasFallenAndEachFallIsToldOnItsDay() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    Instant then = Instant.now().minus(Duration.ofDays(200));
    crowd().tell(then, new FansFact.Followed(viewer.id(), host.id(), "",
        new Origin("", Channel.FEED, Relation.STRANGER, "", "")));
    crowd().watches(viewer, host, then, 60);
    crowd().comes(viewer, host, then);
    Await.until("he was a fan", () -> changes(viewer).size() == 1);
    // A bond that is folded at this moment is passed over and looked at again.
    Await.until("it fell", () -> {
      job.letFall();
      return changes(viewer).size() > 1;
    });
    job.letFall();
    assertThat(changes(viewer)).containsExactly("FAN", "FOLLOWER");
    assertThat(database.<Instant>read(connection -> TierRows.lastChange(connection, viewer.id())))
        .isBefore(Instant.now().minus(Duration.ofDays(150)));
    viewer.calls().get("/api/v1/me/notices").then().body("items", equalTo(List.of()));
  }

  private List<String> changes(Somebody viewer) {
    return database.read(connection -> TierRows.changes(connection, viewer.id()));
  }

  @Test
  void theRuleIsOpenAndBenefitsAreTheHostsAlone() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String path = "/api/v1/hosts/" + host.id() + "/benefits";
    Map<String, Object> body = Map.of("tiers", List.of(
        Map.of("tier", "FAN", "discountPercent", 5, "earlyMinutes", 0),
        Map.of("tier", "LAOTIE", "discountPercent", 12, "earlyMinutes", 10)));
    viewer.calls().body(body).put(path).then().statusCode(403);
    host.calls().body(body).put(path).then().statusCode(200);
    given().get("/api/v1/hosts/" + host.id() + "/tiers").then().statusCode(200)
        .body("halfLifeDays", equalTo(45)).body("steps.tier", contains("FAN", "LOYAL", "LAOTIE"))
        .body("benefits.discountPercent", contains(5, 12));
    for (Map<String, Object> wrong : List.<Map<String, Object>>of(
        Map.of("tier", "FAN", "discountPercent", 31, "earlyMinutes", 0),
        Map.of("tier", "FAN", "discountPercent", 0, "earlyMinutes", 121),
        Map.of("tier", "STRANGER", "discountPercent", 1, "earlyMinutes", 0))) {
      host.calls().body(Map.of("tiers", List.of(wrong))).put(path).then().statusCode(422);
    }
    assertThat(fans.benefit(viewer.id(), host.id()).discountPercent()).isZero();
    assertThat(fans.earlyMinutesMax(host.id())).isEqualTo(10);
  }

  @Test
  void consentIsAFollowersAndEndsWithTheFollow() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String path = "/api/v1/hosts/" + host.id() + "/consent";
    viewer.calls().put(path).then().statusCode(409).body("reason", equalTo("NOT_FOLLOWING"));
    Crowd.consent(viewer, host);
    viewer.calls().get("/api/v1/me/consents").then().body("items.host.hostId", contains(host.id()))
        .body("items[0].holds.orders", equalTo(0));
    host.calls().get("/api/v1/hosts/" + host.id() + "/fans").then()
        .body("items.viewerId", contains(viewer.id()));
    viewer.calls().delete("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    viewer.calls().get("/api/v1/me/consents").then().body("items", equalTo(List.of()));
    host.calls().get("/api/v1/hosts/" + host.id() + "/fans").then().body("items", equalTo(List.of()));
  }
}
