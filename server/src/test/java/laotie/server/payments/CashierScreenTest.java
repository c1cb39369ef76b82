package laotie.server.payments;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import laotie.fact.Money;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser;
import laotie.server.browser.Browser.Size;
import laotie.server.payments.Standin.Failing;
import laotie.server.payments.Standin.Posted;
import laotie.server.people.People;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer and an operator see of gateways, in a real browser. Pictures are left in {@code target}. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CashierScreenTest {

  private static final Money EIGHTY = Money.cny(8_000);
  private static final String PASSWORD = "long-enough-password";

  @TestHTTPResource("/")
  String home;

  @Inject People people;
  @Inject Rows rows;
  @Inject Gateways gateways;
  @Inject Reconciling reconciling;

  private final String login = "b" + id("").substring(0, 12);
  private String session;

  @BeforeEach
  void aBuyer() {
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    session = people.openSession(
        people.ensureAccount(new People.Wanted(login, "小梅", PASSWORD, false, false)));
  }

  @AfterEach
  void gatewaysWork() {
    GatewaysSquare.all().forEach(one -> one.fail(Failing.NOT));
  }

  private Browser signedIn(Size size, String name) {
    Browser browser = Browser.open(size, "zh-CN");
    browser.go(home + "sign-in");
    browser.type("field-login", name);
    browser.type("field-password", PASSWORD);
    browser.click("sign-in-submit");
    browser.await("to be signed in", () -> !browser.address().contains("/sign-in"));
    return browser;
  }

  private String placed() {
    return with(session).body(order(sku(id("host"), 5), 1)).post("/api/v1/orders")
        .then().statusCode(201).extract().path("orderId");
  }

  private String started(String orderId, String method) {
    return with(session).body("{\"method\":\"%s\"}".formatted(method))
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201).extract().path("paymentId");
  }

  private String newest(String orderId) {
    return with(session).get("/api/v1/orders/" + orderId + "/payments").then().statusCode(200)
        .extract().path("payments[-1].paymentId");
  }

  private void pay(String method, String paymentId, Money amount) {
    GatewaysSquare.of(method).pay(paymentId, amount);
    Posted posted = GatewaysSquare.of(method).paid(paymentId, amount, Instant.now());
    RequestSpecification request = given().contentType(posted.type());
    posted.headers().forEach(request::header);
    request.body(posted.body()).post("/hooks/payments/" + method).then().statusCode(200);
  }

  private static void look(Browser browser, String name) {
    browser.picture(Path.of("target", "screens", "payments-" + name + ".jpg"));
  }

  @Test
  void aBuyerScansACodeAndThePageChangesByItself() {
    String orderId = placed();
    try (Browser browser = signedIn(Size.PHONE, login)) {
      browser.go(home + "orders/" + orderId);
      browser.find("pay-methods");
      look(browser, "choose");
      browser.clickSelected("label:has([data-test='method-wechat'])");
      browser.click("pay");
      browser.await("the code to be drawn", () -> Boolean.TRUE.equals(browser.run(
          "const code = document.querySelector(\"[data-test='pay-code']\");"
              + "return code !== null && code.complete && code.naturalWidth > 0")));
      look(browser, "code");
      pay("wechat", newest(orderId), EIGHTY);
      browser.await("the order to be paid", () -> !browser.sees("cashier"));
      look(browser, "paid");
    }
  }

  @Test
  void aBuyerComesBackFromAPageAndItsNoticeIsWaitedFor() {
    String orderId = placed();
    String paymentId = started(orderId, "stripe");
    try (Browser browser = signedIn(Size.PHONE, login)) {
      browser.go(home + "orders/" + orderId + "?paid=stripe");
      browser.find("pay-waiting");
      look(browser, "waiting");
      pay("stripe", paymentId, EIGHTY);
      browser.find("paid");
      browser.click("finish");
      browser.await("the cashier to be gone", () -> !browser.sees("paid"));
      assertThat(browser.address()).doesNotContain("paid=");
    }
  }

  @Test
  void aSecondTabIsToldOfTheFirstAndMayGoOnWithIt() {
    String orderId = placed();
    started(orderId, "alipay");
    try (Browser browser = signedIn(Size.PHONE, login)) {
      browser.go(home + "orders/" + orderId);
      browser.awaitText("pay-elsewhere", "支付宝");
      look(browser, "elsewhere");
      browser.click("pay-continue");
      browser.find("pay-code");
      browser.click("pay-other");
      browser.find("pay-methods");
    }
  }

  @Test
  void aRefusedPaymentMayBeTriedAgain() {
    String orderId = placed();
    try (Browser browser = signedIn(Size.PHONE, login)) {
      browser.go(home + "orders/" + orderId);
      browser.click("pay-decline");
      browser.find("pay-declined");
      look(browser, "declined");
      browser.click("pay-success");
      browser.await("the order to be paid", () -> !browser.sees("cashier"));
    }
  }

  @Test
  void anOperatorSeesSilenceRefundsAndDays() {
    String silent = started(placed(), "stripe");
    rows.run("update trade_payments set started_at = now() - interval '2 minutes' where payment_id = ?",
        silent);
    String stuck = started(placed(), "wechat");
    GatewaysSquare.of("wechat").fail(Failing.BEFORE);
    pay("wechat", stuck, Money.cny(7_000));
    Await.until("a try", () -> rows.count(
        "select attempts from trade_refunds where payment_id = ?", stuck) >= 1);
    String unheard = started(placed(), "alipay");
    GatewaysSquare.of("alipay").pay(unheard, EIGHTY);
    reconciling.reconcile(gateways.configured("alipay").orElseThrow(),
        LocalDate.now(ZoneId.of("Asia/Shanghai")));
    people.ensureAccount(new People.Wanted("o" + login, "运营", PASSWORD, true, false));
    for (Size size : Size.values()) {
      try (Browser browser = signedIn(size, "o" + login)) {
        browser.go(home + "operator?part=payments");
        browser.select("[data-payment='" + silent + "']");
        browser.select("[data-refund='rfd_" + stuck + "']");
        browser.run("document.querySelector(\"[data-test='payments-desk']\").scrollIntoView()");
        look(browser, "desk-" + size);
        browser.clickSelected("[data-test='day'][data-method='alipay'] [data-test='look']");
        browser.select("[data-test='finding'][data-verdict='MISSING_HERE']");
        browser.run("document.querySelector(\"[data-test='findings']\").scrollIntoView({block: 'center'})");
        look(browser, "findings-" + size);
      }
    }
  }
}
