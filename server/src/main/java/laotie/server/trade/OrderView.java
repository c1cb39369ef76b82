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
 * @param goods what the lines cost, after everything but shipping
 * @param coupon what a coupon took off, if one was used
 * @param closedAt when it ended: closed, expired, cancelled or refunded
 */
record OrderView(
    String orderId, long sequence, OrderStatus status, List<LineView> lines, Money amount, Instant placedAt,
    Instant heldUntil, Optional<Instant> paidAt, Optional<Instant> packedAt, Optional<Instant> shippedAt,
    Optional<Instant> deliveredAt, Optional<Instant> closedAt, Optional<String> carrier,
    Optional<String> trackingNumber, Address address, BuyerName buyer, HostName host,
    Optional<String> showId, Money refunded, List<Shortage> missing, Money goods,
    Optional<QuoteView.CouponOff> coupon, QuoteView.FeeView shipping) {

  /**
   * What was ordered.
   *
   * @param price of one unit, before a coupon
   * @param steps from the list price to {@code net}, so that the price says why
   * @param net what the buyer paid for all its units, discounts taken off
   * @param refundedQuantity units for which money was promised back
   */
  record LineView(
      String skuId, String productId, String title, String skuName, String pictureUrl, int quantity,
      Money price, List<QuoteView.StepView> steps, Money net, int refundedQuantity) {}

  OrderView with(List<Shortage> shortages) {
    return new OrderView(orderId, sequence, status, lines, amount, placedAt, heldUntil, paidAt, packedAt,
        shippedAt, deliveredAt, closedAt, carrier, trackingNumber, address, buyer, host, showId, refunded,
        shortages, goods, coupon, shipping);
  }

  record BuyerName(String accountId, String name) {}

  record HostName(String hostId, String name) {}
}
