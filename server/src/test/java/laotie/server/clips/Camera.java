package laotie.server.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import laotie.server.video.Ffmpeg;

/** Makes videos for tests with the bundled ffmpeg. */
public final class Camera {

  private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();
  private static final Path HOME = home();

  static final Ffmpeg.Program PROGRAM =
      new Ffmpeg(Optional.empty(), HOME.resolve("ffmpeg")).find().orElseThrow();

  private Camera() {}

  private static Path home() {
    try {
      return Files.createTempDirectory("laotie-camera");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Moving stripes with a tone, as a phone would send them. */
  public static byte[] video(int seconds) {
    return shot("mp4", "-f", "lavfi", "-i", "testsrc2=size=320x568:rate=25:duration=" + seconds,
        "-f", "lavfi", "-i", "sine=frequency=440:duration=" + seconds, "-c:v", "libopenh264", "-b:v", "300k",
        "-pix_fmt", "yuv420p", "-c:a", "aac");
  }

  /** The bytes of a file made with these arguments. */
  static byte[] shot(String ending, String... arguments) {
    return MADE.computeIfAbsent(ending + " " + String.join(" ", arguments), _ -> {
      try {
        Path file = Files.createTempFile(HOME, "shot", "." + ending);
        List<String> whole = new ArrayList<>(List.of("-y", "-loglevel", "error"));
        whole.addAll(Arrays.asList(arguments));
        whole.add(file.toString());
        Process process = PROGRAM.command(whole).inheritIO().start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IllegalStateException("no video: " + whole);
        }
        return Files.readAllBytes(file);
      } catch (IOException | InterruptedException fault) {
        throw new IllegalStateException(fault);
      }
    });
  }

  /** What ffprobe says of a file: {@code key=value} lines. */
  static String told(byte[] video) {
    try {
      Path file = Files.createTempFile(HOME, "told", ".mp4");
      Files.write(file, video);
      Process process = PROGRAM.probe(List.of("-v", "error", "-show_entries",
          "format=format_name,duration:stream=codec_name,width,height,avg_frame_rate:format_tags", "-of",
          "default=nw=1", file.toString())).start();
      return new String(process.getInputStream().readAllBytes());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
