package laotie.trade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
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

  /**
   * Units that are promised to this order, and sold to it once it is paid.
   *
   * @param stockId a row of stock, or an allowance of the buyer ({@link Allowance})
   */
  public record Hold(String stockId, int units) {}

  /**
   * Everything of which units belong to this order, each row once: the stock of its lines, what its buyer may
   * have of each flash sale, and the coupons he used.
   */
  public List<Hold> holds() {
    List<Hold> holds = new ArrayList<>(lines.size() + 1);
    for (Line line : lines) {
      holds.add(new Hold(line.stockId(), line.quantity()));
      if (!line.stockId().equals(line.skuId())) {
        holds.add(new Hold(Allowance.id(line.stockId(), deal.buyerId()), line.quantity()));
      }
    }
    for (Discount discount : deal.bill().discounts()) {
      holds.add(new Hold(Allowance.id(discount.couponId(), deal.buyerId()), 1));
    }
    return holds;
  }

  Order as(OrderStatus next) {
    return new Order(orderId, sequence, next, deal, lines, heldUntil);
  }

  /** True while the payment is awaited and stock is held for it. */
  public boolean isOpen() {
    return status == OrderStatus.PLACED;
  }
}
