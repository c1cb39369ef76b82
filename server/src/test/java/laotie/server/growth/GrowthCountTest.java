package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.LocalDate;
import laotie.server.log.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cells say is what an independent count by SQL says, on simulated days from many seeds. */
class GrowthCountTest {

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
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
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
