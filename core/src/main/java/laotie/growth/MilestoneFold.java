package laotie.growth;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.Fold;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.OrderPaid;

/** When each first of a host happened, by host; milliseconds since 1970 UTC. */
public record MilestoneFold() implements Fold<String, Map<Milestone, Long>> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case ShowStarted started -> List.of(started.hostId());
      case ClipPublished published -> List.of(published.hostId());
      case Followed followed -> List.of(followed.hostId());
      case OrderPaid paid -> List.of(paid.deal().hostId());
      case TierChanged changed when changed.to().isFan() -> List.of(changed.hostId());
      default -> List.of();
    };
  }

  @Override
  public Map<Milestone, Long> zero() {
    return Map.of();
  }

  @Override
  public Map<Milestone, Long> add(Map<Milestone, Long> state, String hostId, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case ShowStarted started -> merge(state, Map.of(Milestone.FIRST_SHOW, at));
      case ClipPublished published -> merge(state, Map.of(Milestone.FIRST_CLIP, at));
      case Followed followed -> merge(state, Map.of(Milestone.FIRST_FOLLOWER, at));
      case OrderPaid paid -> merge(state, Map.of(Milestone.FIRST_ORDER, at));
      case TierChanged changed -> merge(state, tiers(changed.to(), at));
      default -> state;
    };
  }

  /** Whoever jumped over a tier has reached it too. */
  private static Map<Milestone, Long> tiers(Relation to, long at) {
    Map<Milestone, Long> reached = new EnumMap<>(Milestone.class);
    reached.put(Milestone.FIRST_FAN, at);
    if (to.compareTo(Relation.LOYAL) >= 0) {
      reached.put(Milestone.FIRST_LOYAL, at);
    }
    if (to == Relation.LAOTIE) {
      reached.put(Milestone.FIRST_LAOTIE, at);
    }
    return reached;
  }

  @Override
  public Map<Milestone, Long> merge(Map<Milestone, Long> left, Map<Milestone, Long> right) {
    Map<Milestone, Long> joined = new EnumMap<>(Milestone.class);
    joined.putAll(left);
    right.forEach((milestone, at) -> joined.merge(milestone, at, Math::min));
    return joined;
  }

  /** Version; how many; name and instant of each. */
  @Override
  public byte[] encode(Map<Milestone, Long> state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.size());
    for (Milestone milestone : Milestone.values()) {
      if (state.containsKey(milestone)) {
        out.text(milestone.name());
        out.signed(state.get(milestone));
      }
    }
    return out.bytes();
  }

  @Override
  public Map<Milestone, Long> decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("milestone cell of version " + version + ", known is " + VERSION);
    }
    Map<Milestone, Long> state = new EnumMap<>(Milestone.class);
    for (int left = in.count(); left > 0; left--) {
      Milestone milestone = Milestone.valueOf(in.text());
      state.put(milestone, in.signed());
    }
    in.end();
    return state;
  }
}
