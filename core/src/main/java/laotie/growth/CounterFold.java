package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.Fold;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.CardUnpinned;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.Recorded;

/** What stood on the counter of every show and clip, by its id: whose views a product's are. */
public record CounterFold() implements Fold<String, Counter> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case CardPinned pinned -> List.of(pinned.showId());
      case CardUnpinned unpinned -> List.of(unpinned.showId());
      case ShowEnded ended -> List.of(ended.showId());
      case ClipPublished published -> List.of(published.clipId());
      default -> List.of();
    };
  }

  @Override
  public Counter zero() {
    return Counter.BARE;
  }

  @Override
  public Counter add(Counter state, String id, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case CardPinned pinned -> state.merge(Counter.pinned(at, pinned.productId()));
      case CardUnpinned unpinned -> state.merge(Counter.pinned(at, ""));
      case ShowEnded ended -> state.merge(Counter.pinned(at, ""));
      case ClipPublished published ->
          state.merge(Counter.carrying(new TreeSet<>(published.productIds())));
      default -> state;
    };
  }

  @Override
  public Counter merge(Counter left, Counter right) {
    return left.merge(right);
  }

  /** Version; pins: distance in time and product; cards. */
  @Override
  public byte[] encode(Counter state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.pins().size());
    long last = 0;
    for (var pin : state.pins().entrySet()) {
      out.signed(pin.getKey() - last);
      out.text(pin.getValue());
      last = pin.getKey();
    }
    out.number(state.cards().size());
    state.cards().forEach(out::text);
    return out.bytes();
  }

  @Override
  public Counter decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("counter cell of version " + version + ", known is " + VERSION);
    }
    SortedMap<Long, String> pins = new TreeMap<>();
    long last = 0;
    for (int left = in.count(); left > 0; left--) {
      last += in.signed();
      pins.put(last, in.text());
    }
    SortedSet<String> cards = new TreeSet<>();
    for (int left = in.count(); left > 0; left--) {
      cards.add(in.text());
    }
    in.end();
    return new Counter(pins, cards);
  }
}
