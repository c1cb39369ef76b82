package laotie.server.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import laotie.server.boot.Await;
import laotie.server.boot.OwnDatabase;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.SmallDisk;
import org.junit.jupiter.api.Test;

/** A disk that is full: a clear word at the door, nothing acknowledged lost, and on once there is room. */
class DiskFullProcessTest {

  /** The fresh database takes some 45 MB, of which 16 are its log. */
  private static final int DISK_MEGABYTES = 300;

  private static final Duration BACK_MAX = Duration.ofMinutes(2);
  private static final int ORDERS_BEFORE = 5;
  private static final int LOG_SWITCHES_MAX = 50;

  @Test
  void aFullDiskIsSaidLosesNothingAcknowledgedAndIsOverWithTheRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(DISK_MEGABYTES);
        ServerProcess server = ServerProcess.start(disk.dir(), "-Dlaotie.data.free-megabytes-min=1",
            "-Dlaotie.trade.unpaid-orders-max=1000000");
        OneShop shop = new OneShop(server)) {
      for (int i = 0; i < ORDERS_BEFORE; i++) {
        assertThat(shop.place().statusCode()).isEqualTo(201);
      }
      disk.fill();
      Await.until(BACK_MAX, "a full disk to be said", () -> saysFull(shop.place()));
      shop.readsTheFirst();
      assertThatItBreaks(disk);
      assertThat(shop.place().statusCode()).as("while the database cannot even start").isEqualTo(503);
      disk.makeRoom();
      Await.until(BACK_MAX, () -> "orders again: " + shop.place().body(),
          () -> shop.place().statusCode() == 201);
      shop.assertThatNothingIsLost();
      assertThat(OwnDatabase.count(disk.dir(), """
          select held - (select count(*) from trade_orders where status = 'PLACED') from goods_stock"""))
          .as("units held beside those of orders").isZero();
      System.out.println("disk full: " + shop.orders() + " orders acknowledged, none lost");
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

  /** Asks for pieces of the log until there is no room for one: then PostgreSQL panics. */
  private static void assertThatItBreaks(SmallDisk disk) {
    for (int i = 0; i < LOG_SWITCHES_MAX; i++) {
      try (Connection connection = OwnDatabase.open(disk.dir());
          Statement statement = connection.createStatement()) {
        statement.execute(
            "select pg_logical_emit_message(true, 'full', repeat('x', 4000000)), pg_switch_wal()");
      } catch (SQLException broken) {
        assertThat(broken.getMessage()).contains("No space left");
        return;
      }
    }
    throw new AssertionError("a full disk took " + LOG_SWITCHES_MAX + " pieces of the log");
  }
}
