package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;

/**
 * Who came back to whom: the orders of every buyer with every host, with what was paid for them and what
 * went back, in CNY. An order in another currency counts as one without money.
 */
public record LoyaltyFold() implements Fold<LoyaltyKey, Loyalty> {

  static final int VERSION = 2;

  /** Cells of this version know no money; their entries are read as they are. */
  private static final int VERSION_WITHOUT_MONEY = 1;

  private static final int PAID = 1;
  private static final int REFUNDED = 2;
  private static final int MONEY = 4;

  @Override
  public Collection<LoyaltyKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case OrderPaid paid -> List.of(new LoyaltyKey(paid.deal().hostId(), paid.deal().buyerId()));
      case OrderRefunded refunded ->
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
      case OrderRefunded refunded -> state.merge(refunded(refunded, at));
      default -> state;
    };
  }

  private static Loyalty paid(OrderPaid paid, long at) {
    return Loyalty.of(paid.orderId(), Loyalty.Purchase.paid(at, cny(paid.deal().amount())));
  }

  private static Loyalty refunded(OrderRefunded refunded, long at) {
    return Loyalty.of(
        refunded.orderId(), Loyalty.Purchase.back(at, cny(refunded.refunded()), refunded.isWhole()));
  }

  private static long cny(Money amount) {
    return amount.currency().equals(Money.CNY) ? amount.minor() : 0;
  }

  @Override
  public Loyalty merge(Loyalty left, Loyalty right) {
    return left.merge(right);
  }

  /**
   * Version; count; then id, flags (1 paid, 2 wholly refunded, 4 money) and what the flags name: instants,
   * what was paid, how many times money went back, and of each the instant and the amount.
   */
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
      boolean hasMoney = purchase.hasMoney();
      out.octet((isPaid ? PAID : 0) | (isRefunded ? REFUNDED : 0) | (hasMoney ? MONEY : 0));
      if (isPaid) {
        out.signed(purchase.paidAtMillis());
      }
      if (isRefunded) {
        out.signed(purchase.refundedAtMillis());
      }
      if (hasMoney) {
        writeMoney(out, purchase);
      }
    }
  }

  private static void writeMoney(ByteWriter out, Loyalty.Purchase purchase) {
    out.number(purchase.grossMinor());
    out.number(purchase.backs().size());
    purchase.backs().forEach((at, minor) -> {
      out.signed(at);
      out.number(minor);
    });
  }

  @Override
  public Loyalty decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION && version != VERSION_WITHOUT_MONEY) {
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
      long grossMinor = (flags & MONEY) != 0 ? in.number() : 0;
      SortedMap<Long, Long> backs = new TreeMap<>();
      for (int times = (flags & MONEY) != 0 ? in.count() : 0; times > 0; times--) {
        long at = in.signed();
        backs.put(at, in.number());
      }
      orders.put(orderId, new Loyalty.Purchase(paidAt, refundedAt, grossMinor, backs));
    }
    return new Loyalty(orders);
  }
}
