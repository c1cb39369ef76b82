package laotie.server.video;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real ffmpeg that publishes over RTMP. Its picture is the clock: 24 blocks, black or white, are the low
 * bits of the milliseconds at which the frame was painted.
 */
public final class Encoder implements AutoCloseable {

  public static final int WIDTH = 320;
  public static final int HEIGHT = 240;
  private static final int FRAMES_PER_SECOND = 25;

  private final Process process;
  private final Thread painter;
  private final Path log;

  private Encoder(Process process, Path log) {
    this.process = process;
    this.log = log;
    painter = Thread.ofVirtual().start(this::paint);
  }

  /** The system's ffmpeg, which has x264 and so B-frames; the test is skipped where there is none. */
  static Ffmpeg.Program withX264() {
    Path system = Path.of("/usr/bin/ffmpeg");
    Assumptions.assumeTrue(Files.isExecutable(system), "no ffmpeg with x264 here");
    return new Ffmpeg.Program(system, Optional.empty(), Ffmpeg.Source.PATH);
  }

  /**
   * Starts publishing.
   *
   * @param options encoder options after the inputs, such as {@code -bf 3}
   */
  public static Encoder publish(Ffmpeg.Program ffmpeg, String address, String... options) {
    List<String> arguments = new ArrayList<>(List.of(
        "-loglevel", "info", "-f", "rawvideo", "-pix_fmt", "gray", "-s", WIDTH + "x" + HEIGHT,
        "-r", String.valueOf(FRAMES_PER_SECOND), "-probesize", "32", "-i", "pipe:0",
        "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of("-f", "flv", "-flvflags", "no_duration_filesize", address));
    try {
      Path log = Files.createTempFile("encoder", ".log");
      Process process = ffmpeg.command(arguments)
          .redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new Encoder(process, log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** H.264 by x264 with a keyframe each second and AAC, as OBS does with "zerolatency". */
  public static String[] quick() {
    return new String[] {
      "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p",
      "-c:a", "aac", "-b:a", "64k"
    };
  }

  private void paint() {
    long start = System.nanoTime();
    byte[] frame = new byte[WIDTH * HEIGHT];
    try (OutputStream out = process.getOutputStream()) {
      for (long number = 0; process.isAlive(); number++) {
        long due = start + number * 1_000_000_000L / FRAMES_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        long now = System.currentTimeMillis();
        for (int bit = 0; bit < 24; bit++) {
          byte shade = (byte) ((now >> bit & 1) == 1 ? 235 : 16);
          for (int y = bit / 8 * 80; y < bit / 8 * 80 + 80; y++) {
            int from = y * WIDTH + bit % 8 * 40;
            Arrays.fill(frame, from, from + 40, shade);
          }
        }
        out.write(frame);
        out.flush();
      }
    } catch (IOException | InterruptedException ended) {
      // The process went away, which is what some tests are about.
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    painter.interrupt();
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
      Files.deleteIfExists(log);
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
