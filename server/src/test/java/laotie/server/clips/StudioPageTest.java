package laotie.server.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's page of clips in a real browser of phone size. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class StudioPageTest {

  @TestHTTPResource("/")
  URI home;

  @BeforeEach
  void needsABrowser() {
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
  }

  private void signIn(Browser browser, Somebody host) {
    browser.go(home + "sign-in");
    browser.type("field-login", host.login());
    browser.type("field-password", Somebody.PASSWORD);
    browser.click("sign-in-submit");
    browser.await("to be signed in", () -> !browser.address().contains("/sign-in"));
  }

  /** As if chosen from the phone's gallery. */
  private static void choose(Browser browser, byte[] video, String name) {
    browser.await("a place for videos", () -> browser.sees("clip-intake"));
    browser.run("""
        const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
        const chosen = new DataTransfer();
        chosen.items.add(new File([bytes], arguments[1], {type: 'video/mp4'}));
        const input = document.querySelector('[data-test=clip-file]');
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', {bubbles: true}));
        """, Base64.getEncoder().encodeToString(video), name);
  }

  private static void awaitStatus(Browser browser, String status) {
    browser.await("a clip that is " + status, () -> Boolean.TRUE.equals(browser.run(
        "return document.querySelector('[data-test=clip-row]')?.dataset.status === arguments[0]", status)));
  }

  private static void picture(Browser browser, String name) {
    String folder = System.getProperty("laotie.test.pictures");
    if (folder != null) {
      browser.picture(Path.of(folder, name + ".jpg"));
    }
  }

  @Test
  void aHostUploadsWritesShowsWithdrawsAndUndoes() {
    Somebody host = Somebody.host();
    String productId = Hand.product(host, "Spring tea");
    try (Browser browser = Browser.open(Browser.Size.PHONE, "en")) {
      signIn(browser, host);
      browser.go(home + "studio");
      browser.click("studio-clips");
      choose(browser, Camera.video(3), "tea.mp4");
      browser.type("clip-caption", "Picked this morning");
      browser.click("clip-card-add");
      browser.click("clip-card-choose");
      browser.click("clip-save");
      awaitStatus(browser, "READY");
      browser.click("clip-edit");
      browser.find("clip-preview");
      browser.run("""
          const moment = document.querySelector('[data-test=clip-moment]');
          moment.value = '1500';
          moment.dispatchEvent(new Event('input'));
          """);
      picture(browser, "clip-edit");
      browser.click("clip-save-publish");
      awaitStatus(browser, "PUBLISHED");
      picture(browser, "clip-list");
      String clipId = (String) browser.run(
          "return document.querySelector('[data-test=clip-row]').dataset.clip");
      Hand.read(host, clipId).then().body("status", equalTo("PUBLISHED"))
          .body("caption", equalTo("Picked this morning"))
          .body("cards.product.productId", contains(productId)).body("cards.fromMs", contains(1500));
      browser.click("clip-withdraw");
      awaitStatus(browser, "WITHDRAWN");
      browser.click("undo");
      awaitStatus(browser, "PUBLISHED");
      assertThat((Long) browser.run("return document.documentElement.scrollWidth - innerWidth"))
          .as("nothing hangs over the edge").isZero();
    }
  }

  @Test
  void anUploadGoesOnAfterAReloadWithTheSameFile() {
    Somebody host = Somebody.host();
    byte[] video = Camera.video(3);
    String uploadId = host.calls().header("Idempotency-Key", UUID.randomUUID())
        .body(Map.of("bytes", video.length)).post("/api/v1/uploads").path("uploadId");
    Hand.part(host, uploadId, 0, Arrays.copyOf(video, 1000)).then().statusCode(200);
    try (Browser browser = Browser.open(Browser.Size.PHONE, "zh-CN")) {
      signIn(browser, host);
      browser.run("""
          localStorage.setItem('laotie.uploads', JSON.stringify(
            [{uploadId: arguments[0], hostId: arguments[1], name: 'tea.mp4', size: arguments[2]}]))
          """, uploadId, host.id(), video.length);
      browser.go(home + "studio/clips");
      browser.find("clip-unfinished");
      picture(browser, "clip-unfinished");
      choose(browser, video, "tea.mp4");
      awaitStatus(browser, "READY");
      assertThat(browser.sees("clip-unfinished")).isFalse();
      // It was the same upload: none other is open.
      host.calls().get("/api/v1/uploads/" + uploadId).then().statusCode(404);
    }
  }

  @Test
  void saysInWordsWhyAVideoCannotBe() {
    Somebody host = Somebody.host();
    try (Browser browser = Browser.open(Browser.Size.DESK, "en")) {
      signIn(browser, host);
      browser.go(home + "studio/clips");
      choose(browser, new byte[0], "empty.mp4");
      browser.awaitText("clip-wrong", "empty");
      choose(browser, "not a video".getBytes(java.nio.charset.StandardCharsets.UTF_8), "evil.mp4");
      browser.awaitText("clip-row", "not a video we can read");
      picture(browser, "clip-failed");
    }
  }
}
