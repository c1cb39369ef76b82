package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoyaltyFoldTest {

  private static final LoyaltyFold FOLD = new LoyaltyFold();
  private static final Deal DEAL = new Deal("p", "h", "", "", "", Money.cny(100), Crowd.ORIGIN, Bill.NONE);
  private static final Instant PAID_AT = Instant.parse("2026-03-04T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = Crowd.facts(chance, 400);
    FoldLaws.hold(FOLD, facts, chance);
    FoldLaws.ignoreRepeats(FOLD, facts, chance);
  }

  @Test
  void ordersOfOneDayAreOnePurchase() {
    assertThat(days(paid("a", PAID_AT), paid("b", PAID_AT.plusSeconds(60)))).containsExactly("2026-03-04");
  }

  @Test
  void dayIsTheShops() {
    assertThat(days(paid("a", Instant.parse("2026-03-04T15:59:59Z")))).containsExactly("2026-03-04");
    assertThat(days(paid("a", Instant.parse("2026-03-04T16:00:00Z")))).containsExactly("2026-03-05");
  }

  @Test
  void wholeRefundWithinSevenDaysUndoesTheOrder() {
    Duration week = Duration.ofDays(7);
    assertThat(days(paid("a", PAID_AT), refunded("a", PAID_AT.plus(week).minusMillis(1), true))).isEmpty();
    assertThat(days(paid("a", PAID_AT), refunded("a", PAID_AT.plus(week), true))).hasSize(1);
    assertThat(days(paid("a", PAID_AT), refunded("a", PAID_AT.plusSeconds(1), false))).hasSize(1);
  }

  @Test
  void refundThatArrivesBeforeThePaymentUndoesItToo() {
    assertThat(days(refunded("a", PAID_AT.plusSeconds(5), true))).isEmpty();
    assertThat(days(refunded("a", PAID_AT.plusSeconds(5), true), paid("a", PAID_AT))).isEmpty();
  }

  @Test
  void keepsWhatWasPaidAndEachRefundOnce() {
    Instant later = PAID_AT.plusSeconds(9);
    Loyalty loyalty = cell(
        refunded("a", later, false), paid("a", PAID_AT), refunded("a", later, false), paid("b", PAID_AT));
    assertThat(loyalty.orders().get("a"))
        .isEqualTo(new Loyalty.Purchase(PAID_AT.toEpochMilli(), Loyalty.Purchase.NEVER, 100,
            new TreeMap<>(Map.of(later.toEpochMilli(), 100L))));
    assertThat(loyalty.orders().get("b").grossMinor()).isEqualTo(100);
  }

  /** A cell as it was written before money was kept: one order "a", paid at 5, refunded at 9. */
  @Test
  void readsCellsThatKnowNoMoney() {
    byte[] old = {1, 1, 1, 'a', 3, 10, 18};
    assertThat(FOLD.decode(old)).isEqualTo(Loyalty.of("a", new Loyalty.Purchase(5, 9)));
  }

  private static List<String> days(Recorded... facts) {
    return cell(facts).effectiveDays(BusinessDays.SHANGHAI).stream().map(LocalDate::toString).toList();
  }

  private static Loyalty cell(Recorded... facts) {
    return FoldLaws.cells(FOLD, List.of(facts)).getOrDefault(new LoyaltyKey("h", "p"), FOLD.zero());
  }

  private static Recorded paid(String orderId, Instant at) {
    return recorded(at, new OrderPaid(orderId, "pay", DEAL, List.of()));
  }

  private static Recorded refunded(String orderId, Instant at, boolean isWhole) {
    return recorded(at, new OrderRefunded(orderId, "pay", DEAL, Money.cny(100), isWhole));
  }

  private static Recorded recorded(Instant at, Fact fact) {
    return new Recorded(Cursor.START, at, fact);
  }
}
