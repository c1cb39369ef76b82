package laotie.server.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import laotie.server.boot.Await;
import laotie.server.boot.OwnDatabase;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** The database is stopped, or killed whole, in the middle of the day: it comes back by itself. */
class DatabaseEndProcessTest {

  private static final Duration BACK_MAX = Duration.ofMinutes(2);
  private static final int ORDERS_BEFORE = 5;

  @Test
  void aDatabaseThatEndedComesBackAndNothingAcknowledgedIsLost() throws Exception {
    Path dir = Files.createTempDirectory("laotie-ended");
    try (ServerProcess server = ServerProcess.start(dir, "-Dlaotie.trade.unpaid-orders-max=1000000");
        OneShop shop = new OneShop(server)) {
      for (String signal : new String[] {"-INT", "-KILL"}) {
        for (int i = 0; i < ORDERS_BEFORE; i++) {
          assertThat(shop.place().statusCode()).isEqualTo(201);
        }
        String before = postmaster(dir);
        assertThat(new ProcessBuilder("kill", signal, before).start().waitFor()).isZero();
        assertThat(shop.place().statusCode()).as("while it is away").isIn(201, 503);
        Await.until(BACK_MAX, () -> "orders after kill " + signal + ": " + shop.place().body(),
            () -> shop.place().statusCode() == 201);
        assertThat(postmaster(dir)).isNotEqualTo(before);
        shop.assertThatNothingIsLost();
      }
      assertThat(OwnDatabase.count(dir, """
          select held - (select count(*) from trade_orders where status = 'PLACED') from goods_stock"""))
          .as("units held beside those of orders").isZero();
    }
    TestSquare.erase(dir);
  }

  private static String postmaster(Path dir) throws Exception {
    return Files.readAllLines(dir.resolve("postgres").resolve("postmaster.pid")).getFirst().strip();
  }
}
