package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;

/**
 * The orders one by one: whether one was planned, and what else its buyer took from the same host, is
 * decided at reading, beside {@link WishFold} and {@link ShelfFold}. Orders in another currency than the
 * shop's are left out, as everywhere.
 *
 * @param currency the shop's currency
 */
public record BasketFold(Currency currency) implements Fold<String, Basket> {

  static final int VERSION = 1;

  private static final int PLACED = 1;
  private static final int PAID = 2;

  public BasketFold {
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case OrderPlaced placed when isOurs(placed.deal()) -> List.of(placed.orderId());
      case OrderPaid paid when isOurs(paid.deal()) -> List.of(paid.orderId());
      default -> List.of();
    };
  }

  private boolean isOurs(Deal deal) {
    return deal.amount().currency().equals(currency);
  }

  @Override
  public Basket zero() {
    return Basket.NONE;
  }

  @Override
  public Basket add(Basket state, String orderId, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case OrderPlaced placed -> state.merge(basket(placed.deal(), at, Basket.NEVER, placed.lines()));
      case OrderPaid paid -> state.merge(basket(paid.deal(), Basket.NEVER, at, paid.lines()));
      default -> state;
    };
  }

  private static Basket basket(Deal deal, long placedAt, long paidAt, List<Line> lines) {
    SortedSet<String> products = new TreeSet<>();
    lines.forEach(line -> products.add(line.productId()));
    return new Basket(deal.buyerId(), deal.hostId(), placedAt, paidAt, products);
  }

  @Override
  public Basket merge(Basket left, Basket right) {
    return left.merge(right);
  }

  /** Version; flags (1 placed, 2 paid); buyer; host; the instants the flags name; products. */
  @Override
  public byte[] encode(Basket state) {
    ByteWriter out = new ByteWriter();
    boolean isPlaced = state.placedAt() != Basket.NEVER;
    boolean isPaid = state.paidAt() != Basket.NEVER;
    out.octet(VERSION);
    out.octet((isPlaced ? PLACED : 0) | (isPaid ? PAID : 0));
    out.text(state.buyerId());
    out.text(state.hostId());
    if (isPlaced) {
      out.signed(state.placedAt());
    }
    if (isPaid) {
      out.signed(state.paidAt());
    }
    out.number(state.products().size());
    state.products().forEach(out::text);
    return out.bytes();
  }

  @Override
  public Basket decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("basket cell of version " + version + ", known is " + VERSION);
    }
    int flags = in.octet();
    String buyerId = in.text();
    String hostId = in.text();
    long placedAt = (flags & PLACED) != 0 ? in.signed() : Basket.NEVER;
    long paidAt = (flags & PAID) != 0 ? in.signed() : Basket.NEVER;
    SortedSet<String> products = new TreeSet<>();
    for (int left = in.count(); left > 0; left--) {
      products.add(in.text());
    }
    in.end();
    return new Basket(buyerId, hostId, placedAt, paidAt, products);
  }
}
