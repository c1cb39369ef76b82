package laotie.live;

import java.time.Duration;

/**
 * How long a message waits for company before a room sends it on. Every batch costs one write for each
 * reader, so a big room waits longer: at ten thousand readers ten batches a second are a hundred thousand
 * writes. Nobody waits longer than a word takes to read.
 */
public final class Batching {

  static final Duration LINGER_MIN = Duration.ofMillis(25);
  static final Duration LINGER_MAX = Duration.ofMillis(120);

  /** Readers for each millisecond of waiting. */
  static final int READERS_PER_MILLI = 100;

  private Batching() {}

  /** How long the first message of a batch waits in a room with so many readers. */
  public static Duration linger(int readers) {
    long millis = readers / READERS_PER_MILLI;
    return Duration.ofMillis(Math.clamp(millis, LINGER_MIN.toMillis(), LINGER_MAX.toMillis()));
  }
}
