package laotie.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A host brings his past orders: looks, says what a column means, imports, compares, and takes back. */
class HistoryScreenProcessTest {

  private static Path dir;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() throws Exception {
    if (!Browser.isHere()) {
      System.out.println("SKIPPED: no Chromium here, the screens of histories are not tested");
    }
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    dir = Files.createTempDirectory("laotie-history");
    server = ServerProcess.start(dir);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
      TestSquare.erase(dir);
    }
  }

  private static String orders() {
    StringBuilder table = new StringBuilder(
        "Name,Email,Financial Status,Paid at,Currency,Total,Created at\n");
    for (int i = 0; i < 40; i++) {
      table.append("#").append(i).append(",b").append(i).append("@shop.example,paid,")
          .append("2026-01-05 10:00:00 +0800,USD,20.00,2026-01-05 10:00:00 +0800\n");
      if (i < 32) {
        table.append("#r").append(i).append(",b").append(i).append("@shop.example,paid,")
            .append("2026-01-25 10:00:00 +0800,USD,10.00,2026-01-25 10:00:00 +0800\n");
      }
    }
    return table + "#z,b0@shop.example,paid,2026-05-25 10:00:00 +0800,USD,1.00,2026-05-25 10:00:00 +0800\n"
        + "#y,b0@shop.example,paid,soon,USD,1.00,\n";
  }

  @Test
  void aShopifyExportStandsBesideTheShopOnADesk() throws IOException {
    Path table = Files.writeString(dir.resolve("orders_export.csv"), orders());
    try (Browser host = host(Size.DESK, "en", "histdesk")) {
      host.go(server.url() + "/studio/imports");
      host.click("import-history");
      host.choose("import-file", table);
      host.select("[data-test='history-page'][data-status='PREVIEW']");
      host.awaitText("history-count-NEW", "73");
      host.awaitText("history-issues", "“soon”: no date that is known");
      host.awaitText("history-samples", "b0@shop.example");
      host.click("history-start");
      host.select("[data-test='history-page'][data-status='DONE'][data-counted]");
      host.awaitText("channels", "80%");
      host.awaitText("channels", "32 / 40");
      host.clickSelected("[data-test='channel-more']");
      host.awaitText("comeback-cohorts", "26-01");
      host.go(server.url() + "/studio/customers");
      host.awaitText("channels", "Shopify");
      host.go(server.url() + "/studio/history");
      host.choose("import-file", table);
      host.awaitText("history-count-SAME", "73");
      assertThat(host.find("history-start").isEnabled()).as("nothing to import").isFalse();
      host.click("history-cancel");
      host.select("[data-test='history-page'][data-status='CANCELLED']");
      host.go(server.url() + "/studio/history");
      host.clickSelected("[data-test='history-row'][data-status='DONE']");
      host.click("history-take-back");
      host.click("history-take-back-sure");
      host.select("[data-test='history-page'][data-status='TAKEN_BACK']");
    }
  }

  @Test
  void aTableInGbkIsExplainedOnAPhone() throws IOException {
    Path table = dir.resolve("茶.csv");
    Files.write(table, "单子,谁,哪天,多少钱\n1,小芳,2026-01-05,66\n2,小芳,2026-02-05,88.50\n"
        .getBytes(Charset.forName("GBK")));
    try (Browser host = host(Size.PHONE, "zh-CN", "histphone")) {
      host.go(server.url() + "/studio/history");
      host.choose("import-file", table);
      host.awaitText("history-missing", "订单号");
      host.clickSelected("[data-test='field-place-ORDER'] option[value='0']");
      host.clickSelected("[data-test='field-place-BUYER'] option[value='1']");
      host.clickSelected("[data-test='field-place-ORDERED_AT'] option[value='2']");
      host.clickSelected("[data-test='field-place-TOTAL'] option[value='3']");
      host.click("history-read-again");
      host.awaitText("history-count-NEW", "2");
      host.awaitText("history-samples", "88.50");
      assertThat(host.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing sticks out of a phone").isEqualTo(true);
      host.click("history-start");
      host.select("[data-test='history-page'][data-status='DONE']");
      host.awaitText("channels", "1 位买家");
      assertThat(host.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing sticks out of a phone").isEqualTo(true);
    }
  }

  private static Browser host(Size size, String language, String login) {
    try (Rest rest = new Rest(server.url() + "/api/v1")) {
      rest.post("/accounts", "{\"login\": \"%s\", \"name\": \"茶农老周\", \"password\": \"%s\"}"
          .formatted(login, Steps.PASSWORD));
      rest.post("/me/host",
          """
          {"tagline": "山里的茶", "story": "三代人种茶", "sinceYear": 1998,
           "goodsFrom": "自家茶园", "category": "茶"}""");
    }
    Browser browser = Browser.open(size, language);
    Steps.signIn(browser, server.url(), login);
    return browser;
  }
}
