package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import laotie.fact.BusinessDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPrizeTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;
  private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");

  /** 2026-11-23 is a Monday; noon in Shanghai is 04:00 UTC. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-23, 2026-11-24T04:00:00Z", "2026-11-26, 2026-11-27T04:00:00Z",
    "2026-11-27, 2026-11-30T04:00:00Z",
    "2026-11-28, 2026-11-30T04:00:00Z", "2026-11-29, 2026-11-30T04:00:00Z"
  })
  void isChosenNextNoonAndAfterTheWeekend(LocalDate day, Instant chosen) {
    assertThat(DayPrize.chosenAt(day, DAYS)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T03:59:59Z, 2026-11-22", "2026-11-24T04:00:00Z, 2026-11-23",
    "2026-11-28T10:00:00Z, 2026-11-26",
    "2026-11-30T03:00:00Z, 2026-11-26", "2026-11-30T04:00:00Z, 2026-11-29"
  })
  void knowsTheLastDayThatIsDue(Instant now, LocalDate day) {
    assertThat(DayPrize.lastDayDue(now, DAYS)).isEqualTo(day);
  }

  @Test
  void mostVoicesWinThenTheEarliestThenTheSmallerId() {
    DayPrize.Candidate few = new DayPrize.Candidate("a", "ann", 1, AT, false);
    DayPrize.Candidate late = new DayPrize.Candidate("b", "bob", 3, AT.plusSeconds(9), false);
    DayPrize.Candidate early = new DayPrize.Candidate("d", "cat", 3, AT, false);
    DayPrize.Candidate twin = new DayPrize.Candidate("c", "dan", 3, AT, false);
    assertThat(DayPrize.winner(List.of(few, late, early, twin))).contains(twin);
    assertThat(DayPrize.winner(List.of(few, late, early))).contains(early);
  }

  @Test
  void nobodyWinsWhoIsBarredOrHeardByNobody() {
    assertThat(DayPrize.winner(List.of(
        new DayPrize.Candidate("a", "ann", 9, AT, true), new DayPrize.Candidate("b", "bob", 0, AT, false))))
        .isEmpty();
    assertThat(DayPrize.winner(List.of())).isEmpty();
  }
}
