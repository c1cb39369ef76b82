package laotie.server.boot;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the built-in PostgreSQL again when it ended by itself. A full disk ends it: it cannot write its log,
 * panics, and cannot even recover. Once there is room it can, and nobody should have to restart the square.
 */
final class Revival implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** How long the program that starts it may take; the database itself then recovers in its own time. */
  private static final Duration START_MAX = Duration.ofSeconds(20);

  private static final Logger LOGGER = Logger.getLogger(Revival.class);

  private final Path cluster;
  private final Path log;
  private final Thread thread = Thread.ofPlatform().name("revival").daemon().unstarted(this::watch);
  private volatile boolean isWanted = true;

  private Revival(Path dir) {
    this.cluster = dir.resolve("postgres");
    this.log = dir.resolve("postgres.log");
  }

  /** Watches the database of a data folder, which runs. */
  static Revival of(Path dir) {
    Revival revival = new Revival(dir);
    revival.thread.start();
    return revival;
  }

  private void watch() {
    try {
      while (isWanted) {
        Thread.sleep(LOOK_EVERY);
        if (isWanted && !isRunning()) {
          LOGGER.warnf("PostgreSQL ended by itself, see %s; it is started again", log);
          start();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRunning() {
    try {
      return Postgres.postmaster(cluster).isPresent();
    } catch (IOException beingWritten) {
      return true;
    }
  }

  /** As it was started before: PostgreSQL keeps its own command line, quoted for a shell. */
  private void start() throws InterruptedException {
    try {
      String words = Files.readString(cluster.resolve("postmaster.opts")).strip();
      int end = words.indexOf(' ');
      if (end <= 0 || Path.of(words.substring(0, end)).getParent() == null) {
        LOGGER.errorf("PostgreSQL is not started again: %s/postmaster.opts is no command", cluster);
        return;
      }
      Path programs = Path.of(words.substring(0, end)).getParent();
      String options = words.substring(end + 1).replace("\"-D\" \"" + cluster + "\" ", "");
      List<String> command = new ArrayList<>();
      if (LinuxUtils.isUnshareAvailable()) {
        // PostgreSQL refuses to be root; it is nobody in a space of users of its own.
        command.addAll(List.of("unshare", "-U"));
      }
      command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", cluster.toString(), "-o", options,
          "-W", "start"));
      Process starter = new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      if (!starter.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        starter.destroyForcibly();
      }
    } catch (IOException notYet) {
      LOGGER.warnf("PostgreSQL does not start again yet: %s", notYet.getMessage());
    }
  }

  /** Ends the watching before the database is stopped on purpose. */
  @Override
  public void close() {
    isWanted = false;
    thread.interrupt();
    try {
      thread.join(START_MAX);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
