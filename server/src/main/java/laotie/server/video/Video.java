package laotie.server.video;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import laotie.video.Credit;

/** The door of video: what other parts of the program may use. */
@Singleton
public final class Video {

  private final Ffmpeg ffmpeg;
  private final Watches watches;
  private final Recordings recordings;

  Video(Ffmpeg ffmpeg, Watches watches, Recordings recordings) {
    this.ffmpeg = ffmpeg;
    this.watches = watches;
    this.recordings = recordings;
  }

  /** One view of a clip, whose beats are credited here. */
  public record ClipView(String viewId, String viewerId, String clipId, String hostId) {}

  /**
   * A piece of a recording.
   *
   * @param lead how far behind the beginning of the file the wanted piece begins: a file starts at a
   *     keyframe
   * @param length of the wanted piece
   */
  public record Cut(Duration lead, Duration length) {}

  /** Makes a command for ffmpeg out of its arguments; empty when there is none on this machine. */
  public Optional<Function<List<String>, ProcessBuilder>> ffmpeg() {
    return ffmpeg.find().map(program -> program::command);
  }

  /** The same for ffprobe. */
  public Optional<Function<List<String>, ProcessBuilder>> ffprobe() {
    return ffmpeg.find().map(program -> program::probe);
  }

  /** Takes a beat of a clip's player and answers the milliseconds credited, 0 for a repeat. */
  public long credit(ClipView view, Credit.Beat beat) {
    return watches.take(view, beat);
  }

  /** True when something is recorded of the show between two instants. */
  public boolean isRecorded(String showId, Instant from, Instant to) {
    return recordings.holds(showId, from, to);
  }

  /** Copies what was recorded of a show between two instants; empty when nothing was. */
  public Optional<Cut> cut(String showId, Instant from, Instant to, Path target) throws IOException {
    return recordings.cut(showId, from, to, target);
  }
}
