package laotie.server.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser.Size;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promotion and its cost as people see them: booked on a phone, marked where it is shown, paid back. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PromotionScreenTest {

  @TestHTTPResource("/")
  String home;

  @Inject People people;
  @Inject Database database;
  @Inject Log log;

  private Somebody operator;
  private Somebody host;
  private String showId;

  @BeforeEach
  void aShowOnTheAir() {
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    String login = "op" + UUID.randomUUID().toString().substring(0, 8);
    String id = people.ensureAccount(new People.Wanted(login, "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", login, "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    operator = new Somebody(id, login, signedIn.cookies().values().iterator().next());
    operator.calls().body(Map.of("isOpen", true, "floorMinor", 50_000, "ceilingPercent", 50,
        "creditMinor", 20_000)).put("/api/v1/operator/promotion-market").then().statusCode(200);
    host = Somebody.host();
    showId = onAir(host);
    for (int i = 0; i < 3; i++) {
      onAir(Somebody.host());
    }
  }

  private static String onAir(Somebody who) {
    String id = who.calls().body(Map.of("title", "春茶上新")).post("/api/v1/shows").path("showId");
    who.calls().post("/api/v1/shows/" + id + "/start").then().statusCode(200);
    return id;
  }

  private Browser as(Somebody who, Size size) {
    Browser browser = Browser.open(size, "zh-CN");
    Steps.signIn(browser, home.substring(0, home.length() - 1), who.login());
    return browser;
  }

  private static void look(Browser browser, String name) {
    browser.picture(Path.of("target", "screens", "promotion-" + name + ".jpg"));
  }

  private int exposures() {
    return host.calls().get("/api/v1/hosts/" + host.id() + "/promotions").jsonPath()
        .getInt("promotions.items[0].exposures");
  }

  @Test
  void bookedOnAPhoneMarkedInTheSquareAndCountedWhenSeen() {
    try (Browser browser = as(host, Size.PHONE)) {
      browser.go(home + "studio/promotion?item=" + showId);
      browser.find("price-now");
      look(browser, "studio-first");
      browser.click("promotion-book");
      browser.awaitText("promotion-state", "投放中");
      look(browser, "studio-running");
      browser.resize(Size.DESK);
      look(browser, "studio-desk");
    }
    Somebody viewer = Somebody.registered();
    try (Browser browser = as(viewer, Size.PHONE)) {
      browser.await("the promoted room stands on the page", () -> {
        browser.go(home);
        browser.find("room-tile");
        return browser.sees("promoted");
      });
      assertThat(browser.text("promoted")).isEqualTo("广告");
      assertThat(browser.run(
          "return document.querySelector('[data-test=promoted]').getAttribute('aria-label')"))
          .isEqualTo("广告：主播为这次展示付费");
      browser.run(
          "document.querySelector('[data-test=promoted]').closest('a').scrollIntoView({block: 'center'})");
      look(browser, "home");
      browser.await("it was seen and counted", () -> exposures() == 1);
    }
    try (Browser browser = as(host, Size.PHONE)) {
      browser.go(home + "studio/promotion");
      browser.awaitText("brought-exposures", "1");
      browser.click("promotion-pause");
      browser.awaitText("promotion-state", "已暂停");
      look(browser, "studio-paused");
    }
  }

  @Test
  void theOperatorSetsTheMarketAndSeesAll() {
    try (Browser browser = as(operator, Size.PHONE)) {
      browser.go(home + "operator?part=promotion");
      browser.find("market-form");
      browser.fill("ceiling", "30");
      browser.click("market-save");
      browser.awaitText("market", "上限 30%");
      look(browser, "operator");
      browser.resize(Size.DESK);
      look(browser, "operator-desk");
      browser.go(home + "operator/growth");
      browser.find("customer-cost");
      browser.find("traffic-balance");
    }
  }

  /** Forty people won over forty days: each costs 5.00 and brings 2.00 at once and 1.00 every fifth day. */
  @Test
  void aHostSeesWhatNewCustomersCostAndWhoBroughtThem() {
    Instant today = Instant.now();
    List<Log.Happened> facts = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      Instant won = today.minus(Duration.ofDays(i));
      String buyer = "acc_won" + i + host.id();
      Origin origin = new Origin("", i % 3 == 0 ? Channel.PUSH : i % 7 == 0 ? Channel.PAID : Channel.FEED,
          Relation.STRANGER, "", "");
      facts.add(new Log.Happened(won,
          new ClipOpened("view_" + i + host.id(), buyer, "c", host.id(), origin)));
      facts.add(new Log.Happened(won, new PromotionCharged("prm_x", host.id(), 10, 500_000, Money.cny(500))));
      for (int day = 0; day < i; day += 5) {
        Deal deal = new Deal(buyer, host.id(), "", "c", "v", Money.cny(day == 0 ? 200 : 100), origin,
            Bill.NONE);
        facts.add(new Log.Happened(won.plus(Duration.ofDays(day)),
            new OrderPaid("ord_" + i + "_" + day + host.id(), "pay", deal, List.of())));
      }
    }
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, facts);
      return facts;
    });
    Folded.await(database, "cost");
    try (Browser browser = as(host, Size.PHONE)) {
      browser.go(home + "studio/growth");
      browser.awaitText("cost-per-buyer", "¥5");
      browser.awaitText("payback", "15");
      browser.run("document.querySelector('[data-test=customer-cost]').scrollIntoView()");
      look(browser, "cost");
      browser.run("document.querySelector('[data-test=traffic-balance]').scrollIntoView()");
      browser.find("traffic-since");
      look(browser, "traffic");
      browser.resize(Size.DESK);
      browser.run("document.querySelector('[data-test=customer-cost]').scrollIntoView()");
      look(browser, "cost-desk");
    }
  }
}
