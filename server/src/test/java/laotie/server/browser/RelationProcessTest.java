package laotie.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Browser.Size;
import laotie.server.clips.Camera;
import laotie.server.video.Encoder;
import laotie.server.video.Ffmpeg;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a stranger to somebody who came back, on real parts and a phone: he sees a clip, asks where to buy it,
 * gets the card, buys, follows, waits for the show, is reminded, comes, and buys again. The host answers his
 * question, meets what was asked for and not sold, and writes to him only while he agrees.
 */
class RelationProcessTest {

  private static final int PRICE_MINOR = 6_600;
  private static final int PART_BYTES = 1 << 20;
  private static final Duration MADE_WITHIN = Duration.ofSeconds(90);

  private static Path dir;
  private static ServerProcess server;
  private static int rtmpPort;

  /** The same path in both languages. */
  enum Speaker {
    CHINESE("zh-CN", "云雾绿茶 明前", "哪里可以买到呀？", "这个还有货吗", "有没有紫砂壶 想买一把", "今晚喝新茶", "老朋友，新茶到了"),
    ENGLISH("en", "Cloud mist green tea", "where can I buy this?", "do you still have this?",
        "do you sell teapots? I want one", "New tea tonight", "Dear friends, the new tea is here");

    private final String language;
    private final String product;
    private final String asks;
    private final String asksAgain;
    private final String wishes;
    private final String show;
    private final String letter;

    Speaker(String language, String product, String asks, String asksAgain, String wishes, String show,
        String letter) {
      this.language = language;
      this.product = product;
      this.asks = asks;
      this.asksAgain = asksAgain;
      this.wishes = wishes;
      this.show = show;
      this.letter = letter;
    }

    String login(String who) {
      return who + "_" + language.substring(0, 2);
    }
  }

  /** What a host prepared before. */
  private record Shop(String hostId, String roomId, String productId, String clipId, String showId) {}

  @BeforeAll
  static void startServer() throws Exception {
    if (!Browser.isHere()) {
      System.out.println("SKIPPED: no Chromium here, the path of the relation is not tested");
    }
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    dir = Files.createTempDirectory("laotie-relation");
    rtmpPort = ServerProcess.freePort();
    server = ServerProcess.start(dir, "-Dlaotie.video.rtmp-port=" + rtmpPort);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
      TestSquare.erase(dir);
    }
  }

  @ParameterizedTest
  @EnumSource(Speaker.class)
  void fromAClipToTheSecondPurchase(Speaker speaker) {
    try (Rest host = new Rest(server.url() + "/api/v1");
        Browser buyer = Browser.open(Size.PHONE, speaker.language);
        Browser desk = Browser.open(Size.DESK, speaker.language)) {
      Shop shop = open(host, speaker);
      Steps.signIn(desk, server.url(), speaker.login("tea"));
      Steps.register(buyer, server.url(), "小美", speaker.login("mei"));

      askUnderTheClipAndBuy(buyer, shop, speaker);
      followAndWait(buyer, shop, speaker);
      hostAnswers(desk, speaker);
      told(buyer, "CARD_ANSWERED");
      told(buyer, "RESERVATION_SOON");
      try (Encoder encoder = goLive(host, shop)) {
        comeByTheReminder(buyer, shop);
        askInTheRoomAndBuyAgain(buyer, speaker);
        wish(buyer, speaker);
        assertThat(encoder.isAlive()).isTrue();
      }
      demandIsMet(desk, shop);
      told(buyer, "DEMAND_MET");
      consentAndRevocation(buyer, desk, speaker);
      assertBothOrders(host, shop);
    }
  }

  private static Shop open(Rest host, Speaker speaker) {
    String hostId = Rest.member(host.post("/accounts",
        "{\"login\": \"%s\", \"name\": \"茶农老周\", \"password\": \"%s\"}"
            .formatted(speaker.login("tea"), Steps.PASSWORD)), "id");
    String roomId = Rest.member(host.post("/me/host",
        """
        {"tagline": "山里的茶", "story": "三代人种茶", "sinceYear": 1998,
         "goodsFrom": "自家茶园", "category": "茶"}"""), "roomId");
    String productId = Rest.member(host.post("/products",
        """
        {"title": "%s", "story": "清明前采", "category": "tea", "skus": [
          {"name": "50 g", "price": {"minor": %d, "currency": "CNY"}, "supply": 20}]}"""
            .formatted(speaker.product, PRICE_MINOR)), "productId");
    String clipId = film(host, productId);
    String showId = Rest.member(host.post("/shows", "{\"title\": \"%s\", \"startsAt\": \"%s\"}"
        .formatted(speaker.show, Instant.now().plus(Duration.ofMinutes(9)))), "showId");
    return new Shop(hostId, roomId, productId, clipId, showId);
  }

  /** Uploads a video in parts and waits until it is shown. */
  private static String film(Rest host, String productId) {
    byte[] video = Camera.video(6);
    String uploadId = Rest.member(host.post("/uploads",
        "{\"bytes\": %d, \"mediaType\": \"video/mp4\"}".formatted(video.length)), "uploadId");
    for (int from = 0; from < video.length; from += PART_BYTES) {
      host.put("/uploads/" + uploadId + "/parts?from=" + from,
          Arrays.copyOfRange(video, from, Math.min(video.length, from + PART_BYTES)));
    }
    String clipId = Rest.member(host.post("/clips",
        """
        {"uploadId": "%s", "caption": "春茶", "publishes": true,
         "cards": [{"productId": "%s", "fromMs": 0}]}""".formatted(uploadId, productId)), "clipId");
    Await.until(MADE_WITHIN, () -> host.get("/clips/" + clipId),
        () -> Rest.member(host.get("/clips/" + clipId), "status").equals("PUBLISHED"));
    return clipId;
  }

  private static void askUnderTheClipAndBuy(Browser buyer, Shop shop, Speaker speaker) {
    buyer.go(server.url() + "/");
    buyer.clickSelected("a[href='/clip/" + shop.clipId() + "']");
    buyer.await("the clip to play", () -> Boolean.TRUE.equals(buyer.run(
        "const video = document.querySelector('[data-test=\"clip-video\"]');"
            + "return !!video && video.currentTime > 0.3;")));
    buyer.click("clip-talk");
    buyer.type("comment-input", speaker.asks);
    buyer.click("comment-send");
    buyer.select("[data-test='offer']");
    backClosesTheSheets(buyer);
    buyer.click("clip-talk");
    buyer.clickSelected("[data-test='offer'] [data-test='clip-buy']");
    Steps.payWithAddress(buyer);
    assertThat(buyer.address()).as("he never left the clip").contains("/clip");
  }

  /** The browser's back takes away what lies over the page, one after the other, and stays on the page. */
  private static void backClosesTheSheets(Browser buyer) {
    buyer.clickSelected("[data-test='offer'] [data-test='clip-buy']");
    buyer.find("buy-form");
    buyer.run("history.back()");
    buyer.await("the buying sheet to close", () -> !buyer.sees("buy-form"));
    assertThat(buyer.address()).contains("/clip");
  }

  private static void followAndWait(Browser buyer, Shop shop, Speaker speaker) {
    buyer.go(server.url() + "/clip/" + shop.clipId());
    buyer.click("follow");
    buyer.await("to follow", () -> buyer.sees("reserve"));
    buyer.click("reserve");
    buyer.select("[data-test='reserve'][aria-pressed='true']");
    buyer.go(server.url() + "/host/" + shop.hostId());
    buyer.select("[data-test='follow'][aria-pressed='true']");
    assertThat(buyer.run("return document.body.innerText").toString()).contains(speaker.show);
  }

  private static void hostAnswers(Browser desk, Speaker speaker) {
    desk.go(server.url() + "/studio/asks");
    desk.awaitText("ask", speaker.asks);
    desk.click("ask-answer");
    desk.await("the question to leave the list", () -> !desk.sees("ask-answer"));
    desk.click("asks-answered");
    desk.awaitText("ask-answered", speaker.asks);
  }

  /** What he finds under the bell; the reminder comes with the clock's next look. */
  private static void told(Browser buyer, String kind) {
    buyer.await("to be told " + kind, () -> {
      buyer.go(server.url() + "/notices");
      buyer.find("notice");
      return buyer.run("return document.querySelector(\"[data-kind='" + kind + "']\")") != null;
    });
  }

  private static Encoder goLive(Rest host, Shop shop) {
    String key = Rest.member(host.post("/rooms/" + shop.roomId() + "/stream/key", "{}"), "streamName");
    Ffmpeg.Program program =
        new Ffmpeg(Optional.empty(), dir.resolve("ffmpeg")).find().orElseThrow();
    Encoder encoder = Encoder.publish(
        program, "rtmp://127.0.0.1:" + rtmpPort + "/live/" + key,
        "-c:v", "libopenh264", "-b:v", "500k", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac");
    Await.until(Browser.WAIT_MAX, () -> "a signal",
        () -> host.get("/rooms/" + shop.roomId() + "/signal").contains("\"isReceived\":true"));
    host.post("/shows/" + shop.showId() + "/start", "{}");
    String cardId = Rest.member(host.post("/shows/" + shop.showId() + "/cards",
        "{\"productId\": \"" + shop.productId() + "\"}"), "cardId");
    host.put("/shows/" + shop.showId() + "/cards/" + cardId + "/pin", "{}");
    return encoder;
  }

  private static void comeByTheReminder(Browser buyer, Shop shop) {
    told(buyer, "SHOW_STARTED");
    buyer.clickSelected("[data-kind='SHOW_STARTED'] a");
    buyer.await("the room", () -> buyer.address().contains(shop.roomId()));
  }

  private static void askInTheRoomAndBuyAgain(Browser buyer, Speaker speaker) {
    say(buyer, speaker.asksAgain);
    buyer.click("offer-buy");
    Steps.payAgain(buyer);
  }

  private static void wish(Browser buyer, Speaker speaker) {
    say(buyer, speaker.wishes);
  }

  private static void say(Browser buyer, String text) {
    buyer.type("chat-input", text);
    buyer.click("chat-send");
    buyer.awaitText("chat-line", text);
  }

  private static void demandIsMet(Browser desk, Shop shop) {
    desk.go(server.url() + "/studio/demand");
    desk.find("demand-row");
    desk.click("demand-meet");
    desk.click("pick-row");
    desk.await("the wish to be met", () -> !desk.sees("demand-row"));
    assertThat(shop.productId()).isNotEmpty();
  }

  private static void consentAndRevocation(Browser buyer, Browser desk, Speaker speaker) {
    buyer.go(server.url() + "/me/relations");
    buyer.click("consent");
    buyer.find("revoke");
    desk.go(server.url() + "/studio/fans");
    desk.awaitText("fan", "小美");
    desk.type("field-words", speaker.letter);
    desk.click("send");
    desk.awaitText("sent-row", speaker.letter);
    told(buyer, "HOST_WROTE");

    buyer.go(server.url() + "/me/relations");
    buyer.click("revoke");
    buyer.find("consent");
    desk.go(server.url() + "/studio/fans");
    desk.find("sent-row");
    desk.await("nobody to be left", () -> !desk.sees("fan"));
  }

  /** The first came from the clip and the second from the show. */
  private static void assertBothOrders(Rest host, Shop shop) {
    String orders = host.get("/hosts/" + shop.hostId() + "/orders");
    Matcher shows = Pattern.compile("\"showId\"\\s*:\\s*\"([^\"]*)\"").matcher(orders);
    assertThat(shows.results().map(found -> found.group(1)).toList()).containsExactly(shop.showId());
    assertThat(Pattern.compile("\"orderId\"").matcher(orders).results().count()).isEqualTo(2);
  }
}
