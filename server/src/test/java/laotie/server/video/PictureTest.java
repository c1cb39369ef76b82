package laotie.server.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The whole way of a picture: ffmpeg, RTMP, fragments, socket, Media Source of a real Chromium; proved by
 * reading the painted clock back out of the video element's pixels.
 */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
@TestProfile(VideoProfile.class)
class PictureTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static ChromeDriver browser;
  private static Path profile;

  @TestHTTPResource("/")
  URI home;

  @Inject
  TestRooms rooms;

  @Inject
  VideoStore store;

  @Inject
  RtmpDoor door;

  @Inject
  Hubs hubs;

  @Inject
  Watches watches;

  @BeforeAll
  static void openBrowser() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "no Chromium here");
    profile = Files.createTempDirectory("laotie-browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--autoplay-policy=no-user-gesture-required", "--user-data-dir=" + profile, "--window-size=800,600");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.quit();
      TestSquare.erase(profile);
    }
  }

  private String address(String name) {
    rooms.room(name);
    String key = store.rotate("rm_" + name, "host_" + name);
    return "rtmp://127.0.0.1:" + door.port() + "/live/rm_" + name + "?key=" + key;
  }

  private void watch(String name, boolean isHls) {
    String viewer = "viewer_" + name;
    rooms.view("vw_" + name, viewer, name);
    browser.get(home.toString());
    browser.manage().addCookie(new Cookie("test_account", viewer));
    browser.executeScript("""
        const video = document.createElement('video');
        video.muted = true;
        document.body.append(video);
        const player = new LaotieLivePlayer();
        window.states = [];
        window.credited = 0;
        player.addEventListener('state', (event) => window.states.push(event.detail));
        player.addEventListener('credited', (event) => window.credited += event.detail);
        if (arguments[2]) LaotieLivePlayer.sourceType = () => undefined;
        player.attach(video);
        player.start(arguments[0], arguments[1]);
        const canvas = document.createElement('canvas');
        canvas.width = 320;
        canvas.height = 240;
        const pen = canvas.getContext('2d', {willReadFrequently: true});
        window.player = player;
        window.age = () => {
          const read = Date.now();
          if (video.readyState < 2) return -1;
          pen.drawImage(video, 0, 0, 320, 240);
          const pixels = pen.getImageData(0, 0, 320, 240).data;
          let clock = 0;
          for (let bit = 0; bit < 24; bit++) {
            const x = bit % 8 * 40 + 20, y = Math.floor(bit / 8) * 80 + 40;
            if (pixels[(y * 320 + x) * 4] > 125) clock |= 1 << bit;
          }
          return [read & 0xffffff, clock];
        };
        """, "rm_" + name, "vw_" + name, isHls);
  }

  /** What the painted clock shows, and how old that is, in milliseconds. */
  private record Sight(long clock, long ageMs) {}

  private List<Sight> look(int times, int maxAgeMs) {
    List<Sight> sights = new ArrayList<>();
    Await.until(Duration.ofSeconds(30),
        () -> "a picture of the clock: " + browser.executeScript("return window.states")
            + " " + browser.executeScript("return window.age()")
            + browser.manage().logs().get("browser").getAll(),
        () -> {
          Object seen = browser.executeScript("return window.age()");
          if (seen instanceof List<?> pair) {
            long read = ((Number) pair.get(0)).longValue();
            long clock = ((Number) pair.get(1)).longValue();
            long age = read - clock & 0xffffff;
            boolean isNew = sights.isEmpty() || sights.getLast().clock() != clock;
            if (age < maxAgeMs && isNew) {
              sights.add(new Sight(clock, age));
            }
          }
          return sights.size() >= times;
        });
    return sights;
  }

  private static long median(List<Sight> sights) {
    return sights.stream().mapToLong(Sight::ageMs).sorted().skip(sights.size() / 2).findFirst().orElseThrow();
  }

  /**
   * The goal is 1.5 s. The bound asserted is 3 s, since this machine may encode, serve and decode on two
   * cores under the load of other tests; the player seeks when it is 2.5 s behind, so a steady picture older
   * than 3 s is a fault and not load.
   */
  private void assertMoves(List<Sight> sights, String what) {
    for (int i = 1; i < sights.size(); i++) {
      assertThat(sights.get(i).clock() - sights.get(i - 1).clock() & 0xffffff).isLessThan(10_000);
    }
    System.out.printf("glass to glass, %s: median %d ms of %d looks%n", what, median(sights), sights.size());
    assertThat(median(sights)).isLessThan(3000);
  }

  @Test
  void showsTheClockOfTheSourceAndCreditsTheWatching() {
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("clock"), Encoder.quick())) {
      watch("clock", false);
      look(20, 10_000);
      Await.until(Duration.ofSeconds(15), "steady", () ->
          "playing".equals(browser.executeScript("return window.player.state")));
      assertMoves(look(80, 10_000), "socket");
      Await.until(Duration.ofSeconds(20), "watch time", () ->
          ((Number) browser.executeScript("return window.credited")).longValue() >= 3000);
      assertThat(watches.concurrent("rm_clock")).isEqualTo(1);
      Await.until(Duration.ofSeconds(5), "audience told",
          () -> Integer.valueOf(1).equals(rooms.audiences.get("rm_clock")));
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  @Test
  void picturesWithBFramesAndATakeoverByAnotherSizeAndSoundGoOnMoving() {
    String address = address("turn");
    String[] late = {"-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "50", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "-ar", "48000", "-ac", "1"};
    String[] other = {"-vf", "scale=640:480", "-c:v", "libx264", "-preset", "ultrafast",
        "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ar", "44100", "-ac", "2"};
    try (Encoder first = Encoder.publish(Encoder.withX264(), address, late)) {
      watch("turn", false);
      List<Sight> sights = look(40, 20_000);
      assertThat(sights).hasSize(40);
      try (Encoder second = Encoder.publish(Encoder.withX264(), address, other)) {
        Await.until(Duration.ofSeconds(20), "the wider picture", () ->
            ((Number) browser.executeScript("return document.querySelector('body > video').videoWidth"))
                .intValue() == 640);
        look(20, 10_000);
        assertMoves(look(60, 10_000), "after a takeover");
        assertThat(second.isAlive()).isTrue();
        assertThat(first.isAlive()).isFalse();
      }
    }
  }

  @Test
  void thePlayerComesBackAfterItsSocketBroke() {
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("break"), Encoder.quick())) {
      watch("break", false);
      look(10, 10_000);
      browser.executeScript("window.player.socket.close()");
      Await.until(Duration.ofSeconds(5), "left", () -> hubs.hubOf("rm_break").viewerCount() == 0);
      Await.until(Duration.ofSeconds(10), "back", () -> hubs.hubOf("rm_break").viewerCount() == 1);
      look(10, 10_000);
      assertMoves(look(40, 10_000), "after a break");
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  @Test
  void aBrowserWithoutMediaSourceSocketsWatchesOverHlsAndEarnsCredit() {
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("hlsview"), Encoder.quick())) {
      Await.until(Duration.ofSeconds(20), "signal", () -> hubs.find("rm_hlsview")
          .filter(hub -> hub.hls(window -> window.isReady())).isPresent());
      watch("hlsview", true);
      List<Sight> sights = look(60, 20_000);
      System.out.printf("glass to glass, hls.js: median %d ms%n", median(sights));
      assertThat(median(sights)).isLessThan(10_000);
      Await.until(Duration.ofSeconds(20), "watch time", () ->
          ((Number) browser.executeScript("return window.credited")).longValue() >= 2500);
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  @Test
  void soundChangesFromAacToOpusAndBack() {
    Ffmpeg.Program bundled = new Ffmpeg(Optional.empty(), profile.resolve("ffmpeg")).find().orElseThrow();
    Assumptions.assumeTrue(bundled.source() == Ffmpeg.Source.BUNDLED, "no bundled ffmpeg here");
    String address = address("opus");
    String[] aac = {"-c:v", "libopenh264", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac"};
    String[] opus = {"-c:v", "libopenh264", "-g", "25", "-pix_fmt", "yuv420p", "-ar", "48000", "-ac", "2",
        "-c:a", "opus", "-strict", "-2"};
    watchSoundOf(bundled, address, aac, "mp4a.40.2", true);
    watchSoundOf(bundled, address, opus, "opus", false);
    watchSoundOf(bundled, address, aac, "mp4a.40.2", false);
  }

  private void watchSoundOf(
      Ffmpeg.Program program, String address, String[] options, String codec, boolean isFirst) {
    try (Encoder encoder = Encoder.publish(program, address, options)) {
      Await.until(Duration.ofSeconds(20), () -> codec + ": " + encoder.said(), () -> hubs.find("rm_opus")
          .flatMap(Hub::report).filter(report -> report.audioCodec().equals(codec)).isPresent());
      if (isFirst) {
        watch("opus", false);
      }
      look(10, 10_000);
      Await.until(Duration.ofSeconds(10), "sound decoded", () -> ((Number) browser.executeScript(
          "return document.querySelector('body > video').webkitAudioDecodedByteCount")).longValue() > 10_000);
      assertMoves(look(30, 10_000), codec);
    }
  }
}
