package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import laotie.fact.BusinessDays;
import laotie.fact.GuardFact.AccountSuspected;
import laotie.growth.Factors;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.RowStore;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** The trees through their doors, beside a count of the same facts by the plain SQL of their page. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class TreeApiTest {

  private static final Duration FOLDED_WITHIN = Duration.ofSeconds(30);
  private static final int DAYS = 6;

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final LocalDate today = BusinessDays.SHANGHAI.dayOf(end);

  private TreeWorld told(long seed, Somebody host) {
    TreeWorld world = new TreeWorld(seed, host.id(), end);
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, world.log());
      log.appendAll(connection, Source.FLOOD, world.flood());
      return seed;
    });
    long receipts = 40;
    Await.until(FOLDED_WITHIN, () -> count(host) + " of " + receipts, () -> count(host) == 2 * receipts);
    Await.until(FOLDED_WITHIN, () -> "played " + played(host), () -> {
      Factors counted = factors(host, DAYS);
      JsonPath growth = host.calls().get("/api/v1/hosts/" + host.id() + "/growth?days=" + DAYS).jsonPath();
      return growth.getLong("factors.watchMillis") == counted.watchMillis() && played(host) > 0;
    });
    return world;
  }

  private long count(Somebody host) {
    return one("""
        select (select count(*) from growth_receipt where host_id = ?)
             + (select count(*) from growth_loyalty l cross join log
                 where l.host_id = ? and log.type = 'OrderPaid' and log.body->'deal'->>'hostId' = l.host_id
                   and log.body->'deal'->>'buyerId' = l.buyer_id)
        """, host.id(), host.id());
  }

  private long played(Somebody host) {
    return one("select coalesce(sum(played_ms), 0)::bigint from growth_view where host_id = ?", host.id());
  }

  private long one(String sql, Object... values) {
    return database.read(connection -> RowStore.one(connection, sql, row -> row.getLong(1), values))
        .orElseThrow();
  }

  private Factors factors(Somebody host, int days) {
    return database.read(connection -> {
      try {
        return new CountedBySql(connection).ofHost(host.id(),
            new PersonStore.Window(today.minusDays(days - 1L), today.plusDays(1)));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    });
  }

  @Test
  void everyNodeOfAHostIsWhatPlainSqlCounts() {
    for (long seed : new long[] {1, 2, 3}) {
      Somebody host = Somebody.host();
      told(seed, host);
      JsonPath tree = tree(host, "days=" + DAYS);
      Factors root = factors(host, DAYS);
      assertThat(new Factors(tree.getLong("now.factors.uv"), tree.getLong("now.factors.watchMillis"),
          tree.getLong("now.factors.buyers"), tree.getLong("now.factors.orders"),
          tree.getLong("now.factors.gmvMinor"))).isEqualTo(root);
      Map<String, Map<String, Long>> nodes = nodes(tree);
      Map<String, Map<String, Long>> watched = counted(host, "watching in the trees of a host");
      Map<String, Map<String, Long>> bought = counted(host, "orders in the trees of a host");
      assertThat(watched).hasSizeGreaterThan(8);
      assertThat(bought).hasSizeGreaterThan(8);
      watched.forEach((id, sums) ->
          assertThat(nodes.get(id)).as("watched %s", id).containsAllEntriesOf(sums));
      bought.forEach((id, sums) ->
          assertThat(nodes.get(id)).as("bought %s", id).containsAllEntriesOf(sums));
      Map<String, Long> fresh = counted(host, "new buyers of a host").values().iterator().next();
      assertThat(tree.getLong("relation.newBuyers")).isEqualTo(fresh.get("newBuyers"));
      assertThat(tree.getLong("relation.newMinor")).isEqualTo(fresh.get("newMinor"));
      assertThat(tree.getBoolean("relation.isExact")).isTrue();
      assertThat(tree.getLong("relation.newMinor") + tree.getLong("relation.knownMinor"))
          .isEqualTo(root.gmvMinor());
    }
  }

  private JsonPath tree(Somebody host, String query) {
    Response answer = host.calls().get("/api/v1/hosts/" + host.id() + "/tree?" + query);
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  private static Map<String, Map<String, Long>> nodes(JsonPath tree) {
    Map<String, Map<String, Long>> nodes = new HashMap<>();
    nodes.put("", Map.of("uv", tree.getLong("now.factors.uv"),
        "watchMillis", tree.getLong("now.factors.watchMillis"),
        "buyers", tree.getLong("now.factors.buyers"), "orders", tree.getLong("now.factors.orders"),
        "gmvMinor", tree.getLong("now.factors.gmvMinor")));
    List<Map<String, Object>> layers = tree.getList("layers");
    for (int layer = 0; layer < layers.size(); layer++) {
      List<Map<String, Object>> branches = tree.getList("layers[" + layer + "].branches");
      for (Map<String, Object> branch : branches) {
        Map<String, Long> sums = new HashMap<>();
        ((Map<?, ?>) branch.get("now")).forEach((name, value) ->
            sums.put((String) name, ((Number) value).longValue()));
        nodes.put((String) branch.get("id"), sums);
      }
    }
    return nodes;
  }

  /** The numbers of a statement of the page by their id; columns in the spelling of the door. */
  private Map<String, Map<String, Long>> counted(Somebody host, String statement) {
    return database.read(connection -> {
      try {
        return new TreeBySql(connection).rows(statement, host.id(), today.minusDays(DAYS - 1L),
            today.plusDays(1));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    });
  }

  @Test
  void partsAddUpAndSoDoTheirChanges() {
    Somebody host = Somebody.host();
    TreeWorld world = told(7, host);
    for (String place : List.of("", "&from=PUBLIC", "&as=FANS", "&clip=" + world.clip(0),
        "&source=OFFLIVE", "&product=" + world.product(1), "&against=year")) {
      JsonPath tree = tree(host, "days=4" + place);
      long gmv = tree.getLong("now.factors.gmvMinor");
      long change = tree.getLong("change.changeMinor");
      assertThat(sum(tree, "layers.find { it.level == 'SOURCE' }.branches.now.gmvMinor")).isEqualTo(gmv);
      assertThat(sum(tree, "layers.find { it.level == 'CHANNEL' }.branches.now.gmvMinor")).isEqualTo(gmv);
      assertThat(sum(tree, "layers.find { it.level == 'SOURCE' }.branches.now.watchMillis"))
          .isEqualTo(tree.getLong("now.factors.watchMillis"));
      assertThat(tree.getLong("layers.find { it.level == 'SOURCE' }.sum.changeMinor")).isEqualTo(change);
      assertThat(tree.getLong("changeYesterday.changeMinor")).isEqualTo(change);
      assertThat(tree.getLong("relationChange.fresh.changeMinor")
          + tree.getLong("relationChange.known.changeMinor")).isEqualTo(change);
      assertThat(sum(tree, "change.steps.minor") + tree.getLong("change.enteredMinor")
          + tree.getLong("change.leftMinor")).isEqualTo(change);
    }
    JsonPath all = tree(host, "days=4");
    assertThat(sum(all, "layers.find { it.level == 'PRODUCT' }.branches.now.gmvMinor")
        + all.getLong("layers.find { it.level == 'PRODUCT' }.shippingMinor"))
        .isEqualTo(all.getLong("now.factors.gmvMinor"));
    assertThat(tree(host, "days=4&from=PUBLIC").getLong("now.factors.gmvMinor")
        + tree(host, "days=4&from=PRIVATE").getLong("now.factors.gmvMinor"))
        .isEqualTo(all.getLong("now.factors.gmvMinor"));
  }

  private static long sum(JsonPath tree, String path) {
    List<Number> parts = tree.getList(path);
    return parts == null ? 0 : parts.stream().flatMapToLong(part -> LongStream.of(part.longValue())).sum();
  }

  @Test
  void aShowIsToldWholeAsItsOwnNumbersAreAndASmallTimelineBeginsWithItsFirsts() {
    Somebody host = Somebody.host();
    TreeWorld world = told(9, host);
    for (int place = 0; place < 2; place++) {
      JsonPath show = host.calls().get("/api/v1/shows/" + world.show(place) + "/growth").jsonPath();
      JsonPath tree = tree(host, "days=1&show=" + world.show(place));
      assertThat(tree.getBoolean("isWhole")).isTrue();
      for (String sum : List.of("uv", "watchMillis", "buyers", "orders", "gmvMinor")) {
        assertThat(tree.getLong("now.factors." + sum)).as(sum).isEqualTo(show.getLong("factors." + sum));
      }
    }
    JsonPath timeline = host.calls().get("/api/v1/hosts/" + host.id() + "/timeline?by=month").jsonPath();
    long paid = one("select sum(gmv_minor)::bigint from growth_receipt where host_id = ?", host.id());
    assertThat(sum(timeline, "periods.gmvMinor")).isEqualTo(paid);
    assertThat(timeline.getList("marks.milestone")).contains("FIRST_SHOW", "FIRST_CLIP", "FIRST_ORDER");
    host.calls().get("/api/v1/hosts/" + host.id() + "/timeline?by=day").then().statusCode(422);
    Somebody.host().calls().get("/api/v1/hosts/" + host.id() + "/timeline").then().statusCode(403);
  }

  @Test
  void nothingOfPeopleOfWhomTheGuardDoubtsIsInTheValidTree() {
    Somebody host = Somebody.host();
    told(5, host);
    String doubted = "acc_" + host.id() + 0;
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(new AccountSuspected(doubted, "case_1")));
      return doubted;
    });
    Await.until(FOLDED_WITHIN, () -> "no verdict of " + doubted, () ->
        one("select count(*) from growth_verdicts where account_id = ?", doubted) == 1);
    JsonPath raw = tree(host, "days=" + DAYS);
    JsonPath valid = tree(host, "tier=VALID&days=" + DAYS);
    long theirs = one("""
        select coalesce(sum(gmv_minor), 0)::bigint from growth_receipt
         where host_id = ? and buyer_id = ? and paid_at >= ?
        """, host.id(), doubted, BusinessDays.SHANGHAI.startOf(today.minusDays(DAYS - 1L)));
    assertThat(theirs).isPositive();
    assertThat(valid.getLong("now.factors.gmvMinor"))
        .isEqualTo(raw.getLong("now.factors.gmvMinor") - theirs);
    assertThat(valid.getLong("now.factors.buyers")).isEqualTo(raw.getLong("now.factors.buyers") - 1);
    assertThat(valid.getBoolean("relation.isExact")).isTrue();
  }

  @Test
  void onlyTheHostHisAssistantsAndOperatorsSeeHisTree() {
    Somebody host = Somebody.host();
    String path = "/api/v1/hosts/" + host.id() + "/tree";
    host.calls().get(path).then().statusCode(200).body("layers", hasSize(0))
        .body("now.gpmMinor", nullValue()).body("now.factors.gmvMinor", equalTo(0));
    operator().calls().get(path).then().statusCode(200);
    Somebody.host().calls().get(path).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
    given().get(path).then().statusCode(401);
    operator().calls().get("/api/v1/operator/tree?days=7").then().statusCode(200)
        .body("hostName", equalTo(""));
    host.calls().get("/api/v1/operator/tree").then().statusCode(403);
  }

  @Test
  void refusesWordsThatMeanNothingAndShowsOfOthers() {
    Somebody host = Somebody.host();
    String path = "/api/v1/hosts/" + host.id() + "/tree?";
    for (String wrong : List.of("days=0", "days=366", "until=2999-01-01", "until=today", "from=MARS",
        "as=ENEMY", "against=never", "source=TV", "tier=BEST")) {
      host.calls().get(path + wrong).then().statusCode(422)
          .body("errors[0].pointer", equalTo("/" + wrong.substring(0, wrong.indexOf('='))));
    }
    host.calls().get(path + "show=show_of_somebody_else").then().statusCode(404);
  }

  @Test
  void saysNothingOfWhatIsAnothers() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    String productId = other.calls().header("Idempotency-Key", UUID.randomUUID().toString()).body("""
        {"title":"还没上架的","story":"","category":"服装",
         "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":1}]}""")
        .post("/api/v1/products").then().statusCode(201).extract().path("productId");
    other.calls().get("/api/v1/hosts/" + other.id() + "/tree?product=" + productId).then().statusCode(200)
        .body("productName", equalTo("还没上架的"));
    host.calls().get("/api/v1/hosts/" + host.id() + "/tree?product=" + productId).then().statusCode(200)
        .body("productName", equalTo("")).body("now.views", equalTo(0));
  }

  private Somebody operator() {
    String login = ("op" + UUID.randomUUID().toString().replace("-", "")).substring(0, 16);
    String id = people.ensureAccount(new People.Wanted(login, "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", login, "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, login, signedIn.cookies().values().iterator().next());
  }
}
