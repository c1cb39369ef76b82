package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.Origin;
import laotie.fact.Relation;

/** The people around one stand in the past (私域): who follows, what tier he has, whence he comes. */
final class Circle {

  private static final List<Channel> PUBLIC =
      List.of(
          Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED,
          Channel.SEARCH, Channel.RANKING, Channel.STRANGER_SHARE);
  private static final List<Channel> PRIVATE =
      List.of(
          Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB,
          Channel.PUSH, Channel.PUSH, Channel.HOST_PAGE, Channel.FEED);
  private static final List<Channel> FAN_PRIVATE =
      List.of(Channel.FAN_GROUP, Channel.FOLLOWING_TAB, Channel.PUSH, Channel.DIRECT_MESSAGE);

  private static final double REGRETS = 0.05;

  private final Chronicle chronicle;
  private final RandomGenerator random;
  private final int index;
  private final Stage.Stand stand;
  private final Letting letting;
  private final Set<Past.Member> known = new LinkedHashSet<>();

  Circle(Past past, Chronicle chronicle, int index) {
    this.chronicle = chronicle;
    this.random = past.random();
    this.index = index;
    this.stand = past.stand(index);
    this.letting = new Letting(chronicle, stand, index);
  }

  /** Followers and buyers, in the order in which they became so. */
  Set<Past.Member> known() {
    return known;
  }

  void knows(Past.Member member) {
    known.add(member);
  }

  /** Where somebody comes from today. */
  Origin origin(Past.Member member, int day) {
    Relation relation = relation(member.bond(index));
    List<Channel> channels =
        relation == Relation.STRANGER
            ? PUBLIC
            : relation.isFan() && Chance.is(random, 0.4) ? FAN_PRIVATE : PRIVATE;
    return origin(member, day, Chance.pick(random, channels));
  }

  Origin origin(Past.Member member, int day, Channel channel) {
    // One device and one network a person; marks change with the day, as real ones do.
    String device = Long.toHexString((member.person.index() * 0x9E3779B97F4A7C15L) ^ (day * 0x2545F491L));
    String network = Long.toHexString((member.person.index() / 2 * 0xC2B2AE3D27D4EB4FL) ^ day * 0x1B873593L);
    return new Origin("", channel, relation(member.bond(index)), device, network);
  }

  private static Relation relation(Bond bond) {
    return bond.isFollower() ? bond.tier() : Relation.STRANGER;
  }

  void follow(PastTill.Visit visit, Instant at) {
    Bond bond = visit.member().bond(index);
    if (bond.isFollower()) {
      return;
    }
    bond.follow();
    known.add(visit.member());
    String viewerId = visit.member().accountId;
    chronicle.row(new PastRow.Follow(viewerId, stand.hostId(), visit.viewId(), at));
    chronicle.fact(at, new Followed(viewerId, stand.hostId(), visit.viewId(), visit.origin()));
    weigh(visit.member(), at);
    letting.consider(visit.member(), at);
    if (Chance.is(random, REGRETS)) {
      Instant regret = at.plus(Duration.ofHours(Math.round(Chance.lognormal(random, 200, 1.2))));
      chronicle.plan(regret, () -> unfollow(visit.member(), regret));
    }
  }

  private void unfollow(Past.Member member, Instant at) {
    Bond bond = member.bond(index);
    if (!bond.isFollower()) {
      return;
    }
    tell(member, bond, Relation.FOLLOWER, at);
    bond.unfollow();
    chronicle.row(new PastRow.Unfollow(member.accountId, stand.hostId(), at));
    chronicle.fact(at, new Unfollowed(member.accountId, stand.hostId()));
    letting.unfollowed(member, at);
  }

  /** Tells the tier he has earned when it is another one. Only followers have tiers. */
  void weigh(Past.Member member, Instant at) {
    Bond bond = member.bond(index);
    if (bond.isFollower()) {
      tell(member, bond, bond.earned(), at);
    }
  }

  /** An order of his was paid or sent back. */
  void dealt(Past.Member member, Instant at) {
    weigh(member, at);
    letting.consider(member, at);
  }

  private void tell(Past.Member member, Bond bond, Relation tier, Instant at) {
    if (tier != bond.tier()) {
      chronicle.fact(at, new TierChanged(member.accountId, stand.hostId(), bond.tier(), tier));
      bond.tier(tier);
    }
  }
}
