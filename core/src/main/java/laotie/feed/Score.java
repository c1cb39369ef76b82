package laotie.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How much a candidate is worth to one viewer before places are given: his own relation first, then what
 * people alike watch, then what many watch now, then what is new. Each part saturates, so that no number
 * alone, however large, buys the page. The weights are first guesses; learned ones replace this class.
 */
final class Score {

  /** A show to come within this span starts soon. */
  static final Duration SOON = Duration.ofDays(1);

  /** A new clip loses half of what it gets for being new in this span. */
  static final Duration FRESH_HALF_LIFE = Duration.ofDays(3);

  static final double FOLLOWED_WORTH = 4;
  static final double VISITED_WORTH = 2;
  static final double ALIKE_WORTH = 1;
  static final double POPULAR_WORTH = 0.8;
  static final double FRESH_WORTH = 0.6;

  /** Warmth, likeness and views at which their part is worth half. One visit has warmth 1. */
  static final double WARMTH_HALF = 3;
  static final double ALIKE_HALF = 0.1;
  static final double ENTRIES_HALF = 10;
  static final double VIEWS_HALF = 50;

  /** The one that begins first. */
  static final Comparator<Candidate> TO_COME =
      Comparator.comparing(Candidate::at).thenComparing(Candidate::itemId);

  private Score() {}

  /** A candidate with its worth and the reason for most of it. */
  record Worth(Candidate candidate, double value, Why why) {

    /** Worth most first, then the younger, then by id: the same input always gives the same page. */
    static final Comparator<Worth> BEST = Comparator.comparingDouble(Worth::value).reversed()
        .thenComparing(worth -> worth.candidate().at(), Comparator.reverseOrder())
        .thenComparing(worth -> worth.candidate().itemId());
  }

  static Worth of(Candidate candidate, Instant now) {
    Candidate.Tie tie = candidate.tie();
    boolean isClip = candidate.kind() == Candidate.Kind.CLIP;
    double own = VISITED_WORTH * saturated(tie.warmth(), WARMTH_HALF);
    double alike = ALIKE_WORTH * saturated(tie.alike(), ALIKE_HALF);
    double popular = POPULAR_WORTH
        * saturated(candidate.known().recentOpens(), isClip ? VIEWS_HALF : ENTRIES_HALF);
    double fresh = isClip ? FRESH_WORTH * freshness(candidate.at(), now) : 0;
    double followed = tie.isFollowed() ? FOLLOWED_WORTH : 0;
    Why why = isClip ? Why.JUST_PUBLISHED : Why.LIVE_NOW;
    double most = fresh;
    if (popular > most) {
      why = Why.RECENTLY_POPULAR;
      most = popular;
    }
    if (alike > most) {
      why = Why.ALIKE;
      most = alike;
    }
    if (own > most) {
      why = Why.VISITED;
    }
    return new Worth(candidate, followed + own + alike + popular + fresh,
        tie.isFollowed() ? Why.FOLLOWED : why);
  }

  static Why whyToCome(Candidate candidate, Instant now) {
    return candidate.at().isBefore(now.plus(SOON)) ? Why.STARTS_SOON : Why.ANNOUNCED;
  }

  /** 0 for nothing, 1/2 at {@code half}, towards 1 for ever more. */
  private static double saturated(double amount, double half) {
    return amount / (amount + half);
  }

  private static double freshness(Instant publishedAt, Instant now) {
    double age = Math.max(0, Duration.between(publishedAt, now).toSeconds());
    return Math.pow(0.5, age / FRESH_HALF_LIFE.toSeconds());
  }
}
