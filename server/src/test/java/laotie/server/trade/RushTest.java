package laotie.server.trade;

import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class RushTest {

  private static final int BUYERS = 2_000;
  private static final int UNITS = 100;
  private static final int CALLS_AT_ONCE_MAX = 200;

  @Inject Rows rows;

  @TestHTTPResource("/api/v1/orders")
  URI door;

  @Test
  void twoThousandBuyersOfAHundredUnitsMakeAHundredOrders() throws Exception {
    String skuId = sku(id("host"), UNITS);
    Semaphore calls = new Semaphore(CALLS_AT_ONCE_MAX);
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < BUYERS; i++) {
        String buyer = Market.session(id("acc"), false);
        answers.add(pool.submit(() -> {
          calls.acquire();
          try {
            return client.send(request(buyer, skuId), HttpResponse.BodyHandlers.ofString());
          } finally {
            calls.release();
          }
        }));
      }
    }
    int accepted = 0;
    for (Future<HttpResponse<String>> answer : answers) {
      HttpResponse<String> response = answer.get();
      if (response.statusCode() == 201) {
        accepted++;
      } else {
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("OUT_OF_STOCK").contains("\"available\":0");
      }
    }
    assertThat(accepted).isEqualTo(UNITS);
    assertThat(rows.stock(skuId)).isEqualTo("0 100 0");
    assertThat(rows.count("select count(*) from trade_lines where sku_id = ?", skuId)).isEqualTo(UNITS);
    assertThat(rows.count(
        "select count(*) from log where type = 'OrderPlaced' and body->'lines'->0->>'skuId' = ?", skuId))
        .isEqualTo(UNITS);
  }

  private HttpRequest request(String session, String skuId) {
    return HttpRequest.newBuilder(door).header("Content-Type", "application/json")
        .header("Cookie", "laotie_session=" + session).header("Idempotency-Key", "rush-key")
        .POST(HttpRequest.BodyPublishers.ofString(order(skuId, 1))).build();
  }
}
