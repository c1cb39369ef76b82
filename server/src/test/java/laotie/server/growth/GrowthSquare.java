package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.growth.Factors;
import laotie.growth.Repurchase;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Log.Happened;
import laotie.server.log.OpenedLog;
import laotie.server.log.Replay;
import laotie.server.log.Source;

/** A real PostgreSQL with the log and growth's cells, and the question whether two counts agree. */
final class GrowthSquare implements AutoCloseable {

  /** Whatever keeps cells of a fold, and is asked of the database so that no fold is left out. */
  private static final String TABLES =
      """
      select table_name
        from information_schema.columns
       where table_schema = 'public' and table_name like 'growth\\_%' and column_name = 'state'
         and data_type = 'bytea'
       order by table_name
      """;

  /** Its days lie months back, and their minutes are kept all the same. */
  private static final TimeCells TIMES =
      new TimeCells(BusinessDays.SHANGHAI, Money.CNY, Duration.ofDays(4_000));

  private final Path dir;
  private final Postgres postgres;
  private OpenedLog log;

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

  /** Every consumer of growth. */
  static List<ConsumerJob> jobs(OpenedLog log, ConsumerJob.Steps steps) {
    Growth growth = growth(log, Instant.EPOCH);
    Set<Source> both = Set.of(Source.LOG, Source.FLOOD);
    return List.of(
        log.job(new Consumer("growth", both, growth.cells()), steps),
        log.job(new Consumer(TimeCells.CONSUMER, both, TIMES::addLive), steps),
        log.job(new Consumer("quality", both, growth.quality()), steps),
        log.job(new Consumer("relation", Set.of(Source.LOG), growth.relationCells()), steps),
        log.job(new Consumer("cost", both, growth.costCells()), steps),
        log.job(new Consumer("trees", both, growth.treeCells()), steps),
        log.job(new Consumer("channels", Set.of(Source.LOG), growth.channelCells()), steps));
  }

  Replay replay() {
    return log.replay();
  }

  ConsumerJob job(Consumer consumer, ConsumerJob.Steps steps) {
    return log.job(consumer, steps);
  }

  List<VersionStore.Version> versions() {
    return log.database().read(VersionStore::all);
  }

  CellsJob cellsJob(Instant now) {
    return new CellsJob(log.database(), log.replay(), () -> now, TIMES);
  }

  /** Lets every consumer fold all there is. */
  void foldAll() {
    for (ConsumerJob job : jobs(log, step -> { })) {
      while (job.step() > 0) {
        // The log is finite.
      }
    }
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
      statement.execute("truncate log, flood");
      forgetCells(statement);
    }
    // A log remembers its end, and what it remembers is no longer there.
    log.close();
    log = OpenedLog.open(postgres.url(), postgres.user(), postgres.password());
  }

  /** Forgets cells and starts the consumers anew, with the facts as they are. */
  void forgetCells() throws SQLException {
    try (Connection connection = connection(); Statement statement = connection.createStatement()) {
      forgetCells(statement);
    }
  }

  private static void forgetCells(Statement statement) throws SQLException {
    statement.execute("truncate " + String.join(", ", tables(statement)));
    statement.execute("truncate growth_opening, growth_restatements, growth_markers, growth_shows,"
        + " growth_simulated");
    statement.execute("delete from growth_versions where version > 1");
    statement.execute("update growth_versions set state = 'ACTIVE', until_day = 1000000");
    statement.execute("delete from log_cursors");
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /** Every cell of growth as a digest, and how many there are, by table. */
  Map<String, String> digests() throws SQLException {
    Map<String, String> digests = new TreeMap<>();
    try (Connection connection = connection(); Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        // When something was written is not what it says.
        try (ResultSet row = statement.executeQuery(
            "select count(*) || ' ' || coalesce(md5(string_agg(line, e'\n' order by line)), '') from ("
                + "select (to_jsonb(t) - 'changed_at')::text as line from " + table + " t) as lines")) {
          row.next();
          digests.put(table, row.getString(1));
        }
      }
    }
    return digests;
  }

  /** Cells of a version as lines. */
  List<String> cells(int version) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = connection(); Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "select (to_jsonb(t) - 'version' - 'state')::text || md5(state) from growth_cells t"
                + " where version = " + version + " order by 1")) {
      while (row.next()) {
        lines.add(row.getString(1));
      }
    }
    return lines;
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
