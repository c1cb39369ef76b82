package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import laotie.fact.FansFact.ConsentGiven;
import laotie.fact.FansFact.ConsentRevoked;

/**
 * Who lets one stand of the past hold what it saw of him and write to him. Each pair has a reserve of its
 * own, apart from the dice of the past: whoever comes back more easily consents, and an order persuades.
 */
final class Letting {

  // Shares of followers, invented.
  private static final double WITHOUT_ORDER = 0.25;
  private static final double WITH_ORDER = 0.6;
  private static final double TAKEN_BACK = 0.04;

  private final Chronicle chronicle;
  private final Stage.Stand stand;
  private final int index;
  private final Set<String> considered = new HashSet<>();
  private final Set<String> given = new HashSet<>();

  Letting(Chronicle chronicle, Stage.Stand stand, int index) {
    this.chronicle = chronicle;
    this.stand = stand;
    this.index = index;
  }

  /** A follower followed or bought: once, he may soon let the host. */
  void consider(Past.Member member, Instant at) {
    Bond bond = member.bond(index);
    double share = bond.orders() > 0 ? WITH_ORDER : WITHOUT_ORDER;
    SplittableRandom own = new SplittableRandom(member.person.index() * 1_009L + index);
    boolean isWilling = own.nextDouble() < share * member.person.constancy();
    if (bond.isFollower() && isWilling && considered.add(member.accountId)) {
      Instant soon = at.plusSeconds(20 + Math.round(Chance.lognormal(own, 600, 1)));
      boolean isTakenBack = Chance.is(own, TAKEN_BACK);
      Instant later = soon.plus(Duration.ofHours(Math.round(Chance.lognormal(own, 500, 1))));
      chronicle.plan(soon, () -> give(member, soon));
      if (isTakenBack) {
        chronicle.plan(later, () -> takeBack(member, later));
      }
    }
  }

  private void give(Past.Member member, Instant at) {
    if (member.bond(index).isFollower() && given.add(member.accountId)) {
      chronicle.row(new PastRow.Consent(member.accountId, stand.hostId(), at));
      chronicle.fact(at, new ConsentGiven(member.accountId, stand.hostId()));
    }
  }

  private void takeBack(Past.Member member, Instant at) {
    if (given.remove(member.accountId)) {
      chronicle.row(new PastRow.ConsentBack(member.accountId, stand.hostId(), at));
      chronicle.fact(at, new ConsentRevoked(member.accountId, stand.hostId()));
    }
  }

  /** He follows no longer: what he let ends with it, and he may think again another time. */
  void unfollowed(Past.Member member, Instant at) {
    takeBack(member, at);
    considered.remove(member.accountId);
  }
}
