package laotie.trade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingTest {

  @Test
  void standingIsEarnedByPayingAndKeeping() {
    assertThat(Standing.of(Standing.Record.NONE)).isEqualTo(Standing.NEW);
    assertThat(Standing.of(new Standing.Record(1, 1, 0))).isEqualTo(Standing.NEW);
    assertThat(Standing.of(new Standing.Record(2, 2, 0))).isEqualTo(Standing.GOOD);
    assertThat(Standing.of(new Standing.Record(5, 5, 0))).isEqualTo(Standing.TRUSTED);
    assertThat(Standing.of(new Standing.Record(10, 8, 0))).isEqualTo(Standing.TRUSTED);
    assertThat(Standing.of(new Standing.Record(10, 7, 0))).isEqualTo(Standing.GOOD);
    assertThat(Standing.of(new Standing.Record(10, 10, 2))).isEqualTo(Standing.GOOD);
    assertThat(Standing.of(new Standing.Record(10, 10, 4))).isEqualTo(Standing.NEW);
    assertThat(Standing.of(new Standing.Record(10, 5, 0))).isEqualTo(Standing.NEW);
  }

  @Test
  void twoReviewedOrdersStandForOnePaidOrderAndNoMore() {
    assertThat(Standing.of(new Standing.Record(4, 4, 0, 2))).isEqualTo(Standing.TRUSTED);
    assertThat(Standing.of(new Standing.Record(4, 4, 0, 1))).isEqualTo(Standing.GOOD);
    assertThat(Standing.of(new Standing.Record(3, 3, 0, 3))).isEqualTo(Standing.GOOD);
    assertThat(Standing.of(new Standing.Record(10, 5, 0, 5))).isEqualTo(Standing.NEW);
  }
}
