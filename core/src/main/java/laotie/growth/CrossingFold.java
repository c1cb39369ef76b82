package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;

/**
 * Public-to-private conversion: strangers who follow in the visit and still follow a week later. Whether a
 * follow was made in such a visit stands in the follow itself, which carries the origin of its view.
 *
 * @param days the shop's calendar
 */
public record CrossingFold(BusinessDays days) implements Fold<PairKey, Crossing> {

  static final int VERSION = 1;

  private static final int CAME = 1;
  private static final int IN_VISIT = 2;
  private static final int FOLLOWED = 4;
  private static final int UNFOLLOWED = 8;

  public CrossingFold {
    Objects.requireNonNull(days);
  }

  @Override
  public Collection<PairKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered when isStranger(entered.origin()) ->
          List.of(new PairKey(entered.hostId(), entered.viewerId()));
      case ClipOpened opened when isStranger(opened.origin()) ->
          List.of(new PairKey(opened.hostId(), opened.viewerId()));
      case Followed followed -> List.of(new PairKey(followed.hostId(), followed.viewerId()));
      case Unfollowed unfollowed -> List.of(new PairKey(unfollowed.hostId(), unfollowed.viewerId()));
      default -> List.of();
    };
  }

  private static boolean isStranger(Origin origin) {
    return origin.relation() == Relation.STRANGER && origin.channel().pool() == Pool.PUBLIC;
  }

  @Override
  public Crossing zero() {
    return Crossing.NONE;
  }

  @Override
  public Crossing add(Crossing state, PairKey key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    Crossing.Day day =
        switch (recorded.fact()) {
          case Followed followed ->
              new Crossing.Day(
                  false,
                  !followed.viewId().isEmpty() && isStranger(followed.origin()),
                  at,
                  Crossing.NEVER);
          case Unfollowed unfollowed -> new Crossing.Day(false, false, Crossing.NEVER, at);
          default -> new Crossing.Day(true, false, Crossing.NEVER, Crossing.NEVER);
        };
    return state.merge(Crossing.on(days.dayOf(recorded.at()).toEpochDay(), day));
  }

  @Override
  public Crossing merge(Crossing left, Crossing right) {
    return left.merge(right);
  }

  /** Version; count; then day, flags (1 came, 2 in a visit, 4 followed, 8 unfollowed), instants named. */
  @Override
  public byte[] encode(Crossing state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.days().size());
    state.days().forEach((number, day) -> {
      boolean hasFollowed = day.followedAt() != Crossing.NEVER;
      boolean hasUnfollowed = day.unfollowedAt() != Crossing.NEVER;
      out.signed(number);
      out.octet((day.cameAsStranger() ? CAME : 0) | (day.followedInVisit() ? IN_VISIT : 0)
          | (hasFollowed ? FOLLOWED : 0) | (hasUnfollowed ? UNFOLLOWED : 0));
      if (hasFollowed) {
        out.signed(day.followedAt());
      }
      if (hasUnfollowed) {
        out.signed(day.unfollowedAt());
      }
    });
    return out.bytes();
  }

  @Override
  public Crossing decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("crossing cell of version " + version + ", known is " + VERSION);
    }
    SortedMap<Long, Crossing.Day> days = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      long number = in.signed();
      int flags = in.octet();
      long followedAt = (flags & FOLLOWED) != 0 ? in.signed() : Crossing.NEVER;
      long unfollowedAt = (flags & UNFOLLOWED) != 0 ? in.signed() : Crossing.NEVER;
      days.put(number, new Crossing.Day(
          (flags & CAME) != 0, (flags & IN_VISIT) != 0, followedAt, unfollowedAt));
    }
    in.end();
    return new Crossing(days);
  }
}
