package laotie.server.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.Money;
import laotie.fact.Pool;
import laotie.fact.Transfer;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.RowStore;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import laotie.server.trade.Trade;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promotion from booking to ledger: what is shown, what counts, and that no budget is ever overspent. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PromotionTest {

  /** One yuan an exposure while nothing is sold, and every second public place for sale. */
  private static final Map<String, Object> MARKET =
      Map.of("isOpen", true, "floorMinor", 100_000, "ceilingPercent", 50, "creditMinor", 10_000);

  @Inject Database database;
  @Inject People people;
  @Inject Promotions promotions;
  @Inject PromotionJob job;
  @Inject Seal seal;
  @Inject Trade trade;

  private Somebody operator;
  private Somebody host;
  private String roomId;
  private String showId;

  @BeforeEach
  void aShowOnTheAir() {
    operator = operator();
    operator.calls().body(MARKET).put("/api/v1/operator/promotion-market").then().statusCode(200);
    host = Somebody.host();
    roomId = given().get("/api/v1/hosts/" + host.id()).path("roomId");
    showId = onAir(host);
    // Younger rooms stand above it, so that its place is not among the first.
    for (int i = 0; i < 3; i++) {
      onAir(Somebody.host());
    }
  }

  private static String onAir(Somebody who) {
    String id = who.calls().body(Map.of("title", "上新")).post("/api/v1/shows").path("showId");
    who.calls().post("/api/v1/shows/" + id + "/start").then().statusCode(200);
    return id;
  }

  private Somebody operator() {
    String login = "op" + UUID.randomUUID().toString().substring(0, 8);
    String id = people.ensureAccount(new People.Wanted(login, "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", login, "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, login, signedIn.cookies().values().iterator().next());
  }

  private static RequestSpecification keyed(Somebody who) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private String desk() {
    return "/api/v1/hosts/" + host.id() + "/promotions";
  }

  private Response book(long budgetMinor) {
    return keyed(host).body(Map.of("item", "SHOW", "itemId", showId, "budgetMinor", budgetMinor))
        .post(desk());
  }

  private Response move(String promotionId, String state) {
    return host.calls().body(Map.of("state", state)).put(desk() + "/" + promotionId + "/state");
  }

  private String promoted(Somebody viewer) {
    List<String> tokens = new ArrayList<>();
    Await.until("the promoted room stands on the page", () -> {
      JsonPath page = viewer.calls().queryParam("limit", 100).get("/api/v1/feed").then().statusCode(200)
          .extract().jsonPath();
      String token = page.getString("items.find { it.why.code == 'PROMOTED' "
          + "&& it.show?.showId == '" + showId + "' }.exposureId");
      if (token != null) {
        tokens.add(token);
      }
      return !tokens.isEmpty();
    });
    return tokens.getFirst();
  }

  private static int see(Somebody viewer, String token) {
    return viewer.calls().body(Map.of("exposureIds", List.of(token))).post("/api/v1/promotions/seen").then()
        .statusCode(200).extract().path("counted");
  }

  @Test
  void strangersSeeItMarkedAndItsHostPaysOnceForEach() {
    String promotionId = book(1_000).then().statusCode(201).body("state", equalTo("RUNNING"))
        .extract().path("promotionId");
    Somebody viewer = Somebody.registered();
    String token = promoted(viewer);
    assertThat(see(Somebody.registered(), token)).as("not shown to him").isZero();
    assertThat(see(viewer, token)).isEqualTo(1);
    assertThat(see(viewer, token)).as("told twice").isZero();
    assertThat(viewer.calls().get("/api/v1/feed?limit=100").jsonPath()
        .getList("items.findAll { it.show?.showId == '" + showId + "' }.why.code"))
        .as("he saw it today").doesNotContain("PROMOTED");
    String viewId = viewer.calls().body(Map.of("exposureId", token))
        .post("/api/v1/rooms/" + roomId + "/views").then().statusCode(200).extract().path("viewId");
    assertThat(text("select channel from live_views where view_id = ?", viewId)).isEqualTo("PAID");
    Await.until("what it brought is counted", () ->
        host.calls().get(desk()).jsonPath().getInt("promotions.items[0].views") == 1);
    host.calls().get(desk()).then().body("promotions.items[0].promotionId", equalTo(promotionId))
        .body("promotions.items[0].exposures", equalTo(1));
    double spent = host.calls().get(desk()).jsonPath().getDouble("promotions.items[0].spentMinor");
    assertThat(spent).isBetween(100.0, 1_000.0);
    charge();
    host.calls().get("/api/v1/hosts/" + host.id() + "/statement").then()
        .body("lines.items.kind", hasItem("PROMOTED"))
        .body("lines.items[0].amount.minor", equalTo((int) -Math.floor(spent)));
    assertThat(proof()).isTrue();
    viewer.calls().body(Map.of()).put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
  }

  @Test
  void ownPeopleAndTheHostAreNeverPaidFor() {
    book(1_000).then().statusCode(201);
    promoted(Somebody.registered());
    Somebody fan = Somebody.registered();
    fan.calls().body(Map.of()).put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    for (Somebody one : List.of(fan, host)) {
      assertThat(one.calls().get("/api/v1/feed?limit=100").jsonPath()
          .getList("items.findAll { it.show?.showId == '" + showId + "' }.why.code"))
          .doesNotContain("PROMOTED");
    }
    assertThat(given().get("/api/v1/feed?limit=100").jsonPath().getList("items.why.code"))
        .as("nobody in particular").doesNotContain("PROMOTED");
  }

  @Test
  void pausedAndGoneCostsNothing() {
    String promotionId = book(1_000).path("promotionId");
    Somebody viewer = Somebody.registered();
    String token = promoted(viewer);
    move(promotionId, "PAUSED").then().statusCode(200).body("state", equalTo("PAUSED"));
    assertThat(see(viewer, token)).as("paused").isZero();
    move(promotionId, "RUNNING").then().statusCode(200);
    host.calls().post("/api/v1/shows/" + showId + "/end").then().statusCode(200);
    assertThat(see(viewer, token)).as("the show is over").isZero();
    job.run();
    host.calls().get(desk()).then().body("promotions.items[0].state", equalTo("ENDED"))
        .body("promotions.items[0].spentMinor", equalTo(0f));
    move(promotionId, "RUNNING").then().statusCode(409).body("reason", equalTo("PROMOTION_ENDED"));
    book(1_000).then().statusCode(409).body("reason", equalTo("PROMOTION_ITEM_GONE"));
  }

  @Test
  void booksOnlyWhatIsDueOrLent() {
    book(10_001).then().statusCode(409).body("reason", equalTo("BUDGET_ABOVE_DUE"))
        .body("availableMinor", equalTo(10_000));
    book(99).then().statusCode(422).body("errors[0].pointer", equalTo("/budgetMinor"));
    book(6_000).then().statusCode(201);
    book(1_000).then().statusCode(409).body("reason", equalTo("PROMOTION_EXISTS"));
    host.calls().get(desk()).then().body("availableMinor", equalTo(4_000))
        .body("market.ceilingPercent", equalTo(50)).body("market.priceMinor", org.hamcrest.Matchers
            .greaterThanOrEqualTo(100_000));
    Somebody other = Somebody.host();
    keyed(other).body(Map.of("item", "SHOW", "itemId", showId, "budgetMinor", 500))
        .post("/api/v1/hosts/" + other.id() + "/promotions").then().statusCode(409)
        .body("reason", equalTo("PROMOTION_ITEM_GONE"));
    keyed(other).body(Map.of("item", "SHOW", "itemId", showId, "budgetMinor", 500)).post(desk()).then()
        .statusCode(404);
    Somebody.registered().calls().get(desk()).then().statusCode(403);
    given().get(desk()).then().statusCode(401);
    host.calls().get("/api/v1/operator/promotions").then().statusCode(403);
    operator.calls().body(Map.of("isOpen", true, "floorMinor", 1, "ceilingPercent", 51, "creditMinor", 0))
        .put("/api/v1/operator/promotion-market").then().statusCode(422);
  }

  @Test
  void moneyThatIsOnItsWayToTheBankOrHeldBacksNoPromotion() {
    database.write(connection -> {
      trade.book(connection, Instant.now(), List.of(new Transfer(Transfer.Kind.SETTLED, "", "",
          "stl_" + host.id(), List.of(
              new Transfer.Entry(Transfer.Purse.HOST_OWED, host.id(), Money.cny(50_000)),
              new Transfer.Entry(Transfer.Purse.HOST_DUE, host.id(), Money.cny(-50_000))))));
      return host;
    });
    host.calls().get(desk()).then().body("availableMinor", equalTo(60_000));
    change("""
        insert into settlement_batches (batch_id, opened_by, opened_at) values ('pob_' || ?, 'op', now())""");
    change("""
        insert into settlement_payouts (payout_id, batch_id, payee, payee_id, amount_minor, currency, state)
        select 'po_' || id, 'pob_' || id, 'HOST', id, 30000, 'CNY', 'OPEN' from (select ?::text as id) as one
        """);
    host.calls().get(desk()).then().body("dueMinor", equalTo(20_000))
        .body("availableMinor", equalTo(30_000));
    change("""
        insert into settlement_holds
               (hold_id, payee_id, case_id, reason, amount_minor, placed_by, placed_at, ends_at)
        select 'hld_' || id, id, 'cas_1', 'r', 0, 'op', now(), now() + interval '1 day'
          from (select ?::text as id) as one
        """);
    host.calls().get(desk()).then().body("dueMinor", equalTo(0)).body("availableMinor", equalTo(10_000));
    book(10_001).then().statusCode(409).body("reason", equalTo("BUDGET_ABOVE_DUE"));
  }

  private void change(String sql) {
    database.write(connection -> RowStore.change(connection, sql, host.id()));
  }

  /** Eight lanes count at once while connections are cut under them, as when processes are killed. */
  @Test
  void noBudgetIsOverspentHoweverManyCountAndWhateverDies() throws Exception {
    String promotionId = book(2_000).path("promotionId");
    List<String[]> seen = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      seen.add(showing(promotionId, "acc_load" + UUID.randomUUID().toString().substring(0, 12)));
    }
    try (ExecutorService lanes = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> counted = new ArrayList<>();
      for (String[] one : seen) {
        counted.add(lanes.submit(() -> count(one)));
        counted.add(lanes.submit(() -> count(one)));
        if (counted.size() % 40 == 0) {
          cutConnections();
        }
      }
      int known = 0;
      for (Future<Integer> each : counted) {
        known += each.get();
      }
      assertThat(known).isPositive();
    }
    long spent = number("select spent_milli from feed_promotions where promotion_id = ?", promotionId);
    long exposures = number("select exposures from feed_promotions where promotion_id = ?", promotionId);
    assertThat(spent).isLessThanOrEqualTo(2_000_000L).isGreaterThan(1_000_000L);
    assertThat(number("select sum(price_milli) from feed_paid_exposures where promotion_id = ?", promotionId))
        .as("every exposure that counted, at its price").isEqualTo(spent);
    assertThat(number("select count(*) from feed_paid_exposures where counted_at is not null "
        + "and promotion_id = ?", promotionId)).isEqualTo(exposures);
    assertThat(number("select count(*) from flood where type = 'PromotionSeen' and key = ?", promotionId))
        .isEqualTo(exposures);
    assertThat(text("select state from feed_promotions where promotion_id = ?", promotionId))
        .isEqualTo("ENDED");
    charge();
    charge();
    assertThat(number("select sum(amount_minor) from trade_ledger where transfer_kind = 'PROMOTED' "
        + "and purse = 'HOST_DUE' and owner_id = ?", host.id())).isEqualTo(spent / 1_000);
    assertThat(number("select sum((body->>'spentMilli')::bigint) from log where type = 'PromotionCharged' "
        + "and key = ?", promotionId)).isEqualTo(spent);
    assertThat(proof()).isTrue();
  }

  /** A showing as a page writes and seals it. */
  private String[] showing(String promotionId, String viewerId) {
    String exposureId = "exp_" + UUID.randomUUID().toString().replace("-", "");
    Instant now = Instant.now();
    database.write(connection -> {
      PaidExposureStore.add(connection,
          List.of(new PaidExposureStore.Shown(exposureId, promotionId, viewerId)), now);
      return exposureId;
    });
    return new String[] {viewerId, seal.sign(new Exposure(
        exposureId, viewerId, host.id(), Pool.PUBLIC, Channel.PAID, now).line())};
  }

  private int count(String[] showing) {
    try {
      return promotions.seen(showing[0], List.of(showing[1]));
    } catch (DatabaseFault cut) {
      return 0;
    }
  }

  private void cutConnections() {
    database.read(connection -> {
      try (PreparedStatement cut = connection.prepareStatement("""
          select count(pg_terminate_backend(pid)) from pg_stat_activity
           where pid <> pg_backend_pid() and query like '%feed_p%' and backend_type = 'client backend'
          """)) {
        cut.executeQuery().close();
        return connection;
      }
    });
  }

  private void charge() {
    while (job.step(Instant.now().plus(Duration.ofMinutes(5))) > 0) {
      Thread.onSpinWait();
    }
  }

  private boolean proof() {
    return database.read(trade::proof).isZero();
  }

  private long number(String sql, String value) {
    return Long.parseLong(text(sql, value));
  }

  private String text(String sql, String value) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, value);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getString(1);
        }
      }
    });
  }
}
