package laotie.server.sim;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import laotie.sim.Craft;

/**
 * The loops of the live rooms: drawn and encoded once, kept in the data folder, pushed without encoding
 * ever after.
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
    Path made = folder.resolve(craft.name().toLowerCase(Locale.ROOT) + ".flv");
    if (Files.exists(made)) {
      return made;
    }
    Files.createDirectories(folder);
    Path sound = Files.createTempFile(folder, "tone", ".wav");
    Path part = Files.createTempFile(folder, "part", ".flv");
    try {
      Files.write(sound, Tone.wav(Clip.SECONDS,
          craft == Craft.TEA ? 196 : craft == Craft.CLOTHES ? 220 : 174.6));
      if (!encode(craft, "libopenh264", sound, part) && !encode(craft, "libx264", sound, part)) {
        throw new IOException("ffmpeg has no encoder for H.264");
      }
      Files.move(part, made, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return made;
    } finally {
      Files.deleteIfExists(sound);
      Files.deleteIfExists(part);
    }
  }

  private boolean encode(Craft craft, String encoder, Path sound, Path to)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "-y", "-loglevel", "error",
            "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", Clip.WIDTH + "x" + Clip.HEIGHT,
            "-r", String.valueOf(Clip.FRAMES_PER_SECOND), "-i", "pipe:0",
            "-i", sound.toString(),
            "-c:v", encoder, "-b:v", "900k", "-maxrate", "1400k", "-bufsize", "1800k", "-bf", "0",
            "-g", String.valueOf(2 * Clip.FRAMES_PER_SECOND), "-pix_fmt", "yuv420p",
            "-c:a", "aac", "-b:a", "64k", "-ac", "1", "-shortest",
            "-f", "flv", to.toString());
    ProcessBuilder builder = ffmpeg.apply(arguments);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (OutputStream pipe = process.getOutputStream()) {
      draw(craft, pipe);
    } catch (IOException closed) {
      // The encoder went away: its exit code says so below.
    }
    if (!process.waitFor(ENCODING_MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0 && Files.size(to) > 0;
  }

  private static void draw(Craft craft, OutputStream pipe) throws IOException {
    Clip clip = new Clip(craft);
    byte[] bytes = new byte[Clip.WIDTH * Clip.HEIGHT * 3];
    int[] pixels = new int[Clip.WIDTH * Clip.HEIGHT];
    for (int i = 0; i < Clip.FRAMES; i++) {
      BufferedImage frame = clip.frame(i);
      frame.getRaster().getDataElements(0, 0, Clip.WIDTH, Clip.HEIGHT, pixels);
      for (int p = 0; p < pixels.length; p++) {
        bytes[3 * p] = (byte) pixels[p];
        bytes[3 * p + 1] = (byte) (pixels[p] >> 8);
        bytes[3 * p + 2] = (byte) (pixels[p] >> 16);
      }
      pipe.write(bytes);
    }
  }
}
