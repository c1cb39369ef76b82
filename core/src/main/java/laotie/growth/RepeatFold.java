package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.growth.Repeats.Taken;

/**
 * What people came back for: the orders of every buyer with every host, with products and domain. Beside
 * {@link LoyaltyFold}, which knows money and needs no products; both hold the same orders. A join of sets:
 * order, partition and repetition of facts change nothing.
 */
public record RepeatFold() implements Fold<LoyaltyKey, Repeats> {

  static final int VERSION = 1;

  private static final int PAID = 1;
  private static final int REFUNDED = 2;
  private static final int PRIVATE = 4;

  @Override
  public Collection<LoyaltyKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case OrderPaid paid -> List.of(key(paid.deal()));
      case OrderRefunded refunded when refunded.isWhole() -> List.of(key(refunded.deal()));
      default -> List.of();
    };
  }

  private static LoyaltyKey key(Deal deal) {
    return new LoyaltyKey(deal.hostId(), deal.buyerId());
  }

  @Override
  public Repeats zero() {
    return Repeats.NONE;
  }

  @Override
  public Repeats add(Repeats state, LoyaltyKey key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case OrderPaid paid -> {
        SortedSet<String> products = new TreeSet<>();
        paid.lines().forEach(line -> products.add(line.productId()));
        yield state.merge(Repeats.of(
            paid.orderId(), new Taken(at, Taken.NEVER, isPrivate(paid.deal()), products)));
      }
      case OrderRefunded refunded when refunded.isWhole() -> state.merge(Repeats.of(refunded.orderId(),
          new Taken(Taken.NEVER, at, isPrivate(refunded.deal()), new TreeSet<>())));
      default -> state;
    };
  }

  private static boolean isPrivate(Deal deal) {
    return deal.origin().channel().isPrivate();
  }

  @Override
  public Repeats merge(Repeats left, Repeats right) {
    return left.merge(right);
  }

  /** Version; count; then id, flags (1 paid, 2 wholly refunded, 4 private), the instants, the products. */
  @Override
  public byte[] encode(Repeats state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.orders().size());
    state.orders().forEach((id, taken) -> {
      boolean isPaid = taken.paidAtMillis() != Taken.NEVER;
      boolean isRefunded = taken.refundedAtMillis() != Taken.NEVER;
      out.text(id);
      out.octet((isPaid ? PAID : 0) | (isRefunded ? REFUNDED : 0) | (taken.isPrivate() ? PRIVATE : 0));
      if (isPaid) {
        out.signed(taken.paidAtMillis());
      }
      if (isRefunded) {
        out.signed(taken.refundedAtMillis());
      }
      out.number(taken.products().size());
      taken.products().forEach(out::text);
    });
    return out.bytes();
  }

  @Override
  public Repeats decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("repeats cell of version " + version + ", known is " + VERSION);
    }
    SortedMap<String, Taken> orders = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      String id = in.text();
      int flags = in.octet();
      long paidAt = (flags & PAID) != 0 ? in.signed() : Taken.NEVER;
      long refundedAt = (flags & REFUNDED) != 0 ? in.signed() : Taken.NEVER;
      SortedSet<String> products = new TreeSet<>();
      for (int more = in.count(); more > 0; more--) {
        products.add(in.text());
      }
      orders.put(id, new Taken(paidAt, refundedAt, (flags & PRIVATE) != 0, products));
    }
    in.end();
    return new Repeats(orders);
  }
}
