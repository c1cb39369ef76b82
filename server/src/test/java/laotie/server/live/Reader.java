package laotie.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import laotie.server.boot.Await;
import laotie.server.people.Somebody;

/** Somebody at a room's socket in tests, remembering every frame he got. */
final class Reader implements WebSocket.Listener {

  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private volatile int closeCode;
  private WebSocket socket;

  /** Opens a socket with the person's cookie and waits for the welcome. */
  static Reader at(String roomId, Somebody somebody) {
    Reader reader = open(roomId, "laotie_session=" + somebody.cookie(), "");
    reader.await("welcome");
    return reader;
  }

  static Reader open(String roomId, String cookie, String origin) {
    Reader reader = new Reader();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    if (!cookie.isEmpty()) {
      builder.header("Cookie", cookie);
    }
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    reader.socket = builder.buildAsync(
        URI.create("ws://localhost:" + RestAssured.port + "/ws/rooms/" + roomId), reader).join();
    return reader;
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void say(String text) {
    send("{\"type\":\"chat\",\"text\":\"" + text + "\"}");
  }

  JsonNode await(String type) {
    return await(type, frame -> true);
  }

  /** The first frame of a type that has a property. */
  JsonNode await(String type, Predicate<JsonNode> has) {
    awaitThat(() -> frames.stream().anyMatch(frame -> isOf(frame, type) && has.test(frame)),
        "frame " + type);
    return frames.stream().filter(frame -> isOf(frame, type) && has.test(frame)).findFirst().orElseThrow();
  }

  int awaitClose() {
    awaitThat(() -> closeCode != 0, "a closed socket");
    return closeCode;
  }

  List<JsonNode> all(String type) {
    return frames.stream().filter(frame -> isOf(frame, type)).toList();
  }

  void awaitThat(BooleanSupplier condition, String what) {
    awaitThat(condition, what, PATIENCE);
  }

  void awaitThat(BooleanSupplier condition, String what, Duration patience) {
    Await.until(patience, () -> what + "; got " + types(), condition);
  }

  private List<String> types() {
    return frames.stream().map(frame -> frame.path("type").asText() + " " + frame.path("reason").asText())
        .distinct().toList();
  }

  void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye");
  }

  private static boolean isOf(JsonNode frame, String type) {
    return frame.path("type").asText().equals(type);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        frames.add(JSON.readTree(part.toString()));
      } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
        throw new IllegalStateException(wrong);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode = code;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable fault) {
    closeCode = closeCode == 0 ? -1 : closeCode;
  }
}
