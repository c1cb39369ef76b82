package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;

/** Who came back to whom: the effective orders of every buyer with every host. */
public record LoyaltyFold() implements Fold<LoyaltyKey, Loyalty> {

  static final int VERSION = 1;

  private static final int PAID = 1;
  private static final int REFUNDED = 2;

  @Override
  public Collection<LoyaltyKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case OrderPaid paid -> List.of(new LoyaltyKey(paid.deal().hostId(), paid.deal().buyerId()));
      case OrderRefunded refunded when refunded.isWhole() ->
          List.of(new LoyaltyKey(refunded.deal().hostId(), refunded.deal().buyerId()));
      default -> List.of();
    };
  }

  @Override
  public Loyalty zero() {
    return Loyalty.NONE;
  }

  @Override
  public Loyalty add(Loyalty state, LoyaltyKey key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case OrderPaid paid -> state.merge(paid(paid, at));
      case OrderRefunded refunded when refunded.isWhole() ->
          state.merge(refunded(refunded, at));
      default -> state;
    };
  }

  static Loyalty paid(OrderPaid paid, long at) {
    return Loyalty.of(paid.orderId(), new Loyalty.Purchase(at, Loyalty.Purchase.NEVER));
  }

  static Loyalty refunded(OrderRefunded refunded, long at) {
    return Loyalty.of(refunded.orderId(), new Loyalty.Purchase(Loyalty.Purchase.NEVER, at));
  }

  @Override
  public Loyalty merge(Loyalty left, Loyalty right) {
    return left.merge(right);
  }

  /** Version; count; then id, flags (1 paid, 2 refunded) and the instants the flags name. */
  @Override
  public byte[] encode(Loyalty state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    write(out, state);
    return out.bytes();
  }

  static void write(ByteWriter out, Loyalty state) {
    out.number(state.orders().size());
    for (var order : state.orders().entrySet()) {
      Loyalty.Purchase purchase = order.getValue();
      boolean isPaid = purchase.paidAtMillis() != Loyalty.Purchase.NEVER;
      boolean isRefunded = purchase.refundedAtMillis() != Loyalty.Purchase.NEVER;
      out.text(order.getKey());
      out.octet((isPaid ? PAID : 0) | (isRefunded ? REFUNDED : 0));
      if (isPaid) {
        out.signed(purchase.paidAtMillis());
      }
      if (isRefunded) {
        out.signed(purchase.refundedAtMillis());
      }
    }
  }

  @Override
  public Loyalty decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("loyalty cell of version " + version + ", known is " + VERSION);
    }
    Loyalty loyalty = read(in);
    in.end();
    return loyalty;
  }

  static Loyalty read(ByteReader in) {
    SortedMap<String, Loyalty.Purchase> orders = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      String orderId = in.text();
      int flags = in.octet();
      long paidAt = (flags & PAID) != 0 ? in.signed() : Loyalty.Purchase.NEVER;
      long refundedAt = (flags & REFUNDED) != 0 ? in.signed() : Loyalty.Purchase.NEVER;
      orders.put(orderId, new Loyalty.Purchase(paidAt, refundedAt));
    }
    return new Loyalty(orders);
  }
}
