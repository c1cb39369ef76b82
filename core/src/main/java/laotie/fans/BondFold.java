package laotie.fans;

import java.io.ByteArrayOutputStream;
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

  /**
   * Version; count of days, each as days since the one before, millis, comments, visits; then orders as
   * id, paid day plus one, paid, back, whether whole. Numbers are 7 bits a byte, low first.
   */
  @Override
  public byte[] encode(Bond state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 12 * state.days().size());
    out.write(VERSION);
    write(out, state.days().size());
    int before = 0;
    for (Map.Entry<Integer, Bond.Day> one : state.days().entrySet()) {
      write(out, one.getKey() - before);
      before = one.getKey();
      write(out, one.getValue().watchMillis());
      write(out, one.getValue().comments());
      write(out, one.getValue().visits());
    }
    write(out, state.purchases().size());
    for (Map.Entry<String, Bond.Purchase> one : state.purchases().entrySet()) {
      byte[] id = one.getKey().getBytes(StandardCharsets.UTF_8);
      write(out, id.length);
      out.writeBytes(id);
      write(out, one.getValue().paidDay() + 1);
      write(out, one.getValue().paidMinor());
      write(out, one.getValue().backMinor());
      out.write(one.getValue().isBack() ? 1 : 0);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long read(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte piece = in.get();
      number |= (long) (piece & 0x7F) << shift;
      if (piece >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number is longer than 64 bits");
  }

  @Override
  public Bond decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("bond of version " + version + ", known is " + VERSION);
    }
    SortedMap<Integer, Bond.Day> read = new TreeMap<>();
    int day = 0;
    for (long left = read(in); left > 0; left--) {
      day += (int) read(in);
      read.put(day, new Bond.Day(read(in), (int) read(in), (int) read(in)));
    }
    SortedMap<String, Bond.Purchase> purchases = new TreeMap<>();
    for (long left = read(in); left > 0; left--) {
      byte[] id = new byte[(int) read(in)];
      in.get(id);
      purchases.put(new String(id, StandardCharsets.UTF_8),
          new Bond.Purchase((int) read(in) - 1, read(in), read(in), in.get() == 1));
    }
    return new Bond(read, purchases);
  }
}
