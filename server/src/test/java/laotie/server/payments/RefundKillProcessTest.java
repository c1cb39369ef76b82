package laotie.server.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import laotie.fact.Money;
import laotie.server.boot.Await;
import laotie.server.boot.OwnDatabase;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Rest;
import laotie.server.trade.Market;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server dies while money goes back to buyers. The gateway stands outside and counts: what was promised
 * goes back once, never twice, and never not at all.
 */
class RefundKillProcessTest {

  private static final int ORDERS = 40;
  private static final long PRICE_MINOR = 8_000;

  /** A kill each time so many more refunds have reached the gateway: in the middle of a round of them. */
  private static final int KILL_EVERY = 5;

  private static final int KILLS_MAX = 6;
  private static final Duration BACK_MAX = Duration.ofMinutes(3);
  private static final long PAUSE_NANOS = 2_000_000;
  private static final long RETRY_PAUSE_NANOS = 100_000_000;

  private final StripeStandin gateway = new StripeStandin();
  private final AtomicReference<ServerProcess> server = new AtomicReference<>();
  private final List<String> paymentIds = new ArrayList<>();
  private Path dir;

  @BeforeEach
  void start() throws IOException {
    dir = Files.createTempDirectory("laotie-refunds");
    server.set(ServerProcess.start(dir, settings()));
  }

  @AfterEach
  void stop() throws IOException {
    server.get().close();
    gateway.close();
    TestSquare.erase(dir);
  }

  private String[] settings() {
    List<String> settings = new ArrayList<>();
    gateway.settings().forEach((name, value) -> settings.add("-D" + name + "=" + value));
    return settings.toArray(String[]::new);
  }

  private Rest member(String login) {
    Rest member = new Rest(server.get().url() + "/api/v1");
    member.post("/accounts", """
        {"login":"%s","name":"某人","password":"long-enough-password"}""".formatted(login));
    return member;
  }

  private static String openShop(Rest host) {
    host.post("/me/host", """
        {"tagline":"树上熟","story":"我家的果园","sinceYear":2009,"goodsFrom":"自家","category":"水果"}""");
    return Rest.member(host.post("/products", """
        {"title":"红富士苹果","story":"树上熟","category":"水果","skus":[
         {"name":"5斤装","price":{"minor":%d,"currency":"CNY"},"supply":1000}]}""".formatted(PRICE_MINOR)),
        "skuId");
  }

  /** An order, paid at the gateway and told of. */
  private String paid(Rest buyer, String skuId) throws Exception {
    String orderId = Rest.member(buyer.post("/orders", Market.order(skuId, 1)), "orderId");
    String paymentId = Rest.member(
        buyer.post("/orders/" + orderId + "/payments", "{\"method\":\"stripe\"}"), "paymentId");
    paymentIds.add(paymentId);
    gateway.pay(paymentId, Money.cny(PRICE_MINOR));
    Standin.Posted notice = gateway.paid(paymentId, Money.cny(PRICE_MINOR), Instant.now());
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create(server.get().url() + "/hooks/payments/stripe"))
        .header("Content-Type", notice.type()).POST(HttpRequest.BodyPublishers.ofString(notice.body()));
    notice.headers().forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
    return orderId;
  }

  @Test
  void whatWasPromisedGoesBackOnceWheneverTheServerDies() throws Exception {
    try (Rest host = member("orchard"); Rest buyer = member("hanmei");
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      String skuId = openShop(host);
      List<String> orderIds = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) {
        orderIds.add(paid(buyer, skuId));
      }
      Future<?> cancelling = pool.submit(() -> orderIds.forEach(orderId -> cancel(buyer, orderId)));
      int kills = 0;
      for (int next = KILL_EVERY; kills < KILLS_MAX && next < ORDERS; next = refunds() + KILL_EVERY) {
        awaitRefunds(next);
        server.get().kill();
        kills++;
        server.set(server.get().startAgain(settings()));
      }
      cancelling.get();
      Await.until(BACK_MAX, () -> "all money to be back, " + refunds() + " refunds at the gateway",
          () -> count("select count(*) from trade_refunds where returned_at is null") == 0);
      assertThat(count("select count(*) from trade_refunds")).isEqualTo(ORDERS);
      for (String paymentId : paymentIds) {
        assertThat(gateway.refunds(paymentId)).as(paymentId).containsExactly(PRICE_MINOR);
      }
      assertThat(count("select sum(amount_minor) from trade_ledger where purse = 'BUYER_OWED'")).isZero();
      assertThat(count("select sum(amount_minor) from trade_ledger")).isZero();
      assertThat(gateway.complaints()).isEmpty();
      System.out.println(kills + " kills while " + ORDERS + " refunds went back: each once");
    }
  }

  /** Asks until a living server says that it is done; a repeat changes nothing. */
  private static void cancel(Rest buyer, String orderId) {
    long deadline = System.nanoTime() + BACK_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<String> answer =
            buyer.answer("DELETE", "/orders/" + orderId, UUID.randomUUID().toString(), "");
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException gone) {
        // The server was killed under this call.
      }
      LockSupport.parkNanos(RETRY_PAUSE_NANOS);
    }
    throw new AssertionError("order " + orderId + " was not cancelled in " + BACK_MAX);
  }

  private int refunds() {
    return paymentIds.stream().mapToInt(id -> gateway.refunds(id).size()).sum();
  }

  private void awaitRefunds(int count) {
    long deadline = System.nanoTime() + BACK_MAX.toNanos();
    while (refunds() < count) {
      assertThat(System.nanoTime()).as("time for " + count + " refunds, " + refunds() + " are there")
          .isLessThan(deadline);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private long count(String sql) {
    try {
      return OwnDatabase.count(dir, sql);
    } catch (SQLException recovering) {
      return -1;
    }
  }
}
