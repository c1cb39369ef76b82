package laotie.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laotie.fact.PeopleFact.HostOpened;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A consumer killed (SIGKILL) between any two of its steps folds every fact once. */
class ConsumerKillTest {

  /** Two batches of the log and one of the flood. */
  private static final int LOG_FACTS = ConsumerJob.BATCH_ROWS_MAX + 700;

  private static final int FLOOD_FACTS = 300;
  private static final int APPEND_ROWS = 2_000;
  private static final long CHILD_END_SECONDS = 20;
  private static final String TALLY =
      "select count(*), coalesce(min(facts), 0), coalesce(max(facts), 0) from tallies";

  private static Path dir;
  private static Postgres postgres;
  private static AgroalDataSource source;

  @BeforeAll
  static void startPostgres() throws Exception {
    dir = Files.createTempDirectory("laotie-kill");
    postgres = Postgres.start(dir);
    source = ConsumerChild.source(postgres.url(), postgres.user(), postgres.password());
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LogTest.schema());
      statement.execute("create table tallies (key text primary key, facts int not null)");
      LogStore.epoch(connection);
      append(connection, Source.LOG, "log", LOG_FACTS);
      append(connection, Source.FLOOD, "flood", FLOOD_FACTS);
    }
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    source.close();
    postgres.close();
    TestSquare.erase(dir);
  }

  @Test
  void foldsEveryFactOnceWhereverItIsKilled() throws Exception {
    int kills = 0;
    for (int step = 1; killAfter(step); step++) {
      kills++;
      runToTheEnd();
      assertEveryFactOnce("killed at step " + step);
      forget();
    }
    assertThat(kills).as("steps at which the process was killed").isGreaterThan(12);
  }

  @Test
  void leavesAConsumerAloneThatAnotherProcessHolds() throws Exception {
    try (Connection holder = source.getConnection()) {
      Consumer consumer = new Consumer("held", java.util.Set.of(Source.LOG), (c, facts) -> {});
      ConsumerJob job =
          new ConsumerJob(new Database(source), new Recent(1), consumer, ConsumerJob.Steps.NONE);
      holder.setAutoCommit(false);
      assertThat(LogStore.lockCursors(holder, "held")).hasSize(1);

      assertThat(job.step()).isZero();

      holder.rollback();
      assertThat(job.step()).isEqualTo(ConsumerJob.BATCH_ROWS_MAX);
    }
  }

  /** Runs a child, kills it when it has reached that many steps; false when it was done before. */
  private static boolean killAfter(int steps) throws Exception {
    Process child = child();
    try (BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream()));
        Writer orders = child.outputWriter()) {
      for (int reached = 0; ; reached++) {
        String line = said.readLine();
        if (line == null || line.equals("done")) {
          assertThat(line).as("the child ended by itself").isEqualTo("done");
          forget();
          return false;
        }
        if (reached + 1 == steps) {
          child.destroyForcibly();
          assertThat(child.waitFor(CHILD_END_SECONDS, TimeUnit.SECONDS)).isTrue();
          return true;
        }
        orders.write("go\n");
        orders.flush();
      }
    } catch (IOException closed) {
      // Closing the pipe of a killed process may fail; it is dead all the same.
      assertThat(child.isAlive()).isFalse();
      return true;
    }
  }

  private static void runToTheEnd() {
    Consumer consumer =
        new Consumer("tally", java.util.Set.of(Source.LOG, Source.FLOOD), ConsumerChild::count);
    ConsumerJob job = new ConsumerJob(new Database(source), new Recent(1), consumer, ConsumerJob.Steps.NONE);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CHILD_END_SECONDS);
    // The dead child's connection may hold the cursor for an instant: 0 rows means "not ours yet" then.
    int idle = 0;
    while (idle < 2 && System.nanoTime() < deadline) {
      idle = job.step() == 0 ? idle + 1 : 0;
      if (idle > 0 && isHeld()) {
        idle = 0;
      }
    }
  }

  private static boolean isHeld() {
    return new Database(source)
        .write(connection -> LogStore.lockCursors(connection, "tally").size() < 2);
  }

  private static void assertEveryFactOnce(String when) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TALLY)) {
      row.next();
      assertThat(row.getInt(1)).as("facts folded, " + when).isEqualTo(LOG_FACTS + FLOOD_FACTS);
      assertThat(row.getInt(2)).as("fewest times, " + when).isEqualTo(1);
      assertThat(row.getInt(3)).as("most times, " + when).isEqualTo(1);
    }
  }

  private static void forget() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate tallies, log_cursors");
    }
  }

  private static Process child() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ConsumerChild.class.getName());
    command.addAll(List.of(postgres.url(), postgres.user(), postgres.password()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void append(Connection connection, Source target, String name, int count)
      throws SQLException {
    List<LogStore.Stamped> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(new LogStore.Stamped(Instant.EPOCH, new HostOpened(name + i)));
      if (facts.size() == APPEND_ROWS || i == count - 1) {
        LogStore.append(connection, target, 1, facts);
        facts.clear();
      }
    }
  }
}
