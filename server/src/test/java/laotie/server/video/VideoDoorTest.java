package laotie.server.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import laotie.fact.GuardFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Frames;
import laotie.server.log.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
@TestProfile(VideoProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VideoDoorTest {

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

  @Inject
  Database database;

  private String address(String name) {
    rooms.room(name);
    return "rtmp://127.0.0.1:" + door.port() + "/live/rm_" + name + "?key="
        + store.rotate("rm_" + name, "host_" + name);
  }

  private boolean isReceived(String name) {
    return hubs.find("rm_" + name).filter(Hub::isReceived).isPresent();
  }

  private void awaitSignal(String name, Encoder encoder) {
    Await.until(Duration.ofSeconds(20), () -> "signal: " + encoder.said(), () -> isReceived(name)
        && hubs.hubOf("rm_" + name).hls(window -> window.isReady()));
  }

  @Test
  void onlyTheHostSeesTheStreamAndTheKeyIsShownOnce() {
    rooms.room("keys");
    given().get("/api/v1/rooms/rm_keys/stream").then().statusCode(401);
    given().cookie("test_account", "somebody").get("/api/v1/rooms/rm_keys/stream").then().statusCode(403);
    given().cookie("test_account", "host_keys").get("/api/v1/rooms/rm_none/stream").then().statusCode(404);
    given().cookie("test_account", "somebody").post("/api/v1/rooms/rm_keys/stream/key")
        .then().statusCode(403);
    given().cookie("test_account", "host_keys").get("/api/v1/rooms/rm_keys/stream").then().statusCode(200)
        .body("hasKey", equalTo(false)).body("signal.isReceived", equalTo(false))
        .body("serverUrl", equalTo("rtmp://" + home.getHost() + ":" + door.port() + "/live"));
    String name = given().cookie("test_account", "host_keys").post("/api/v1/rooms/rm_keys/stream/key")
        .then().statusCode(200).extract().path("streamName");
    String key = name.substring(name.indexOf('=') + 1);
    assertThat(store.isKey("rm_keys", key)).isTrue();
    given().cookie("test_account", "host_keys").get("/api/v1/rooms/rm_keys/stream").then().statusCode(200)
        .body("hasKey", equalTo(true)).body("streamName", endsWith("•"))
        .body("streamName", not(containsString(key)));
  }

  @Test
  void keysAreStoredHashed() {
    rooms.room("hash");
    String key = store.rotate("rm_hash", "host_hash");
    String stored = database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("select key_hash from video_keys where room_id = 'rm_hash'")) {
        rows.next();
        return rows.getString(1);
      }
    });
    assertThat(stored).isNotEmpty().doesNotContain(key).doesNotContain(key.substring(3));
  }

  @Test
  void aWrongKeyIsABadName() throws Exception {
    address("wrong");
    try (Wire wire = new Wire(door.port())) {
      wire.publish("rm_wrong?key=guess");
      assertThat(wire.readUntil("BadName")).contains("NetStream.Publish.BadName");
      assertThat(wire.isHungUp()).isTrue();
    }
    try (Wire wire = new Wire(door.port())) {
      wire.publish("rm_nowhere?key=guess");
      assertThat(wire.readUntil("BadName")).contains("NetStream.Publish.BadName");
    }
    assertThat(isReceived("wrong")).isFalse();
  }

  /** Somebody who never ends his handshake: he comes first, so that his time runs beside the other tests. */
  private static Wire half;

  @BeforeEach
  void somebodyBeginsAHandshake() throws Exception {
    if (half == null) {
      half = new Wire(door.port());
      half.send(new byte[] {3, 0, 0, 0});
    }
  }

  @AfterAll
  static void hangUp() throws Exception {
    half.close();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aHalfHandshakeTimesOutAndCostsOthersNothing() throws Exception {
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("half"), Encoder.quick())) {
      awaitSignal("half", encoder);
      assertThat(half.isHungUp()).isTrue();
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  @Test
  void randomBytesAreHungUpOnAndCostOthersNothing() throws Exception {
    Random random = new Random(9);
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("noise"), Encoder.quick())) {
      awaitSignal("noise", encoder);
      for (int i = 0; i < 20; i++) {
        try (Wire wire = new Wire(door.port())) {
          byte[] noise = new byte[5000];
          random.nextBytes(noise);
          if (i % 2 == 0) {
            wire.shakeHands();
            noise[0] = (byte) 0xc5;
          } else {
            noise[0] = 'G';
          }
          wire.send(noise);
          assertThat(wire.isHungUp()).isTrue();
        }
      }
      assertThat(encoder.isAlive()).isTrue();
      assertThat(isReceived("noise")).isTrue();
    }
  }

  @Test
  void rotationCutsTheOldPublisherWithinTwoSeconds() {
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("rotate"), Encoder.quick())) {
      awaitSignal("rotate", encoder);
      given().cookie("test_account", "host_rotate").post("/api/v1/rooms/rm_rotate/stream/key")
          .then().statusCode(200);
      Await.until(Duration.ofSeconds(2), "cut", () -> !isReceived("rotate"));
      Await.until(Duration.ofSeconds(2), "the encoder's end", () -> !encoder.isAlive());
    }
  }

  @Test
  void aBannedHostIsCutAndCannotComeBack() {
    String address = address("banned");
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address, Encoder.quick())) {
      awaitSignal("banned", encoder);
      rooms.banned.add("host_banned");
      store.record(new GuardFact.AccountBanned("host_banned", "case_1", "operator_1"));
      Await.until(Duration.ofSeconds(5), "cut", () -> !isReceived("banned"));
    }
    try (Encoder again = Encoder.publish(Encoder.withX264(), address, Encoder.quick())) {
      Await.until(Duration.ofSeconds(15), "refused", () -> !again.isAlive());
      assertThat(isReceived("banned")).isFalse();
    }
  }

  @Test
  void aNewPublisherWithAValidKeyReplacesTheOld() {
    String address = address("replace");
    try (Encoder first = Encoder.publish(Encoder.withX264(), address, Encoder.quick())) {
      awaitSignal("replace", first);
      try (Encoder second = Encoder.publish(Encoder.withX264(), address, Encoder.quick())) {
        Await.until(Duration.ofSeconds(15), "the first is cut", () -> !first.isAlive());
        assertThat(second.isAlive()).isTrue();
        assertThat(isReceived("replace")).isTrue();
        assertThat(rooms.told.stream().filter("started rm_replace"::equals)).hasSize(1);
      }
    }
  }

  @Test
  void tellsTheHostHowTheSignalIsAndWarnsOfLongKeyframeIntervals() {
    String[] lazy = {"-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "250",
        "-pix_fmt", "yuv420p", "-c:a", "aac"};
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("health"), lazy)) {
      Await.until(Duration.ofSeconds(20), () -> "warning " + encoder.said(), () ->
          given().cookie("test_account", "host_health").get("/api/v1/rooms/rm_health/stream")
              .asString().contains("KEYFRAME_INTERVAL_LONG"));
      given().cookie("test_account", "host_health").get("/api/v1/rooms/rm_health/stream").then()
          .statusCode(200)
          .body("signal.width", equalTo(320)).body("signal.height", equalTo(240))
          .body("signal.audioCodec", equalTo("mp4a.40.2")).body("signal.bitrateKbps", greaterThan(10))
          .body("signal.droppedFrames", equalTo(0));
      given().get("/api/v1/rooms/rm_health/signal").then().statusCode(200)
          .body("isReceived", equalTo(true)).body("hlsUrl", equalTo("/hls/rm_health/master.m3u8"));
    }
  }

  @Test
  void servesLowLatencyHlsWithExactCodecsAndBlockingReload() {
    given().get("/hls/rm_hls/master.m3u8").then().statusCode(404)
        .body("type", equalTo("/problems/signal-missing"));
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("hls"), Encoder.quick())) {
      awaitSignal("hls", encoder);
      given().get("/hls/rm_hls/master.m3u8").then().statusCode(200)
          .body(containsString("mp4a.40.2\",RESOLUTION=320x240"), containsString("CODECS=\"avc1."));
      String playlist = given().get("/hls/rm_hls/live.m3u8").then().statusCode(200).extract().asString();
      assertThat(playlist).contains("#EXT-X-PART:", "#EXT-X-PRELOAD-HINT", "CAN-BLOCK-RELOAD=YES");
      long newest = hubs.hubOf("rm_hls").hls(window -> window.newestSegment());
      String later = given().get("/hls/rm_hls/live.m3u8?_HLS_msn=" + (newest + 1) + "&_HLS_part=0")
          .then().statusCode(200).extract().asString();
      assertThat(later).contains("part-" + (newest + 1) + "-0.m4s");
      byte[] part = given().get("/hls/rm_hls/part-" + (newest + 9) + "-0.m4s").then().statusCode(422)
          .body("type", equalTo("/problems/part-too-far")).extract().asByteArray();
      assertThat(part).isNotEmpty();
      given().get("/hls/rm_hls/live.m3u8?_HLS_msn=" + (newest + 50)).then().statusCode(422);
      given().get("/hls/rm_hls/live.m3u8?_HLS_msn=x").then().statusCode(422);
      byte[] hinted = given().get("/hls/rm_hls/part-" + (newest + 1) + "-1.m4s").then().statusCode(200)
          .extract().asByteArray();
      assertThat(new String(hinted, 4, 4, StandardCharsets.ISO_8859_1)).isEqualTo("moof");
      given().get("/hls/rm_hls/init-1.mp4").then().statusCode(200).header("Content-Type", "video/mp4");
      given().get("/hls/rm_hls/../../etc/passwd").then().statusCode(404);
    }
  }

  @Test
  void beatsAreCreditedOnceAndOnlyToTheirViewer() {
    rooms.room("beats");
    rooms.view("vw_beats", "viewer_beats", "beats");
    String path = "/api/v1/views/vw_beats/beats";
    String beat = "{\"seq\":1,\"playedMs\":3000,\"visible\":true,\"muted\":false}";
    given().contentType("application/json").body(beat).post(path).then().statusCode(401);
    given().cookie("test_account", "thief").contentType("application/json").body(beat).post(path)
        .then().statusCode(404).body("type", equalTo("/problems/view-unknown"));
    given().cookie("test_account", "viewer_beats").contentType("application/json").body(beat).post(path)
        .then().statusCode(200).body("ms", equalTo(3000));
    given().cookie("test_account", "viewer_beats").contentType("application/json").body(beat).post(path)
        .then().statusCode(200).body("ms", equalTo(0));
    given().cookie("test_account", "viewer_beats").contentType("application/json")
        .body("{\"seq\":2,\"playedMs\":-1}").post(path).then().statusCode(422);
    given().cookie("test_account", "viewer_beats").contentType("application/json")
        .body("{\"seq\":2}").post(path).then().statusCode(422);
    given().cookie("test_account", "viewer_beats").contentType("application/json")
        .body("[]").post(path).then().statusCode(400);
    given().cookie("test_account", "viewer_beats").contentType("application/json")
        .body("{\"seq\":3,\"playedMs\":600000}").post(path).then().statusCode(200)
        .body("ms", org.hamcrest.Matchers.lessThan(5000));
    assertThat(watches.concurrent("rm_beats")).isEqualTo(1);
    Await.until(Duration.ofSeconds(5), "fact", () -> database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("""
              select count(*) from flood where area = 'video' and key = 'show_beats'
              """)) {
        rows.next();
        return rows.getInt(1);
      }
    }) == 2);
  }

  private Socket deaf(String name) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress(home.getHost(), home.getPort()));
    socket.getOutputStream().write(("GET /ws/rooms/rm_" + name + "/video HTTP/1.1\r\nHost: " + home.getHost()
        + ":" + home.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** A frame of a client: the bit of its end, what it is, 100 bytes under a mask of zeros. */
  private static byte[] frame(int kind) {
    byte[] frame = new byte[2 + 4 + 100];
    frame[0] = (byte) kind;
    frame[1] = (byte) (0x80 | 100);
    Arrays.fill(frame, 6, frame.length, (byte) ' ');
    return frame;
  }

  private void assertHungUpOn(String name, byte[] first, byte[] then) throws Exception {
    rooms.room(name);
    try (Socket socket = deaf(name)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(first);
      for (int i = 0; i < 2 * Frames.OF_SECOND_MAX; i++) {
        socket.getOutputStream().write(then);
      }
      socket.getOutputStream().flush();
      assertThat(socket.getInputStream().readAllBytes()).isNotNull();
    } catch (SocketException reset) {
      // Hung up on before everything was sent.
    }
    Await.until("he is gone", () -> hubs.hubOf("rm_" + name).viewerCount() == 0);
  }

  @Test
  void whoPingsAllTheTimeOrNeverEndsAMessageIsHungUpOn() throws Exception {
    assertHungUpOn("pings", frame(0x89), frame(0x89));
    assertHungUpOn("pieces", frame(0x01), frame(0x00));
  }

  @Test
  void aViewerThatNeverReadsIsCutAndThePublisherNeverNotices() throws Exception {
    String[] heavy = {"-vf", "scale=640:480,noise=alls=90:allf=t", "-c:v", "libx264", "-preset", "ultrafast",
        "-qp", "12", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac"};
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("deaf"), heavy)) {
      awaitSignal("deaf", encoder);
      try (Socket deaf = deaf("deaf")) {
        Await.until(Duration.ofSeconds(5), "joined", () -> hubs.hubOf("rm_deaf").viewerCount() == 1);
        Await.until(Duration.ofSeconds(60), "cut", () -> hubs.hubOf("rm_deaf").viewerCount() == 0);
        assertThat(encoder.isAlive()).isTrue();
        assertThat(isReceived("deaf")).isTrue();
        deaf.setSoTimeout(10_000);
        InputStream in = deaf.getInputStream();
        boolean isEnd = false;
        try {
          byte[] piece = new byte[65536];
          while (!isEnd) {
            isEnd = in.read(piece) < 0;
          }
        } catch (java.net.SocketException reset) {
          isEnd = true;
        }
        assertThat(isEnd).isTrue();
      }
    }
  }

  /** A viewer made by hand. */
  private WebSocket socket(
      String path, String account, CompletableFuture<Integer> closed, List<String> heard) {
    return HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie", "test_account=" + account)
        .buildAsync(URI.create(home.toString().replace("http:", "ws:") + path), new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            heard.add(text.toString());
            socket.request(1);
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String why) {
            closed.complete(code);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable fault) {
            closed.complete(-1);
          }
        }).join();
  }

  @Test
  void creditsOverTheSocketOnlyWhatWasWrittenToThisViewer() {
    rooms.room("dry");
    rooms.view("vw_dry", "viewer_dry", "dry");
    List<String> heard = new CopyOnWriteArrayList<>();
    WebSocket socket =
        socket("ws/rooms/rm_dry/video?view=vw_dry", "viewer_dry", new CompletableFuture<>(), heard);
    socket.sendText("{\"type\":\"beat\",\"seq\":1,\"playedMs\":3000}", true).join();
    Await.until(Duration.ofSeconds(5), "answer", () -> heard.stream().anyMatch(
        text -> text.contains("credited")));
    assertThat(heard).first().asString().contains("waiting");
    assertThat(heard.getLast()).contains("\"ms\":0");
    assertThat(watches.concurrent("rm_dry")).isZero();
    socket.abort();
  }

  @Test
  void aViewerThatFloodsOrTalksNonsenseIsClosedWithAReason() {
    rooms.room("flood");
    for (String frame : List.of("{\"type\":\"ping\"}", "no json", "{\"type\":\"beat\",\"seq\":\"x\"}",
        "x".repeat(2000))) {
      rooms.view("vw_flood", "viewer_flood", "flood");
      CompletableFuture<Integer> closed = new CompletableFuture<>();
      WebSocket socket = socket(
          "ws/rooms/rm_flood/video?view=vw_flood", "viewer_flood", closed, new CopyOnWriteArrayList<>());
      for (int i = 0; i < 1000 && !closed.isDone() && !socket.isOutputClosed(); i++) {
        try {
          socket.sendText(frame, true).join();
        } catch (CompletionException alreadyClosed) {
          break;
        }
      }
      Await.until(Duration.ofSeconds(10), "closed after " + frame, closed::isDone);
      assertThat(closed.join()).isIn(1008, -1);
    }
  }

  @Test
  void anotherPictureCodecIsRefusedWithItsName() {
    String[] mpeg = {"-c:v", "flv1", "-pix_fmt", "yuv420p", "-c:a", "aac"};
    try (Encoder encoder = Encoder.publish(Encoder.withX264(), address("codec"), mpeg)) {
      Await.until(Duration.ofSeconds(15), "cut", () -> !encoder.isAlive());
    }
  }

  @Test
  void aSocketForAForeignViewOrAnUnknownRoomIsRefused() {
    rooms.room("door");
    rooms.view("vw_door", "viewer_door", "door");
    given().header("Upgrade", "websocket").header("Connection", "Upgrade").header("Sec-WebSocket-Version", 13)
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").cookie("test_account", "thief")
        .get("/ws/rooms/rm_door/video?view=vw_door").then().statusCode(404)
        .body("type", equalTo("/problems/view-unknown"));
    given().header("Upgrade", "websocket").header("Connection", "Upgrade")
        .get("/ws/rooms/rm_nowhere/video").then().statusCode(404);
  }
}
