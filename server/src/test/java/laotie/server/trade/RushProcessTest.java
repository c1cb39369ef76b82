package laotie.server.trade;

import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The same rush on real server processes that share a database, and are killed in the middle of it. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RushProcessTest {

  private static final int BUYERS = 2_000;
  private static final int UNITS = 100;
  private static final int CALLS_AT_ONCE_MAX = 100;
  private static final int KILL_AFTER_ORDERS = 30;
  private static final Duration RETRY_MAX = Duration.ofSeconds(90);
  private static final long RETRY_PAUSE_NANOS = 100_000_000;

  @Inject Rows rows;
  @Inject Config config;

  @TestHTTPResource("/")
  URI ownUrl;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** A second process on the database and the secret of the one under test. */
  private ServerProcess start() {
    return ServerProcess.start(Path.of(config.getValue("laotie.data.dir", String.class)),
        "-Dlaotie.database.url=" + config.getValue("laotie.database.url", String.class),
        "-Dlaotie.database.user=" + config.getValue("laotie.database.user", String.class),
        "-Dlaotie.database.password=" + config.getValue("laotie.database.password", String.class));
  }

  @Test
  void aKillInTheMiddleSellsNothingTwiceAndLosesNoAcknowledgedOrder() throws Exception {
    String skuId = sku(id("host"), UNITS);
    List<String> sessions = Market.sessions(BUYERS);
    AtomicReference<String> url = new AtomicReference<>();
    ServerProcess first = start();
    url.set(first.url());
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> rush = pool.submit(() -> rush(client, sessions, skuId, buyer -> url.get()));
      while (acknowledged.size() < KILL_AFTER_ORDERS && !rush.isDone()) {
        Thread.onSpinWait();
      }
      first.kill();
      try (ServerProcess second = start()) {
        url.set(second.url());
        rush.get();
      }
    }
    assertSoldOnce(skuId);
  }

  @Test
  void twoServersOnOneDatabaseSellNothingTwice() throws Exception {
    String skuId = sku(id("host"), UNITS);
    List<String> sessions = Market.sessions(BUYERS);
    try (ServerProcess other = start(); HttpClient client = HttpClient.newHttpClient()) {
      String own = ownUrl.toString().replaceAll("/$", "");
      rush(client, sessions, skuId, buyer -> buyer % 2 == 0 ? own : other.url());
    }
    assertSoldOnce(skuId);
  }

  private void assertSoldOnce(String skuId) {
    assertThat(answered.get()).isEqualTo(BUYERS);
    assertThat(acknowledged).hasSize(UNITS);
    assertThat(refused.get()).isEqualTo(BUYERS - UNITS);
    assertThat(rows.stock(skuId)).isEqualTo("0 100 0");
    assertThat(rows.count("select count(*) from trade_lines where sku_id = ?", skuId)).isEqualTo(UNITS);
    for (String orderId : acknowledged) {
      assertThat(rows.count("select count(*) from trade_orders where order_id = ?", orderId)).isEqualTo(1);
      assertThat(rows.count("select count(*) from log where type = 'OrderPlaced' and key = ?", orderId))
          .isEqualTo(1);
    }
  }

  private interface Doors {
    String of(int buyer);
  }

  private void rush(HttpClient client, List<String> sessions, String skuId, Doors doors) {
    Semaphore calls = new Semaphore(CALLS_AT_ONCE_MAX);
    List<Future<?>> buyers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < sessions.size(); i++) {
        int buyer = i;
        buyers.add(pool.submit(() -> {
          calls.acquireUninterruptibly();
          try {
            buy(client, () -> doors.of(buyer), sessions.get(buyer), skuId);
          } finally {
            calls.release();
          }
        }));
      }
    }
    for (Future<?> buyer : buyers) {
      assertThat(buyer.state()).isEqualTo(Future.State.SUCCESS);
    }
  }

  /** Asks with one key until there is an answer that is none of a dying or starting server. */
  private void buy(HttpClient client, Supplier<String> url, String session, String skuId) {
    long deadline = System.nanoTime() + RETRY_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url.get() + "/api/v1/orders"))
          .timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
          .header("Cookie", "laotie_session=" + session).header("Idempotency-Key", "rush-key")
          .POST(HttpRequest.BodyPublishers.ofString(order(skuId, 1))).build();
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          acknowledged.add(JsonPath.from(answer.body()).getString("orderId"));
          answered.incrementAndGet();
          return;
        }
        if (answer.statusCode() == 409 && answer.body().contains("OUT_OF_STOCK")) {
          refused.incrementAndGet();
          answered.incrementAndGet();
          return;
        }
        assertThat(answer.statusCode()).isEqualTo(503);
      } catch (IOException gone) {
        // The server was killed under this call; the key makes the repeat harmless.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(RETRY_PAUSE_NANOS);
    }
  }
}
