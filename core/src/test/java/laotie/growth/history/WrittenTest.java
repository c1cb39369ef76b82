package laotie.growth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How shops write dates and amounts. */
class WrittenTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2026-03-04 10:22:33 +0800 | 2026-03-04T02:22:33Z
      2026-03-04 10:22:33 -0500 | 2026-03-04T15:22:33Z
      2026-03-04T10:22:33Z | 2026-03-04T10:22:33Z
      2026-03-04T10:22:33.123+08:00 | 2026-03-04T02:22:33Z
      2026-03-04 10:22:33 UTC | 2026-03-04T10:22:33Z
      2026-03-04 10:22:33 | 2026-03-04T02:22:33Z
      2026/3/4 10:22 | 2026-03-04T02:22:00Z
      2026年3月4日 10:22 | 2026-03-04T02:22:00Z
      2026.03.04 | 2026-03-03T16:00:00Z
      20260304 | 2026-03-03T16:00:00Z
      20/3/2026 0:05 | 2026-03-19T16:05:00Z
      3/20/2026 12:05 AM | 2026-03-19T16:05:00Z
      3/20/2026 12:05:09 PM | 2026-03-20T04:05:09Z
      4/4/2026 | 2026-04-03T16:00:00Z
      """)
  void datesAsShopsWriteThem(String cell, Instant at) {
    assertThat(WrittenTime.parse(cell, SHANGHAI, DateOrder.UNSAID)).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "soon", "2026-13-01", "2026-02-30", "3/4/26", "2026-03-04 25:00", "2026-03-04 10:22 later", "46085",
    "2026-03-04 10:22 CET", "2026-03-04 13:00 PM", "2026-03-04 10:22:33 +9900", "99999999999999999999"})
  void whatIsNoDateIsRefused(String cell) {
    assertThatThrownBy(() -> WrittenTime.parse(cell, SHANGHAI, DateOrder.UNSAID))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void dayOrMonthFirstMustBeSaidUnlessADateTells() {
    assertThatThrownBy(() -> WrittenTime.parse("12/1/2010 8:26", SHANGHAI, DateOrder.UNSAID))
        .isInstanceOf(Unreadable.class).hasMessageContaining("--dates");
    assertThat(WrittenTime.parse("12/1/2010", SHANGHAI, DateOrder.MONTH_FIRST))
        .hasToString("2010-11-30T16:00:00Z");
    assertThat(WrittenTime.parse("12/1/2010", SHANGHAI, DateOrder.DAY_FIRST))
        .hasToString("2010-01-11T16:00:00Z");
    assertThat(HistoryReader.told(List.of("", "12/1/2010", "12/13/2010 9:00", "x")))
        .isEqualTo(DateOrder.MONTH_FIRST);
    assertThat(HistoryReader.told(List.of("1/12/2010", "31/12/2010"))).isEqualTo(DateOrder.DAY_FIRST);
    assertThat(HistoryReader.told(List.of("2010-12-31", "1/2/2010"))).isEqualTo(DateOrder.UNSAID);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      12.5 | 1250
      ￥1,299.00 | 129900
      1,299 | 129900
      12,5 | 1250
      1.299,00 | 129900
      -3.20 | -320
      (3.20) | -320
      USD 5 | 500
      66元 | 6600
      1 299.5 | 129950
      0.005 | 1
      0.0049 | 0
      -0.005 | -1
      1,234,567.89 | 123456789
      1.234.567 | 123456700
      """)
  void amountsAsShopsWriteThem(String cell, long minor) {
    assertThat(WrittenAmount.minor(WrittenAmount.parse(cell, false), 2)).isEqualTo(minor);
  }

  @Test
  void decimalCommaIsSaid() {
    assertThat(WrittenAmount.minor(WrittenAmount.parse("1.299", true), 2)).isEqualTo(129_900);
    assertThat(WrittenAmount.minor(WrittenAmount.parse("1,299", true), 2)).isEqualTo(130);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "1-2x!", "..", "12345678901234567890", "99999999999999"})
  void whatIsNoAmountIsRefused(String cell) {
    assertThatThrownBy(() -> WrittenAmount.minor(WrittenAmount.parse(cell, false), 2))
        .isInstanceOf(Unreadable.class);
  }
}
