package laotie.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who uses the public API of a running server, with a session of his own. */
public final class Rest implements AutoCloseable {

  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);

  private final String url;
  private final HttpClient client;

  public Rest(String url) {
    this.url = url;
    this.client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  /** Posts JSON and answers the body; fails on a refusal. */
  public String post(String path, String json) {
    return send("POST", path, json);
  }

  public String put(String path, String json) {
    return send("PUT", path, json);
  }

  public String get(String path) {
    return send("GET", path, "");
  }

  /** Sends a part of a file. */
  public String put(String path, byte[] bytes) {
    return send("PUT", path, "application/octet-stream", HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  private String send(String method, String path, String json) {
    return send(method, path, "application/json", HttpRequest.BodyPublishers.ofString(json));
  }

  private String send(String method, String path, String type, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(ANSWER_WAIT)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Whatever the server says; the same key makes a repeat harmless. */
  public HttpResponse<String> answer(String method, String path, String key, String json)
      throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_WAIT)
        .header("Content-Type", "application/json").header("Idempotency-Key", key)
        .method(method, HttpRequest.BodyPublishers.ofString(json)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The first text member of this name in a JSON body. */
  public static String member(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!found.find()) {
      throw new AssertionError("no member " + name + " in " + json);
    }
    return found.group(1);
  }

  @Override
  public void close() {
    client.close();
  }
}
