package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.GrowthFact.HistoryOrderImported;
import laotie.fact.GrowthFact.HistoryOrderWithdrawn;
import laotie.fact.GrowthFact.Past;
import laotie.fact.Recorded;
import laotie.growth.ChannelLoyalty.Entry;
import laotie.growth.PastOrder.Kind;

/**
 * Who came back to a host elsewhere: the orders that he brought along, beside those of the square and apart
 * from them.
 */
public record ChannelFold() implements Fold<ChannelKey, ChannelLoyalty> {

  static final int VERSION = 1;

  private static final int KIND_BITS = 3;
  private static final int WHOLLY_BACK = 4;

  @Override
  public Collection<ChannelKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case HistoryOrderImported told ->
          List.of(new ChannelKey(told.hostId(), told.channelId(), told.buyerId()));
      case HistoryOrderWithdrawn gone ->
          List.of(new ChannelKey(gone.hostId(), gone.channelId(), gone.buyerId()));
      default -> List.of();
    };
  }

  @Override
  public ChannelLoyalty zero() {
    return ChannelLoyalty.NONE;
  }

  @Override
  public ChannelLoyalty add(ChannelLoyalty state, ChannelKey key, Recorded recorded) {
    return switch (recorded.fact()) {
      case HistoryOrderImported told -> state.merge(ChannelLoyalty.of(told.orderId(),
          new Entry(told.revision(), order(recorded.at().toEpochMilli(), told.past()))));
      case HistoryOrderWithdrawn gone -> state.merge(
          ChannelLoyalty.of(gone.orderId(), new Entry(gone.revision(), PastOrder.NONE)));
      default -> state;
    };
  }

  private static PastOrder order(long at, Past past) {
    return new PastOrder(past.isCredit() ? Kind.CREDIT : Kind.SALE, at, past.gross().minor(),
        past.back().minor(), past.backAt().toEpochMilli(), past.isWhollyBack());
  }

  @Override
  public ChannelLoyalty merge(ChannelLoyalty left, ChannelLoyalty right) {
    return left.merge(right);
  }

  /**
   * Version; count; then id, revision, flags (kind in two bits, 4 wholly back) and, but for a withdrawn one,
   * when, what was paid, what went back, and when that did.
   */
  @Override
  public byte[] encode(ChannelLoyalty state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.orders().size());
    state.orders().forEach((id, entry) -> {
      PastOrder order = entry.order();
      out.text(id);
      out.number(entry.revision());
      out.octet(order.kind().ordinal() | (order.isWhollyBack() ? WHOLLY_BACK : 0));
      if (order.kind() != Kind.NONE) {
        out.signed(order.atMillis());
        out.number(order.grossMinor());
        out.number(order.backMinor());
        out.signed(order.backAtMillis() - order.atMillis());
      }
    });
    return out.bytes();
  }

  @Override
  public ChannelLoyalty decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("channel cell of version " + version + ", known is " + VERSION);
    }
    SortedMap<String, Entry> orders = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      String id = in.text();
      long revision = in.number();
      orders.put(id, new Entry(revision, order(in, in.octet())));
    }
    in.end();
    return new ChannelLoyalty(orders);
  }

  private static PastOrder order(ByteReader in, int flags) {
    Kind kind = Kind.values()[flags & KIND_BITS];
    if (kind == Kind.NONE) {
      return PastOrder.NONE;
    }
    long at = in.signed();
    long gross = in.number();
    long back = in.number();
    return new PastOrder(kind, at, gross, back, at + in.signed(), (flags & WHOLLY_BACK) != 0);
  }
}
