package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.fact.GuardFact.AccountBanned;
import laotie.fact.GuardFact.AccountSuspected;
import laotie.fact.GuardFact.AccountUnbanned;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of minutes, hours and days: what they count, verdicts, late facts and recomputes. */
class TimeCellsTest {

  /** The facts of a host's day, counted by SQL. */
  private static final String COUNTED =
      """
      with beats as (
        select body->>'hostId' as host, body->>'viewerId' as person,
               date_trunc('milliseconds', (body->>'from')::timestamptz) as "from",
               date_trunc('milliseconds', (body->>'to')::timestamptz) as "to"
          from flood where type = 'WatchCredited'),
      days as (
        select day::date as day, tstzrange(day at time zone 'Asia/Shanghai',
                 (day + interval '1 day') at time zone 'Asia/Shanghai') as span
          from generate_series(timestamp '2026-01-08', timestamp '2026-02-20', '1 day') as day),
      watched as (
        select host, day, count(distinct person) as viewers,
               sum(extract(epoch from upper(part) - lower(part)) * 1000)::bigint as watch_ms
          from beats join days on tstzrange("from", "to") && span
         cross join lateral (select tstzrange("from", "to") * span as part) as parts
         group by 1, 2),
      told as (
        select coalesce(body->>'hostId', body->'deal'->>'hostId') as host,
               (at at time zone 'Asia/Shanghai')::date as day,
               count(*) filter (where type = 'OrderPaid') as orders,
               count(distinct body->'deal'->>'buyerId') filter (where type = 'OrderPaid') as buyers,
               coalesce(sum((body->'deal'->'amount'->>'minor')::bigint)
                 filter (where type = 'OrderPaid'), 0)::bigint as gmv,
               coalesce(sum((body->'refunded'->>'minor')::bigint), 0)::bigint as refunds,
               count(*) filter (where type = 'Followed') as follows
          from log where type in ('OrderPaid', 'OrderRefunded', 'Followed') group by 1, 2)
      select concat_ws(' ', coalesce(w.host, t.host), coalesce(w.day, t.day), coalesce(viewers, 0),
                       coalesce(watch_ms, 0), coalesce(orders, 0), coalesce(buyers, 0), coalesce(gmv, 0),
                       coalesce(refunds, 0), coalesce(follows, 0)) as line
        from watched w full join told t on t.host = w.host and t.day = w.day
       order by 1
      """;

  private static final String OF_DAYS =
      """
      select concat_ws(' ', scope_id, date '1970-01-01' + day, viewers, watch_ms,
                       orders_public + orders_private, buyers, gmv_public + gmv_private, refunds, follows)
        from growth_cells where scope = 'HOST' and grain = 'DAY' order by 1
      """;

  private static final String OF_PARTS =
      """
      select scope || ' ' || day || ' ' || sum(watch_ms) || ' ' || sum(gmv_public + gmv_private) || ' '
               || sum(orders_public + orders_private) || ' ' || max(peak)
        from growth_cells where grain = '%s' and scope <> 'SHOW' group by scope, day order by 1
      """;

  private static GrowthSquare square;

  @BeforeAll
  static void open() throws Exception {
    square = GrowthSquare.open();
  }

  @AfterAll
  static void close() throws Exception {
    square.close();
  }

  @BeforeEach
  void forget() throws Exception {
    square.forget();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hostsDaysAreTheCountFromTheFactsAndHoursAndMinutesAddUpToThem(long seed) throws Exception {
    SimulatedDays days = new SimulatedDays(seed, 4);
    int half = days.flood().size() / 2;
    square.append(Source.FLOOD, days.flood().subList(0, half), 700);
    square.append(Source.LOG, days.log(), 40);
    square.foldAll();
    square.append(Source.FLOOD, days.flood().subList(half, days.flood().size()), 90);
    square.foldAll();
    assertThat(lines(OF_DAYS)).isNotEmpty().isEqualTo(lines(COUNTED));
    assertThat(lines(OF_PARTS.formatted("DAY"))).isEqualTo(lines(OF_PARTS.formatted("HOUR")));
    assertThat(lines(OF_PARTS.formatted("DAY"))).isEqualTo(lines(OF_PARTS.formatted("MINUTE")));
  }

  @Test
  void aPastBroughtAlongHasHoursAndDaysAndNoMinutes() throws Exception {
    tell(15);
    square.foldAll();
    String noMinutes = "select (to_jsonb(t) - 'peak')::text from growth_cells t where grain <> 'MINUTE'"
        + " order by 1";
    List<String> longer = lines(noMinutes);
    square.forgetCells();
    ConsumerJob job = square.job(new Consumer("cells", Set.of(Source.LOG, Source.FLOOD),
        square.growth(Instant.EPOCH).timeCells()), step -> { });
    while (job.step() > 0) {
      // The log is finite.
    }
    assertThat(lines("select distinct grain from growth_cells order by 1")).containsExactly("DAY", "HOUR");
    assertThat(lines(noMinutes)).isEqualTo(longer);
  }

  @Test
  void aPastBroughtAlongIsNotLate() throws Exception {
    tell(16);
    square.foldAll();
    assertThat(lines("select sum(facts) > 0 and sum(late) = 0 and sum(after_final) = 0 from growth_quality"))
        .containsExactly("t");
  }

  @Test
  void aVerdictMovesWhatAnAccountDidAndAPardonMovesItBack() throws Exception {
    SimulatedDays days = tell(11);
    Instant now = BusinessDays.SHANGHAI.startOf(SimulatedDays.FIRST_DAY.plusDays(2));
    square.foldAll();
    List<String> before = square.cells(1);
    List<Happened> verdicts = new ArrayList<>();
    for (int person = 0; person < 6; person++) {
      String account = "q11_person" + person;
      verdicts.add(new Happened(now, person < 4 ? new AccountBanned(account, "case", "op")
          : new AccountSuspected(account, "case")));
    }
    square.append(Source.LOG, verdicts, 10);
    square.foldAll();
    CellsJob job = square.cellsJob(now);
    job.mark();
    while (job.restate()) {
      // Until no host's day waits.
    }
    List<String> judged = square.cells(1);
    assertThat(judged).isNotEqualTo(before);
    assertThat(lines("select distinct tier from growth_cells order by 1"))
        .containsExactly("INVALID", "SUSPECT", "VALID");
    assertThat(lines("select sum(watch_ms) || ' ' || sum(gmv_public + gmv_private) from growth_cells"
        + " where scope = 'PLATFORM' and grain = 'DAY'"))
        .as("raw is the sum of the tiers")
        .isEqualTo(lines("select sum(watch_ms) || ' ' || sum(gmv_public + gmv_private) from growth_cells"
            + " where scope = 'HOST' and grain = 'MINUTE'"));
    assertThat(judged).as("as if the verdicts had been there before").isEqualTo(foldedAnew(days));
    for (int person = 0; person < 4; person++) {
      AccountUnbanned pardon = new AccountUnbanned("q11_person" + person, "case", "op");
      square.append(Source.LOG, List.of(new Happened(now.plusSeconds(9), pardon)), 1);
    }
    square.foldAll();
    job.mark();
    while (job.restate()) {
      // Until no host's day waits.
    }
    assertThat(lines("select distinct tier from growth_cells order by 1"))
        .containsExactly("SUSPECT", "VALID");
    assertThat(square.cells(1)).isEqualTo(foldedAnew(days));
  }

  @Test
  void aVerdictThatChangesWhileItIsMarkedIsMarkedAgain() throws Exception {
    Instant now = BusinessDays.SHANGHAI.startOf(SimulatedDays.FIRST_DAY.plusDays(2));
    square.append(Source.LOG, List.of(new Happened(now, new AccountBanned("q_back", "case", "op"))), 1);
    square.foldAll();
    List<VerdictStore.Pending> seen = pending();
    square.append(Source.LOG,
        List.of(new Happened(now.plusSeconds(1), new AccountUnbanned("q_back", "case", "op"))), 1);
    square.foldAll();
    CellsJob job = square.cellsJob(now);
    int version;
    try (Connection connection = square.connection()) {
      version = VersionStore.live(connection).version();
    }
    job.settle(seen, version, List.of());
    assertThat(pending()).as("the pardon is not marked").hasSize(1).isNotEqualTo(seen);
    job.settle(pending(), version + 1, List.of());
    assertThat(pending()).as("another version was looked through").hasSize(1);
    job.settle(pending(), version, List.of());
    assertThat(pending()).isEmpty();
  }

  private static List<VerdictStore.Pending> pending() throws SQLException {
    try (Connection connection = square.connection()) {
      return VerdictStore.pending(connection, 100).stream()
          .filter(one -> one.accountId().equals("q_back")).toList();
    }
  }

  /** The same facts in a version of their own, with the verdicts of now. */
  private static List<String> foldedAnew(SimulatedDays days) throws Exception {
    assertThat(days.log()).isNotEmpty();
    VersionStore.Version version = new VersionStore.Version(
        9, VersionStore.State.BUILDING, VersionStore.FIRST_DAY, VersionStore.LAST_DAY, Instant.EPOCH,
        Optional.empty(), 0);
    square.run("delete from growth_cells where version = 9");
    square.run("delete from growth_versions where version = 9");
    square.run("insert into growth_versions (version, state, from_day, until_day)"
        + " values (9, 'BUILDING', -1000000, 1000000)");
    square.run("delete from log_cursors where consumer = 'cells-9'");
    ConsumerJob job = square.replay().job(square.cellsJob(Instant.EPOCH).consumer(version));
    while (job.step() > 0) {
      // The log is finite.
    }
    List<String> cells = square.cells(9);
    square.run("delete from growth_cells where version = 9");
    square.run("delete from growth_versions where version = 9");
    square.run("delete from log_cursors where consumer = 'cells-9'");
    return cells;
  }

  @Test
  void factsOfAFinalDayAreCountedAndMergedByARecomputeOnly() throws Exception {
    square.run("insert into growth_opening (opened_at) values ('2026-01-01T00:00:00Z')");
    SimulatedDays days = tell(12);
    square.foldAll();
    assertThat(square.cells(1)).isEmpty();
    assertThat(lines("select sum(facts) = sum(after_final) and sum(late) = sum(facts) from growth_quality"))
        .containsExactly("t");
    Instant now = Instant.parse("2026-11-30T00:00:00Z");
    square.run("insert into growth_versions (version, state, from_day, until_day, asked_at)"
        + " values (2, 'BUILDING', -1000000, 1000000, now())");
    square.cellsJob(now).recompute();
    assertThat(lines("select version || state from growth_versions order by 1"))
        .containsExactly("1RETIRED", "2ACTIVE");
    assertThat(square.cells(2)).isEqualTo(foldedAnew(days));
    square.append(Source.LOG, List.of(days.log().getFirst()), 1);
    square.foldAll();
  }

  @Test
  void aRecomputeThatIsKilledGoesOnAndTheOldIsReadMeanwhile() throws Exception {
    SimulatedDays days = tell(13);
    square.foldAll();
    List<String> before = square.cells(1);
    square.run("insert into growth_versions (version, state, from_day, until_day, asked_at)"
        + " values (2, 'BUILDING', -1000000, 1000000, now())");
    VersionStore.Version building = square.versions().getFirst();
    int[] steps = {0};
    ConsumerJob killed = square.job(square.cellsJob(Instant.EPOCH).consumer(building), step -> {
      if (++steps[0] == 5) {
        throw new IllegalStateException("killed");
      }
    });
    assertThatThrownBy(killed::step).hasMessage("killed");
    assertThat(read()).as("the old while the new is built").isEqualTo(before.size());
    square.append(Source.FLOOD, days.flood().subList(0, 50), 10);
    square.foldAll();
    List<String> grown = square.cells(1);
    square.cellsJob(Instant.parse("2026-11-30T00:00:00Z")).recompute();
    assertThat(square.cells(2)).isEqualTo(grown);
    assertThat(read()).isEqualTo(grown.size());
    square.append(Source.FLOOD, days.flood().subList(50, 80), 10);
    square.foldAll();
    assertThat(square.cells(2)).as("what comes later").isNotEqualTo(grown).isEqualTo(foldedAnew(days));
    square.cellsJob(Instant.parse("2026-11-30T00:00:00Z")).erase();
    assertThat(square.cells(1)).isEmpty();
  }

  @Test
  void daysBeforeARecomputesFirstAreReadFromTheOldVersion() throws Exception {
    tell(14);
    square.foldAll();
    long second = SimulatedDays.FIRST_DAY.plusDays(1).toEpochDay();
    square.run("insert into growth_versions (version, state, from_day, until_day, asked_at)"
        + " values (2, 'BUILDING', " + second + ", 1000000, now())");
    int before = read();
    CellsJob job = square.cellsJob(Instant.parse("2026-11-30T00:00:00Z"));
    job.recompute();
    job.erase();
    assertThat(read()).isEqualTo(before);
    assertThat(lines("select version || ' ' || min(day) || ' ' || (max(day) < " + second
        + ") from growth_cells group by version order by 1"))
        .containsExactly("1 " + SimulatedDays.FIRST_DAY.toEpochDay() + " true", "2 " + second + " false");
  }

  /** Cells that screens see. */
  private static int read() throws Exception {
    return Integer.parseInt(lines("select count(*) from growth_versions v join growth_cells c"
        + " on c.version = v.version and c.day >= v.from_day and c.day < v.until_day"
        + " where v.state = 'ACTIVE'").getFirst());
  }

  private static SimulatedDays tell(long seed) {
    SimulatedDays days = new SimulatedDays(seed, 2);
    square.append(Source.LOG, days.log(), 300);
    square.append(Source.FLOOD, days.flood(), 300);
    LocalDate last = days.lastDay();
    assertThat(last).isEqualTo(SimulatedDays.FIRST_DAY.plusDays(2));
    return days;
  }

  private static List<String> lines(String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Connection connection = square.connection(); Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        lines.add(row.getString(1));
      }
    }
    return lines;
  }
}
