package laotie.server.video;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The door of video: what other parts of the program may use. */
@Singleton
public final class Video {

  private final Ffmpeg ffmpeg;

  Video(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** Makes a command for ffmpeg out of its arguments; empty when there is none on this machine. */
  public Optional<Function<List<String>, ProcessBuilder>> ffmpeg() {
    return ffmpeg.find().map(program -> program::command);
  }
}
