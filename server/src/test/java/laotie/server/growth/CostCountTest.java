package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.fact.BusinessDays;
import laotie.growth.cost.NewCustomers;
import laotie.growth.cost.NewCustomers.Period;
import laotie.growth.cost.Payback;
import laotie.growth.cost.TrafficBalance;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Log.Happened;
import laotie.server.log.OpenedLog;
import laotie.server.log.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cost, payback and traffic from the cells are what the statements of the page count from the facts. */
class CostCountTest {

  private static final Path PAGE = Path.of("..", "docs", "areas", "growth-cost.md");
  private static final Instant END = Instant.parse("2026-06-10T10:00:00Z");
  private static final LocalDate TODAY = BusinessDays.SHANGHAI.dayOf(END);

  private static Path dir;
  private static Postgres postgres;
  private static OpenedLog log;
  private static CostNumbers numbers;

  @BeforeAll
  static void open() throws Exception {
    dir = Files.createTempDirectory("laotie-cost");
    postgres = Postgres.start(dir);
    log = OpenedLog.open(postgres.url(), postgres.user(), postgres.password());
    numbers = new Growth(log.database(), BusinessDays.SHANGHAI, () -> END).cost();
  }

  @AfterAll
  static void close() throws Exception {
    log.close();
    postgres.close();
    TestSquare.erase(dir);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyNumberIsTheCountFromTheFacts(long seed) throws Exception {
    CostWorld world = new CostWorld(seed, END, 900);
    append(Source.LOG, world.log());
    append(Source.FLOOD, world.flood());
    fold();
    for (String host : List.of(world.host(0), world.host(1))) {
      for (int days : new int[] {1, 7, 30, 90, 365}) {
        compare(host, new Period(TODAY.minusDays(days), TODAY));
      }
      compareTraffic(host);
    }
  }

  @Test
  void aHostNobodyKnowsHasNothing() {
    CostNumbers.Seen seen = numbers.count(new CostNumbers.Wanted(
        "nobody", new Period(TODAY.minusDays(90), TODAY)));
    assertThat(seen.customers().buyers()).isZero();
    assertThat(numbers.balanceOf("nobody").weeks()).isEmpty();
  }

  private static void append(Source source, List<Happened> facts) {
    log.database().write(connection -> {
      log.log().appendAll(connection, source, facts);
      return facts.size();
    });
  }

  private static void fold() {
    Growth growth = new Growth(log.database(), BusinessDays.SHANGHAI, () -> END);
    ConsumerJob job = log.job(
        new Consumer("cost", Set.of(Source.LOG, Source.FLOOD), growth.costCells()), step -> { });
    while (job.step() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void compare(String host, Period period) throws Exception {
    CostNumbers.Seen seen = numbers.count(new CostNumbers.Wanted(host, period));
    NewCustomers customers = seen.customers();
    Payback payback = Payback.of(customers, seen.exposures().spentMilli(), 0);
    String sql = statement("new customers of a host", Map.of("host", "'" + host + "'",
        "from", "'" + period.from() + "'", "to", "'" + period.to() + "'"));
    try (Connection connection = log.connection(); Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        int age = row.getInt("age");
        String what = host + " " + period + " day " + age;
        assertThat(customers.buyers()).as(what).isEqualTo(row.getLong("new_buyers"));
        assertThat(customers.margins().get(age)).as(what).isEqualTo(row.getLong("margin_minor"));
        boolean isWatched = age < payback.curve().size();
        assertThat(isWatched ? payback.curve().get(age).buyers() : 0).as(what)
            .isEqualTo(row.getLong("buyers"));
        assertThat(customers.costs().couponsMinor()).isEqualTo(row.getLong("coupons_minor"));
        assertThat(customers.costs().commissionMinor()).isEqualTo(row.getLong("commission_minor"));
        assertThat(customers.netMinor()).as(what).isEqualTo(row.getLong("net_minor"));
        assertThat(customers.settledMinor()).as(what).isEqualTo(row.getLong("settled_minor"));
        assertThat(seen.exposures().spentMilli()).isEqualTo(row.getLong("spent_milli"));
      }
    }
  }

  private static void compareTraffic(String host) throws Exception {
    List<TrafficBalance.Day> days = new ArrayList<>();
    String sql = statement("traffic of a host", Map.of("host", "'" + host + "'"));
    try (Connection connection = log.connection(); Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        days.add(new TrafficBalance.Day(row.getObject("day", LocalDate.class), row.getLong("brought"),
            row.getLong("given"), row.getLong("bought")));
      }
    }
    assertThat(days).hasSizeGreaterThan(20);
    TrafficBalance counted = TrafficBalance.of(days);
    assertThat(numbers.balanceOf(host)).isEqualTo(counted);
  }

  private static String statement(String name, Map<String, String> values) throws Exception {
    Matcher block = Pattern.compile("```sql\n-- " + name + "\n(.*?)\n```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(name).isTrue();
    return Pattern.compile("(?<!:):([a-z]+)").matcher(block.group(1))
        .replaceAll(variable -> Matcher.quoteReplacement(values.get(variable.group(1))));
  }
}
