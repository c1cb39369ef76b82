package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** For what people come back, through the doors, from facts as the till states them. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RepeatApiTest {

  @Inject Database database;
  @Inject Log log;

  private final LocalDate first = BusinessDays.SHANGHAI.dayOf(Instant.now()).minusDays(120);

  /** Forty buy tea; twenty tea again after 20 days, ten a pot instead, by the fan group. */
  @Test
  void tellsCategoriesTheOtherProductAndThePrivateShare() {
    Somebody host = Somebody.host();
    String tea = fresh("prd_");
    String pot = fresh("prd_");
    List<Log.Happened> facts = new ArrayList<>();
    facts.add(new Log.Happened(noon(0), new ProductListed(tea, host.id(), "茶")));
    facts.add(new Log.Happened(noon(0), new ProductListed(pot, host.id(), "=pots")));
    for (int i = 0; i < 40; i++) {
      String buyer = fresh("acc_");
      facts.add(paid(host, buyer, 1, tea, Channel.FEED));
      if (i < 20) {
        facts.add(paid(host, buyer, 21, tea, Channel.FEED));
      } else if (i < 30) {
        facts.add(paid(host, buyer, 61, pot, Channel.FAN_GROUP));
      }
    }
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, facts);
      return facts;
    });
    Folded.await(database, "repeats");
    Folded.await(database, "relation");
    String path = "/api/v1/hosts/" + host.id() + "/repeats";
    host.calls().get(path).then().statusCode(200).body("scope", equalTo("HOST"))
        .body("other.part", equalTo(10)).body("other.whole", equalTo(30))
        .body("fromPrivate.part", equalTo(10)).body("fromPrivate.whole", equalTo(30))
        .body("categories[0].category", equalTo("茶")).body("categories[0].buyers", equalTo(40))
        .body("categories[0].r3Of30.part", equalTo(20)).body("categories[0].r3Of30.rate", equalTo(0.5f))
        .body("categories[0].cycleDays", nullValue()).body("categories[0].gaps", equalTo(20))
        .body("categories[1].category", equalTo("=pots"))
        .body("categories[1].r3Of30.isHidden", equalTo(true));
    String table = host.calls().get(path + ".csv?encoding=utf-8").asString();
    assertThat(table).contains("茶,30,20,40,0.500000").doesNotContain("\n=pots");
  }

  @Test
  void answersTheHostAndOperatorsOnly() {
    Somebody host = Somebody.host();
    for (String end : List.of("repeats", "repeats.csv")) {
      String path = "/api/v1/hosts/" + host.id() + "/" + end;
      host.calls().get(path).then().statusCode(200);
      given().get(path).then().statusCode(401);
      Somebody.host().calls().get(path).then().statusCode(403).body("reason", equalTo("FORBIDDEN"));
      host.calls().get("/api/v1/operator/" + end).then().statusCode(403);
      given().get("/api/v1/operator/" + end).then().statusCode(401);
    }
    host.calls().get("/api/v1/hosts/" + host.id() + "/repeats.csv?encoding=latin").then().statusCode(422)
        .body(containsString("encoding"));
  }

  private Instant noon(int day) {
    return BusinessDays.SHANGHAI.startOf(first.plusDays(day)).plus(Duration.ofHours(12));
  }

  private Log.Happened paid(Somebody host, String buyer, int day, String product, Channel channel) {
    Deal deal = new Deal(buyer, host.id(), "", "", "", Money.cny(900),
        new Origin("", channel, Relation.STRANGER, "", ""), Bill.NONE);
    return new Log.Happened(noon(day), new OrderPaid(fresh("ord_"), fresh("pay_"), deal,
        List.of(new Line("sku", product, 1, 900))));
  }

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
