package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.growth.repurchase.BuyerScope;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** All definitions of repurchase through the doors, from facts as the till states them. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RepurchaseApiTest {

  private static final Duration FOLDED_WITHIN = Duration.ofSeconds(20);
  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject People people;
  @Inject RepurchaseNumbers numbers;

  /** The first of a month that is four months back, at noon of the shop. */
  private final YearMonth first = YearMonth.from(BusinessDays.SHANGHAI.dayOf(Instant.now())).minusMonths(4);

  @Test
  void countsEveryDefinitionOfAHost() {
    Somebody host = Somebody.host();
    for (int i = 0; i < 40; i++) {
      String buyer = fresh("acc_");
      pay(host, buyer, day(1), 1_000);
      if (i < 10) {
        pay(host, buyer, day(9), 500);
      }
      if (i >= 30) {
        pay(host, buyer, first.plusMonths(1).atDay(3), 200);
      }
    }
    String order = fresh("ord_");
    String undone = fresh("acc_");
    tell(noon(day(2)), new OrderPaid(order, "pay", deal(host, undone, 9_999), List.of()));
    tell(noon(day(3)), new OrderRefunded(order, "pay", deal(host, undone, 9_999), Money.cny(9_999), true));
    awaitOrders(host, 60);
    Response answer = host.calls().get(path(host));
    answer.then().statusCode(200).body("scope", equalTo("HOST")).body("buyers", equalTo(40))
        .body("cohorts", hasSize(1)).body("cohorts[0].month", equalTo(first.toString()))
        .body("cohorts[0].months[0].grossMinor", equalTo(45_000))
        .body("cohorts[0].months[1].buyers", equalTo(10))
        .body("cohorts[0].months[1].valueMinor", equalTo(1_175f))
        .body("cohorts[0].months[1].isOver", equalTo(true));
    assertThat(share(answer, "R1d", first.toString())).isEqualTo("10/40");
    assertThat(share(answer, "R2", first.toString())).isEqualTo("10/40");
    assertThat(share(answer, "R4", first.plusMonths(1).toString())).isEqualTo("10/10");
    assertThat(share(answer, "R5", first.toString())).isEqualTo("10/50");
    host.calls().get(path(host) + ".csv").then().statusCode(200)
        .body(containsString("R1d,%s,,10,40,0.250000,".formatted(first)))
        .body(containsString("R3,,30,10,40,0.250000,"));
    host.calls().get("/api/v1/hosts/" + host.id() + "/cohorts.csv?encoding=gbk").then().statusCode(200)
        .body(containsString("%s,%s,40,10,10,2000,0,2000,true".formatted(first, first.plusMonths(1))));
    List<Number> days = answer.path("curve.day");
    assertThat(days).hasSize(2).first().isEqualTo(8);
    answer.then().body("definitions.find { it.definition == 'R3' && it.days == 30 }.part", equalTo(10))
        .body("definitions.find { it.definition == 'R3' && it.days == 30 }.rate", equalTo(0.25f))
        .body("definitions.find { it.definition == 'R4' && it.whole == 10 }.rate", nullValue());
  }

  @Test
  void personWhoBuysOnceOfEachHostIsLoyalToTheSquareAlone() {
    Somebody one = Somebody.host();
    Somebody other = Somebody.host();
    String buyer = fresh("acc_");
    pay(one, buyer, day(1), 100);
    pay(other, buyer, day(5), 100);
    awaitOrders(one, 1);
    awaitOrders(other, 1);
    long hosts = counted(BuyerScope.HOST);
    long people = counted(BuyerScope.PLATFORM);
    assertThat(hosts).as("pairs are more than persons").isGreaterThan(people);
    Somebody operator = operator();
    operator.calls().get("/api/v1/operator/repurchase?scope=platform").then().statusCode(200)
        .body("scope", equalTo("PLATFORM"));
    operator.calls().get("/api/v1/operator/repurchase?scope=galaxy").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/scope"));
  }

  @Test
  void handsOutTheReportAsAFile() {
    Somebody host = Somebody.host();
    host.calls().get(path(host) + ".html").then().statusCode(404);
    for (int i = 0; i < 35; i++) {
      pay(host, fresh("acc_"), day(1 + i % 9), 1_000);
    }
    awaitOrders(host, 35);
    host.calls().get(path(host) + ".html?lang=en").then().statusCode(200)
        .contentType("text/html").header("Content-Disposition", containsString("attachment"))
        .body(containsString("report-headline")).body(containsString("lang=\"en\""));
    host.calls().get(path(host) + ".html?lang=fr").then().statusCode(422);
    operator().calls().get("/api/v1/operator/repurchase.html").then().statusCode(200);
  }

  @Test
  void answersTheHostAndOperatorsOnly() {
    Somebody host = Somebody.host();
    String cohorts = "/api/v1/hosts/" + host.id() + "/cohorts.csv";
    for (String path : List.of(path(host), path(host) + ".html", path(host) + ".csv", cohorts)) {
      Somebody.host().calls().get(path).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
      given().get(path).then().statusCode(401);
    }
    for (String end : List.of("repurchase", "repurchase.html", "repurchase.csv", "cohorts.csv")) {
      String path = "/api/v1/operator/" + end;
      operator().calls().get(path + "?scope=platform").then().statusCode(200);
      host.calls().get(path).then().statusCode(403);
      given().get(path).then().statusCode(401);
    }
  }

  private long counted(BuyerScope scope) {
    return numbers.of(new RepurchaseNumbers.Wanted(scope, "")).tally().buyers();
  }

  private static String share(Response answer, String definition, String month) {
    String found =
        "definitions.find { it.definition == '%s' && it.month == '%s' }".formatted(definition, month);
    return answer.path(found + ".part") + "/" + answer.path(found + ".whole");
  }

  private static String path(Somebody host) {
    return "/api/v1/hosts/" + host.id() + "/repurchase";
  }

  private LocalDate day(int day) {
    return first.atDay(day);
  }

  private static Instant noon(LocalDate day) {
    return BusinessDays.SHANGHAI.startOf(day).plus(Duration.ofHours(12));
  }

  private void pay(Somebody host, String buyer, LocalDate day, long minor) {
    tell(noon(day), new OrderPaid(fresh("ord_"), fresh("pay_"), deal(host, buyer, minor), List.of()));
  }

  private static Deal deal(Somebody host, String buyer, long minor) {
    return new Deal(buyer, host.id(), "", "", "", Money.cny(minor), ORIGIN, Bill.NONE);
  }

  private void tell(Instant at, Fact fact) {
    database.write(connection -> {
      log.append(connection, at, List.of(fact));
      return fact;
    });
  }

  /** The numbers are kept for a while, so the cells are asked by themselves. */
  private void awaitOrders(Somebody host, long wanted) {
    List<Long> orders = new ArrayList<>(List.of(0L));
    Await.until(FOLDED_WITHIN, () -> wanted + " orders, there are " + orders.getLast(), () -> {
      orders.add(database.read(connection ->
          LoyaltyPageStore.ofHost(connection, host.id(), LoyaltyPageStore.START)).stream()
          .mapToLong(line -> line.loyalty().orders().values().stream()
              .filter(purchase -> purchase.isEffective()).count()).sum());
      return orders.getLast() == wanted;
    });
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

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
