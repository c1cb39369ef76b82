package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import laotie.fact.LiveFact.ReservationReminded;
import laotie.fact.LiveFact.ShowReserved;
import laotie.fact.LiveFact.ShowScheduled;
import laotie.fact.Origin;

/** The next show of one stand in the past and who waits for it (蹲直播). */
final class Waiting {

  private static final Duration REMINDED_BEFORE = Duration.ofMinutes(10);

  private final Chronicle chronicle;
  private final Stage.Stand stand;
  private final RandomGenerator random;
  private String showId = "";
  private Set<Past.Member> members = new LinkedHashSet<>();

  Waiting(Chronicle chronicle, Stage.Stand stand, RandomGenerator random) {
    this.chronicle = chronicle;
    this.stand = stand;
    this.random = random;
  }

  /** A show that begins and those who reserved it. */
  record Reserved(String showId, Set<Past.Member> members) {}

  /** The announced show begins at {@code from}; who waits is reminded. */
  Reserved begin(Instant from) {
    Reserved reserved = new Reserved(showId.isEmpty() ? Chance.id(random, "shw_") : showId, members);
    for (Past.Member member : members) {
      chronicle.planFact(
          from.minus(REMINDED_BEFORE),
          new ReservationReminded(member.accountId, reserved.showId(), stand.hostId(), false));
      chronicle.planFact(
          from, new ReservationReminded(member.accountId, reserved.showId(), stand.hostId(), true));
    }
    showId = "";
    members = new LinkedHashSet<>();
    return reserved;
  }

  /** The next show is announced at {@code at}. */
  void announce(Instant at, Instant startsAt) {
    String next = Chance.id(random, "shw_");
    chronicle.plan(
        at,
        () -> {
          showId = next;
          chronicle.fact(at, new ShowScheduled(next, stand.roomId(), stand.hostId(), startsAt));
        });
  }

  /** Somebody waits from now on; once. */
  void reserve(Past.Member member, Origin origin, Instant at) {
    if (!showId.isEmpty() && members.add(member)) {
      chronicle.fact(at, new ShowReserved(member.accountId, showId, stand.hostId(), origin));
    }
  }
}
