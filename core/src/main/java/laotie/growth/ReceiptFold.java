package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;

/**
 * Every paid order by its id, with where it came from. Orders in another currency than the shop's are left
 * out: sums of two currencies mean nothing.
 *
 * @param currency the shop's currency
 */
public record ReceiptFold(Currency currency) implements Fold<String, Receipt> {

  static final int VERSION = 1;

  public ReceiptFold {
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<String> keys(Recorded recorded) {
    return recorded.fact() instanceof OrderPaid paid && paid.deal().amount().currency().equals(currency)
        ? List.of(paid.orderId()) : List.of();
  }

  @Override
  public Receipt zero() {
    return Receipt.NOTHING;
  }

  @Override
  public Receipt add(Receipt state, String orderId, Recorded recorded) {
    return recorded.fact() instanceof OrderPaid paid
        ? state.merge(receipt(paid, recorded.at().toEpochMilli())) : state;
  }

  private static Receipt receipt(OrderPaid paid, long at) {
    SortedMap<String, Long> products = new TreeMap<>();
    for (Line line : paid.lines()) {
      products.merge(line.productId(), line.netMinor(), Math::addExact);
    }
    var deal = paid.deal();
    // Of an order that names both the show counts, as everywhere.
    String clipId = deal.showId().isEmpty() ? deal.clipId() : "";
    return new Receipt(deal.buyerId(), deal.hostId(), deal.showId(), clipId,
        Entry.of(at, deal.origin()), deal.amount().minor(), products);
  }

  @Override
  public Receipt merge(Receipt left, Receipt right) {
    return left.merge(right);
  }

  /** Version; buyer, host, show, clip; entry; amount; products: id and minor units. */
  @Override
  public byte[] encode(Receipt state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.text(state.buyerId());
    out.text(state.hostId());
    out.text(state.showId());
    out.text(state.clipId());
    Entry.write(out, state.entry());
    out.signed(state.gmvMinor());
    out.number(state.products().size());
    state.products().forEach((product, minor) -> {
      out.text(product);
      out.signed(minor);
    });
    return out.bytes();
  }

  @Override
  public Receipt decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("receipt cell of version " + version + ", known is " + VERSION);
    }
    String buyer = in.text();
    String host = in.text();
    String show = in.text();
    String clip = in.text();
    Entry entry = Entry.read(in);
    long gmvMinor = in.signed();
    SortedMap<String, Long> products = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      products.put(in.text(), in.signed());
    }
    in.end();
    return new Receipt(buyer, host, show, clip, entry, gmvMinor, products);
  }
}
