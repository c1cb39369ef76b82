package laotie.trade;

import static laotie.trade.OrderStatus.CANCELLED;
import static laotie.trade.OrderStatus.CLOSED;
import static laotie.trade.OrderStatus.DELIVERED;
import static laotie.trade.OrderStatus.EXPIRED;
import static laotie.trade.OrderStatus.PACKED;
import static laotie.trade.OrderStatus.PAID;
import static laotie.trade.OrderStatus.PLACED;
import static laotie.trade.OrderStatus.REFUNDED;
import static laotie.trade.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.TradeFact.OrderClosed;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderPacked;
import laotie.fact.TradeFact.OrderShipped;
import org.junit.jupiter.api.Test;

class ShippingTest {

  /** Where each status leads; what is missing is refused. */
  private static Map<OrderStatus, OrderStatus> ways(Function<Order, Decision<Moved>> rule) {
    Map<OrderStatus, OrderStatus> ways = new EnumMap<>(OrderStatus.class);
    for (OrderStatus status : OrderStatus.values()) {
      if (rule.apply(Samples.placed(1).as(status)) instanceof Accepted<Moved>(var moved, var facts)) {
        assertThat(facts).hasSize(moved.order().status() == status ? 0 : 1);
        assertThat(moved.stock()).isEmpty();
        ways.put(status, moved.order().status());
      }
    }
    return ways;
  }

  private static TradeReason refusal(Decision<Moved> decision) {
    return (TradeReason) ((Refused<Moved>) decision).reason();
  }

  @Test
  void onlyWhatIsPaidIsPackedAndARepeatChangesNothing() {
    assertThat(ways(Shipping::pack)).isEqualTo(Map.of(PAID, PACKED, PACKED, PACKED, SHIPPED, SHIPPED,
        DELIVERED, DELIVERED, CLOSED, CLOSED));
    assertThat(refusal(Shipping.pack(Samples.placed(1)))).isEqualTo(TradeReason.ORDER_NOT_PAID);
  }

  @Test
  void whatIsPaidMayLeaveWithoutBeingPackedFirst() {
    assertThat(ways(Shipping::ship)).isEqualTo(Map.of(PAID, SHIPPED, PACKED, SHIPPED, SHIPPED, SHIPPED,
        DELIVERED, DELIVERED, CLOSED, CLOSED));
  }

  @Test
  void onlyWhatLeftArrivesAndOnlyWhatArrivedCloses() {
    assertThat(ways(Shipping::deliver))
        .isEqualTo(Map.of(SHIPPED, DELIVERED, DELIVERED, DELIVERED, CLOSED, CLOSED));
    assertThat(ways(Shipping::close)).isEqualTo(Map.of(DELIVERED, CLOSED, CLOSED, CLOSED));
    for (OrderStatus status : List.of(PLACED, PAID, PACKED, EXPIRED, CANCELLED, REFUNDED)) {
      assertThat(refusal(Shipping.deliver(Samples.placed(1).as(status))))
          .isEqualTo(TradeReason.ORDER_NOT_SHIPPED);
      assertThat(refusal(Shipping.close(Samples.placed(1).as(status))))
          .isEqualTo(TradeReason.ORDER_NOT_DELIVERED);
    }
  }

  @Test
  void eachStepTellsItsFactOnce() {
    assertThat(fact(Shipping.pack(Samples.placed(1).as(PAID)))).isInstanceOf(OrderPacked.class);
    assertThat(fact(Shipping.ship(Samples.placed(1).as(PACKED)))).isInstanceOf(OrderShipped.class);
    assertThat(fact(Shipping.deliver(Samples.placed(1).as(SHIPPED)))).isInstanceOf(OrderDelivered.class);
    assertThat(fact(Shipping.close(Samples.placed(1).as(DELIVERED)))).isInstanceOf(OrderClosed.class);
  }

  private static Object fact(Decision<Moved> decision) {
    return ((Accepted<Moved>) decision).facts().getFirst();
  }
}
