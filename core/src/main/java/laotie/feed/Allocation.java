package laotie.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import laotie.fact.Pool;

/**
 * Who gets the public places. Every fifth goes to the live room that was shown least, as long as there is
 * one that few people were shown; the others go by score. So a newcomer is seen however crowded the square
 * is, and pays for it with nothing but his turn.
 *
 * <p>Invariant: the private places are not touched: what a host's own people see is not taxed.
 */
final class Allocation {

  /** One public place in so many is a newcomer's. */
  static final int NEWCOMER_EVERY = 5;

  /** A room shown fewer times than this on public places is a newcomer's. */
  static final long NEWCOMER_EXPOSURES = 200;

  private Allocation() {}

  /** The live rooms on public places, each once; {@code byScore} is in the order of {@link Score#LIVE}. */
  static List<Placed> publicPlaces(List<Candidate> byScore) {
    ArrayDeque<Candidate> newcomers = new ArrayDeque<>(byScore.stream()
        .filter(candidate -> candidate.facts().exposures() < NEWCOMER_EXPOSURES)
        .sorted(Comparator.comparingLong((Candidate candidate) -> candidate.facts().exposures())
            .thenComparing(Candidate::roomId))
        .toList());
    ArrayDeque<Candidate> others = new ArrayDeque<>(byScore);
    Set<Candidate> given = new HashSet<>();
    List<Placed> places = new ArrayList<>(byScore.size());
    while (places.size() < byScore.size()) {
      boolean isNewcomersTurn = (places.size() + 1) % NEWCOMER_EVERY == 0;
      dropGiven(newcomers, given);
      boolean isNewcomers = isNewcomersTurn && !newcomers.isEmpty();
      dropGiven(others, given);
      Candidate next = isNewcomers ? newcomers.poll() : others.poll();
      given.add(next);
      places.add(new Placed(next, Pool.PUBLIC, isNewcomers ? Why.NEW_HOST : Score.whyLive(next)));
    }
    return places;
  }

  private static void dropGiven(ArrayDeque<Candidate> queue, Set<Candidate> given) {
    while (!queue.isEmpty() && given.contains(queue.peek())) {
      queue.poll();
    }
  }
}
