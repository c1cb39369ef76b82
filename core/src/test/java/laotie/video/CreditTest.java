package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CreditTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Optional<Long> ELSEWHERE = Optional.empty();

  private static Credit.Beat beat(long seq, long playedMs) {
    return new Credit.Beat(seq, playedMs, true, false);
  }

  @Test
  void creditsWhatWasPlayed() {
    assertThat(Credit.open(START).take(beat(0, 3000), START.plusSeconds(3), ELSEWHERE).ms()).isEqualTo(3000);
  }

  @Test
  void creditsAtMostTheGapAndASecondAndAHalf() {
    assertThat(Credit.open(START).take(beat(0, 9000), START.plusSeconds(3), ELSEWHERE).ms()).isEqualTo(4500);
  }

  @Test
  void creditsAtMostFifteenSecondsABeat() {
    assertThat(Credit.open(START).take(beat(0, 60_000), START.plusSeconds(60), ELSEWHERE).ms())
        .isEqualTo(15_000);
  }

  @Test
  void creditsAtMostWhatTheServerWrote() {
    assertThat(Credit.open(START).take(beat(0, 10_000), START.plusSeconds(10), Optional.of(700L)).ms())
        .isEqualTo(700);
    assertThat(Credit.open(START).take(beat(0, 10_000), START.plusSeconds(10), Optional.of(0L)).ms())
        .isZero();
  }

  @Test
  void negativeClaimsAreWorthNothing() {
    assertThat(Credit.open(START).take(beat(0, -5), START.plusSeconds(10), ELSEWHERE).ms()).isZero();
    assertThat(Credit.open(START).take(beat(-1, 5), START.plusSeconds(10), ELSEWHERE).ms()).isZero();
  }

  @Test
  void aRepeatCountsOnce() {
    Credit.Taken first = Credit.open(START).take(beat(0, 3000), START.plusSeconds(3), ELSEWHERE);
    Credit.Taken again = first.after().take(beat(0, 3000), START.plusSeconds(9), ELSEWHERE);
    assertThat(again.ms()).isZero();
    assertThat(again.after()).isEqualTo(first.after());
  }

  @Test
  void aBeatOutOfOrderCountsOnceToo() {
    Credit credit = Credit.open(START).take(beat(5, 1000), START.plusSeconds(10), ELSEWHERE).after();
    Credit.Taken late = credit.take(beat(3, 1000), START.plusSeconds(20), ELSEWHERE);
    assertThat(late.ms()).isEqualTo(1000);
    assertThat(late.after().take(beat(3, 1000), START.plusSeconds(30), ELSEWHERE).ms()).isZero();
    assertThat(late.after().take(beat(5, 1000), START.plusSeconds(30), ELSEWHERE).ms()).isZero();
    assertThat(late.after().take(beat(4, 1000), START.plusSeconds(30), ELSEWHERE).ms()).isEqualTo(1000);
  }

  @Test
  void beatsOlderThan64CountAsRepeats() {
    Credit credit = Credit.open(START).take(beat(100, 1000), START.plusSeconds(10), ELSEWHERE).after();
    assertThat(credit.take(beat(36, 1000), START.plusSeconds(20), ELSEWHERE).ms()).isZero();
    assertThat(credit.take(beat(37, 1000), START.plusSeconds(20), ELSEWHERE).ms()).isEqualTo(1000);
  }

  @Test
  void aViewIsValidAfterThreeSeconds() {
    Credit.Taken almost = Credit.open(START).take(beat(0, 2999), START.plusSeconds(5), ELSEWHERE);
    assertThat(almost.after().isValidView()).isFalse();
    Credit.Taken enough = almost.after().take(beat(1, 1), START.plusSeconds(6), ELSEWHERE);
    assertThat(enough.after().isValidView()).isTrue();
  }

  @Test
  void noOrderOfBeatsEarnsMoreThanTimeAndSlackOrBytes() {
    Random random = new Random(4);
    for (int round = 0; round < 300; round++) {
      Credit credit = Credit.open(START);
      Instant now = START;
      long credited = 0;
      long written = 0;
      int beats = 0;
      for (int i = 0; i < 50; i++) {
        now = now.plusMillis(random.nextInt(20_000));
        written += random.nextInt(12_000);
        Credit.Taken taken = credit.take(
            beat(random.nextInt(60), random.nextInt(30_000)), now, Optional.of(written - credited));
        credited += taken.ms();
        credit = taken.after();
        beats++;
        assertThat(credited).isLessThanOrEqualTo(written)
            .isLessThanOrEqualTo(java.time.Duration.between(START, now).toMillis() + 1500L * beats)
            .isEqualTo(credit.creditedMs());
      }
    }
  }
}
