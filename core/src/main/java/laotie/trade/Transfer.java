package laotie.trade;

import java.util.List;
import java.util.Objects;
import laotie.fact.Money;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;

/**
 * One movement of money in the ledger (账本): entries that sum to zero, kept for good. Positive is what an
 * account gains, negative what it gives or owes.
 *
 * <pre>
 * ARRIVED  PLATFORM_CASH +8000   HOST_OWED  host_7 -8000      a paid order
 * STRAYED  PLATFORM_CASH +8000   BUYER_OWED acc_3  -8000      money that pays nothing
 * RETURNED BUYER_OWED acc_3 +8000   PLATFORM_CASH -8000       and went back
 * REFUNDED HOST_OWED host_7 +8000   PLATFORM_CASH -8000       money of a paid order that went back
 * </pre>
 */
public record Transfer(Kind kind, String orderId, String paymentId, List<Entry> entries) {

  /** What a movement is for. */
  public enum Kind {
    ARRIVED,
    STRAYED,
    RETURNED,
    REFUNDED
  }

  /** Whose purse. */
  public enum Purse {
    /** Money the platform holds at a gateway; the owner is empty. */
    PLATFORM_CASH,
    /** What the platform owes a host for paid orders. */
    HOST_OWED,
    /** What the platform owes a buyer. */
    BUYER_OWED
  }

  /**
   * One side of a movement.
   *
   * @param ownerId the host or buyer of the purse, or empty
   */
  public record Entry(Purse purse, String ownerId, Money amount) {}

  public Transfer {
    Objects.requireNonNull(kind);
    entries = List.copyOf(entries);
    Money sum = entries.stream().map(Entry::amount).reduce(Money::plus).orElseThrow();
    if (sum.minor() != 0) {
      throw new IllegalArgumentException("a transfer sums to " + sum.minor() + ", not zero");
    }
  }

  /** A buyer's money pays an order. */
  public static Transfer arrived(OrderPaid paid) {
    Money amount = paid.deal().amount();
    return new Transfer(Kind.ARRIVED, paid.orderId(), paid.paymentId(), List.of(
        new Entry(Purse.PLATFORM_CASH, "", amount),
        new Entry(Purse.HOST_OWED, paid.deal().hostId(), amount.negated())));
  }

  /** Money of a paid order goes back, whole or in part. */
  public static Transfer refunded(OrderRefunded refund) {
    return new Transfer(Kind.REFUNDED, refund.orderId(), refund.paymentId(), List.of(
        new Entry(Purse.HOST_OWED, refund.deal().hostId(), refund.refunded()),
        new Entry(Purse.PLATFORM_CASH, "", refund.refunded().negated())));
  }

  /** A buyer's money came but pays nothing. */
  static Transfer strayed(Order order, Notice notice) {
    return new Transfer(Kind.STRAYED, order.orderId(), notice.paymentId(), List.of(
        new Entry(Purse.PLATFORM_CASH, "", notice.amount()),
        new Entry(Purse.BUYER_OWED, order.deal().buyerId(), notice.amount().negated())));
  }

  /** That money went back, as the gateway confirmed. */
  public static Transfer returned(String orderId, String paymentId, String buyerId, Money amount) {
    return new Transfer(Kind.RETURNED, orderId, paymentId, List.of(
        new Entry(Purse.BUYER_OWED, buyerId, amount),
        new Entry(Purse.PLATFORM_CASH, "", amount.negated())));
  }
}
