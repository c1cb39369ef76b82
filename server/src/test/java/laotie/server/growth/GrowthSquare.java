package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.growth.Factors;
import laotie.growth.Repurchase;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Log.Happened;
import laotie.server.log.OpenedLog;
import laotie.server.log.Source;

/** A real PostgreSQL with the log and growth's cells, and the question whether two counts agree. */
final class GrowthSquare implements AutoCloseable {

  private final Path dir;
  private final Postgres postgres;
  private final OpenedLog log;

  private GrowthSquare(Path dir, Postgres postgres, OpenedLog log) {
    this.dir = dir;
    this.postgres = postgres;
    this.log = log;
  }

  static GrowthSquare open() throws Exception {
    Path dir = Files.createTempDirectory("laotie-growth");
    Postgres postgres = Postgres.start(dir);
    return new GrowthSquare(
        dir, postgres, OpenedLog.open(postgres.url(), postgres.user(), postgres.password()));
  }

  String[] address() {
    return new String[] {postgres.url(), postgres.user(), postgres.password()};
  }

  Connection connection() throws SQLException {
    return log.connection();
  }

  static Growth growth(OpenedLog log, Instant now) {
    return new Growth(log.database(), BusinessDays.SHANGHAI, () -> now);
  }

  Growth growth(Instant now) {
    return growth(log, now);
  }

  static ConsumerJob job(OpenedLog log, ConsumerJob.Steps steps) {
    Growth growth = growth(log, Instant.EPOCH);
    return log.job(new Consumer("growth", Set.of(Source.LOG, Source.FLOOD), growth.cells()), steps);
  }

  ConsumerJob job() {
    return job(log, step -> { });
  }

  void append(Source source, List<Happened> facts, int rowsMax) {
    for (int start = 0; start < facts.size(); start += rowsMax) {
      List<Happened> part = facts.subList(start, Math.min(facts.size(), start + rowsMax));
      log.database().write(connection -> {
        log.log().appendAll(connection, source, part);
        return part.size();
      });
    }
  }

  /** Folds all there is; answers how many batches that took. */
  int fold() {
    ConsumerJob job = job();
    int batches = 0;
    while (job.step() > 0) {
      batches++;
    }
    return batches;
  }

  /** Forgets facts and cells and starts the consumer anew. */
  void forget() throws SQLException {
    try (Connection connection = connection(); Statement statement = connection.createStatement()) {
      statement.execute("truncate log, flood, growth_person, growth_loyalty, growth_shows, growth_simulated");
      statement.execute("delete from log_cursors");
    }
  }

  /** Every show, host, day, some windows and the repurchase of {@code days} against counts by SQL. */
  void assertCounts(SimulatedDays days) throws Exception {
    List<String> hosts = new ArrayList<>();
    for (int host = 0; host < SimulatedDays.HOSTS; host++) {
      hosts.add(days.host(host));
    }
    assertCounts(hosts, days.shows(), new PersonStore.Window(SimulatedDays.FIRST_DAY, days.lastDay()));
  }

  /** The same for these hosts and shows; {@code days} are the business days in which things happened. */
  void assertCounts(Collection<String> hosts, Collection<String> shows, PersonStore.Window days)
      throws Exception {
    try (Connection connection = connection()) {
      CountedBySql counted = new CountedBySql(connection);
      for (String show : shows) {
        same("show " + show, PersonStore.factorsOfShow(connection, show), counted.ofShow(show));
      }
      for (String host : hosts) {
        assertHost(connection, days, host);
      }
    }
  }

  private static void assertHost(Connection connection, PersonStore.Window days, String host)
      throws Exception {
    CountedBySql counted = new CountedBySql(connection);
    List<PersonStore.Window> windows = new ArrayList<>();
    LocalDate first = days.from();
    for (LocalDate day = first; day.isBefore(days.to().plusDays(1)); day = day.plusDays(1)) {
      windows.add(new PersonStore.Window(day, day.plusDays(1)));
    }
    windows.add(new PersonStore.Window(first, first.plusDays(5)));
    windows.add(new PersonStore.Window(first, first.plusDays(90)));
    windows.add(new PersonStore.Window(first.minusDays(90), first));
    Map<PersonStore.Window, Factors> byWindow = new HashMap<>();
    for (PersonStore.Window window : windows) {
      byWindow.put(window, counted.ofHost(host, window));
      same(host + " " + window, PersonStore.factorsOfHost(connection, host, window), byWindow.get(window));
    }
    PersonStore.Window all = new PersonStore.Window(first, first.plusDays(90));
    for (PersonStore.Day day : PersonStore.daysOfHost(connection, host, all)) {
      PersonStore.Window one = new PersonStore.Window(day.day(), day.day().plusDays(1));
      same(host + " " + day.day(), day.factors(),
          byWindow.containsKey(one) ? byWindow.get(one) : counted.ofHost(host, one));
      assertThat(day.followersGained()).isEqualTo(counted.followersGained(host, day.day()));
    }
    for (int n : new int[] {3, 7, 30}) {
      LocalDate lastDay = days.to();
      Repurchase repurchase = LoyaltyStore.ofHost(connection, host, n, lastDay);
      assertThat(new long[] {repurchase.mature(), repurchase.repeaters()})
          .as("R3(%d) of %s", n, host)
          .isEqualTo(counted.repurchase(host, n, lastDay));
    }
  }

  private static void same(String what, Factors ours, Factors counted) {
    assertThat(ours).as(what).isEqualTo(counted);
    ours.product().ifPresent(product ->
        assertThat(product.exactLong()).as("product of " + what).isEqualTo(counted.gmvMinor()));
    if (counted.uv() > 0 && counted.orders() > 0) {
      assertThat(ours.isExact()).as(what).isTrue();
    }
  }

  @Override
  public void close() throws Exception {
    log.close();
    postgres.close();
    TestSquare.erase(dir);
  }
}
