package laotie.fans;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.ClipsFact;
import laotie.fact.Fold;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.fact.VideoFact;

/**
 * Folds what viewers do for hosts into bonds, day by day. A host is in no bond with himself.
 *
 * @param days the shop's calendar
 */
public record BondFold(BusinessDays days) implements Fold<BondKey, Bond> {

  private static final int VERSION = 1;
  private static final int DAY_BYTES = 4 + 8 + 4 + 4;
  private static final int PURCHASE_BYTES = 4 + 8 + 8 + 1;

  @Override
  public Collection<BondKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case VideoFact.WatchCredited fact -> key(fact.hostId(), fact.viewerId());
      case LiveFact.ChatSaid fact -> key(fact.hostId(), fact.viewerId());
      case LiveFact.RoomEntered fact -> key(fact.hostId(), fact.viewerId());
      case ClipsFact.ClipOpened fact -> key(fact.hostId(), fact.viewerId());
      case ClipsFact.ClipCommented fact -> key(fact.hostId(), fact.viewerId());
      case TradeFact.OrderPaid fact -> key(fact.deal().hostId(), fact.deal().buyerId());
      case TradeFact.OrderRefunded fact -> key(fact.deal().hostId(), fact.deal().buyerId());
      default -> List.of();
    };
  }

  private static List<BondKey> key(String hostId, String viewerId) {
    return hostId.isEmpty() || viewerId.isEmpty() || hostId.equals(viewerId)
        ? List.of() : List.of(new BondKey(hostId, viewerId));
  }

  @Override
  public Bond zero() {
    return Bond.NONE;
  }

  @Override
  public Bond add(Bond state, BondKey key, Recorded recorded) {
    return state.merge(of(recorded));
  }

  private Bond of(Recorded recorded) {
    int day = dayOf(recorded.at());
    return switch (recorded.fact()) {
      case VideoFact.WatchCredited fact -> watched(fact.from(), fact.to());
      case LiveFact.ChatSaid _, ClipsFact.ClipCommented _ -> Bond.of(day, new Bond.Day(0, 1, 0));
      case LiveFact.RoomEntered _, ClipsFact.ClipOpened _ -> Bond.of(day, new Bond.Day(0, 0, 1));
      case TradeFact.OrderPaid fact -> Bond.of(fact.orderId(),
          new Bond.Purchase(day, fact.deal().amount().minor(), 0, false));
      case TradeFact.OrderRefunded fact -> Bond.of(fact.orderId(),
          new Bond.Purchase(Bond.Purchase.UNKNOWN, 0, fact.refunded().minor(), fact.isWhole()));
      default -> Bond.NONE;
    };
  }

  /** An interval over midnight belongs to both days, each with its part. */
  private Bond watched(Instant from, Instant to) {
    Bond bond = Bond.NONE;
    Instant start = from;
    while (start.isBefore(to)) {
      Instant midnight = days.startOf(days.dayOf(start).plusDays(1));
      Instant end = midnight.isBefore(to) ? midnight : to;
      long millis = end.toEpochMilli() - start.toEpochMilli();
      bond = bond.merge(Bond.of(dayOf(start), new Bond.Day(millis, 0, 0)));
      start = end;
    }
    return bond;
  }

  /** The business day of an instant, counted from 1970-01-01. */
  public int dayOf(Instant at) {
    return (int) days.dayOf(at).toEpochDay();
  }

  @Override
  public Bond merge(Bond left, Bond right) {
    return left.merge(right);
  }

  /** Version; count of days, each day, millis, comments, visits; then orders as length, id and values. */
  @Override
  public byte[] encode(Bond state) {
    Map<String, byte[]> ids = new TreeMap<>();
    int size = 1 + 4 + 4 + state.days().size() * DAY_BYTES;
    for (String orderId : state.purchases().keySet()) {
      byte[] utf8 = orderId.getBytes(StandardCharsets.UTF_8);
      ids.put(orderId, utf8);
      size += 4 + utf8.length + PURCHASE_BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size).put((byte) VERSION).putInt(state.days().size());
    state.days().forEach((day, what) ->
        out.putInt(day).putLong(what.watchMillis()).putInt(what.comments()).putInt(what.visits()));
    out.putInt(state.purchases().size());
    state.purchases().forEach((orderId, one) -> out.putInt(ids.get(orderId).length).put(ids.get(orderId))
        .putInt(one.paidDay()).putLong(one.paidMinor()).putLong(one.backMinor())
        .put((byte) (one.isBack() ? 1 : 0)));
    return out.array();
  }

  @Override
  public Bond decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("bond of version " + version + ", known is " + VERSION);
    }
    SortedMap<Integer, Bond.Day> read = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      read.put(in.getInt(), new Bond.Day(in.getLong(), in.getInt(), in.getInt()));
    }
    SortedMap<String, Bond.Purchase> purchases = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] utf8 = new byte[in.getInt()];
      in.get(utf8);
      purchases.put(new String(utf8, StandardCharsets.UTF_8),
          new Bond.Purchase(in.getInt(), in.getLong(), in.getLong(), in.get() == 1));
    }
    return new Bond(read, purchases);
  }
}
