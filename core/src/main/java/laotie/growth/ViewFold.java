package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fold;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Recorded;
import laotie.fact.VideoFact.WatchCredited;

/**
 * Every view by its id: the leaves of all trees. Entry, play and questions are told by different areas and in
 * any order; a fact without a view is left out. Instants are cut to milliseconds.
 */
public record ViewFold() implements Fold<String, View> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    String viewId = switch (recorded.fact()) {
      case RoomEntered entered -> entered.viewId();
      case ClipOpened opened -> opened.viewId();
      case WatchCredited watch when isLong(watch) -> watch.viewId();
      case Asked asked -> asked.viewId();
      default -> "";
    };
    return viewId.isEmpty() ? List.of() : List.of(viewId);
  }

  /** At least a millisecond when cut to milliseconds. */
  private static boolean isLong(WatchCredited watch) {
    return watch.from().toEpochMilli() < watch.to().toEpochMilli();
  }

  @Override
  public View zero() {
    return View.NOTHING;
  }

  @Override
  public View add(View state, String viewId, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case RoomEntered entered ->
          state.named(entered.viewerId(), entered.hostId(), entered.showId(), "")
              .entered(Entry.of(at, entered.origin()));
      case ClipOpened opened ->
          state.named(opened.viewerId(), opened.hostId(), "", opened.clipId())
              .entered(Entry.of(at, opened.origin()));
      case WatchCredited watch ->
          state.named(watch.viewerId(), watch.hostId(), watch.showId(), watch.clipId())
              .watched(Spans.of(watch.from().toEpochMilli(), watch.to().toEpochMilli()));
      case Asked asked ->
          state.named(asked.viewerId(), asked.hostId(), asked.showId(), asked.clipId())
              .asked(asked.productId(), at);
      default -> state;
    };
  }

  @Override
  public View merge(View left, View right) {
    return left.merge(right);
  }

  /** Version; person, host, show, clip; entry; intervals as in PersonFold; questions: product and instant. */
  @Override
  public byte[] encode(View state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.text(state.personId());
    out.text(state.hostId());
    out.text(state.showId());
    out.text(state.clipId());
    Entry.write(out, state.entry());
    Spans played = state.played();
    out.number(played.count());
    long last = 0;
    for (int i = 0; i < played.count(); i++) {
      out.signed(played.from(i) - last);
      out.number(played.to(i) - played.from(i));
      last = played.to(i);
    }
    out.number(state.asks().size());
    state.asks().forEach((product, at) -> {
      out.text(product);
      out.signed(at);
    });
    return out.bytes();
  }

  @Override
  public View decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("view cell of version " + version + ", known is " + VERSION);
    }
    String person = in.text();
    String host = in.text();
    String show = in.text();
    String clip = in.text();
    Entry entry = Entry.read(in);
    long[] edges = new long[2 * in.count()];
    long last = 0;
    for (int i = 0; i < edges.length; i += 2) {
      edges[i] = last + in.signed();
      edges[i + 1] = edges[i] + in.number();
      last = edges[i + 1];
    }
    SortedMap<String, Long> asks = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      asks.put(in.text(), in.signed());
    }
    in.end();
    return new View(person, host, show, clip, entry,
        edges.length == 0 ? Spans.NONE : Spans.ofEdges(edges), asks);
  }
}
