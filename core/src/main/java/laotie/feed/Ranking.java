package laotie.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import laotie.fact.Pool;

/**
 * The home page of one viewer: live rooms of the hosts he follows (private pool), live rooms of others
 * (public pool), then shows to come, again his own hosts' first.
 */
public final class Ranking {

  private Ranking() {}

  /** Every candidate once, in the order of the page. */
  public static List<Placed> of(Collection<Candidate> candidates, Instant now) {
    List<Placed> page = new ArrayList<>(candidates.size());
    candidates.stream().filter(one -> one.isLive() && one.isFollowed()).sorted(Score.LIVE)
        .forEach(one -> page.add(new Placed(one, Pool.PRIVATE, Why.FOLLOWED)));
    page.addAll(Allocation.publicPlaces(candidates.stream()
        .filter(one -> one.isLive() && !one.isFollowed()).sorted(Score.LIVE).toList()));
    candidates.stream().filter(one -> !one.isLive() && one.isFollowed()).sorted(Score.TO_COME)
        .forEach(one -> page.add(new Placed(one, Pool.PRIVATE, Why.FOLLOWED)));
    candidates.stream().filter(one -> !one.isLive() && !one.isFollowed()).sorted(Score.TO_COME)
        .forEach(one -> page.add(new Placed(one, Pool.PUBLIC, Score.whyToCome(one, now))));
    return page;
  }
}
