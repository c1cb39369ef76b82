package laotie.server.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.OwnDatabase;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.SmallDisk;
import laotie.server.browser.Rest;
import org.junit.jupiter.api.Test;

/** A disk that is full: a clear word at the door, nothing acknowledged lost, and on once there is room. */
class DiskFullProcessTest {

  /** The fresh database takes some 45 MB, of which 16 are its log. */
  private static final int DISK_MEGABYTES = 300;

  private static final Duration BACK_MAX = Duration.ofMinutes(2);
  private static final int ORDERS_BEFORE = 5;
  private static final int LOG_SWITCHES_MAX = 50;

  private final List<String> acknowledged = new ArrayList<>();

  /** One order; what was acknowledged is remembered. */
  private HttpResponse<String> place(Rest buyer, String skuId) {
    try {
      HttpResponse<String> answer = buyer.answer(
          "POST", "/orders", UUID.randomUUID().toString(), Market.order(skuId, 1));
      if (answer.statusCode() == 201) {
        acknowledged.add(Rest.member(answer.body(), "orderId"));
      }
      return answer;
    } catch (IOException fault) {
      throw new AssertionError("the door did not answer", fault);
    }
  }

  private static void register(Rest somebody, String login) {
    somebody.post("/accounts", """
        {"login":"%s","name":"某人","password":"long-enough-password"}""".formatted(login));
  }

  private static String openShop(Rest host) {
    register(host, "orchard");
    host.post("/me/host", """
        {"tagline":"树上熟","story":"我家的果园","sinceYear":2009,"goodsFrom":"自家","category":"水果"}""");
    return Rest.member(host.post("/products", """
        {"title":"红富士苹果","story":"树上熟","category":"水果","skus":[
         {"name":"5斤装","price":{"minor":8000,"currency":"CNY"},"supply":100000}]}"""), "skuId");
  }

  @Test
  void aFullDiskIsSaidLosesNothingAcknowledgedAndIsOverWithTheRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(DISK_MEGABYTES);
        ServerProcess server = ServerProcess.start(disk.dir(), "-Dlaotie.data.free-megabytes-min=1",
            "-Dlaotie.trade.unpaid-orders-max=1000000");
        Rest host = new Rest(server.url() + "/api/v1"); Rest buyer = new Rest(server.url() + "/api/v1")) {
      String skuId = openShop(host);
      register(buyer, "hanmei");
      for (int i = 0; i < ORDERS_BEFORE; i++) {
        assertThat(place(buyer, skuId).statusCode()).isEqualTo(201);
      }
      disk.fill();
      Await.until(BACK_MAX, "a full disk to be said", () -> saysFull(place(buyer, skuId)));
      buyer.get("/orders/" + acknowledged.getFirst());
      breakTheDatabase(disk);
      int refused = place(buyer, skuId).statusCode();
      assertThat(refused).as("while the database cannot even start").isIn(201, 503);
      disk.makeRoom();
      Await.until(BACK_MAX, () -> "orders again: " + place(buyer, skuId).body(),
          () -> place(buyer, skuId).statusCode() == 201);
      for (String orderId : acknowledged) {
        assertThat(buyer.get("/orders/" + orderId)).contains("\"PLACED\"");
      }
      assertThat(OwnDatabase.count(disk.dir(), """
          select held - (select count(*) from trade_orders where status = 'PLACED') from goods_stock"""))
          .as("units held beside those of orders").isZero();
      System.out.println("disk full: " + acknowledged.size() + " orders acknowledged, none lost");
    }
  }

  private static boolean saysFull(HttpResponse<String> answer) {
    if (answer.statusCode() == 201) {
      return false;
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("DATABASE_FULL");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    return true;
  }

  /** Asks for pieces of the log until there is no room for one. */
  private static void breakTheDatabase(SmallDisk disk) {
    for (int i = 0; i < LOG_SWITCHES_MAX; i++) {
      try (Connection connection = OwnDatabase.open(disk.dir());
          Statement statement = connection.createStatement()) {
        statement.execute(
            "select pg_logical_emit_message(true, 'full', repeat('x', 4000000)), pg_switch_wal()");
      } catch (SQLException broken) {
        System.out.println("disk full: after " + i + " pieces of the log: " + broken.getMessage());
        return;
      }
    }
  }
}
