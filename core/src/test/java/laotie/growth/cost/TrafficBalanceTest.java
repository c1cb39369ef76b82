package laotie.growth.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who feeds whom with traffic. */
class TrafficBalanceTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  @Test
  void becomesAProducerOnTheDayFromWhichTheSumStaysAboveZero() {
    List<TrafficBalance.Day> days = new ArrayList<>(List.of(day(0, 5, 1), day(1, 0, 9), day(3, 5, 0),
        day(8, 1, 0), day(20, 0, 0)));
    TrafficBalance balance = TrafficBalance.of(days);
    assertThat(balance.producerSince()).contains(MONDAY.plusDays(8));
    assertThat(balance.weeks()).containsExactly(
        new TrafficBalance.Week(MONDAY, 10, 10, 0, 0),
        new TrafficBalance.Week(MONDAY.plusWeeks(1), 1, 0, 0, 1),
        new TrafficBalance.Week(MONDAY.plusWeeks(2), 0, 0, 0, 1));
    days.add(day(21, 0, 1));
    assertThat(TrafficBalance.of(days).producerSince()).as("zero is not above zero").isEmpty();
    days.add(new TrafficBalance.Day(MONDAY.plusDays(22), 2, 0, 99));
    assertThat(TrafficBalance.of(days).producerSince()).contains(MONDAY.plusDays(22));
    assertThat(TrafficBalance.of(days).bought()).isEqualTo(99);
    assertThat(TrafficBalance.of(days).balance()).isEqualTo(2);
    assertThat(TrafficBalance.of(List.of())).isEqualTo(
        new TrafficBalance(List.of(), 0, 0, 0, java.util.Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void weeksAddUpAndTheDayIsTheLastRiseAboveZero(long seed) {
    Random chance = new Random(seed);
    List<TrafficBalance.Day> days = new ArrayList<>();
    for (int at = 0; at < 120; at += 1 + chance.nextInt(12)) {
      days.add(day(at, chance.nextInt(6), chance.nextInt(6)));
    }
    TrafficBalance balance = TrafficBalance.of(days);
    assertThat(balance.weeks().stream().mapToLong(TrafficBalance.Week::balance).sum())
        .isEqualTo(balance.balance());
    assertThat(balance.weeks().getLast().cumulative()).isEqualTo(balance.balance());
    for (int i = 1; i < balance.weeks().size(); i++) {
      assertThat(balance.weeks().get(i).monday()).isEqualTo(balance.weeks().get(i - 1).monday().plusWeeks(1));
    }
    LocalDate since = null;
    for (int i = days.size() - 1; i >= 0 && sumTo(days, i) > 0; i--) {
      since = days.get(i).day();
    }
    assertThat(balance.producerSince().orElse(null)).isEqualTo(since);
  }

  private static long sumTo(List<TrafficBalance.Day> days, int last) {
    return days.subList(0, last + 1).stream().mapToLong(day -> day.brought() - day.given()).sum();
  }

  private static TrafficBalance.Day day(int offset, long brought, long given) {
    return new TrafficBalance.Day(MONDAY.plusDays(offset), brought, given, 0);
  }
}
