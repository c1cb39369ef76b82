package laotie.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Fact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderClosed;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPacked;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.fact.TradeFact.PaymentReturned;
import laotie.fact.TradeFact.ReturnAnswered;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.TradeFact.ReturnEscalated;
import laotie.hooks.HookData.Item;
import laotie.hooks.HookData.OrderData;
import laotie.hooks.HookData.PaymentData;
import laotie.hooks.HookData.RefundData;
import laotie.hooks.HookData.ReturnData;
import laotie.hooks.HookData.Source;

/**
 * Something a receiver is told.
 *
 * @param at when it happened, not when it is sent
 */
public record HookEvent(HookType type, Instant at, HookData data) {

  public HookEvent {
    Objects.requireNonNull(type);
    Objects.requireNonNull(at);
    Objects.requireNonNull(data);
  }

  /** The event a fact of the trade is; empty for a fact nobody outside is told. */
  public static Optional<HookEvent> of(Recorded recorded) {
    Instant at = recorded.at();
    Fact fact = recorded.fact();
    return switch (fact) {
      case OrderPlaced placed -> Optional.of(new HookEvent(HookType.ORDER_PLACED, at,
          order(placed.orderId(), "PLACED", placed.deal(), placed.lines(), Optional.of(placed.heldUntil()))));
      case OrderPaid paid -> Optional.of(new HookEvent(HookType.ORDER_PAID, at,
          order(paid.orderId(), "PAID", paid.deal(), paid.lines(), Optional.empty())));
      case OrderShipped shipped -> Optional.of(new HookEvent(HookType.ORDER_SHIPPED, at,
          OrderData.of(shipped.orderId(), shipped.hostId(), "SHIPPED")));
      case OrderPacked packed -> Optional.of(new HookEvent(HookType.ORDER_PACKED, at,
          OrderData.of(packed.orderId(), packed.hostId(), "PACKED")));
      case OrderDelivered delivered -> Optional.of(new HookEvent(HookType.ORDER_DELIVERED, at,
          OrderData.of(delivered.orderId(), delivered.hostId(), "DELIVERED")));
      case OrderClosed closed -> Optional.of(new HookEvent(HookType.ORDER_CLOSED, at,
          OrderData.of(closed.orderId(), closed.hostId(), "CLOSED")));
      case OrderCancelled cancelled -> Optional.of(new HookEvent(HookType.ORDER_CANCELLED, at,
          OrderData.of(cancelled.orderId(), cancelled.hostId(), "CANCELLED")));
      case OrderExpired expired -> Optional.of(new HookEvent(HookType.ORDER_EXPIRED, at,
          OrderData.of(expired.orderId(), expired.hostId(), "EXPIRED")));
      case PaymentDeclined declined -> Optional.of(new HookEvent(HookType.PAYMENT_DECLINED, at,
          new PaymentData(declined.paymentId(), declined.orderId(), declined.hostId(), Optional.empty())));
      case PaymentReturned returned -> Optional.of(new HookEvent(HookType.PAYMENT_RETURNED, at,
          new PaymentData(returned.paymentId(), returned.orderId(), returned.hostId(),
              Optional.of(returned.returned()))));
      case OrderRefunded refund -> Optional.of(new HookEvent(HookType.REFUND_MADE, at,
          new RefundData(refund.paymentId(), refund.orderId(), refund.deal().hostId(), refund.refunded(),
              refund.isWhole())));
      case ReturnAsked asked -> Optional.of(new HookEvent(HookType.RETURN_ASKED, at, new ReturnData(
          asked.returnId(), asked.orderId(), asked.hostId(), "ASKED", Optional.of(asked.asked()))));
      case ReturnAnswered answer -> Optional.of(new HookEvent(HookType.RETURN_ANSWERED, at, new ReturnData(
          answer.returnId(), answer.orderId(), answer.hostId(), answer.answer(),
          Optional.of(answer.amount()))));
      case ReturnEscalated open -> Optional.of(new HookEvent(HookType.RETURN_ESCALATED, at, new ReturnData(
          open.returnId(), open.orderId(), open.hostId(), "ESCALATED", Optional.empty())));
      case ReturnClosed closed -> Optional.of(new HookEvent(HookType.RETURN_CLOSED, at, new ReturnData(
          closed.returnId(), closed.orderId(), closed.hostId(), closed.end(),
          Optional.of(closed.refunded()))));
      default -> Optional.empty();
    };
  }

  /** The same without its lines, for a payload that would be too large. */
  public HookEvent withoutLines() {
    return data instanceof OrderData order
        ? new HookEvent(type, at, new OrderData(order.orderId(), order.hostId(), order.state(),
            order.amount(), order.shippingMinor(), List.of(), order.source(), order.heldUntil()))
        : this;
  }

  private static OrderData order(
      String orderId, String state, Deal deal, List<Line> lines, Optional<Instant> heldUntil) {
    List<Item> items = lines.stream()
        .map(line -> new Item(
            line.skuId(), line.productId(), line.quantity(), line.priceMinor(), line.offMinor())).toList();
    return new OrderData(orderId, deal.hostId(), state, Optional.of(deal.amount()),
        Optional.of(deal.bill().shippingMinor()), items,
        Optional.of(new Source(deal.showId(), deal.clipId())), heldUntil);
  }
}
