package laotie.server.payments;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import laotie.fact.Money;
import laotie.server.trade.Market;
import laotie.trade.Notice;

/**
 * One buyer and his gateway. He repeats every call with its key until a living server answers; what he then
 * does with his order is a matter of chance.
 */
final class Shopper {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration RETRY_MAX = Duration.ofMinutes(4);
  private static final long RETRY_PAUSE_NANOS = 100_000_000;
  private static final Duration LATE = Duration.ofSeconds(6);
  private static final int UNAVAILABLE = 503;

  private final Supplier<String> url;
  private final String session;
  private final MockPaymentClient gateway;
  private final Deeds deeds;
  private final Random random;

  Shopper(
      Supplier<String> url, String session, MockPaymentClient gateway, Deeds deeds, Random random) {
    this.url = url;
    this.session = session;
    this.gateway = gateway;
    this.deeds = deeds;
    this.random = random;
  }

  void shop(String skuId) throws InterruptedException {
    HttpResponse<String> placed =
        ask("POST", "/api/v1/orders", Market.order(skuId, 1), "kill-order");
    deeds.wasAnswered();
    if (placed.statusCode() != 201) {
      return;
    }
    String orderId = JsonPath.from(placed.body()).getString("orderId");
    deeds.ordered(orderId);
    switch (random.nextInt(10)) {
      case 0, 1 -> cancel(orderId);
      case 2 -> { } // He lets go.
      case 3 -> pay(orderId, "first", LATE);
      case 4 -> {
        pay(orderId, "first", Duration.ZERO);
        pay(orderId, "second", Duration.ZERO);
      }
      default -> pay(orderId, "first", Duration.ZERO);
    }
  }

  private void cancel(String orderId) throws InterruptedException {
    if (ask("DELETE", "/api/v1/orders/" + orderId, "", "").statusCode() == 200) {
      deeds.cancelled(orderId);
    }
  }

  /** Starts a silent payment; then the gateway tells that it arrived, at once or late, once or thrice. */
  private void pay(String orderId, String tab, Duration after) throws InterruptedException {
    HttpResponse<String> started = ask("POST", "/api/v1/orders/" + orderId + "/payments",
        "{\"method\":\"mock\",\"outcome\":\"timeout\"}", "kill-pay-" + tab);
    if (started.statusCode() != 201) {
      return;
    }
    String paymentId = JsonPath.from(started.body()).getString("paymentId");
    // A gateway that is late.
    LockSupport.parkNanos(after.toNanos());
    String notice = gateway.sealed(new Notice(paymentId, true, Money.cny(8_000)));
    int times = random.nextInt(4) == 0 ? 3 : 1;
    for (int i = 0; i < times; i++) {
      if (ask("NOTICE", "/hooks/payments/mock", notice, "").statusCode() == 204) {
        deeds.paid(paymentId);
      }
    }
  }

  /** The answer of a living server; anything else is asked again. */
  private HttpResponse<String> ask(String method, String path, String body, String key)
      throws InterruptedException {
    long deadline = System.nanoTime() + RETRY_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<String> answer =
            HTTP.send(request(method, path, body, key), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 500) {
          return answer;
        }
        if (answer.statusCode() != UNAVAILABLE) {
          throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
      } catch (IOException gone) {
        // The server was killed under this call.
      }
      LockSupport.parkNanos(RETRY_PAUSE_NANOS);
    }
    throw new AssertionError("no living server in " + RETRY_MAX + " for " + method + " " + path);
  }

  private HttpRequest request(String method, String path, String body, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.get() + path))
        .timeout(Duration.ofSeconds(20));
    if (method.equals("NOTICE")) {
      return request.header("Content-Type", "text/plain").POST(BodyPublishers.ofString(body)).build();
    }
    request.header("Cookie", "laotie_session=" + session).header("Content-Type", "application/json");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }
}
