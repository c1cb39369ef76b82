package laotie.live;

import java.time.Duration;
import java.time.Instant;

/**
 * What to do with a reader that takes less than it is sent. Up to a quarter of a megabyte waits for it;
 * beyond that it misses what comes, and once it has caught up it is told how the room stands now. One that
 * does not catch up is closed, so that nobody's slowness costs others memory.
 */
public final class Backlog {

  /** Bytes that may wait for one reader before it starts to miss messages. */
  public static final int MISSING_BYTES = 256 * 1024;

  /** Bytes under which a reader that missed messages has caught up. */
  public static final int CAUGHT_UP_BYTES = 16 * 1024;

  /** Bytes that close a reader at once. */
  public static final int CLOSING_BYTES = 1024 * 1024;

  /** How long a reader may miss messages before it is closed. */
  public static final Duration MISSING_MAX = Duration.ofSeconds(10);

  /** A reader that misses nothing. */
  public static final Instant NEVER = Instant.MAX;

  private Backlog() {}

  /** What is done with the next message for a reader. */
  public enum Step {
    /** Send it. */
    SEND,
    /** Leave it out. */
    SKIP,
    /** The reader has caught up: tell it how the room stands. */
    RESUME,
    /** Close the reader. */
    CLOSE
  }

  /**
   * @param waitingBytes written and not yet taken by the reader's network
   * @param missingSince when it began to miss messages, or {@link #NEVER}
   */
  public static Step next(long waitingBytes, Instant missingSince, Instant now) {
    boolean isMissing = missingSince != NEVER;
    if (waitingBytes >= CLOSING_BYTES) {
      return Step.CLOSE;
    }
    if (isMissing && waitingBytes <= CAUGHT_UP_BYTES) {
      return Step.RESUME;
    }
    if (isMissing) {
      return now.isAfter(missingSince.plus(MISSING_MAX)) ? Step.CLOSE : Step.SKIP;
    }
    return waitingBytes >= MISSING_BYTES ? Step.SKIP : Step.SEND;
  }
}
