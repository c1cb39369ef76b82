package laotie.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.GuardFact;
import org.junit.jupiter.api.Test;

class BanTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Ban ASKED = new Ban("acc_1", "case_1", "刷单", NOW);
  private static final Ban.Target VIEWER = new Ban.Target("acc_1", false);

  @Test
  void shutsOutWithAFact() {
    assertThat(Ban.decide(VIEWER, Optional.empty(), ASKED, "acc_op"))
        .isEqualTo(
            new Decision.Accepted<>(
                ASKED, List.of(new GuardFact.AccountBanned("acc_1", "case_1", "acc_op"))));
  }

  @Test
  void keepsTheCaseAndTheInstantWhenTheWordsChange() {
    Ban asked = new Ban("acc_1", "case_2", "other words", NOW.plusSeconds(60));
    var decision = (Decision.Accepted<Ban>) Ban.decide(VIEWER, Optional.of(ASKED), asked, "acc_op");
    assertThat(decision.value()).isEqualTo(new Ban("acc_1", "case_1", "other words", NOW));
    assertThat(decision.facts()).isEmpty();
  }

  @Test
  void refusesToShutOutStaff() {
    var decision = Ban.decide(new Ban.Target("acc_1", true), Optional.empty(), ASKED, "acc_op");
    assertThat(((Decision.Refused<Ban>) decision).reason()).isEqualTo(GuardReason.OPERATOR_NOT_BANNABLE);
  }

  @Test
  void takesItBackWithTheSameCase() {
    assertThat(ASKED.lift("acc_op")).isEqualTo(new GuardFact.AccountUnbanned("acc_1", "case_1", "acc_op"));
  }

  @Test
  void wantsAReasonThatCanBeRead() {
    assertThat(Ban.faultOfReason(Ban.reasonKept("  "))).isPresent();
    assertThat(Ban.faultOfReason("x".repeat(501))).isPresent();
    assertThat(Ban.faultOfReason("a\u0000")).isPresent();
    assertThat(Ban.faultOfReason(Ban.reasonKept("one\r\ntwo <b>"))).isEmpty();
    assertThat(Ban.faultOfReason("x".repeat(500))).isEmpty();
  }
}
