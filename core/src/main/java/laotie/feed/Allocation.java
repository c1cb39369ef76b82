package laotie.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Pool;

/**
 * Who gets the places. Each place goes to the candidate worth most, where a host who just had one is worth
 * less and never has more than {@value #OF_ONE_HOST_MAX} of {@value #NEAR} places in a row while there are
 * others. Every fifth goes to what was shown least, as long as there is something few people were shown:
 * a newcomer is seen however crowded the square is, and pays for it with nothing but his turn.
 */
final class Allocation {

  /** One place in so many is a newcomer's. */
  static final int NEWCOMER_EVERY = 5;

  /** What was shown fewer times than this on public places is a newcomer. */
  static final long NEWCOMER_EXPOSURES = 200;

  /** So many neighbouring places are looked at together for one host's share. */
  static final int NEAR = 5;

  /** Places of one host among {@link #NEAR}, while somebody else is there. */
  static final int OF_ONE_HOST_MAX = 2;

  /** What remains of a host's worth after many places; each place halves what is above it. */
  static final double REPEAT_FLOOR = 0.25;

  /** Candidates looked at for one page, the best and the least shown of them. */
  static final int BEST_MAX = 800;
  static final int NEWCOMERS_MAX = 200;

  private final List<Score.Worth> others;
  private final List<Score.Worth> newcomers;
  private final Set<Score.Worth> given = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<String> near = new ArrayDeque<>();
  private int firstLeft;

  private Allocation(Collection<Candidate> candidates, Instant now) {
    List<Score.Worth> best = candidates.stream().map(one -> Score.of(one, now))
        .sorted(Score.Worth.BEST).toList();
    newcomers = new ArrayList<>(newcomersOf(best));
    Set<Score.Worth> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken.addAll(best.subList(0, Math.min(BEST_MAX, best.size())));
    taken.addAll(newcomers);
    others = best.stream().filter(taken::contains).toList();
  }

  /** At most {@code limit} places over these candidates, each on one of them. */
  static List<Placed> places(Collection<Candidate> candidates, int limit, Instant now) {
    return new Allocation(candidates, now).places(limit);
  }

  /**
   * Those shown least first. Many new items of one host share his turn: an item counts as if it had been
   * shown once for each of them, so that nobody's flood of clips stands before a newcomer's only one.
   */
  private static List<Score.Worth> newcomersOf(List<Score.Worth> best) {
    List<Score.Worth> young = best.stream()
        .filter(one -> !one.candidate().tie().isFollowed())
        .filter(one -> one.candidate().known().exposures() < NEWCOMER_EXPOSURES).toList();
    Map<String, Long> ofHost = new HashMap<>();
    young.forEach(one -> ofHost.merge(one.candidate().hostId(), 1L, Long::sum));
    return young.stream()
        .sorted(Comparator.comparingLong((Score.Worth one) ->
                (one.candidate().known().exposures() + 1) * ofHost.get(one.candidate().hostId()))
            .thenComparing(one -> one.candidate().itemId()))
        .limit(NEWCOMERS_MAX).toList();
  }

  private List<Placed> places(int limit) {
    List<Placed> places = new ArrayList<>();
    int count = Math.min(limit, others.size());
    while (places.size() < count) {
      boolean isNewcomersTurn = (places.size() + 1) % NEWCOMER_EVERY == 0;
      Optional<Score.Worth> newcomer = isNewcomersTurn ? newcomer() : Optional.empty();
      Score.Worth next = newcomer.orElseGet(this::best);
      places.add(placed(next, newcomer.isPresent()));
      given.add(next);
      near.addLast(next.candidate().hostId());
      if (near.size() >= NEAR) {
        near.removeFirst();
      }
    }
    return places;
  }

  private static Placed placed(Score.Worth one, boolean isNewcomer) {
    Candidate candidate = one.candidate();
    Pool pool = candidate.tie().isFollowed() ? Pool.PRIVATE : Pool.PUBLIC;
    if (!isNewcomer) {
      return new Placed(candidate, pool, one.why());
    }
    boolean isNewHost = candidate.kind() != Candidate.Kind.CLIP
        || candidate.known().hostExposures() < NEWCOMER_EXPOSURES;
    return new Placed(candidate, pool, isNewHost ? Why.NEW_HOST : Why.NEW_CLIP);
  }

  private Optional<Score.Worth> newcomer() {
    newcomers.removeIf(given::contains);
    return newcomers.stream().filter(one -> placesNear(one) < OF_ONE_HOST_MAX).findFirst();
  }

  /** The best of those left; a host who has his share near here only when nobody else is left. */
  private Score.Worth best() {
    while (given.contains(others.get(firstLeft))) {
      firstLeft++;
    }
    Score.Worth best = null;
    double most = -1;
    for (Score.Worth one : others.subList(firstLeft, others.size())) {
      // In the order of worth: from here on none can be worth more than what was found.
      if (best != null && one.value() < most) {
        break;
      }
      double value = given.contains(one) ? -1 : placesNear(one) < OF_ONE_HOST_MAX ? discounted(one) : -0.5;
      if (value > most) {
        best = one;
        most = value;
      }
    }
    return best;
  }

  private double discounted(Score.Worth one) {
    return one.value() * (REPEAT_FLOOR + (1 - REPEAT_FLOOR) * Math.pow(0.5, placesNear(one)));
  }

  private int placesNear(Score.Worth one) {
    int places = 0;
    for (String hostId : near) {
      places += hostId.equals(one.candidate().hostId()) ? 1 : 0;
    }
    return places;
  }
}
