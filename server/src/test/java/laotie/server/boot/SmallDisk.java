package laotie.server.boot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes in memory, which a test can fill; needs the right to mount one. */
public final class SmallDisk implements AutoCloseable {

  private static final int CHUNK_BYTES = 65_536;

  private final Path dir;

  private SmallDisk(Path dir) {
    this.dir = dir;
  }

  /** Mounts one, or skips the test and says so. */
  public static SmallDisk mount(int megabytes) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("laotie-disk");
    int failed = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", dir.toString());
    if (failed != 0) {
      System.out.println("SKIPPED: nobody may mount a small disk here, so a full one is not tested");
    }
    Assumptions.assumeTrue(failed == 0, "a small disk can be mounted");
    return new SmallDisk(dir);
  }

  public Path dir() {
    return dir;
  }

  /** Leaves no byte free. */
  public void fill() throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(chunk);
      }
    } catch (IOException full) {
      if (dir.toFile().getUsableSpace() >= CHUNK_BYTES) {
        throw full;
      }
    }
  }

  public void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return dir.resolve("ballast");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    try {
      // Lazily: whoever still has a file open there loses nothing by it.
      run("umount", "-l", dir.toString());
      Files.deleteIfExists(dir);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
