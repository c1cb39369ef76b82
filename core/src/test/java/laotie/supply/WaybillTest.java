package laotie.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import laotie.supply.Waybill.Decided;
import laotie.supply.Waybill.Known;
import laotie.supply.Waybill.Outcome;
import laotie.supply.Waybill.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaybillTest {

  private static final Waybill ROW = new Waybill("ord_1", "顺丰速运", "SF1234567890");
  private static final Known TO_SHIP = new Known(true, false, "", "");

  @ParameterizedTest
  @CsvSource({
      "'',顺丰,SF1234567,ORDER_MISSING",
      "ord_1,顺丰,'',NUMBER_MISSING",
      "ord_1,'','',NUMBER_MISSING",
      "ord_1,顺丰,7.80012E+13,NUMBER_ROUNDED",
      "ord_1,顺丰,8E13,NUMBER_ROUNDED",
      "ord_1,顺丰,123,NUMBER_WRONG",
      "ord_1,顺丰,SF12 3456,NUMBER_WRONG",
      "ord_1,顺丰,=SUM(A1),NUMBER_WRONG",
      "ord_1,顺丰,单号12345,NUMBER_WRONG",
      "ord_1,'',SF1234567,CARRIER_MISSING"})
  void saysWhatIsWrongWithARow(String orderId, String carrier, String number, Why why) {
    Waybill row = new Waybill(orderId, carrier, number);
    assertThat(row.wrong()).contains(why);
    assertThat(row.decide(Optional.of(TO_SHIP))).isEqualTo(Decided.because(why));
  }

  @Test
  void aNumberWithLettersThatLooksRoundedIsTaken() {
    assertThat(new Waybill("ord_1", "顺丰", "SF1E10-22").wrong()).isEmpty();
    assertThat(new Waybill("ord_1", "顺丰", "78001234567890").wrong()).isEmpty();
    assertThat(new Waybill("ord_1", "x".repeat(61), "78001234567890").wrong())
        .contains(Why.CARRIER_WRONG);
  }

  @Test
  void whatWaitsLeavesAndWhatLeftIsCorrectedOrTheSame() {
    assertThat(ROW.decide(Optional.of(TO_SHIP)).outcome()).isEqualTo(Outcome.READY);
    assertThat(ROW.decide(Optional.of(new Known(false, true, "顺丰速运", "SF1234567890"))).outcome())
        .isEqualTo(Outcome.SAME);
    assertThat(ROW.decide(Optional.of(new Known(false, true, "中通", "SF1234567890"))).outcome())
        .isEqualTo(Outcome.CHANGES);
    assertThat(ROW.decide(Optional.of(new Known(false, false, "", ""))))
        .isEqualTo(Decided.because(Why.ORDER_NOT_PAID));
    assertThat(ROW.decide(Optional.empty())).isEqualTo(Decided.because(Why.ORDER_UNKNOWN));
  }

  @Test
  void aRowWithoutANumberIsLeftOutAndNotRefused() {
    assertThat(Decided.because(Why.NUMBER_MISSING).outcome()).isEqualTo(Outcome.LEFT_OUT);
    assertThat(Decided.because(Why.TWICE).outcome()).isEqualTo(Outcome.LEFT_OUT);
    assertThat(Decided.because(Why.CONTRADICTED).outcome()).isEqualTo(Outcome.REFUSED);
  }
}
