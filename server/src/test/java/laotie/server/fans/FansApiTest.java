package laotie.server.fans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.server.boot.TestSquare;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class FansApiTest {

  @Inject Fans fans;
  @Inject Database database;
  @Inject Seal seal;

  private static String follow(Somebody host) {
    return "/api/v1/hosts/" + host.id() + "/follow";
  }

  @Test
  void followsOnceHoweverOftenAsked() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    assertThat(fans.relation(viewer.id(), host.id())).isEqualTo(Relation.STRANGER);
    String shown = seal.sign(new Exposure(
        "exp_1", viewer.id(), host.id(), Pool.PUBLIC, Channel.FEED, Instant.now()).line());
    for (int i = 0; i < 2; i++) {
      viewer.calls().body(Map.of("exposureId", shown, "viewId", "view_1"))
          .put(follow(host)).then().statusCode(200)
          .body("isFollowed", equalTo(true)).body("followers", equalTo(1));
    }
    assertThat(fans.relation(viewer.id(), host.id())).isEqualTo(Relation.FOLLOWER);
    assertThat(fans.followsOf(viewer.id())).containsExactly(host.id());
    assertThat(facts(host)).hasSize(1).first().asString()
        .contains("\"exp_1\"").contains("\"FEED\"").contains("\"view_1\"").contains("\"STRANGER\"")
        .contains(viewer.id());
  }

  @Test
  void leavesOutAShowingThatIsNotOursOrNotForHim() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String another = seal.sign(new Exposure(
        "exp_1", "acc_another", host.id(), Pool.PRIVATE, Channel.PUSH, Instant.now()).line());
    viewer.calls().body(Map.of("exposureId", another)).put(follow(host)).then().statusCode(200);
    assertThat(facts(host)).hasSize(1).first().asString().doesNotContain("exp_1").doesNotContain("PUSH");
  }

  @Test
  void believesNoChannelThatAMessageOrMoneyStandsBehind() {
    Somebody host = Somebody.host();
    for (String claim : List.of("PUSH", "PAID", "FAN_GROUP")) {
      Somebody.registered().calls().body(Map.of("channel", claim)).put(follow(host)).then().statusCode(200);
    }
    assertThat(facts(host)).hasSize(3).allMatch(fact -> fact.contains("\"STRANGER_SHARE\""));
    Somebody.registered().calls().body(Map.of("channel", "SEARCH")).put(follow(host)).then().statusCode(200);
    assertThat(facts(host)).filteredOn(fact -> fact.contains("\"SEARCH\"")).hasSize(1);
  }

  @Test
  void nobodyFillsTheLogByFollowingAndUnfollowing() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    int refusals = 0;
    for (int i = 0; i < 200 && refusals == 0; i++) {
      viewer.calls().put(follow(host));
      refusals += viewer.calls().delete(follow(host)).statusCode() == 429 ? 1 : 0;
    }
    assertThat(refusals).as("a tap was refused").isPositive();
    viewer.calls().put(follow(host)).then().statusCode(429).header("Retry-After", notNullValue())
        .body("reason", equalTo("TOO_MANY_REQUESTS"));
    Somebody.registered().calls().put(follow(host)).then().statusCode(200);
  }

  @Test
  void takesAFollowBackOnceHoweverOftenAsked() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    viewer.calls().delete(follow(host)).then().statusCode(200).body("followers", equalTo(0));
    viewer.calls().put(follow(host)).then().statusCode(200);
    for (int i = 0; i < 2; i++) {
      viewer.calls().delete(follow(host)).then().statusCode(200)
          .body("isFollowed", equalTo(false)).body("followers", equalTo(0));
    }
    assertThat(fans.followsOf(viewer.id())).isEmpty();
    assertThat(facts(host)).hasSize(2);
  }

  @Test
  void refusesGuestsStrangersAndHimself() {
    Somebody host = Somebody.host();
    Somebody.guest("路人").calls().put(follow(host)).then().statusCode(403)
        .body("reason", equalTo("MEMBERS_ONLY"));
    given().contentType("application/json").put(follow(host)).then().statusCode(401);
    host.calls().put(follow(host)).then().statusCode(409).body("reason", equalTo("FOLLOWS_HIMSELF"));
    assertThat(fans.followers(host.id())).isZero();
  }

  @Test
  void refusesUnknownHostsAndOddOrigins() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    viewer.calls().put(follow(viewer)).then().statusCode(404);
    viewer.calls().delete("/api/v1/hosts/acc_nobody/follow").then().statusCode(404);
    viewer.calls().body(Map.of("channel", "NONSENSE")).put(follow(host)).then().statusCode(400);
    viewer.calls().body(Map.of("viewId", "<b>")).put(follow(host)).then().statusCode(422);
    viewer.calls().header("Origin", "https://evil.example").put(follow(host)).then().statusCode(403);
    assertThat(fans.followers(host.id())).isZero();
  }

  @Test
  void countsExactlyWhenManyTapAtOnce() throws Exception {
    Somebody host = Somebody.host();
    List<Somebody> viewers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      viewers.add(Somebody.registered());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> taps = new ArrayList<>();
      for (Somebody viewer : viewers) {
        for (int i = 0; i < 4; i++) {
          taps.add(() -> viewer.calls().put(follow(host)).statusCode());
        }
      }
      for (Future<Integer> tap : threads.invokeAll(taps)) {
        assertThat(tap.get()).isEqualTo(200);
      }
    }
    assertThat(fans.followers(List.of(host.id(), "acc_nobody")))
        .isEqualTo(Map.of(host.id(), 6L, "acc_nobody", 0L));
    assertThat(facts(host)).hasSize(6);
  }

  @Test
  void importsAPastOnce() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    Instant then = Instant.parse("2025-01-01T00:00:00Z");
    List<Fans.FollowRow> rows =
        List.of(
            new Fans.FollowRow("acc_a" + run, "acc_h" + run, then),
            new Fans.FollowRow("acc_a" + run, "acc_h" + run, then.plusSeconds(1)),
            new Fans.FollowRow("acc_b" + run, "acc_h" + run, then),
            new Fans.FollowRow("acc_h" + run, "acc_h" + run, then));
    for (int i = 0; i < 2; i++) {
      database.write(connection -> {
        fans.importFollows(connection, rows);
        return 0;
      });
    }
    fans.forgetAll();
    assertThat(fans.followers("acc_h" + run)).isEqualTo(2);
    assertThat(fans.relation("acc_b" + run, "acc_h" + run)).isEqualTo(Relation.FOLLOWER);
  }

  private List<String> facts(Somebody host) {
    String sql = "select body::text from log where type in ('Followed', 'Unfollowed') and key = ?";
    return database.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, host.id());
        List<String> bodies = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            bodies.add(rows.getString(1));
          }
        }
        return bodies;
      }
    });
  }
}
