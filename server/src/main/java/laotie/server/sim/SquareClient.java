package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The square's own public doors, as a browser would use them. One per account; all share one client. */
final class SquareClient {

  private static final Duration CONNECT_WAIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  /** The connections everybody of the crowd shares. */
  static final class Lines implements AutoCloseable {
    private final URI base;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WAIT)
            .executor(threads)
            .build();

    Lines(URI base) {
      this.base = base;
    }

    /** Speaks for nobody. */
    SquareClient stranger() {
      return new SquareClient(this, "");
    }

    /** Speaks for the one whose session this is. */
    SquareClient as(String sessionToken) {
      return new SquareClient(this, "laotie_session=" + sessionToken);
    }

    @Override
    public void close() {
      http.shutdownNow();
      threads.shutdownNow();
    }
  }

  /** An answer that was not what was hoped for. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String line) {
      super(line, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Lines lines;
  private final String cookie;

  private SquareClient(Lines lines, String cookie) {
    this.lines = lines;
    this.cookie = cookie;
  }

  /** Comes in as a guest and speaks for him from now on. */
  SquareClient guest(String name) throws InterruptedException {
    HttpRequest request = request("/api/v1/guests").POST(json(Map.of("name", name))).build();
    HttpResponse<String> answer = send(request);
    checked(request, answer);
    String cookieOfGuest =
        answer.headers().firstValue("Set-Cookie").map(line -> line.split(";", 2)[0]).orElse("");
    return new SquareClient(lines, cookieOfGuest);
  }

  JsonNode get(String path) throws InterruptedException {
    return call(request(path).GET().build());
  }

  /** Posts a JSON body under a key of its own. */
  JsonNode post(String path, Object body) throws InterruptedException {
    return post(path, body, UUID.randomUUID().toString());
  }

  /** Posts under a key that makes a repeat harmless. */
  JsonNode post(String path, Object body, String key) throws InterruptedException {
    return call(request(path).header("Idempotency-Key", key).POST(json(body)).build());
  }

  JsonNode put(String path, Object body) throws InterruptedException {
    return call(request(path).header("Idempotency-Key",
        UUID.randomUUID().toString()).PUT(json(body)).build());
  }

  /** Sends a part of an upload. */
  JsonNode part(String path, byte[] bytes) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(lines.base.resolve(path))
            .timeout(ANSWER_WAIT)
            .header("Cookie", cookie)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    return call(request);
  }

  /** Uploads a picture. */
  JsonNode upload(String path, byte[] jpeg) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(lines.base.resolve(path))
            .timeout(ANSWER_WAIT)
            .header("Cookie", cookie)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "image/jpeg")
            .POST(BodyPublishers.ofByteArray(jpeg))
            .build();
    return call(request);
  }

  /** Opens a socket; every whole text frame goes to {@code listener}. */
  WebSocket socket(String path, WebSocket.Listener listener) {
    String address = lines.base.resolve(path).toString().replaceFirst("^http", "ws");
    try {
      return lines.http.newWebSocketBuilder()
          .connectTimeout(CONNECT_WAIT)
          .header("Cookie", cookie)
          .buildAsync(URI.create(address), listener)
          .join();
    } catch (CompletionException failed) {
      throw new Refused(0, path + ": " + failed.getCause().getMessage());
    }
  }

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(lines.base.resolve(path))
            .timeout(ANSWER_WAIT)
            .header("Content-Type", "application/json");
    return cookie.isEmpty() ? builder : builder.header("Cookie", cookie);
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(write(body));
  }

  private JsonNode call(HttpRequest request) throws InterruptedException {
    return checked(request, send(request));
  }

  private static JsonNode checked(HttpRequest request, HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      String asked = request.method() + " " + request.uri().getPath();
      throw new Refused(
          answer.statusCode(), asked + ": " + answer.statusCode() + " " + answer.body());
    }
    return read(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    try {
      return lines.http.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new Refused(0, request.uri().getPath() + ": " + broken.getMessage());
    }
  }
}
