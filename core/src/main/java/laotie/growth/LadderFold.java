package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;

/**
 * Who came how far with whom: what the ladder of every person with every host is counted from. Coming is
 * opening a room or a clip; instants are cut to milliseconds.
 *
 * @param days the shop's calendar
 */
public record LadderFold(BusinessDays days) implements Fold<PairKey, Ladder> {

  static final int VERSION = 1;

  private static final int FOLLOWED = 1;
  private static final int FAN = 2;

  public LadderFold {
    Objects.requireNonNull(days);
  }

  @Override
  public Collection<PairKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case Followed followed -> List.of(new PairKey(followed.hostId(), followed.viewerId()));
      case RoomEntered entered -> List.of(new PairKey(entered.hostId(), entered.viewerId()));
      case ClipOpened opened -> List.of(new PairKey(opened.hostId(), opened.viewerId()));
      case TierChanged changed when changed.to().isFan() ->
          List.of(new PairKey(changed.hostId(), changed.viewerId()));
      case OrderPaid paid -> List.of(new PairKey(paid.deal().hostId(), paid.deal().buyerId()));
      case OrderRefunded refunded when refunded.isWhole() ->
          List.of(new PairKey(refunded.deal().hostId(), refunded.deal().buyerId()));
      default -> List.of();
    };
  }

  @Override
  public Ladder zero() {
    return Ladder.GROUND;
  }

  @Override
  public Ladder add(Ladder state, PairKey key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case Followed followed -> state.merge(Ladder.followed(at));
      case RoomEntered entered -> state.merge(Ladder.came(days.dayOf(recorded.at()).toEpochDay(), at));
      case ClipOpened opened -> state.merge(Ladder.came(days.dayOf(recorded.at()).toEpochDay(), at));
      case TierChanged changed when changed.to().isFan() -> state.merge(Ladder.fan(at));
      case OrderPaid paid -> state.merge(Ladder.ordered(
          Loyalty.of(paid.orderId(), new Loyalty.Purchase(at, Loyalty.Purchase.NEVER))));
      case OrderRefunded refunded when refunded.isWhole() ->
          state.merge(Ladder.ordered(
              Loyalty.of(refunded.orderId(), new Loyalty.Purchase(Loyalty.Purchase.NEVER, at))));
      default -> state;
    };
  }

  @Override
  public Ladder merge(Ladder left, Ladder right) {
    return left.merge(right);
  }

  /** Version; flags (1 followed, 2 fan) and the instants they name; days with instants; orders. */
  @Override
  public byte[] encode(Ladder state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    boolean isFollower = state.followedAt() != Ladder.NEVER;
    boolean isFan = state.fanAt() != Ladder.NEVER;
    out.octet((isFollower ? FOLLOWED : 0) | (isFan ? FAN : 0));
    if (isFollower) {
      out.signed(state.followedAt());
    }
    if (isFan) {
      out.signed(state.fanAt());
    }
    out.number(state.days().size());
    state.days().forEach((day, at) -> {
      out.signed(day);
      out.signed(at);
    });
    LoyaltyFold.write(out, state.orders());
    return out.bytes();
  }

  @Override
  public Ladder decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("ladder cell of version " + version + ", known is " + VERSION);
    }
    int flags = in.octet();
    long followedAt = (flags & FOLLOWED) != 0 ? in.signed() : Ladder.NEVER;
    long fanAt = (flags & FAN) != 0 ? in.signed() : Ladder.NEVER;
    SortedMap<Long, Long> days = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      long day = in.signed();
      days.put(day, in.signed());
    }
    Loyalty orders = LoyaltyFold.read(in);
    in.end();
    return new Ladder(followedAt, days, fanAt, orders);
  }
}
