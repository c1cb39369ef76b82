package laotie.server.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import laotie.server.payments.Standin.Failing;

/** The HTTP side that all stand-ins share: one handler, faults on demand, complaints. */
final class StandinServer implements AutoCloseable {

  /** What came. */
  record Asked(String verb, URI uri, Map<String, String> headers, String body) {
    Map<String, String> query() {
      return form(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }
  }

  /** What goes. */
  record Told(int status, String type, Map<String, String> headers, byte[] body) {
    static Told json(int status, String body) {
      return new Told(status, "application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A stand-in's work. */
  @FunctionalInterface
  interface Handler {
    Told handle(Asked asked);
  }

  private final HttpServer server;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile Failing failing = Failing.NOT;

  StandinServer(Handler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext("/", exchange -> answer(exchange, handler));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void fail(Failing how) {
    failing = how;
  }

  Failing failing() {
    return failing;
  }

  void complain(String what) {
    complaints.add(what);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach(
          (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      Asked asked = new Asked(exchange.getRequestMethod(), exchange.getRequestURI(), headers,
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Told told = failing == Failing.BEFORE ? broken() : handled(handler, asked);
      if (failing == Failing.AFTER) {
        told = broken();
      } else if (failing == Failing.HOLLOW) {
        told = Told.json(200, "{}");
      }
      told.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", told.type());
      exchange.sendResponseHeaders(told.status(), told.body().length == 0 ? -1 : told.body().length);
      exchange.getResponseBody().write(told.body());
    }
  }

  private Told handled(Handler handler, Asked asked) {
    try {
      return handler.handle(asked);
    } catch (RuntimeException bug) {
      complain(asked.verb() + " " + asked.uri() + ": " + bug);
      return broken();
    }
  }

  private static Told broken() {
    return new Told(500, "text/plain", Map.of(), "out of order".getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, String> form(String text) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int split = pair.indexOf('=');
      if (split > 0) {
        form.put(URLDecoder.decode(pair.substring(0, split), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(split + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
