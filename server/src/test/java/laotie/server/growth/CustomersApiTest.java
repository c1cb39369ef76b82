package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.RowStore;
import laotie.server.log.Source;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Values of customers through the doors: refused where the data are thin, pooled, and a host's own. */
@QuarkusTest
@TestProfile(CustomersApiTest.Alone.class)
@TestMethodOrder(OrderAnnotation.class)
class CustomersApiTest {

  /** A square of its own: customers of other tests would move the pool. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestSquare.class));
    }
  }

  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(90);
  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");
  private static final int DAYS = 300;

  @Inject Database database;
  @Inject Log log;

  private final LocalDate yesterday = BusinessDays.SHANGHAI.dayOf(Instant.now()).minusDays(1);

  @Test
  @Order(1)
  void tooFewRepeatBuyersAreToldInWordsAndNothingIsGuessed() {
    Somebody host = Somebody.host();
    tell(crowd(host, 60, 1));
    JsonPath seen = counted(host);

    assertThat(seen.getString("counted.basis")).isEqualTo("NONE");
    assertThat(seen.getString("counted.reason")).isEqualTo("TOO_FEW_REPEAT_BUYERS");
    assertThat(seen.getInt("counted.customers")).isEqualTo(60);
    assertThat(seen.getInt("counted.repeatBuyers")).isBetween(1, 59);
    assertThat(seen.getInt("repeatBuyersMin")).isEqualTo(300);
    assertThat(seen.getString("counted.asOf")).isEqualTo(yesterday.toString());
    assertThat((Object) seen.get("counted.told")).isNull();
    host.calls().get(path(host, "customers")).then().statusCode(200).body("items", hasSize(0));
  }

  @Test
  @Order(2)
  void everyCustomerIsListedOnceWithWhereHisNumbersLie() {
    Somebody host = Somebody.host();
    tell(crowd(host, 900, 2));
    JsonPath seen = counted(host);

    assertThat(seen.getString("counted.basis")).isEqualTo("OWN");
    assertThat(seen.getInt("counted.customers")).isEqualTo(900);
    assertThat(seen.getString("counted.told.model")).isNotEmpty();
    assertThat(seen.getInt("counted.told.fitted.customers")).isEqualTo(900);
    assertThat(seen.getFloat("counted.told.purchases.low"))
        .isLessThan(seen.getFloat("counted.told.purchases.expected"));
    assertThat(seen.getFloat("counted.told.spend.expected")).isPositive();
    assertThat(seen.getBoolean("counted.told.test.isOfPool")).isFalse();
    assertThat(seen.getList("counted.told.test.weeks")).hasSizeBetween(13, 15);
    assertThat(seen.getList("counted.zones.customers", Integer.class).stream().mapToInt(each -> each).sum())
        .isEqualTo(900);
    assertThat(seen.getList("counted.dots")).hasSize(300);
    assertThat(seen.getInt("counted.winBacks")).isPositive();

    List<Map<String, Object>> all = pages(host, "value");
    assertThat(all).hasSize(900);
    Set<Object> marks = new HashSet<>();
    double last = Double.MAX_VALUE;
    double sum = 0;
    for (Map<String, Object> each : all) {
      marks.add(each.get("customer"));
      double spend = number(each, "spend", "value");
      assertThat(spend).isLessThanOrEqualTo(last).isBetween(0.0, number(each, "spend", "high") + 1e9);
      assertThat(number(each, "alive", "low")).isLessThanOrEqualTo(number(each, "alive", "high"));
      last = spend;
      sum += spend;
    }
    assertThat(marks).hasSize(900);
    assertThat(sum).isCloseTo(seen.getDouble("counted.told.spend.expected"),
        org.assertj.core.data.Offset.offset(1.0));
    List<Map<String, Object>> winBacks = pages(host, "winback");
    assertThat(winBacks).hasSize(seen.getInt("counted.winBacks"))
        .allSatisfy(each -> assertThat(number(each, "alive", "value")).isBetween(0.1, 0.6));
    assertThat(winBacks.stream().map(each -> ((Number) each.get("atStake")).doubleValue()).toList())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    String table = host.calls().get(path(host, "customers.csv?encoding=utf-8")).asString();
    assertThat(table.lines()).hasSize(901);
    assertThat(host.calls().get(path(host, "values/test.csv")).asString()).contains("expected");
  }

  @Test
  @Order(3)
  void smallHostIsToldByTheModelOfAllAndByWhomTheTestIs() {
    Somebody host = Somebody.host();
    tell(crowd(host, 120, 3));
    JsonPath seen = counted(host);
    assertThat(seen.getString("counted.basis")).isEqualTo("POOLED");
    assertThat(seen.getInt("counted.customers")).isEqualTo(120);
    assertThat(seen.getInt("counted.told.fitted.customers")).isGreaterThan(900);
    assertThat(seen.getBoolean("counted.told.test.isOfPool")).isFalse();
    assertThat(seen.getInt("counted.told.test.customers")).isBetween(30, 120);

    Somebody young = Somebody.host();
    List<Log.Happened> late = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      late.add(paid(young, fresh("acc_"), yesterday.minusDays(3), 5_000));
    }
    tell(late);
    assertThat(counted(young).getBoolean("counted.told.test.isOfPool")).isTrue();
  }

  @Test
  @Order(4)
  void onlyWhoAgreedIsNamedAndWhoLeavesIsGoneForGood() {
    Somebody host = Somebody.host();
    Somebody friend = Somebody.registered();
    Somebody silent = Somebody.registered();
    List<Log.Happened> facts = new ArrayList<>();
    for (int day = 200; day > 60; day -= 12) {
      facts.add(paid(host, friend.id(), yesterday.minusDays(day), 8_000));
      facts.add(paid(host, silent.id(), yesterday.minusDays(day + 1), 8_000));
    }
    tell(facts);
    friend.calls().body(Map.of()).put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    friend.calls().put("/api/v1/hosts/" + host.id() + "/consent").then().statusCode(200);
    counted(host);

    JsonPath list = host.calls().get(path(host, "customers")).jsonPath();
    assertThat(list.getList("items")).hasSize(2);
    assertThat(list.getString("items.find { it.accountId == '" + friend.id() + "' }.name")).isNotEmpty();
    assertThat(list.getString("items.find { it.accountId == '" + friend.id() + "' }.tier"))
        .isIn("FOLLOWER", "FAN");
    String text = host.calls().get(path(host, "customers")).asString()
        + host.calls().get(path(host, "customers.csv")).asString();
    assertThat(text).doesNotContain(silent.id()).doesNotContain("Name of " + silent.login().substring(0, 8));

    double told = ((Number) list.get("items.find { it.accountId == '" + friend.id() + "' }.alive.value"))
        .doubleValue();
    assertThat(friend.calls().get("/api/v1/hosts/" + host.id() + "/bond").jsonPath()
        .getDouble("holds.estimate.alive")).as("he sees what the host is told of him")
        .isCloseTo(told, org.assertj.core.data.Offset.offset(1e-6));

    JsonPath missed = host.calls().get(path(host, "fans?segment=win-back")).jsonPath();
    assertThat(missed.getList("items.viewerId")).as("of two who are missed, the one who agreed")
        .containsExactly(friend.id());
    assertThat(host.calls().get(path(host, "segments")).jsonPath()
        .getInt("items.find { it.segment == 'win-back' }.fans")).isOne();

    friend.calls().delete("/api/v1/hosts/" + host.id() + "/consent").then().statusCode(200);
    assertThat(host.calls().get(path(host, "customers")).asString()).doesNotContain(friend.id());

    new LeavingStore().erasures().forEach(statement -> database.write(connection ->
        RowStore.change(connection, statement, silent.id())));
    host.calls().get(path(host, "customers")).then().body("items", hasSize(1));
    counted(host);
    host.calls().get(path(host, "customers")).then().body("items", hasSize(1))
        .body("items.customer", everyItem(notNullValue()));
  }

  @Test
  @Order(5)
  void answersTheHostHisAssistantsAndOperatorsOnly() {
    Somebody host = Somebody.host();
    host.calls().get(path(host, "values")).then().statusCode(200)
        .body("counted", nullValue()).body("counting", nullValue());
    for (String end : List.of("values", "customers", "customers.csv", "values/test.csv")) {
      given().get(path(host, end)).then().statusCode(401);
      Somebody.host().calls().get(path(host, end)).then().statusCode(403)
          .body("reason", equalTo("FORBIDDEN"));
    }
    Somebody.host().calls().header("Idempotency-Key", fresh("k")).body(Map.of())
        .post(path(host, "values")).then().statusCode(403);
    host.calls().get(path(host, "customers?sort=name")).then().statusCode(422)
        .body("errors[0].pointer", equalTo("/sort"));
    host.calls().get(path(host, "customers?after=x")).then().statusCode(422)
        .body("errors[0].pointer", equalTo("/after"));
  }

  /** Asks for a count and waits for its end. */
  private JsonPath counted(Somebody host) {
    Folded.await(database, "growth");
    host.calls().header("Idempotency-Key", fresh("k")).body(Map.of()).post(path(host, "values"))
        .then().statusCode(200).body("counting", notNullValue());
    List<JsonPath> seen = new ArrayList<>();
    Await.until(COUNTED_WITHIN, () -> "a count, there is " + seen.getLast().prettify(), () -> {
      seen.add(host.calls().get(path(host, "values")).jsonPath());
      return seen.getLast().get("counting") == null && seen.getLast().get("counted") != null;
    });
    return seen.getLast();
  }

  private static double number(Map<String, Object> item, String what, String part) {
    return ((Number) ((Map<?, ?>) item.get(what)).get(part)).doubleValue();
  }

  private static List<Map<String, Object>> pages(Somebody host, String sort) {
    List<Map<String, Object>> all = new ArrayList<>();
    String after = "";
    do {
      JsonPath page = host.calls()
          .get(path(host, "customers?limit=100&sort=" + sort + "&after=" + after)).jsonPath();
      all.addAll(page.getList("items"));
      after = page.getString("next");
    } while (!after.isEmpty());
    return all;
  }

  private static String path(Somebody host, String end) {
    return "/api/v1/hosts/" + host.id() + "/" + end;
  }

  /** People as the model takes them: each at a rate of his own, each with an end of his own. */
  private List<Log.Happened> crowd(Somebody host, int count, long seed) {
    Random chance = new Random(seed);
    List<Log.Happened> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String buyer = fresh("acc_");
      double gapDays = 7 * 5 / chance.nextExponential();
      double stop = 1 - Math.pow(chance.nextDouble(), 1 / 2.5);
      double mean = 2_000 + 8_000 * chance.nextDouble();
      double day = DAYS - 1 - i % 60;
      do {
        double share = (chance.nextExponential() + chance.nextExponential() + chance.nextExponential()) / 3;
        facts.add(paid(host, buyer, yesterday.minusDays((long) day), 1 + Math.round(mean * share)));
        day -= gapDays * chance.nextExponential();
      } while (day >= 0 && chance.nextDouble() >= stop);
    }
    return facts;
  }

  private static Log.Happened paid(Somebody host, String buyer, LocalDate day, long minor) {
    Deal deal = new Deal(buyer, host.id(), "", "", "", Money.cny(minor), ORIGIN, Bill.NONE);
    return new Log.Happened(BusinessDays.SHANGHAI.startOf(day).plus(Duration.ofHours(12)),
        new OrderPaid(fresh("ord_"), fresh("pay_"), deal, List.of()));
  }

  private void tell(List<Log.Happened> facts) {
    for (int start = 0; start < facts.size(); start += 2_000) {
      List<Log.Happened> part = facts.subList(start, Math.min(facts.size(), start + 2_000));
      database.write(connection -> {
        log.appendAll(connection, Source.LOG, part);
        return part;
      });
    }
  }

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
