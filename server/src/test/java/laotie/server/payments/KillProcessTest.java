package laotie.server.payments;

import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import laotie.server.boot.Await;
import laotie.server.boot.ServerProcess;
import laotie.server.boot.TestSquare;
import laotie.server.log.DatabaseFault;
import laotie.server.trade.Market;
import laotie.server.trade.Rows;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/**
 * The proof that nothing is sold twice and nothing acknowledged is lost: two thousand buyers of a hundred
 * units, who order, pay once or twice or late, take back and let go, while the server and the database are
 * killed at random instants. Twenty kills here; {@code ./laotie kills 200} does more and writes the result
 * down. A failure names its seed.
 */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class KillProcessTest {

  private static final int BUYERS = 2_000;
  private static final int UNITS = 100;
  private static final int CALLS_AT_ONCE_MAX = 64;
  private static final Duration SETTLED_MAX = Duration.ofMinutes(2);

  /** Between two kills; a kill may hit the start of the server as well. */
  private static final int PAUSE_MS_MIN = 150;
  private static final int PAUSE_MS_MAX = 1_500;

  @Inject Rows rows;
  @Inject Config config;
  @Inject MockPaymentClient gateway;

  private final AtomicReference<String> url = new AtomicReference<>("");
  private final Deeds deeds = new Deeds();

  private ServerProcess start() {
    ServerProcess server = ServerProcess.start(Path.of(config.getValue("laotie.data.dir", String.class)),
        "-Dlaotie.trade.hold=PT4S",
        "-Dlaotie.database.url=" + config.getValue("laotie.database.url", String.class),
        "-Dlaotie.database.user=" + config.getValue("laotie.database.user", String.class),
        "-Dlaotie.database.password=" + config.getValue("laotie.database.password", String.class));
    url.set(server.url());
    return server;
  }

  @Test
  void nothingIsSoldTwiceAndNothingAcknowledgedIsLostWhateverIsKilled() throws Exception {
    int kills = Integer.getInteger("kills", 20);
    long seed = Long.getLong("kills.seed", System.nanoTime());
    Instant began = Instant.now();
    String skuId = sku(id("host"), UNITS);
    List<String> sessions = Market.sessions(BUYERS);
    Gate gate = new Gate(kills);
    Tally tally = new Tally();
    Semaphore calls = new Semaphore(CALLS_AT_ONCE_MAX);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> buyers = new ArrayList<>(BUYERS);
      for (int i = 0; i < BUYERS; i++) {
        int number = i;
        Shopper shopper = new Shopper(url::get, sessions.get(i), gateway, deeds, new Random(seed + i));
        buyers.add(pool.submit(() -> {
          gate.await(number * (kills + 1) / BUYERS);
          calls.acquire();
          try {
            shopper.shop(skuId);
          } finally {
            calls.release();
          }
          return number;
        }));
      }
      try {
        kill(kills, new Random(seed), gate, tally, skuId);
      } catch (Exception | Error failed) {
        pool.shutdownNow();
        throw failed;
      }
      for (Future<?> buyer : buyers) {
        buyer.get();
      }
      awaitSettled(skuId);
    } finally {
      tally.server.close();
    }
    new Proof(rows, deeds).check(skuId, UNITS, "seed " + seed);
    assertThat(deeds.answered()).as("seed " + seed).isEqualTo(BUYERS);
    report(kills, seed, tally, Duration.between(began, Instant.now()));
  }

  /** What was killed, and the server that lives now. */
  private static final class Tally {
    private ServerProcess server;
    private int servers;
    private int databases;
  }

  private void kill(int kills, Random random, Gate gate, Tally tally, String skuId) throws Exception {
    tally.server = start();
    gate.open(0);
    for (int done = 1; done <= kills; done++) {
      // Nothing is waited for: the instant of a kill is a matter of chance.
      LockSupport.parkNanos(
          Duration.ofMillis(PAUSE_MS_MIN + random.nextInt(PAUSE_MS_MAX - PAUSE_MS_MIN)).toNanos());
      if (random.nextBoolean()) {
        tally.server.kill();
        tally.servers++;
        gate.open(done);
        tally.server = start();
      } else {
        killDatabase();
        tally.databases++;
        gate.open(done);
      }
      assertThat(units(skuId)).as("stock + held + sold after kill " + done).isEqualTo(UNITS);
    }
  }

  /** SIGKILL of one backend: PostgreSQL ends all others, forgets its memory and recovers from its log. */
  private void killDatabase() {
    long pid = count("""
        select pid from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1""");
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Counts as soon as the database is there again; connections of before are dead and fail once each. */
  private long count(String sql, Object... values) {
    long[] counted = new long[1];
    Await.until(SETTLED_MAX, "the database to come back", () -> {
      try {
        counted[0] = rows.count(sql, values);
        return true;
      } catch (DatabaseFault recovering) {
        return false;
      }
    });
    return counted[0];
  }

  private long units(String skuId) {
    return count("select available + held + sold from goods_stock where sku_id = ?", skuId);
  }

  private void awaitSettled(String skuId) {
    Await.until(SETTLED_MAX, "every hold to end", () -> count("""
        select count(*) from trade_orders o join trade_lines l on l.sequence = o.sequence
         where l.sku_id = ? and o.status = 'PLACED'""", skuId) == 0);
    Await.until(SETTLED_MAX, "every refund to go back", () ->
        count("select count(*) from trade_refunds where returned_at is null") == 0);
  }

  private void report(int kills, long seed, Tally tally, Duration took) throws IOException {
    String told = """
        %d kills (%d of the server, %d of the database), seed %d, %d s: %d buyers, %d orders acknowledged, \
        %d payments acknowledged; 0 oversold, 0 lost, stock + held + sold = %d after every kill, ledger at 0
        """.formatted(kills, tally.servers, tally.databases, seed, took.toSeconds(), BUYERS,
        deeds.orders().size(), deeds.payments().size(), UNITS);
    System.out.print(told);
    String file = System.getProperty("kills.report", "");
    if (!file.isEmpty()) {
      Files.writeString(Path.of(file), "# Kills\n\n`./laotie kills " + kills + "`, " + began(took)
          + ". What it does: `KillProcessTest`.\n\n" + told);
    }
  }

  private static Instant began(Duration took) {
    return Instant.now().minus(took).truncatedTo(ChronoUnit.SECONDS);
  }
}
