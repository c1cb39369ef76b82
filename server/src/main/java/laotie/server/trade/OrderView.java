package laotie.server.trade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.trade.LimitStore.Shortage;
import laotie.trade.OrderStatus;

/**
 * An order as its buyer, its host and operators see it; the address is masked.
 *
 * @param sequence the public order of claims
 * @param heldUntil when the promise of stock ends unless paid
 * @param missing what was wanted and not there, when the buyer took what is there; of single orders only
 * @param refunded what was promised back so far
 * @param closedAt when it ended: closed, expired, cancelled or refunded
 */
record OrderView(
    String orderId, long sequence, OrderStatus status, List<LineView> lines, Money amount, Instant placedAt,
    Instant heldUntil, Optional<Instant> paidAt, Optional<Instant> packedAt, Optional<Instant> shippedAt,
    Optional<Instant> deliveredAt, Optional<Instant> closedAt, Optional<String> carrier,
    Optional<String> trackingNumber, Address address, BuyerName buyer, HostName host,
    Optional<String> showId, Money refunded, List<Shortage> missing) {

  /**
   * What was ordered.
   *
   * @param net what the buyer paid for all its units, discounts taken off
   * @param refundedQuantity units for which money was promised back
   */
  record LineView(
      String skuId, String productId, String title, String skuName, String pictureUrl, int quantity,
      Money price, Optional<Reduced> reduced, Money net, int refundedQuantity) {}

  /** Why one unit cost less: the price before, what was taken off, and whose benefit it was. */
  record Reduced(Money basis, int percent, String tier) {}

  OrderView with(List<Shortage> shortages) {
    return new OrderView(orderId, sequence, status, lines, amount, placedAt, heldUntil, paidAt, packedAt,
        shippedAt, deliveredAt, closedAt, carrier, trackingNumber, address, buyer, host, showId, refunded,
        shortages);
  }

  record BuyerName(String accountId, String name) {}

  record HostName(String hostId, String name) {}
}
