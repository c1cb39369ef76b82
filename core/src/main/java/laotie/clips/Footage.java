package laotie.clips;

import java.time.Duration;
import java.util.Optional;

/**
 * What a file says of its video before anything of it is decoded. A file may lie: what comes out of the
 * encoder is measured again.
 *
 * @param pictures streams of moving pictures; covers of songs do not count
 * @param lengthMs milliseconds, or empty when the file does not say
 * @param framesPerSecond 0 when the file does not say
 */
public record Footage(int pictures, int width, int height, double framesPerSecond, Optional<Long> lengthMs) {

  public static final Duration LENGTH_MIN = Duration.ofSeconds(1);
  public static final Duration LENGTH_MAX = Duration.ofMinutes(10);

  /** Pixels of the longer side. */
  public static final int SIDE_MAX = 4096;

  public static final int FRAMES_PER_SECOND_MAX = 60;

  /** Containers round the length of their last picture. */
  private static final long LENGTH_SLACK_MS = 500;

  /** Cameras count 60000/1001 and like numbers, and some clocks run fast. */
  private static final double RATE_SLACK = 1.02;

  /** Why this may not become a clip, or empty. */
  public Optional<ClipsReason> fault() {
    if (pictures != 1) {
      return Optional.of(ClipsReason.VIDEO_STREAMS_WRONG);
    }
    if (width < 16 || height < 16) {
      return Optional.of(ClipsReason.VIDEO_UNREADABLE);
    }
    if (Math.max(width, height) > SIDE_MAX) {
      return Optional.of(ClipsReason.VIDEO_PICTURE_TOO_LARGE);
    }
    if (framesPerSecond > FRAMES_PER_SECOND_MAX * RATE_SLACK) {
      return Optional.of(ClipsReason.VIDEO_TOO_FAST);
    }
    return lengthMs.flatMap(Footage::faultOfLength);
  }

  /** Why a video of this length may not become a clip, or empty. */
  public static Optional<ClipsReason> faultOfLength(long lengthMs) {
    if (lengthMs < LENGTH_MIN.toMillis()) {
      return Optional.of(ClipsReason.VIDEO_TOO_SHORT);
    }
    return lengthMs > LENGTH_MAX.toMillis() + LENGTH_SLACK_MS
        ? Optional.of(ClipsReason.VIDEO_TOO_LONG) : Optional.empty();
  }
}
