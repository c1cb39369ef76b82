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

/** A host brings his goods from another shop: looks, says what a column means, imports, and again. */
class ImportScreenProcessTest {

  private static Path dir;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() throws Exception {
    if (!Browser.isHere()) {
      System.out.println("SKIPPED: no Chromium here, the screens of imports are not tested");
    }
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    dir = Files.createTempDirectory("laotie-imports");
    server = ServerProcess.start(dir);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
      TestSquare.erase(dir);
    }
  }

  @Test
  void aShopifyExportArrivesOnADesk() {
    try (Browser host = host(Size.DESK, "en", "desk")) {
      host.click("goods-import");
      host.choose("import-file", Path.of("src/test/resources/imports/shopify-old.csv"));
      host.select("[data-test='import-page'][data-status='PREVIEW']");
      host.awaitText("import-count-NEW", "3");
      host.awaitText("import-count-REFUSED", "1");
      host.awaitText("import-pictures", "3 pictures");
      host.awaitText("import-issues", "Row 8, Variant Price: “ask us” is no amount of this currency.");
      host.awaitText("import-samples", "Dries fast & well");
      host.click("import-start");
      host.select("[data-test='import-page'][data-status='DONE']");
      host.awaitText("import-count-CREATED", "3");
      host.click("import-product");
      host.clickSelected("[data-test='product-source'] summary");
      host.awaitText("product-source", "https://cdn.example/dress-3.jpg");

      host.go(server.url() + "/studio/imports");
      host.awaitText("import-row", "shopify-old.csv");
      host.choose("import-file", Path.of("src/test/resources/imports/shopify-old.csv"));
      host.awaitText("import-count-SAME", "3");
      assertThat(host.find("import-start").isEnabled()).as("nothing to import").isFalse();
    }
  }

  @Test
  void aTableInGbkIsExplainedOnAPhone() throws IOException {
    Path table = dir.resolve("茶叶.csv");
    Files.write(table, "茶名,多少钱,剩下\n云雾绿茶,66,20\n野生红茶,88.50,5\n".getBytes(Charset.forName("GBK")));
    try (Browser host = host(Size.PHONE, "zh-CN", "phone")) {
      host.click("goods-import");
      host.choose("import-file", table);
      host.awaitText("import-issue", "没有商品标识也没有标题");
      host.clickSelected("[data-test='field-place-TITLE'] option[value='0']");
      host.clickSelected("[data-test='field-place-PRICE'] option[value='1']");
      host.clickSelected("[data-test='field-place-STOCK'] option[value='2']");
      host.click("import-held");
      host.click("import-read-again");
      host.awaitText("import-count-NEW", "2");
      host.awaitText("import-samples", "¥88.50");
      assertThat(host.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing sticks out of a phone").isEqualTo(true);
      host.click("import-start");
      host.select("[data-test='import-page'][data-status='DONE']");
      host.click("import-to-goods");
      host.awaitText("product-row", "野生红茶");
      host.select("[data-test='product-row'][data-listed='false']");
    }
  }

  @Test
  void aWorkbookIsRefusedInClearWords() throws IOException {
    Path table = dir.resolve("goods.csv");
    Files.write(table, new byte[] {'P', 'K', 3, 4, 20, 0});
    try (Browser host = host(Size.PHONE, "zh-CN", "book")) {
      host.go(server.url() + "/studio/imports");
      host.choose("import-file", table);
      host.awaitText("import-wrong", "这是工作簿文件");
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
    browser.go(server.url() + "/studio/goods");
    return browser;
  }
}
