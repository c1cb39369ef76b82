package laotie.server.video;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The door of video for other areas: the ffmpeg program that this server found. */
@Singleton
public final class Video {

  private final Ffmpeg ffmpeg;

  Video(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** A process of ffmpeg with these arguments, not yet started; empty when there is no ffmpeg that runs. */
  public Optional<ProcessBuilder> ffmpeg(List<String> arguments) {
    return ffmpeg.find().map(program -> program.command(arguments));
  }
}
