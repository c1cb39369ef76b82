package laotie.server.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import laotie.server.http.Settings;

/**
 * Starts the data folder, the database and the server, in this order, and stops them in the other. What
 * can go wrong on a stranger's machine is told in one line with exit code 1.
 */
@QuarkusMain
public final class Main {

  private static final long STOP_WAIT_SECONDS = 15;

  private Main() {}

  public static void main(String[] arguments) {
    try {
      start(arguments);
    } catch (StartRefused refused) {
      refuse(refused.getMessage());
    } catch (RuntimeException failed) {
      refuse(causeLine(failed));
    }
  }

  private static void start(String[] arguments) {
    Settings settings = settings();
    requireFreePort("http", settings.http().port(), "laotie.http.port");
    requireFreePort("RTMP", settings.video().rtmpPort(), "laotie.video.rtmp-port");
    DataFolder folder = DataFolder.take(settings.data().dir(), settings.data().freeMegabytesMin());
    folder.keepFor(settings.demo());
    Optional<Postgres> postgres = Optional.empty();
    if (settings.database().url().isEmpty()) {
      System.out.println("starting PostgreSQL in " + folder.dir());
      postgres = Optional.of(Postgres.start(folder.dir()));
      System.setProperty("laotie.database.url", postgres.get().url());
      System.setProperty("laotie.database.user", postgres.get().user());
      System.setProperty("laotie.database.password", postgres.get().password());
    }
    CountDownLatch stopped = new CountDownLatch(1);
    closeAtEnd(stopped, postgres, folder);
    Quarkus.run(
        null,
        (code, failure) -> {
          if (failure != null) {
            System.err.println("laotie: " + causeLine(failure));
          }
          stopped.countDown();
          System.exit(failure != null ? 1 : code);
        },
        arguments);
  }

  /** The database stops after the server has let go of it, whoever ended the process. */
  private static void closeAtEnd(CountDownLatch stopped, Optional<Postgres> postgres, DataFolder folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    stopped.await(STOP_WAIT_SECONDS, TimeUnit.SECONDS);
                    if (postgres.isPresent()) {
                      postgres.get().close();
                    }
                    folder.close();
                  } catch (InterruptedException | IOException fault) {
                    System.err.println("laotie: the end was not clean: " + fault.getMessage());
                  }
                },
                "end"));
  }

  private static Settings settings() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(Settings.class)
            .withMappingIgnore("quarkus.**")
            .build();
    return config.getConfigMapping(Settings.class);
  }

  private static void requireFreePort(String what, int port, String key) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
    } catch (BindException taken) {
      throw new StartRefused(
          "the " + what + " port " + port + " is taken; free it or choose another with -D" + key + "=...");
    } catch (IOException fault) {
      throw new StartRefused("the " + what + " port " + port + " cannot be used: " + fault.getMessage());
    }
  }

  private static void refuse(String line) {
    System.err.println("laotie: " + line);
    System.exit(1);
  }

  private static String causeLine(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.strip().replace('\n', ' ');
  }
}
