package laotie.server.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server as a real child process, to be killed, stopped and started again on the same data.
 * Needs the jar, so its tests are named {@code *ProcessTest} and run after packaging.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration READY_WAIT = Duration.ofSeconds(60);
  private static final Duration END_WAIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;
  private static final Path JAR = Path.of("quarkus-app", "quarkus-run.jar");

  private final Process process;
  private final int port;
  private final Path log;

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts on the data folder and at the port of one that was killed, and waits until it is ready. */
  public ServerProcess startAgain(String... settings) {
    ServerProcess server = launch(log.getParent(), port, settings);
    server.awaitReady();
    return server;
  }

  /**
   * Starts on a data folder, with settings such as {@code -Dlaotie.trade.hold=PT5S}, and waits until it is
   * ready.
   */
  public static ServerProcess start(Path dir, String... settings) {
    ServerProcess server = launch(dir, settings);
    server.awaitReady();
    return server;
  }

  /** Starts and does not wait: for tests of a start that is refused. */
  public static ServerProcess launch(Path dir, String... settings) {
    try {
      return launch(dir, freePort(), settings);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static ServerProcess launch(Path dir, int port, String... settings) {
    try {
      Files.createDirectories(dir);
      Path log = dir.resolve("server.log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx288m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
      command.add("--add-opens=java.base/java.lang.invoke=ALL-UNNAMED");
      // Relative, as the start script passes it.
      command.add("-Dlaotie.data.dir=" + Path.of("").toAbsolutePath().relativize(dir.toAbsolutePath()));
      command.add("-Dlaotie.http.host=127.0.0.1");
      command.add("-Dlaotie.http.port=" + port);
      command.add("-Dlaotie.video.rtmp-port=0");
      command.addAll(List.of(settings));
      command.addAll(List.of("-jar", jar().toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServerProcess(process, port, log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Path jar() {
    for (String target : List.of("target", "server/target")) {
      Path jar = Path.of(target).resolve(JAR);
      if (Files.exists(jar)) {
        return jar;
      }
    }
    throw new IllegalStateException("the server is not packaged: ./laotie build");
  }

  /** A port nobody listens on at this instant. */
  public static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY_WAIT.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      while (System.nanoTime() < deadline && process.isAlive()) {
        if (isReady(client, request)) {
          return;
        }
        process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server is not ready:\n" + said());
  }

  private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public Process process() {
    return process;
  }

  /** Everything it wrote so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** SIGKILL: no hook runs. Its PostgreSQL lives on, as after a real crash. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ctrl-C and the like: waits until everything has ended, and answers the exit code. */
  public int stop() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  /** Waits for a process that ends by itself, and answers the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(END_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not end:\n" + said());
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
