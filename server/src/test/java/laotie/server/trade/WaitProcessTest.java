package laotie.server.trade;

import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import laotie.server.browser.Rest;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** Lines of those who wait, on real server processes that share a database or are killed. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class WaitProcessTest {

  private static final int WAITING = 20;
  private static final int BACK = 8;
  private static final int FRESH = 40;
  private static final String PASSWORD = "long-enough-password";
  private static final Duration PASSED_MAX = Duration.ofSeconds(60);

  @Inject Rows rows;
  @Inject Config config;

  @TestHTTPResource("/")
  URI ownUrl;

  private record Call(String method, String path, String body) {}

  private static HttpResponse<String> send(HttpClient client, String url, String session, Call call)
      throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url + call.path()))
        .header("Content-Type", "application/json").header("Cookie", "laotie_session=" + session)
        .header("Idempotency-Key", "line-key")
        .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body())).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void twoServersKeepOneOrderAndLetNoFreshBuyerPass() throws Exception {
    String hostId = id("host");
    JsonPath product = Market.product(hostId, 1);
    String skuId = product.getString("skus[0].skuId");
    Market.placed(id("acc"), skuId, 1);
    List<String> sessions = Market.sessions(WAITING + FRESH);
    Call buy = new Call("POST", "/api/v1/orders", Market.order(skuId, 1));
    Map<Long, String> byNumber = new ConcurrentSkipListMap<>();
    try (ServerProcess other = ServerProcess.start(Path.of(config.getValue("laotie.data.dir", String.class)),
            "-Dlaotie.database.url=" + config.getValue("laotie.database.url", String.class),
            "-Dlaotie.database.user=" + config.getValue("laotie.database.user", String.class),
            "-Dlaotie.database.password=" + config.getValue("laotie.database.password", String.class));
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> doors = List.of(ownUrl.toString().replaceAll("/$", ""), other.url());
      List<Future<?>> joins = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        int who = i;
        joins.add(pool.submit(() -> {
          HttpResponse<String> answer = send(client, doors.get(who % 2), sessions.get(who),
              new Call("PUT", "/api/v1/me/waits/" + skuId, ""));
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          return byNumber.put(JsonPath.from(answer.body()).getLong("number"), sessions.get(who));
        }));
      }
      for (Future<?> join : joins) {
        join.get();
      }
      assertThat(byNumber).hasSize(WAITING);
      List<Future<Integer>> fresh = new ArrayList<>();
      for (int i = WAITING; i < WAITING + FRESH; i++) {
        int who = i;
        fresh.add(pool.submit(() ->
            send(client, doors.get(who % 2), sessions.get(who), buy).statusCode()));
      }
      host(hostId).body("""
          {"title":"红色连衣裙","story":"自家店里卖了十年","category":"服装",
           "skus":[{"skuId":"%s","name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}"""
          .formatted(skuId, BACK))
          .put("/api/v1/products/" + product.getString("productId")).then().statusCode(200);
      for (Future<Integer> one : fresh) {
        assertThat(one.get()).isEqualTo(409);
      }
      Await.until("the offers", () -> rows.count("select count(*) from trade_waits"
          + " where sku_id = ? and offered_until is not null", skuId) == BACK);
      assertThat(rows.stock(skuId)).isEqualTo("0 9 0");
      int turn = 0;
      for (String session : byNumber.values()) {
        int status = send(client, doors.get(turn % 2), session, buy).statusCode();
        assertThat(status).as("turn " + turn).isEqualTo(turn++ < BACK ? 201 : 409);
      }
    }
    assertThat(rows.stock(skuId)).isEqualTo("0 9 0");
  }

  @Test
  void anOfferOutlivesAKillAndPassesOnAfterTheRestart() throws Exception {
    Path dir = Files.createTempDirectory("laotie-waits");
    try {
      ServerProcess first = ServerProcess.start(dir, "-Dlaotie.trade.offer=PT10S");
      String skuId;
      try {
        skuId = begin(first.url() + "/api/v1");
      } finally {
        first.kill();
      }
      try (ServerProcess second = ServerProcess.start(dir, "-Dlaotie.trade.offer=PT1H");
          Rest next = new Rest(second.url() + "/api/v1")) {
        next.post("/sessions", "{\"login\":\"next\",\"password\":\"%s\"}".formatted(PASSWORD));
        Await.until(PASSED_MAX, "the next one's offer",
            () -> next.get("/me/waits").contains("\"offeredUntil\":\""));
        next.post("/orders", Market.order(skuId, 1));
      }
    } finally {
      TestSquare.erase(dir);
    }
  }

  /** Two wait for what one holds; one more comes, and the first is offered it. */
  private static String begin(String url) {
    try (Rest seller = new Rest(url); Rest holder = new Rest(url); Rest early = new Rest(url);
        Rest next = new Rest(url)) {
      register(seller, "seller");
      seller.post("/me/host", """
          {"tagline":"山里的茶","story":"三代人种茶","sinceYear":1998,"goodsFrom":"自家茶园","category":"茶"}""");
      String product = seller.post("/products", product("", 1));
      String skuId = Rest.member(product, "skuId");
      register(holder, "holder");
      holder.post("/orders", Market.order(skuId, 1));
      register(early, "early");
      early.put("/me/waits/" + skuId, "");
      register(next, "next");
      next.put("/me/waits/" + skuId, "");
      seller.put("/products/" + Rest.member(product, "productId"),
          product("\"skuId\":\"%s\",".formatted(skuId), 1));
      Await.until("the first one's offer", () -> early.get("/me/waits").contains("\"offeredUntil\":\""));
      return skuId;
    }
  }

  private static void register(Rest who, String login) {
    who.post("/accounts",
        "{\"login\":\"%s\",\"name\":\"某人\",\"password\":\"%s\"}".formatted(login, PASSWORD));
  }

  private static String product(String skuId, int supply) {
    return """
        {"title":"明前茶","story":"清明前采","category":"茶","skus":[
          {%s"name":"50 g","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}""".formatted(skuId, supply);
  }
}
