package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import laotie.server.growth.ValueAskStore.Counting;
import laotie.server.growth.ValueAskStore.Turn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One host is valued at a time, a turn that is not kept up is taken anew, and the row is bounded. */
class ValueAskStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(2));

  private static GrowthSquare square;
  private Connection connection;

  @BeforeAll
  static void open() throws Exception {
    square = GrowthSquare.open();
  }

  @AfterAll
  static void close() throws Exception {
    square.close();
  }

  @BeforeEach
  void empty() throws Exception {
    connection = square.connection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate growth_value_asks, growth_value_runs, growth_loyalty");
    }
  }

  @AfterEach
  void giveBack() throws Exception {
    connection.close();
  }

  @Test
  void hostsAreTakenOneAtATimeInTheOrderTheyAsked() throws Exception {
    assertThat(ValueAskStore.ask(connection, "second", NOW)).isTrue();
    assertThat(ValueAskStore.ask(connection, "first", NOW.minusSeconds(1))).isTrue();
    assertThat(ValueAskStore.ask(connection, "first", NOW)).as("stands there already").isFalse();

    Turn turn = ValueAskStore.take(connection, "a", NOW, LATER).orElseThrow();
    assertThat(turn.hostId()).isEqualTo("first");
    assertThat(ValueAskStore.take(connection, "b", NOW.plusSeconds(60), LATER)).isEmpty();
    assertThat(ValueAskStore.end(connection, turn)).isTrue();
    assertThat(ValueAskStore.take(connection, "b", NOW.plusSeconds(60), LATER))
        .contains(new Turn("second", "b"));
  }

  @Test
  void turnThatIsKeptUpIsNobodyElses() throws Exception {
    ValueAskStore.ask(connection, "host", NOW);
    Turn turn = ValueAskStore.take(connection, "a", NOW, LATER).orElseThrow();
    Counting counting = new Counting("DRAWING", 500, 2_000, NOW);
    assertThat(ValueAskStore.tell(connection, turn, counting, LATER.plusSeconds(120))).isTrue();
    assertThat(ValueAskStore.ofHost(connection, "host")).contains(counting);
    assertThat(ValueAskStore.take(connection, "b", LATER.plusSeconds(60), LATER)).isEmpty();
  }

  @Test
  void turnThatEndedInSilenceIsTakenAnewAndIsLostToTheFirst() throws Exception {
    ValueAskStore.ask(connection, "host", NOW);
    Turn first = ValueAskStore.take(connection, "a", NOW, LATER).orElseThrow();
    Turn second =
        ValueAskStore.take(connection, "b", LATER.plusSeconds(1), LATER.plusSeconds(60)).orElseThrow();
    Counting counting = new Counting("DRAWING", 1, 2, NOW);
    assertThat(ValueAskStore.tell(connection, first, counting, LATER)).isFalse();
    assertThat(ValueAskStore.end(connection, first)).isFalse();
    assertThat(ValueAskStore.end(connection, second)).isTrue();
  }

  @Test
  void hostWhoseCountNeverEndsIsGivenUp() throws Exception {
    ValueAskStore.ask(connection, "host", NOW);
    Instant now = NOW;
    for (int attempt = 0; attempt < ValueAskStore.ATTEMPTS_MAX; attempt++) {
      assertThat(ValueAskStore.take(connection, "t" + attempt, now, now.plusSeconds(60))).isPresent();
      now = now.plusSeconds(61);
    }
    assertThat(ValueAskStore.take(connection, "last", now, now.plusSeconds(60))).isEmpty();
    assertThat(ValueAskStore.ofHost(connection, "host")).isEqualTo(Optional.empty());
  }

  @Test
  void theRowIsBounded() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into growth_value_asks (host_id, asked_at, step) "
          + "select 'host' || n, now(), 'WAITING' from generate_series(1, 1000) as n");
    }
    assertThat(ValueAskStore.ask(connection, "one_more", NOW)).isFalse();
  }

  @Test
  void thoseWithBuyersAreDueOnceADay() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into growth_loyalty (host_id, buyer_id, first_day, state) "
          + "select h, 'b' || n, date '2026-02-01', '' from generate_series(1, 31) as n, "
          + "unnest(array['new', 'old', 'done', 'grown', 'today', 'many']) as h");
      statement.execute("insert into growth_loyalty (host_id, buyer_id, first_day, state) "
          + "select 'today', 'c' || n, date '2026-03-01', '' from generate_series(1, 90) as n");
      statement.execute("insert into growth_loyalty (host_id, buyer_id, first_day, state) "
          + "select 'grown', 'c' || n, date '2026-02-01', '' from generate_series(1, 30) as n");
      statement.execute("insert into growth_loyalty (host_id, buyer_id, first_day, state) "
          + "values ('few', 'b', '2026-02-01', ''), ('undone', 'b', null, '')");
      statement.execute("insert into growth_value_runs values "
          + "('old', 'r', '2026-02-27', now(), 'NONE', 'TEST_TOO_THIN', 31, 0, 'null'), "
          + "('done', 'r', '2026-02-28', now(), 'NONE', 'TEST_TOO_THIN', 31, 0, 'null'), "
          + "('today', 'r', '2026-02-28', now(), 'NONE', 'TEST_TOO_THIN', 31, 0, 'null'), "
          + "('many', 'r', '2026-02-28', now(), 'NONE', 'TOO_MANY_CUSTOMERS', 0, 0, 'null'), "
          + "('grown', 'r', '2026-02-28', now(), 'NONE', 'TEST_TOO_THIN', 31, 0, 'null')");
    }
    assertThat(ValueAskStore.askDue(connection, java.time.LocalDate.EPOCH, NOW)).as("by night").isEqualTo(2);
    assertThat(ValueAskStore.ofHost(connection, "new")).isPresent();
    assertThat(ValueAskStore.ofHost(connection, "grown")).isPresent();
    assertThat(ValueAskStore.askDue(connection, java.time.LocalDate.parse("2026-02-28"), NOW)).isOne();
    assertThat(ValueAskStore.ofHost(connection, "old")).isPresent();
    assertThat(ValueAskStore.ofHost(connection, "few")).isEmpty();
  }
}
