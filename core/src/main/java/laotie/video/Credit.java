package laotie.video;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.VideoFact;

/**
 * How much watch time a beat (心跳) proves: the least of what the player says it played, the time since the
 * last beat with some slack, what one beat may carry, and what the server really wrote to this viewer.
 *
 * <p>Immutable: {@link #take} answers the state after the beat. A repeat of a beat credits nothing.
 *
 * @param lastAt when the last beat arrived, at first when the view began
 * @param newestSeq highest sequence number seen, -1 before the first beat
 * @param seen bit {@code i} is set when {@code newestSeq - i} was seen; older ones count as seen
 * @param creditedMs all milliseconds credited to this view
 */
public record Credit(Instant lastAt, long newestSeq, long seen, long creditedMs) {

  /** Beats are this far apart; the player sends one more after three seconds. */
  public static final Duration BEAT_EVERY = Duration.ofSeconds(10);

  /** What the media clock may run ahead of the server's between two beats. */
  public static final Duration SLACK = Duration.ofMillis(1500);

  /** Most that one beat proves. */
  public static final Duration BEAT_MAX = Duration.ofSeconds(15);

  /** A view counts after this much watching. */
  public static final Duration VALID_VIEW = Duration.ofSeconds(3);

  /** A view without a beat for this long is over. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  /** How far back a late beat is still told from a repeat. */
  private static final int SEEN_BITS = 64;

  /**
   * What a player says.
   *
   * @param seq counts up from 0 within a view
   * @param playedMs milliseconds of media played since the last acknowledged beat
   * @param isVisible the page was in front
   * @param isMuted the sound was off
   */
  public record Beat(long seq, long playedMs, boolean isVisible, boolean isMuted) {}

  /**
   * A beat's worth.
   *
   * @param after the view's state from now on
   * @param ms milliseconds credited, 0 for a repeat
   */
  public record Taken(Credit after, long ms) {}

  public Credit {
    Objects.requireNonNull(lastAt);
  }

  /** A view that begins now. */
  public static Credit open(Instant at) {
    return new Credit(at, -1, 0, 0);
  }

  /**
   * Takes a beat.
   *
   * @param writtenMs milliseconds of media written to this viewer and not yet credited; empty when the
   *     bytes come from elsewhere
   */
  public Taken take(Beat beat, Instant now, Optional<Long> writtenMs) {
    if (beat.seq() < 0 || isSeen(beat.seq())) {
      return new Taken(this, 0);
    }
    long gapMs = Math.max(0, Duration.between(lastAt, now).toMillis()) + SLACK.toMillis();
    long ms = Math.min(Math.min(beat.playedMs(), gapMs), BEAT_MAX.toMillis());
    ms = Math.max(0, Math.min(ms, writtenMs.orElse(Long.MAX_VALUE)));
    long ahead = beat.seq() - newestSeq;
    long bits;
    if (ahead > 0) {
      bits = (ahead >= SEEN_BITS ? 0 : seen << ahead) | 1;
    } else {
      bits = seen | 1L << -ahead;
    }
    Instant last = now.isAfter(lastAt) ? now : lastAt;
    return new Taken(new Credit(last, Math.max(newestSeq, beat.seq()), bits, creditedMs + ms), ms);
  }

  private boolean isSeen(long seq) {
    long back = newestSeq - seq;
    return back >= 0 && (back >= SEEN_BITS || (seen >> back & 1) == 1);
  }

  /** True once the view counts as one (at least three seconds watched). */
  public boolean isValidView() {
    return creditedMs >= VALID_VIEW.toMillis();
  }

  /** What stands behind a credit. */
  public static VideoFact.Proof proofOf(Optional<Long> writtenMs) {
    return writtenMs.isPresent() ? VideoFact.Proof.BYTES_AND_BEAT : VideoFact.Proof.BEAT_ONLY;
  }
}
