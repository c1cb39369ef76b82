package laotie.trade;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;

/**
 * An order as the rules see it. Lines, amount and origin never change after placing.
 *
 * @param sequence the public order of claims, drawn while the stock was locked
 * @param heldUntil when the promise of stock ends unless paid
 */
public record Order(
    String orderId, long sequence, OrderStatus status, Deal deal, List<Line> lines, Instant heldUntil) {

  public Order {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(status);
    Objects.requireNonNull(deal);
    lines = List.copyOf(lines);
    Objects.requireNonNull(heldUntil);
  }

  Order as(OrderStatus next) {
    return new Order(orderId, sequence, next, deal, lines, heldUntil);
  }

  /** True while the payment is awaited and stock is held for it. */
  public boolean isOpen() {
    return status == OrderStatus.PLACED;
  }
}
