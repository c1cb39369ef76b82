package laotie.trade;

import static laotie.trade.Samples.DECLINED;
import static laotie.trade.Samples.NOW;
import static laotie.trade.Samples.paid;
import static laotie.trade.Samples.payment;
import static laotie.trade.Samples.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderShipped;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.fact.Transfer;
import org.junit.jupiter.api.Test;

class PayingTest {

  private static final Stock HELD = new Stock("a", 0, 2, 0, 2);

  private static Accepted<Settlement> settle(Order order, PaymentStatus status, Notice notice, Stock stock) {
    return Paying.settle(order, payment(status), notice, Map.of("a", stock));
  }

  private static Order as(OrderStatus status) {
    return placed(2).as(status);
  }

  @Test
  void aPaymentInTimeSellsTheHeldUnits() {
    var settled = settle(as(OrderStatus.PLACED), PaymentStatus.PENDING, paid(16_000), HELD);
    var honoured = (Settlement.Honoured) settled.value();
    assertThat(honoured.order().status()).isEqualTo(OrderStatus.PAID);
    assertThat(honoured.stock()).containsExactly(new Stock("a", 0, 0, 2, 2));
    assertThat(honoured.transfer().entries()).extracting(entry -> entry.amount().minor())
        .containsExactly(16_000L, -16_000L);
    assertThat(settled.facts()).singleElement().isInstanceOf(OrderPaid.class);
  }

  @Test
  void aLatePaymentIsHonouredIfStockAllows() {
    var settled = settle(as(OrderStatus.EXPIRED), PaymentStatus.PENDING, paid(16_000), Stock.of("a", 2));
    assertThat(((Settlement.Honoured) settled.value()).stock())
        .containsExactly(new Stock("a", 0, 0, 2, 2));
  }

  @Test
  void aLatePaymentWithoutStockGoesBack() {
    var settled = settle(as(OrderStatus.EXPIRED), PaymentStatus.PENDING, paid(16_000), Stock.of("a", 1));
    var strayed = (Settlement.Strayed) settled.value();
    assertThat(strayed.order().status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(strayed.transfer().kind()).isEqualTo(Transfer.Kind.STRAYED);
    assertThat(settled.facts()).isEmpty();
  }

  @Test
  void aPaymentAfterCancellationGoesBackThoughStockAllows() {
    var settled = settle(as(OrderStatus.CANCELLED), PaymentStatus.PENDING, paid(16_000), Stock.of("a", 9));
    assertThat(settled.value()).isInstanceOf(Settlement.Strayed.class);
  }

  @Test
  void aSecondPaymentFromAnotherTabGoesBackAndTheOrderStaysPaid() {
    var settled = settle(as(OrderStatus.PAID), PaymentStatus.PENDING, paid(16_000), HELD);
    assertThat(((Settlement.Strayed) settled.value()).order().status()).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void aWrongAmountGoesBackAndTheHoldGoesOn() {
    for (long minor : new long[] {15_999, 16_001}) {
      var settled = settle(as(OrderStatus.PLACED), PaymentStatus.PENDING, paid(minor), HELD);
      var strayed = (Settlement.Strayed) settled.value();
      assertThat(strayed.order().status()).isEqualTo(OrderStatus.PLACED);
      assertThat(strayed.transfer().entries().getFirst().amount()).isEqualTo(Money.cny(minor));
    }
  }

  @Test
  void aDuplicateNoticeCountsOnce() {
    for (var status : List.of(PaymentStatus.PAID, PaymentStatus.RETURNED)) {
      var settled = settle(as(OrderStatus.PAID), status, paid(16_000), HELD);
      assertThat(settled.value()).isInstanceOf(Settlement.Unchanged.class);
      assertThat(settled.facts()).isEmpty();
    }
  }

  @Test
  void aDeclineKeepsTheHoldAndIsToldOnce() {
    var settled = settle(as(OrderStatus.PLACED), PaymentStatus.PENDING, DECLINED, HELD);
    assertThat(settled.value()).isInstanceOf(Settlement.Declined.class);
    assertThat(settled.facts()).singleElement().isInstanceOf(PaymentDeclined.class);
    assertThat(settle(as(OrderStatus.PLACED), PaymentStatus.DECLINED, DECLINED, HELD).facts()).isEmpty();
  }

  @Test
  void noticesInTheWrongOrderEndAlike() {
    var paidAfterDecline = settle(as(OrderStatus.PLACED), PaymentStatus.DECLINED, paid(16_000), HELD);
    assertThat(paidAfterDecline.value()).isInstanceOf(Settlement.Honoured.class);
    var declineAfterPaid = settle(as(OrderStatus.PAID), PaymentStatus.PAID, DECLINED, HELD);
    assertThat(declineAfterPaid.value()).isInstanceOf(Settlement.Unchanged.class);
  }

  @Test
  void aHoldExpiresAtItsInstantAndNotBefore() {
    Order order = placed(2);
    assertThat(Holding.expire(order, Map.of("a", HELD), order.heldUntil().minusNanos(1)))
        .isInstanceOf(Refused.class);
    var expired = (Accepted<Moved>) Holding.expire(order, Map.of("a", HELD), order.heldUntil());
    assertThat(expired.value().stock()).containsExactly(Stock.of("a", 2));
    assertThat(expired.facts()).singleElement().isInstanceOf(OrderExpired.class);
  }

  @Test
  void aPaidOrderNeverExpires() {
    var unchanged = (Accepted<Moved>) Holding.expire(as(OrderStatus.PAID), Map.of(),
        NOW.plus(Duration.ofDays(1)));
    assertThat(unchanged.value().stock()).isEmpty();
    assertThat(unchanged.facts()).isEmpty();
  }

  @Test
  void anUnpaidOrderIsCancelledOnce() {
    var cancelled = (Accepted<Moved>) Holding.cancel(placed(2), Map.of("a", HELD));
    assertThat(cancelled.facts()).singleElement().isInstanceOf(OrderCancelled.class);
    var again = (Accepted<Moved>) Holding.cancel(cancelled.value().order(), Map.of("a", HELD));
    assertThat(again.facts()).isEmpty();
    assertThat(again.value().stock()).isEmpty();
  }

  @Test
  void refusesToCancelWhatIsPaid() {
    var refused = (Refused<Moved>) Holding.cancel(as(OrderStatus.PAID), Map.of());
    assertThat(refused.reason()).isEqualTo(TradeReason.ORDER_NOT_OPEN);
  }

  @Test
  void shipsOnlyWhatIsPaid() {
    var shipped = (Accepted<Moved>) Shipping.ship(as(OrderStatus.PAID));
    assertThat(shipped.facts()).singleElement().isInstanceOf(OrderShipped.class);
    assertThat(((Accepted<Moved>) Shipping.ship(as(OrderStatus.SHIPPED))).facts()).isEmpty();
    for (var status : List.of(OrderStatus.PLACED, OrderStatus.EXPIRED, OrderStatus.REFUNDED)) {
      assertThat(((Refused<Moved>) Shipping.ship(as(status))).reason())
          .isEqualTo(TradeReason.ORDER_NOT_PAID);
    }
  }

  @Test
  void aTransferThatDoesNotSumToZeroCannotBe() {
    var entry = new Transfer.Entry(Transfer.Purse.PLATFORM_CASH, "", Money.cny(1));
    assertThatThrownBy(() -> new Transfer(Transfer.Kind.ARRIVED, "o", "p", "", List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
