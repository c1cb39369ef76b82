package laotie.server.hooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver as a stranger writes one from the page of the specification: it knows none of our code, checks
 * the signature by itself and keeps what rang.
 */
final class Doorbell implements AutoCloseable {

  /** What a receiver answers. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "status " + status);
    }
  }

  /** What came in. */
  record Ring(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> String.join(",", each.getValue())).findFirst().orElse("");
    }
  }

  final List<Ring> rings = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  volatile Function<Ring, Answer> answers = ring -> Answer.of(204);

  Doorbell() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::ring);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/laotie?shop=1";
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void ring(HttpExchange exchange) throws IOException {
    try (exchange) {
      Ring ring = new Ring(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()),
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      rings.add(ring);
      Answer answer = answers.apply(ring);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean isEmpty = answer.status() == 204 || body.length == 0;
      exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : body.length);
      if (!isEmpty) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** True when one of the signatures is made with this secret over exactly what came in. */
  static boolean isGenuine(Ring ring, String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      String signed = ring.header("webhook-id") + "." + ring.header("webhook-timestamp") + "." + ring.body();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] wanted = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      for (String given : ring.header("webhook-signature").split(" ")) {
        String[] parts = given.split(",", 2);
        if (parts[0].equals("v1") && MessageDigest.isEqual(wanted, Base64.getDecoder().decode(parts[1]))) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
