package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.fact.Fact;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import laotie.sim.Past;
import laotie.sim.PastRow;
import laotie.sim.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cells say is what an independent count by SQL says, on simulated days from many seeds. */
class GrowthCountTest {

  private static final int PAST_DAYS = 6;

  private static GrowthSquare square;

  @BeforeAll
  static void open() throws Exception {
    square = GrowthSquare.open();
  }

  @AfterAll
  static void close() throws Exception {
    square.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void factorsOfAnyShowHostAndDayAreTheCountFromTheFacts(long seed) throws Exception {
    SimulatedDays days = new SimulatedDays(seed, 5 + (int) seed % 4);
    square.forget();
    int half = days.flood().size() / 2;
    square.append(Source.FLOOD, days.flood().subList(0, half), 700);
    square.append(Source.LOG, days.log(), 40);
    square.fold();
    square.append(Source.FLOOD, days.flood().subList(half, days.flood().size()), 90);
    square.fold();
    square.assertCounts(days);
  }

  /** The crowd of the demo's past, which knows nothing of this area. */
  @ParameterizedTest
  @ValueSource(longs = {7})
  void factorsOfTheDemosPastAreTheCountFromTheFacts(long seed) throws Exception {
    Instant end = Instant.parse("2026-03-10T10:00:00Z");
    List<Happened> log = new ArrayList<>();
    List<Happened> flood = new ArrayList<>();
    Set<String> shows = new TreeSet<>();
    Set<String> hosts = new TreeSet<>();
    new Past(Stage.rehearsal(), seed, end, PAST_DAYS).tell(new Past.Sink() {
      @Override
      public void row(PastRow row) {
        // Growth reads facts only.
      }

      @Override
      public void fact(Instant at, Fact fact) {
        (fact instanceof WatchCredited ? flood : log).add(new Happened(at, fact));
        if (fact instanceof ShowStarted started) {
          shows.add(started.showId());
          hosts.add(started.hostId());
        }
      }
    });
    square.forget();
    square.append(Source.LOG, log, 5_000);
    square.append(Source.FLOOD, flood, 5_000);
    square.fold();
    assertThat(shows).hasSizeGreaterThan(PAST_DAYS);
    LocalDate today = BusinessDays.SHANGHAI.dayOf(end);
    square.assertCounts(hosts, shows, new PersonStore.Window(today.minusDays(PAST_DAYS), today));
  }

  @Test
  void allHostsTogetherCountAPersonOnceADay() throws Exception {
    SimulatedDays days = new SimulatedDays(99, 8);
    square.forget();
    try (Connection connection = square.connection()) {
      square.append(Source.LOG, days.log(), 5_000);
      square.append(Source.FLOOD, days.flood(), 5_000);
      square.fold();
      LocalDate from = SimulatedDays.FIRST_DAY;
      PersonStore.Window window = new PersonStore.Window(from, from.plusDays(20));
      CountedBySql sql = new CountedBySql(connection);
      var ours = PersonStore.factorsOfSquare(connection, window);
      var counted = sql.ofHost("q99_host%", window);
      assertThat(ours).isEqualTo(counted);
      assertThat(ours.isExact()).isTrue();
      var repurchase = LoyaltyStore.ofSquare(connection, 3, days.lastDay());
      assertThat(new long[] {repurchase.mature(), repurchase.repeaters()})
          .isEqualTo(sql.repurchase("q99_host%", 3, days.lastDay()));
      assertThat(ShowStore.isHostSimulated(connection, days.host(0))).isTrue();
      assertThat(ShowStore.isHostSimulated(connection, "nobody")).isFalse();
    }
  }
}
