package laotie.server.trade;

import static laotie.server.trade.Market.ADDRESS;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/**
 * Coupons and a flash sale under a rush on two server processes that share a database, of which one is killed
 * in the middle: never more of them are given out than there are, and no buyer has more than he may.
 */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class CouponRushProcessTest {

  private static final int BUYERS = 400;
  private static final int COUPONS = 40;
  private static final int FLASH_UNITS = 60;
  private static final int FLASH_BUYER_MAX = 2;
  private static final int CALLS_AT_ONCE_MAX = 64;
  private static final int KILL_AFTER_ANSWERS = 500;
  private static final Duration RETRY_MAX = Duration.ofSeconds(120);
  private static final long RETRY_PAUSE_NANOS = 100_000_000;

  @Inject Rows rows;
  @Inject Config config;

  @TestHTTPResource("/")
  URI ownUrl;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger withCoupon = new AtomicInteger();
  private final AtomicInteger inFlashSale = new AtomicInteger();

  private ServerProcess start() {
    return ServerProcess.start(Path.of(config.getValue("laotie.data.dir", String.class)),
        "-Dlaotie.database.url=" + config.getValue("laotie.database.url", String.class),
        "-Dlaotie.database.user=" + config.getValue("laotie.database.user", String.class),
        "-Dlaotie.database.password=" + config.getValue("laotie.database.password", String.class));
  }

  @Test
  void neitherCouponsNorAFlashSaleAreGivenOutMoreOftenThanTheyAre() throws Exception {
    String hostId = id("host");
    String skuId = sku(hostId, 10_000);
    String flashSku = sku(hostId, 10_000);
    String end = Instant.now().plus(Duration.ofHours(1)).toString();
    String couponId = host(hostId).body(Map.of("name", "抢", "kind", "FIXED",
            "off", Map.of("minor", 500, "currency", "CNY"), "endsAt", end, "usesMax", COUPONS))
        .post("/api/v1/hosts/" + hostId + "/coupons").then().statusCode(201).extract().path("couponId");
    String saleId = host(hostId).body(Map.of("skuId", flashSku, "units", FLASH_UNITS,
            "price", Map.of("minor", 5_000, "currency", "CNY"), "endsAt", end, "buyerMax", FLASH_BUYER_MAX))
        .post("/api/v1/hosts/" + hostId + "/flash-sales").then().statusCode(201)
        .extract().path("flashSaleId");
    ServerProcess other = start();
    try {
      rush(other, body(skuId, "\"couponId\":\"" + couponId + "\""),
          body(flashSku, "\"expectedMinor\":5000"));
    } finally {
      other.close();
    }
    assertThatNothingWasGivenOutTwice(couponId, saleId);
  }

  private static String body(String skuId, String more) {
    return """
        {"lines":[{"skuId":"%s","quantity":1}],"address":%s,%s}""".formatted(skuId, ADDRESS, more);
  }

  /** Every buyer tries the coupon twice and the flash sale three times, half of them at either server. */
  private void rush(ServerProcess other, String coupon, String flash) throws Exception {
    List<String> sessions = Market.sessions(BUYERS);
    String own = ownUrl.toString().replaceAll("/$", "");
    Semaphore calls = new Semaphore(CALLS_AT_ONCE_MAX);
    List<Future<?>> buyers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < BUYERS; i++) {
        String session = sessions.get(i);
        String url = i % 2 == 0 ? own : other.url();
        buyers.add(pool.submit(() -> {
          calls.acquire();
          try {
            for (String key : List.of("coupon-1", "coupon-2")) {
              withCoupon.addAndGet(ask(List.of(url, own), session, key, coupon) == 201 ? 1 : 0);
            }
            for (String key : List.of("flash-01", "flash-02", "flash-03")) {
              inFlashSale.addAndGet(ask(List.of(url, own), session, key, flash) == 201 ? 1 : 0);
            }
          } finally {
            calls.release();
          }
          return session;
        }));
      }
      while (answered.get() < KILL_AFTER_ANSWERS && other.process().isAlive()) {
        LockSupport.parkNanos(1_000_000);
      }
      other.kill();
    }
    for (Future<?> buyer : buyers) {
      buyer.get();
    }
  }

  /** Asks the first server, and the next when it is gone, with one key, until there is an answer. */
  private int ask(List<String> urls, String session, String key, String body) throws InterruptedException {
    long deadline = System.nanoTime() + RETRY_MAX.toNanos();
    for (int tries = 0; System.nanoTime() < deadline; tries++) {
      try {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(
                URI.create(urls.get(tries % urls.size()) + "/api/v1/orders")).timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json").header("Cookie", "laotie_session=" + session)
            .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 503) {
          assertThat(answer.statusCode()).as(answer.body()).isIn(201, 409);
          answered.incrementAndGet();
          return answer.statusCode();
        }
      } catch (IOException gone) {
        // The server was killed under this call; the key makes the repeat harmless.
      }
      LockSupport.parkNanos(RETRY_PAUSE_NANOS);
    }
    throw new AssertionError("no answer in " + RETRY_MAX);
  }

  private void assertThatNothingWasGivenOutTwice(String couponId, String saleId) {
    assertThat(withCoupon.get()).isEqualTo(COUPONS);
    assertThat(rows.count("select claims from prices_coupons where coupon_id = ?", couponId))
        .isEqualTo(COUPONS);
    assertThat(rows.count("""
        select count(*) from trade_orders
         where discounts @> jsonb_build_array(jsonb_build_object('couponId', ?::text))""", couponId))
        .isEqualTo(COUPONS);
    assertThat(rows.count("select sum(held + sold) from prices_allowances where of_id = ?", couponId))
        .isEqualTo(COUPONS);
    assertThat(rows.count("select max(held + sold) from prices_allowances where of_id = ?", couponId))
        .isEqualTo(1);
    assertThat(inFlashSale.get()).isEqualTo(FLASH_UNITS);
    assertThat(rows.stock(saleId)).isEqualTo("0 " + FLASH_UNITS + " 0");
    assertThat(rows.count("select max(held + sold) from prices_allowances where of_id = ?", saleId))
        .isEqualTo(FLASH_BUYER_MAX);
    assertThat(rows.count("""
        select max(units) from (select o.buyer_id, sum(l.quantity) as units
          from trade_orders o join trade_lines l on l.sequence = o.sequence
         where l.stock_id = ? group by o.buyer_id) as bought""", saleId)).isEqualTo(FLASH_BUYER_MAX);
    assertThat(rows.count("""
        select coalesce(sum(o.amount_minor - 5000), 0)
          from trade_orders o join trade_lines l on l.sequence = o.sequence
         where l.stock_id = ?""", saleId)).isZero();
  }
}
