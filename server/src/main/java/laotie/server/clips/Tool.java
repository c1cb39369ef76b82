package laotie.server.clips;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs a program on bytes that may be hostile: in a folder of its own, with an empty environment, behind
 * everything else of the machine, and with limits of time, memory, file size and open files where the
 * system has {@code prlimit}.
 */
final class Tool {

  /** Address space of one run; ten times what 4096 pixels a side need. */
  private static final long MEMORY_BYTES_MAX = 6L << 30;

  /** Bytes of any file it writes: ten minutes at four times our rate. */
  private static final long FILE_BYTES_MAX = 600L << 20;

  private static final int OPEN_FILES_MAX = 128;
  private static final int LINES_MAX = 100_000;
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final Set<String> ENVIRONMENT = Set.of("LD_LIBRARY_PATH");

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * How a run ended.
   *
   * @param isLate true when its time was over
   */
  record Result(int exit, boolean isLate) {
    boolean isGood() {
      return exit == 0 && !isLate;
    }
  }

  /** Runs it and hands over each line it prints; a line that is answered with false ends it. */
  Result run(ProcessBuilder builder, Path folder, Duration max, Predicate<String> line)
      throws IOException {
    builder.command(bounded(builder.command(), max));
    builder.environment().keySet().retainAll(ENVIRONMENT);
    builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    running.add(process);
    boolean[] isLate = new boolean[1];
    Thread watch = Thread.ofVirtual().start(() -> {
      try {
        if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
          isLate[0] = true;
          process.destroyForcibly();
        }
      } catch (InterruptedException done) {
        Thread.currentThread().interrupt();
      }
    });
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int lines = 0;
      for (String said = out.readLine(); said != null; said = out.readLine()) {
        if (++lines > LINES_MAX || !line.test(said)) {
          process.destroyForcibly();
          break;
        }
      }
    } finally {
      process.onExit().join();
      watch.interrupt();
      running.remove(process);
    }
    return new Result(process.exitValue(), isLate[0]);
  }

  private static List<String> bounded(List<String> command, Duration max) {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      whole.addAll(List.of(NICE.toString(), "-n", "15"));
    }
    if (Files.isExecutable(PRLIMIT)) {
      whole.addAll(List.of(PRLIMIT.toString(), "--as=" + MEMORY_BYTES_MAX, "--fsize=" + FILE_BYTES_MAX,
          "--nofile=" + OPEN_FILES_MAX, "--core=0", "--cpu=" + 4 * max.toSeconds()));
    }
    whole.addAll(command);
    return whole;
  }

  /** Kills whatever runs, at the end of the server. */
  void stop() {
    running.forEach(Process::destroyForcibly);
  }
}
