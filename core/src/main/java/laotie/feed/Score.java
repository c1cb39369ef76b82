package laotie.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** How candidates compare before places are given: by what people did in the last half hour. */
final class Score {

  /** A show to come within this span starts soon. */
  static final Duration SOON = Duration.ofDays(1);

  /**
   * More recent entries first, then the younger show, then by id, so that the same input always gives the
   * same page. Relation and recent entries are the best plain scorers on real live logs; learned ones
   * replace this comparator.
   */
  static final Comparator<Candidate> LIVE = Comparator
      .comparingInt((Candidate candidate) -> candidate.facts().recentEntries()).reversed()
      .thenComparing(Candidate::beginsAt, Comparator.reverseOrder())
      .thenComparing(Candidate::roomId);

  /** The one that begins first. */
  static final Comparator<Candidate> TO_COME =
      Comparator.comparing(Candidate::beginsAt).thenComparing(Candidate::showId);

  private Score() {}

  static Why whyLive(Candidate candidate) {
    return candidate.facts().recentEntries() > 0 ? Why.RECENTLY_POPULAR : Why.LIVE_NOW;
  }

  static Why whyToCome(Candidate candidate, Instant now) {
    return candidate.beginsAt().isBefore(now.plus(SOON)) ? Why.STARTS_SOON : Why.ANNOUNCED;
  }
}
