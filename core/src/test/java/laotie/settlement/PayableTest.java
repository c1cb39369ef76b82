package laotie.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.settlement.Payable.Hold;
import org.junit.jupiter.api.Test;

class PayableTest {

  private static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  private static Object reason(Decision<Long> decision) {
    return ((Refused<Long>) decision).reason();
  }

  @Test
  void paysOutWhatIsDueLessWhatIsUnderWay() {
    assertThat(new Payable(10_000, 4_000, List.of()).at(NOW, 100))
        .isEqualTo(new Accepted<>(6_000L, List.of()));
  }

  @Test
  void paysNoDebtAndNoCrumbs() {
    assertThat(reason(new Payable(-5, 0, List.of()).at(NOW, 0)))
        .isEqualTo(SettlementReason.NOTHING_TO_PAY_OUT);
    assertThat(reason(new Payable(99, 0, List.of()).at(NOW, 100)))
        .isEqualTo(SettlementReason.NOTHING_TO_PAY_OUT);
  }

  @Test
  void aHoldKeepsItsAmountBackUntilItEnds() {
    Payable payable = new Payable(10_000, 0, List.of(new Hold("cas_1", 3_000, TOMORROW)));
    assertThat(payable.freeMinor(NOW)).isEqualTo(7_000);
    assertThat(payable.at(NOW, 0)).isEqualTo(new Accepted<>(7_000L, List.of()));
    assertThat(payable.at(TOMORROW, 0)).isEqualTo(new Accepted<>(10_000L, List.of()));
  }

  @Test
  void aHoldWithoutAmountKeepsEverythingBack() {
    Payable payable = new Payable(10_000, 0, List.of(new Hold("cas_1", 0, TOMORROW)));
    assertThat(payable.freeMinor(NOW)).isZero();
    assertThat(new Payable(-5, 0, payable.holds()).freeMinor(NOW)).as("a debt stays one").isEqualTo(-5);
    assertThat(reason(payable.at(NOW, 0))).isEqualTo(SettlementReason.PAYOUT_HELD);
  }
}
