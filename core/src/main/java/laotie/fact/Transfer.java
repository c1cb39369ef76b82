package laotie.fact;

import java.util.List;
import java.util.Objects;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;

/**
 * One movement of money in the ledger (账本): entries that sum to zero, kept for good. Positive is what an
 * account gains, negative what it gives or owes. Areas share it as they share facts: the till books what
 * arrives, the settlement what is split and paid out.
 *
 * <pre>
 * ARRIVED  PLATFORM_CASH +8000   HOST_OWED  host_7 -8000      a paid order
 * STRAYED  PLATFORM_CASH +8000   BUYER_OWED acc_3  -8000      money that pays nothing
 * OWED     HOST_OWED host_7 +8000   BUYER_OWED acc_3 -8000    a refund of a paid order is promised
 * RETURNED BUYER_OWED acc_3 +8000   PLATFORM_CASH -8000       and the gateway confirmed it
 * REFUNDED HOST_OWED host_7 +8000   PLATFORM_CASH -8000       both at once, of an imported past
 * SETTLED  HOST_OWED host_7 +8000   HOST_DUE host_7 -7600   PLATFORM_INCOME -400
 * PAID_OUT HOST_DUE host_7 +7600   PLATFORM_CASH -7600        a payout batch left the bank
 * PROMOTED HOST_DUE host_7 +35     PLATFORM_INCOME -35        exposures a host paid for
 * </pre>
 *
 * @param paymentId the payment whose money it is, or empty
 * @param subjectId what the movement is for beside its order: a refund, a settlement, a payout; or empty
 */
public record Transfer(
    Kind kind, String orderId, String paymentId, String subjectId, List<Entry> entries) {

  /** What a movement is for. */
  public enum Kind {
    /** A buyer's money pays an order. */
    ARRIVED,
    /** A buyer's money came and pays nothing. */
    STRAYED,
    /** A refund of a paid order is promised to its buyer. */
    OWED,
    /** What was owed to a buyer went back, as the gateway confirmed. */
    RETURNED,
    /** Money of a paid order went back, of an imported past. */
    REFUNDED,
    /** The platform's hold of an order ends: everybody gets his share. */
    SETTLED,
    /** A share was settled wrong or its order was refunded later; it is taken back. */
    UNSETTLED,
    /** A share left the platform's bank. */
    PAID_OUT,
    /** What a gateway keeps for its work. */
    FEE,
    /** Exposures of a promotion, of what is due to its host. */
    PROMOTED
  }

  /** Whose purse. */
  public enum Purse {
    /** Money the platform holds at gateways and banks; the owner is empty. */
    PLATFORM_CASH,
    /** What the platform holds for a host until his orders are settled. */
    HOST_OWED,
    /** What the platform owes a buyer. */
    BUYER_OWED,
    /** What is settled and waits for the next payout; a host's debt when positive. */
    HOST_DUE,
    /** What is settled for a supplier and waits for the next payout. */
    SUPPLIER_DUE,
    /** Commission and fees of promotion; the owner is empty. */
    PLATFORM_INCOME,
    /** Coupons and gestures the platform pays for; the owner is empty. */
    PLATFORM_COST,
    /** What gateways kept; the owner is the gateway. */
    GATEWAY_COST
  }

  /**
   * One side of a movement.
   *
   * @param ownerId the host, buyer or supplier of the purse, or empty
   */
  public record Entry(Purse purse, String ownerId, Money amount) {}

  public Transfer {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(subjectId);
    entries = List.copyOf(entries);
    Money sum = entries.stream().map(Entry::amount).reduce(Money::plus).orElseThrow();
    if (sum.minor() != 0) {
      throw new IllegalArgumentException("a transfer sums to " + sum.minor() + ", not zero");
    }
  }

  /** A buyer's money pays an order. */
  public static Transfer arrived(OrderPaid paid) {
    Money amount = paid.deal().amount();
    return new Transfer(Kind.ARRIVED, paid.orderId(), paid.paymentId(), "", List.of(
        new Entry(Purse.PLATFORM_CASH, "", amount),
        new Entry(Purse.HOST_OWED, paid.deal().hostId(), amount.negated())));
  }

  /** Money of a paid order goes back, whole or in part, promise and payment at once. */
  public static Transfer refunded(OrderRefunded refund) {
    return new Transfer(Kind.REFUNDED, refund.orderId(), refund.paymentId(), "", List.of(
        new Entry(Purse.HOST_OWED, refund.deal().hostId(), refund.refunded()),
        new Entry(Purse.PLATFORM_CASH, "", refund.refunded().negated())));
  }

  /** A buyer's money came but pays nothing. */
  public static Transfer strayed(String orderId, String paymentId, String buyerId, Money amount) {
    return new Transfer(Kind.STRAYED, orderId, paymentId, "", List.of(
        new Entry(Purse.PLATFORM_CASH, "", amount),
        new Entry(Purse.BUYER_OWED, buyerId, amount.negated())));
  }

  /**
   * A refund of a paid order is promised, from what the platform holds for the host. Of a settled order
   * nothing is held any more: the settlement then books the difference of the shares ({@code UNSETTLED}).
   */
  public static Transfer owed(Refund refund, String hostId) {
    return new Transfer(Kind.OWED, refund.orderId(), refund.paymentId(), refund.refundId(), List.of(
        new Entry(Purse.HOST_OWED, hostId, refund.amount()),
        new Entry(Purse.BUYER_OWED, refund.buyerId(), refund.amount().negated())));
  }

  /** What was owed to a buyer went back, as the gateway confirmed. */
  public static Transfer returned(Refund refund) {
    return new Transfer(Kind.RETURNED, refund.orderId(), refund.paymentId(), refund.refundId(), List.of(
        new Entry(Purse.BUYER_OWED, refund.buyerId(), refund.amount()),
        new Entry(Purse.PLATFORM_CASH, "", refund.amount().negated())));
  }

  /** Exposures of a promotion that counted; the platform's income, off what is due to the host. */
  public static Transfer promoted(String hostId, String subjectId, Money amount) {
    return new Transfer(Kind.PROMOTED, "", "", subjectId, List.of(
        new Entry(Purse.HOST_DUE, hostId, amount),
        new Entry(Purse.PLATFORM_INCOME, "", amount.negated())));
  }

  /** Money that goes back to a buyer over the payment it came with. */
  public record Refund(String refundId, String orderId, String paymentId, String buyerId, Money amount) {}
}
