package laotie.server.fans;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.FansFact;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fans.Bond;
import laotie.fans.BondFold;
import laotie.fans.BondKey;
import laotie.fans.TierRule;
import laotie.server.log.Log.Happened;

/** What passes in one bond while facts come in: the tier is told for each day on which something happened. */
final class Passing {

  private final BondFold fold;
  private final TierRule rule;
  private final BondKey key;
  private final List<Happened> told = new ArrayList<>();
  private Bond bond;
  private boolean isFollower;
  private Relation tier;
  private Optional<Instant> since;
  private int toldDay;
  private int dueDay;

  Passing(BondFold fold, TierRule rule, BondStore.Row row) {
    this.fold = fold;
    this.rule = rule;
    this.key = row.key();
    this.bond = row.bond();
    this.isFollower = row.isFollower();
    this.tier = row.tier();
    this.since = row.since();
    this.toldDay = row.toldDay();
    this.dueDay = row.dueDay();
  }

  /** The tier changes that happened, at their instants. */
  List<Happened> told() {
    return told;
  }

  BondStore.Row row() {
    return new BondStore.Row(key, bond, isFollower, tier, since, toldDay, dueDay);
  }

  /** Takes the facts of this bond in their order. */
  void take(List<Recorded> facts) {
    int day = -1;
    Bond ofDay = Bond.NONE;
    Instant last = Instant.EPOCH;
    for (Recorded recorded : facts) {
      int next = fold.dayOf(recorded.at());
      if (next != day && day >= 0) {
        settle(ofDay, day, last);
        ofDay = Bond.NONE;
      }
      day = next;
      last = recorded.at();
      switch (recorded.fact()) {
        case FansFact.Followed _ -> isFollower = true;
        case FansFact.Unfollowed _ -> {
          settle(ofDay, day, last);
          ofDay = Bond.NONE;
          unfollow();
        }
        default -> ofDay = fold.add(ofDay, key, recorded);
      }
    }
    settle(ofDay, day, last);
  }

  /** The fact of unfollowing says it all; a tier ends with it. */
  private void unfollow() {
    isFollower = false;
    tier = Relation.STRANGER;
    since = Optional.empty();
    dueDay = 0;
  }

  private void settle(Bond more, int day, Instant at) {
    bond = bond.merge(more);
    if (isFollower) {
      tell(Math.max(day, toldDay), at);
    }
  }

  /** Tells how the tier stands at the end of a day, with every fall before it on the day it fell. */
  void tell(int day, Instant at) {
    if (tier == Relation.STRANGER) {
      tier = Relation.FOLLOWER;
    }
    while (dueDay != 0 && dueDay < day) {
      int due = dueDay;
      Instant fell = fold.days().startOf(LocalDate.ofEpochDay(due));
      stand(due, fell.isBefore(at) ? fell : at);
    }
    stand(day, at);
    toldDay = day;
  }

  private void stand(int day, Instant at) {
    TierRule.Standing standing = rule.standing(bond, day);
    become(standing.tier(), at);
    dueDay = tier.isFan() ? rule.mayFallOn(standing.points(), day, tier) : 0;
  }

  private void become(Relation next, Instant at) {
    if (next != tier) {
      told.add(new Happened(at, new FansFact.TierChanged(key.viewerId(), key.hostId(), tier, next)));
      tier = next;
      since = next.isFan() ? Optional.of(at) : Optional.empty();
    }
  }
}
