package laotie.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Cursor;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.GoodsFact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact;
import laotie.hooks.HookData.OrderData;
import laotie.hooks.HookData.StockData;
import org.junit.jupiter.api.Test;

/** Which fact is which event, who wants it, and that no person's data leaves. */
class HookEventTest {

  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final TradeFact.Deal DEAL = new TradeFact.Deal("acc_buyer", "acc_host", "shw_1", "", "viw_1",
      Money.cny(16_000), new Origin("exp_1", Channel.values()[0], Relation.FAN, "device", "network"),
      new TradeFact.Bill(500, List.of()));
  private static final List<TradeFact.Line> LINES = List.of(new TradeFact.Line("sku_1", "prd_1", 2, 8_000));

  private static HookEvent event(Fact fact) {
    return HookEvent.of(new Recorded(Cursor.START, NOON, fact)).orElseThrow();
  }

  @Test
  void aPaidOrderTellsAmountLinesAndShowAndNothingOfTheBuyer() {
    HookEvent event = event(new TradeFact.OrderPaid("ord_1", "pay_1", DEAL, LINES));
    assertThat(event.type().word()).isEqualTo("order.paid");
    assertThat(event.at()).isEqualTo(NOON);
    OrderData data = (OrderData) event.data();
    assertThat(data.lines()).containsExactly(new HookData.Item("sku_1", "prd_1", 2, 8_000, 0));
    assertThat(data.amount()).contains(Money.cny(16_000));
    assertThat(data.shippingMinor()).contains(500L);
    assertThat(data.source()).contains(new HookData.Source("shw_1", ""));
    assertThat(data.toString()).doesNotContain("acc_buyer", "viw_1", "device", "network", "exp_1");
  }

  @Test
  void everyStepOfAnOrderIsAnEventOfItsName() {
    assertThat(event(new TradeFact.OrderPacked("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.packed");
    assertThat(event(new TradeFact.OrderShipped("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.shipped");
    assertThat(event(new TradeFact.OrderDelivered("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.delivered");
    assertThat(event(new TradeFact.OrderClosed("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.closed");
    assertThat(event(new TradeFact.OrderCancelled("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.cancelled");
    assertThat(event(new TradeFact.OrderExpired("ord_1", "acc_buyer", "acc_host")).type().word())
        .isEqualTo("order.expired");
  }

  @Test
  void everyStepOfAReturnTellsItsStateAndItsMoney() {
    Money money = Money.cny(300);
    assertThat(event(new TradeFact.ReturnAsked("ord_1", "ret_1", "acc_b", "acc_host", "QUALITY", money)))
        .isEqualTo(returned(HookType.RETURN_ASKED, "ASKED", Optional.of(money)));
    assertThat(event(new TradeFact.ReturnAnswered("ord_1", "ret_1", "acc_b", "acc_host", "AGREED", money)))
        .isEqualTo(returned(HookType.RETURN_ANSWERED, "AGREED", Optional.of(money)));
    assertThat(event(new TradeFact.ReturnEscalated("ord_1", "ret_1", "acc_buyer", "acc_host")))
        .isEqualTo(returned(HookType.RETURN_ESCALATED, "ESCALATED", Optional.empty()));
    assertThat(event(new TradeFact.ReturnClosed("ord_1", "ret_1", "acc_b", "acc_host", "REFUNDED", money)))
        .isEqualTo(returned(HookType.RETURN_CLOSED, "REFUNDED", Optional.of(money)));
  }

  private static HookEvent returned(HookType type, String state, Optional<Money> amount) {
    return new HookEvent(type, NOON, new HookData.ReturnData("ret_1", "ord_1", "acc_host", state, amount));
  }

  @Test
  void noEventTellsWhoBought() {
    List<Fact> facts = List.of(
        new TradeFact.OrderPlaced("ord_1", 1, DEAL, LINES, NOON),
        new TradeFact.OrderPaid("ord_1", "pay_1", DEAL, LINES),
        new TradeFact.PaymentDeclined("ord_1", "pay_1", "acc_buyer", "acc_host"),
        new TradeFact.PaymentReturned("ord_1", "pay_1", "acc_buyer", "acc_host", Money.cny(1)),
        new TradeFact.OrderRefunded("ord_1", "pay_1", DEAL, Money.cny(1), false));
    for (Fact fact : facts) {
      assertThat(event(fact).toString()).doesNotContain("acc_buyer").contains("acc_host", "ord_1");
    }
  }

  @Test
  void whatIsNotOfTheTradeIsNoEvent() {
    Fact edited = new GoodsFact.ProductEdited("prd_1", "acc_host");
    assertThat(HookEvent.of(new Recorded(Cursor.START, NOON, edited))).isEmpty();
  }

  @Test
  void aHostIsToldOfHisOwnTradeTheOperatorOfAll() {
    HookEvent event = event(new TradeFact.OrderPaid("ord_1", "pay_1", DEAL, LINES));
    assertThat(new Subscription("acc_host", Set.of(), NOON).wants(event)).isTrue();
    assertThat(new Subscription("acc_other", Set.of(), NOON).wants(event)).isFalse();
    assertThat(new Subscription("", Set.of(), NOON).wants(event)).isTrue();
    assertThat(new Subscription("", Set.of(HookType.ORDER_PAID), NOON).wants(event)).isTrue();
    assertThat(new Subscription("", Set.of(HookType.ORDER_PLACED), NOON).wants(event)).isFalse();
    assertThat(new Subscription("", Set.of(), NOON.plusNanos(1)).wants(event)).isFalse();
  }

  @Test
  void everyWordIsReadBackAndFitsTheSpecification() {
    for (HookType type : HookType.values()) {
      assertThat(HookType.of(type.word())).contains(type);
      assertThat(type.word()).matches("[a-z]+\\.[a-z_]+");
    }
    assertThat(HookType.of("order.lost")).isEmpty();
  }

  @Test
  void aStockThatCrossesZeroIsSoldOutOrBack() {
    assertThat(words(5, 3)).containsExactly("stock.changed");
    assertThat(words(5, 0)).containsExactly("stock.changed", "stock.sold_out");
    assertThat(words(0, 2)).containsExactly("stock.changed", "stock.back");
    assertThat(words(3, 3)).isEmpty();
    assertThat(words(0, 0)).isEmpty();
  }

  private static List<String> words(long before, long available) {
    return StockTurns.of(before, new StockData("sku_1", "prd_1", "acc_host", available), NOON).stream()
        .map(event -> event.type().word()).toList();
  }

  @Test
  void anOwnerHasFiveEndpoints() {
    assertThat(Subscription.oneMore(4)).isInstanceOf(Decision.Accepted.class);
    assertThat(Subscription.oneMore(5)).isInstanceOfSatisfying(Decision.Refused.class,
        refused -> assertThat(refused.reason()).isEqualTo(HooksReason.HOOKS_FULL));
  }
}
