package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoomRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

  @Test
  void aBurstPassesAndAFloodDoesNot() {
    Allowance.Pace pace = new Allowance.Pace(100, 50);
    Allowance allowance = Allowance.full(pace, NOW);
    for (int i = 0; i < 100; i++) {
      allowance = allowance.less(1, pace, NOW);
      assertThat(allowance.isOverdrawn()).isFalse();
    }
    assertThat(allowance.less(1, pace, NOW).isOverdrawn()).isTrue();
    assertThat(allowance.less(50, pace, NOW.plusSeconds(1)).isOverdrawn()).isFalse();
    assertThat(allowance.less(51, pace, NOW.plusSeconds(1)).isOverdrawn()).isTrue();
    assertThat(allowance.less(101, pace, NOW.plusSeconds(900)).isOverdrawn()).isTrue();
  }

  @Test
  void aSlowReaderMissesThenResumesOrIsClosed() {
    assertThat(Backlog.next(0, Backlog.NEVER, NOW)).isEqualTo(Backlog.Step.SEND);
    assertThat(Backlog.next(Backlog.MISSING_BYTES - 1, Backlog.NEVER, NOW)).isEqualTo(Backlog.Step.SEND);
    assertThat(Backlog.next(Backlog.MISSING_BYTES, Backlog.NEVER, NOW)).isEqualTo(Backlog.Step.SKIP);
    assertThat(Backlog.next(Backlog.CLOSING_BYTES, Backlog.NEVER, NOW)).isEqualTo(Backlog.Step.CLOSE);
    assertThat(Backlog.next(50_000, NOW, NOW.plusSeconds(10))).isEqualTo(Backlog.Step.SKIP);
    assertThat(Backlog.next(50_000, NOW, NOW.plusMillis(10_001))).isEqualTo(Backlog.Step.CLOSE);
    assertThat(Backlog.next(Backlog.CAUGHT_UP_BYTES, NOW, NOW.plusSeconds(60)))
        .isEqualTo(Backlog.Step.RESUME);
  }

  @Test
  void countsEntriesOfThirtyMinutes() {
    EntryWindow window = EntryWindow.EMPTY.plus(2, NOW.minusSeconds(29 * 60)).plus(3, NOW);
    assertThat(window.count(NOW)).isEqualTo(5);
    assertThat(window.count(NOW.plusSeconds(60))).isEqualTo(3);
    assertThat(window.count(NOW.plusSeconds(30 * 60))).isZero();
    assertThat(window.plus(7, NOW.minusSeconds(31 * 60)).count(NOW)).isEqualTo(5);
    assertThat(window.plus(1, NOW.minusSeconds(60)).count(NOW)).isEqualTo(6);
    assertThat(window.plus(1, NOW.plusSeconds(9_000)).count(NOW.plusSeconds(9_000))).isEqualTo(1);
  }

  @Test
  void aBigRoomWaitsLongerForABatch() {
    assertThat(Batching.linger(0).toMillis()).isEqualTo(25);
    assertThat(Batching.linger(2_500).toMillis()).isEqualTo(25);
    assertThat(Batching.linger(10_000).toMillis()).isEqualTo(100);
    assertThat(Batching.linger(50_000).toMillis()).isEqualTo(120);
  }
}
