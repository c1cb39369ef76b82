package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser;
import laotie.server.browser.Browser.Size;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A host goes down his tree on a phone, to one product of one clip, and back up. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class TreeScreenTest {

  private static final Duration FOLDED_WITHIN = Duration.ofSeconds(30);

  @TestHTTPResource("/")
  String home;

  @Inject Database database;
  @Inject Log log;

  @Test
  void goesDownToAProductAndBackUpOnAPhone() {
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    Somebody host = Somebody.host();
    tell(new TreeWorld(4, host.id(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    awaitFolded(host);
    try (Browser browser = Browser.open(Size.PHONE, "en")) {
      signIn(browser, host);
      browser.console();
      browser.go(home + "studio/growth");
      browser.find("equation");
      browser.find("growth-timeline");
      fits(browser);
      String whole = minor(browser, "tree-head");
      browser.click("identity-yesterday");
      browser.find("equation-yesterday");
      assertThat(browser.text("equation-yesterday")).contains("equals what was paid");
      browser.click("level-CLIP");
      String clip = minor(browser, "branch");
      browser.click("branch");
      browser.await("the clip's own numbers", () -> minor(browser, "tree-head").equals(clip));
      assertThat(browser.address()).contains("clip=clip_");
      String product = minor(browser, "branch");
      browser.click("branch");
      browser.await("the product's own numbers", () -> minor(browser, "tree-head").equals(product));
      fits(browser);
      browser.picture(Path.of("target", "screens", "tree-product.jpg"));
      browser.click("crumb");
      browser.await("the whole again", () -> minor(browser, "tree-head").equals(whole));
      assertThat(browser.console()).noneMatch(line -> line.contains("SEVERE"));
    }
  }

  private void signIn(Browser browser, Somebody host) {
    browser.go(home + "sign-in");
    browser.type("field-login", host.login());
    browser.type("field-password", Somebody.PASSWORD);
    browser.click("sign-in-submit");
    browser.await("to be signed in", () -> !browser.address().contains("/sign-in"));
  }

  private static String minor(Browser browser, String test) {
    return browser.find(test).getDomAttribute("data-minor");
  }

  private static void fits(Browser browser) {
    assertThat((Long) browser.run("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
  }

  private void tell(TreeWorld world) {
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, world.log());
      log.appendAll(connection, Source.FLOOD, world.flood());
      return world;
    });
  }

  private void awaitFolded(Somebody host) {
    String path = "/api/v1/hosts/" + host.id() + "/tree?days=10&until=";
    Await.until(FOLDED_WITHIN, () -> host.calls().get(path).asString(), () ->
        host.calls().get(path).jsonPath().getLong("now.factors.orders") > 0
            && host.calls().get(path).jsonPath().getLong("now.factors.uv") > 0);
  }
}
