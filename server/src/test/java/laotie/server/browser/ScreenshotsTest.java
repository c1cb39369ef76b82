package laotie.server.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import laotie.server.browser.Browser.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Pictures of the main screens of a running demo, into {@code docs/screenshots}. Started by
 * {@code ./laotie screenshots}; the property names the demo's address.
 */
@EnabledIfSystemProperty(named = "laotie.screenshots", matches = "http.*")
class ScreenshotsTest {

  private static final Path FOLDER = Path.of("../docs/screenshots");
  private static final String PASSWORD = "laotie-demo";
  private static final String DEMO = System.getProperty("laotie.screenshots");

  /** A screen: its file, whose eyes, its address, and what must be seen before it is taken. */
  private record Screen(String name, String login, String path, String sees) {}

  @Test
  void takeAll() {
    for (Size size : Size.values()) {
      for (String language : List.of("zh-CN", "en")) {
        for (Map.Entry<String, List<Screen>> eyes : screens().entrySet()) {
          takeAll(size, language, eyes.getKey(), eyes.getValue());
        }
      }
    }
  }

  private static Map<String, List<Screen>> screens() {
    String room = roomOf("host1");
    return Map.of(
        "viewer1",
        List.of(
            new Screen("home", "viewer1", "/", "room-tile"),
            new Screen("clips", "viewer1", "/clips", "clip-video"),
            new Screen("room", "viewer1", "/room/" + room, "chat-input"),
            new Screen("host", "viewer1", "/host/" + hostOf("host1"), "follow"),
            new Screen("relations", "viewer1", "/me/relations", "relations"),
            new Screen("my-coupons", "viewer1", "/me/coupons", "my-coupons"),
            new Screen("orders", "viewer1", "/orders", "tab-orders, nav-orders"),
            new Screen("following", "viewer1", "/following", "tab-following, nav-following")),
        "host1",
        List.of(
            new Screen("studio", "host1", "/studio", "repurchase"),
            new Screen("asks", "host1", "/studio/asks", "asks-page"),
            new Screen("films", "host1", "/studio/clips", "clip-row"),
            new Screen("fans", "host1", "/studio/fans", "fans-desk"),
            new Screen("ladder", "host1", "/studio/relation", "ladder"),
            new Screen("growth", "host1", "/studio/growth", "tree-head"),
            new Screen("stream", "host1", "/studio/stream", "rotate-key"),
            new Screen("goods", "host1", "/studio/goods", "product-row"),
            new Screen("flash", "host1", "/studio/prices?part=flash", "flash-row"),
            new Screen("coupons", "host1", "/studio/prices?part=coupons", "coupon-row"),
            new Screen("shipping", "host1", "/studio/prices?part=shipping", "shipping-form"),
            new Screen("returns", "host1", "/studio/returns", "returns"),
            new Screen("money", "host1", "/studio/money", "host-money"),
            new Screen("sales", "host1", "/studio/orders", "host-orders")),
        "operator",
        List.of(new Screen("operator", "operator", "/operator?part=relation", "ladder"),
            new Screen("trees", "operator", "/operator/growth", "tree-head"),
            new Screen("ledger", "operator", "/operator?part=ledger", "ledger")));
  }

  private static String roomOf(String login) {
    return memberOf(login, "roomId");
  }

  private static String hostOf(String login) {
    return memberOf(login, "id");
  }

  private static String memberOf(String login, String member) {
    try (Rest rest = new Rest(DEMO + "/api/v1")) {
      rest.post("/sessions", "{\"login\": \"" + login + "\", \"password\": \"" + PASSWORD + "\"}");
      return Rest.member(rest.get("/me"), member);
    }
  }

  private static void takeAll(Size size, String language, String login, List<Screen> screens) {
    try (Browser browser = Browser.open(size, language)) {
      browser.go(DEMO + "/sign-in");
      browser.type("field-login", login);
      browser.type("field-password", PASSWORD);
      browser.click("sign-in-submit");
      browser.await("to be signed in", () -> !browser.address().contains("/sign-in"));
      for (Screen screen : screens) {
        browser.go(DEMO + screen.path());
        browser.await("to see " + screen.sees(), () ->
            List.of(screen.sees().split(", ")).stream().anyMatch(browser::sees));
        settle(browser);
        browser.picture(
            FOLDER.resolve(screen.name() + "-" + size.width() + "-" + language.substring(0, 2) + ".jpg"));
      }
    }
  }

  /**
   * Until every picture is drawn, the fonts are there, and a video that should play has a frame. What a row
   * that scrolls sideways cuts off is not waited for: it loads when somebody gets there.
   */
  private static void settle(Browser browser) {
    browser.run("window.laotieSettled = performance.now()");
    browser.await("the screen to settle", () ->
        Boolean.TRUE.equals(
            browser.run(
                """
                const isCut = (part, box) => {
                  for (let around = part.parentElement; around; around = around.parentElement) {
                    const frame = around.getBoundingClientRect();
                    if (getComputedStyle(around).overflowX !== 'visible'
                        && (box.right <= frame.left || box.left >= frame.right)) {
                      return true;
                    }
                  }
                  return false;
                };
                const isShown = part => {
                  const box = part.getBoundingClientRect();
                  return part.checkVisibility({opacityProperty: true}) && box.width > 0
                    && box.bottom > 0 && box.top < innerHeight && !isCut(part, box);
                };
                const pictures = [...document.images].filter(isShown).every(picture => picture.complete);
                const videos = [...document.querySelectorAll('video')].filter(isShown)
                  .every(video => video.readyState >= 2);
                const rested = performance.now() - window.laotieSettled > 4000;
                return document.fonts.status === 'loaded' && pictures && videos && rested;
                """)));
  }
}
