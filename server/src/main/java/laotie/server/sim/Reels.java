package laotie.server.sim;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import laotie.sim.Craft;

/**
 * The loops of the live rooms and the clips of the hosts: drawn and encoded once, on one core, and kept in
 * the data folder. A loop is pushed without encoding ever after.
 */
final class Reels {

  private static final long ENCODING_MINUTES_MAX = 5;

  private final Path folder;
  private final Function<List<String>, ProcessBuilder> ffmpeg;

  /**
   * @param folder where the files stay
   * @param ffmpeg makes a command of arguments
   */
  Reels(Path folder, Function<List<String>, ProcessBuilder> ffmpeg) {
    this.folder = folder;
    this.ffmpeg = ffmpeg;
  }

  /** The loop of a trade as an FLV file, made now when it is not there yet. */
  Path reel(Craft craft) throws IOException, InterruptedException {
    double tone = craft == Craft.TEA ? 196 : craft == Craft.CLOTHES ? 220 : 174.6;
    String name = craft.name().toLowerCase(Locale.ROOT) + ".flv";
    return made(name, () -> new Loop(craft), new Shape(Loop.SECONDS, tone, List.of("-f", "flv")));
  }

  /** A clip as an MP4 file, made now when it is not there yet. */
  Path clip(String name, Supplier<Footage> footage, double tone) throws IOException, InterruptedException {
    return made("clip-" + name + ".mp4", footage,
        new Shape(Story.SECONDS, tone, List.of("-movflags", "+faststart", "-f", "mp4")));
  }

  /**
   * What a file is made into.
   *
   * @param tone of the quiet sound under it, hertz
   * @param format the last arguments of ffmpeg
   */
  private record Shape(int seconds, double tone, List<String> format) {}

  private Path made(String name, Supplier<Footage> footage, Shape shape)
      throws IOException, InterruptedException {
    Path made = folder.resolve(name);
    if (Files.exists(made)) {
      return made;
    }
    Files.createDirectories(folder);
    Path sound = Files.createTempFile(folder, "tone", ".wav");
    Path part = Files.createTempFile(folder, "part", ".video");
    try {
      Files.write(sound, Tone.wav(shape.seconds(), shape.tone()));
      Footage pictures = footage.get();
      if (!encode(pictures, "libopenh264", shape, sound, part)
          && !encode(pictures, "libx264", shape, sound, part)) {
        throw new IOException("ffmpeg has no encoder for H.264");
      }
      Files.move(part, made, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return made;
    } finally {
      Files.deleteIfExists(sound);
      Files.deleteIfExists(part);
    }
  }

  private boolean encode(Footage footage, String encoder, Shape shape, Path sound, Path to)
      throws IOException, InterruptedException {
    String rate = String.valueOf(footage.framesPerSecond());
    List<String> arguments = new ArrayList<>(List.of(
        "-y", "-loglevel", "error", "-threads", "1",
        "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", Loop.WIDTH + "x" + Loop.HEIGHT,
        "-r", rate, "-i", "pipe:0",
        "-i", sound.toString(),
        "-c:v", encoder, "-b:v", "900k", "-maxrate", "1400k", "-bufsize", "1800k", "-bf", "0",
        "-g", String.valueOf(2 * footage.framesPerSecond()), "-pix_fmt", "yuv420p", "-threads", "1",
        "-c:a", "aac", "-b:a", "64k", "-ac", "1", "-shortest"));
    arguments.addAll(shape.format());
    arguments.add(to.toString());
    ProcessBuilder builder = ffmpeg.apply(arguments);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (OutputStream pipe = process.getOutputStream()) {
      draw(footage, pipe);
    } catch (IOException closed) {
      // The encoder went away: its exit code says so below.
    }
    if (!process.waitFor(ENCODING_MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0 && Files.size(to) > 0;
  }

  private static void draw(Footage footage, OutputStream pipe) throws IOException {
    byte[] bytes = new byte[Loop.WIDTH * Loop.HEIGHT * 3];
    int[] pixels = new int[Loop.WIDTH * Loop.HEIGHT];
    for (int i = 0; i < footage.frames(); i++) {
      BufferedImage frame = footage.frame(i);
      frame.getRGB(0, 0, Loop.WIDTH, Loop.HEIGHT, pixels, 0, Loop.WIDTH);
      for (int p = 0; p < pixels.length; p++) {
        bytes[3 * p] = (byte) pixels[p];
        bytes[3 * p + 1] = (byte) (pixels[p] >> 8);
        bytes[3 * p + 2] = (byte) (pixels[p] >> 16);
      }
      pipe.write(bytes);
    }
  }
}
