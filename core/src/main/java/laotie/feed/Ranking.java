package laotie.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import laotie.fact.Pool;

/**
 * What one viewer is shown, and in which order: the home page of rooms, clips and shows to come, and the
 * stream of clips. Candidates come in, {@link Score} says what each is worth to him, {@link Allocation}
 * gives the places; each place carries its pool and why.
 */
public final class Ranking {

  /** A viewer is not shown a clip again within this span after he saw it. */
  public static final Duration SEEN_REST = Duration.ofDays(7);

  /** Clips on a home page; the stream of clips has the rest. */
  public static final int CLIPS_AT_HOME_MAX = 12;

  /** On the home page one clip follows so many rooms. */
  static final int ROOMS_A_CLIP = 2;

  /** Items of one page at most. */
  public static final int PLACES_MAX = 500;

  private Ranking() {}

  /**
   * The home page: live rooms of hosts the viewer follows (private pool), live rooms of others (public
   * pool), with a clip after every second room, then shows to come, again his own hosts' first. The private
   * rooms are not touched by any share of newcomers: what a host's own people see is not taxed.
   */
  public static List<Placed> home(Collection<Candidate> candidates, Instant now) {
    List<Placed> rooms = new ArrayList<>();
    of(candidates, Candidate.Kind.ROOM).filter(one -> one.tie().isFollowed())
        .map(one -> Score.of(one, now)).sorted(Score.Worth.BEST)
        .forEach(one -> rooms.add(new Placed(one.candidate(), Pool.PRIVATE, Why.FOLLOWED)));
    rooms.addAll(Allocation.places(
        of(candidates, Candidate.Kind.ROOM).filter(one -> !one.tie().isFollowed()).toList(),
        PLACES_MAX, now));
    List<Placed> page = beside(rooms, clips(candidates, CLIPS_AT_HOME_MAX, now));
    page.addAll(toCome(candidates, one -> one.tie().isFollowed(), now));
    page.addAll(toCome(candidates, one -> !one.tie().isFollowed(), now));
    return page.size() > PLACES_MAX ? List.copyOf(page.subList(0, PLACES_MAX)) : page;
  }

  /** The stream of clips; what the viewer saw lately is left out, other kinds are not looked at. */
  public static List<Placed> clips(Collection<Candidate> candidates, int limit, Instant now) {
    return Allocation.places(of(candidates, Candidate.Kind.CLIP)
        .filter(one -> !one.isSeenWithin(SEEN_REST, now)).toList(), Math.min(limit, PLACES_MAX), now);
  }

  /** The stream for somebody who saw everything and wants it again: what he saw longest ago comes first. */
  public static List<Placed> clipsAgain(Collection<Candidate> candidates, int limit, Instant now) {
    List<Placed> page = new ArrayList<>(clips(candidates, limit, now));
    of(candidates, Candidate.Kind.CLIP).filter(one -> one.isSeenWithin(SEEN_REST, now))
        .sorted(Comparator.comparing((Candidate one) -> one.tie().seenAt())
            .thenComparing(Candidate::itemId))
        .limit(Math.max(0, limit - page.size()))
        .map(one -> Score.of(one, now))
        .forEach(one -> page.add(new Placed(one.candidate(),
            one.candidate().tie().isFollowed() ? Pool.PRIVATE : Pool.PUBLIC, one.why())));
    return page;
  }

  private static Stream<Candidate> of(Collection<Candidate> candidates, Candidate.Kind kind) {
    return candidates.stream().filter(one -> one.kind() == kind);
  }

  /** A clip after every second room, then the clips that remain. */
  private static List<Placed> beside(List<Placed> rooms, List<Placed> clips) {
    List<Placed> page = new ArrayList<>(rooms.size() + clips.size());
    int clip = 0;
    for (int room = 0; room < rooms.size(); room++) {
      page.add(rooms.get(room));
      if ((room + 1) % ROOMS_A_CLIP == 0 && clip < clips.size()) {
        page.add(clips.get(clip++));
      }
    }
    page.addAll(clips.subList(clip, clips.size()));
    return page;
  }

  private static List<Placed> toCome(
      Collection<Candidate> candidates, Predicate<Candidate> isWanted, Instant now) {
    return of(candidates, Candidate.Kind.SHOW).filter(isWanted).sorted(Score.TO_COME)
        .map(one -> one.tie().isFollowed()
            ? new Placed(one, Pool.PRIVATE, Why.FOLLOWED)
            : new Placed(one, Pool.PUBLIC, Score.whyToCome(one, now))).toList();
  }
}
