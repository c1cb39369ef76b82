package laotie.growth;

import java.util.Collection;
import java.util.List;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Recorded;

/**
 * Who was brought to the square by whom, by viewer. An entry that no showing of the square explains
 * ({@link Channel#STRANGER_SHARE}: a typed address, a link somebody handed on) comes from outside.
 */
public record FirstViewFold() implements Fold<String, FirstView> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered when !entered.viewerId().equals(entered.hostId()) ->
          List.of(entered.viewerId());
      case ClipOpened opened when !opened.viewerId().equals(opened.hostId()) -> List.of(opened.viewerId());
      default -> List.of();
    };
  }

  @Override
  public FirstView zero() {
    return FirstView.NONE;
  }

  @Override
  public FirstView add(FirstView state, String viewerId, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case RoomEntered entered -> state.merge(new FirstView(at, entered.viewId(), entered.hostId(),
          entered.origin().channel() == Channel.STRANGER_SHARE));
      case ClipOpened opened -> state.merge(new FirstView(at, opened.viewId(), opened.hostId(),
          opened.origin().channel() == Channel.STRANGER_SHARE));
      default -> state;
    };
  }

  @Override
  public FirstView merge(FirstView left, FirstView right) {
    return left.merge(right);
  }

  /** Version; whether from outside; the instant; view; host. */
  @Override
  public byte[] encode(FirstView state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.octet(state.isFromOutside() ? 1 : 0);
    out.signed(state.at());
    out.text(state.viewId());
    out.text(state.hostId());
    return out.bytes();
  }

  @Override
  public FirstView decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("cell of first views of version " + version);
    }
    boolean isFromOutside = in.octet() == 1;
    FirstView first = new FirstView(in.signed(), in.text(), in.text(), isFromOutside);
    in.end();
    return first;
  }
}
