package laotie.video;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How well a publisher's signal arrives, over the last ten seconds, so that a host can mend it.
 * Frames are counted by their own times; what a publisher dropped shows as holes between them.
 */
public final class SignalHealth {

  /** Window of bitrate and frame rate, milliseconds. */
  static final int WINDOW_MS = 10_000;

  /** Above this a new viewer waits too long for a picture, milliseconds. */
  static final int KEYFRAME_MS_MAX = 4000;

  /** Most arrivals kept: ten seconds at 300 a second. */
  private static final int ARRIVALS_MAX = 3000;

  /** What may be wrong, for people. */
  public enum Warning {
    /** More than 4 s between keyframes: set the encoder's keyframe interval to 2 s. */
    KEYFRAME_INTERVAL_LONG,
    /** Holes in the picture: the publisher's line or machine is too slow. */
    FRAMES_DROPPED,
    /** No sound track. */
    SOUND_MISSING,
    /** No picture track. */
    PICTURE_MISSING,
    /** The publisher's bytes stopped for more than two seconds. */
    SIGNAL_STALLED
  }

  /**
   * The signal as of now.
   *
   * @param videoCodec empty without a picture
   * @param audioCodec empty without sound
   * @param bitrateKbps thousands of bits a second over the window
   * @param keyframeSeconds the longest distance between the last keyframes, or since the last one
   * @param framesPerSecond pictures a second over the window
   * @param droppedFrames pictures missing since the signal began, estimated from holes in their times
   */
  public record Report(
      String videoCodec,
      String audioCodec,
      int width,
      int height,
      long bitrateKbps,
      double keyframeSeconds,
      double framesPerSecond,
      long droppedFrames,
      List<Warning> warnings) {
    public Report {
      warnings = List.copyOf(warnings);
    }
  }

  private record Arrival(long atMs, int bytes, boolean isPicture) {}

  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final long startedMs;
  private Optional<AvcConfig> video = Optional.empty();
  private Optional<AudioConfig> audio = Optional.empty();
  private long lastKeyframeMs = -1;
  private long keyframeGapMs;
  private long lastDtsMs = -1;
  private long usualStepMs;
  private long dropped;
  private long droppedRecentlyMs = Long.MIN_VALUE / 2;
  private long lastArrivalMs;

  /** A signal that begins now, in milliseconds of the server's clock. */
  public SignalHealth(long nowMs) {
    startedMs = nowMs;
    lastArrivalMs = nowMs;
  }

  /** Notes a tag that arrived. */
  public void note(MediaTag tag, long nowMs) {
    switch (tag) {
      case MediaTag.VideoHeader header -> video = Optional.of(header.config());
      case MediaTag.AudioHeader header -> audio = Optional.of(header.config());
      case MediaTag.VideoFrame frame -> {
        picture(frame, nowMs);
        arrive(new Arrival(nowMs, frame.bytes().length, true));
      }
      case MediaTag.AudioFrame frame -> arrive(new Arrival(nowMs, frame.bytes().length, false));
      case MediaTag.Metadata _, MediaTag.Unsupported _, MediaTag.Ignored _ -> {
        // Not a part of the signal.
      }
    }
  }

  private void picture(MediaTag.VideoFrame frame, long nowMs) {
    if (frame.isKeyframe()) {
      if (lastKeyframeMs >= 0 && frame.dtsMs() > lastKeyframeMs) {
        keyframeGapMs = frame.dtsMs() - lastKeyframeMs;
      }
      lastKeyframeMs = frame.dtsMs();
    }
    long step = frame.dtsMs() - lastDtsMs;
    if (lastDtsMs >= 0 && step > 0 && step < Muxer.JUMP_MS) {
      if (usualStepMs > 0 && step > usualStepMs * 5 / 2) {
        dropped += step / usualStepMs - 1;
        droppedRecentlyMs = nowMs;
      } else {
        usualStepMs = usualStepMs == 0 ? step : Math.max(1, (usualStepMs * 7 + step + 4) / 8);
      }
    }
    lastDtsMs = frame.dtsMs();
  }

  private void arrive(Arrival arrival) {
    lastArrivalMs = arrival.atMs();
    arrivals.add(arrival);
    forget(arrival.atMs());
  }

  private void forget(long nowMs) {
    while (!arrivals.isEmpty()
        && (arrivals.peekFirst().atMs() < nowMs - WINDOW_MS || arrivals.size() > ARRIVALS_MAX)) {
      arrivals.removeFirst();
    }
  }

  /** The report as of now. */
  public Report report(long nowMs) {
    forget(nowMs);
    long spanMs = Math.max(1000, Math.min(WINDOW_MS, nowMs - startedMs));
    long bytes = arrivals.stream().mapToLong(Arrival::bytes).sum();
    long pictures = arrivals.stream().filter(Arrival::isPicture).count();
    long openGapMs = lastKeyframeMs < 0 ? 0 : Math.max(0, lastDtsMs - lastKeyframeMs);
    long gapMs = Math.max(keyframeGapMs, openGapMs);
    List<Warning> warnings = new ArrayList<>();
    if (gapMs > KEYFRAME_MS_MAX) {
      warnings.add(Warning.KEYFRAME_INTERVAL_LONG);
    }
    if (nowMs - droppedRecentlyMs < WINDOW_MS) {
      warnings.add(Warning.FRAMES_DROPPED);
    }
    boolean isSettled = nowMs - startedMs > 2L * Muxer.HEADERS_WAIT_MS;
    if (isSettled && audio.isEmpty()) {
      warnings.add(Warning.SOUND_MISSING);
    }
    if (isSettled && video.isEmpty()) {
      warnings.add(Warning.PICTURE_MISSING);
    }
    if (nowMs - lastArrivalMs > 2000) {
      warnings.add(Warning.SIGNAL_STALLED);
    }
    return new Report(
        video.map(AvcConfig::codec).orElse(""),
        audio.map(AudioConfig::codecName).orElse(""),
        video.map(AvcConfig::width).orElse(0),
        video.map(AvcConfig::height).orElse(0),
        bytes * 8 / spanMs,
        gapMs / 1000.0,
        Math.round(pictures * 10_000.0 / spanMs) / 10.0,
        dropped,
        warnings);
  }
}
