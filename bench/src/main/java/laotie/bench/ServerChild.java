package laotie.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server as {@code ./laotie} starts it, on a folder of its own that is erased at the end. */
final class ServerChild implements AutoCloseable {

  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final Duration STOP_MAX = Duration.ofSeconds(30);
  private static final Path JAR = Path.of("server", "target", "quarkus-app", "quarkus-run.jar");

  private final Process process;
  private final Path dir;
  private final int port;

  private final String[] flags;

  private ServerChild(Process process, Path dir, int port, String[] flags) {
    this.process = process;
    this.dir = dir;
    this.port = port;
    this.flags = flags;
  }

  /** Starts on a fresh folder with further JVM arguments and waits until the server is ready. */
  static ServerChild start(String... arguments) throws IOException, InterruptedException {
    return startOn(Files.createTempDirectory("laotie-bench"), arguments);
  }

  /** The same on a folder that may have been used before. */
  static ServerChild startOn(Path dir, String... arguments) throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: ./laotie build");
    }
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx288m", "-Xss512k",
        "-XX:MaxHeapFreeRatio=40", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED", "-Djava.awt.headless=true",
        "-Djava.net.preferIPv4Stack=true", "-Dlaotie.data.dir=" + dir, "-Dlaotie.http.host=127.0.0.1",
        "-Dlaotie.http.port=" + port, "-Dlaotie.video.rtmp-port=0",
        "-Dlaotie.trade.unpaid-orders-max=0"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-jar", JAR.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(dir.resolve("server.log").toFile()).start();
    ServerChild child = new ServerChild(process, dir, port, arguments);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    child.awaitReady();
    return child;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
      while (System.nanoTime() < deadline && process.isAlive()) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It is starting.
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IllegalStateException(
        "the server is not ready: " + Files.readString(dir.resolve("server.log")));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  int port() {
    return port;
  }

  /** Processor time of the server's Java so far. */
  Duration cpu() {
    return cpu(process.toHandle());
  }

  /** Processor time of its PostgreSQL so far, of the processes that still live. */
  Duration databaseCpu() throws IOException {
    ProcessHandle first = ProcessHandle.of(Long.parseLong(postmaster().getFirst().strip())).orElseThrow();
    return first.descendants().map(ServerChild::cpu).reduce(cpu(first), Duration::plus);
  }

  /**
   * Processor time of the server's threads so far, by what they do; Linux only, else empty. Threads that
   * ended are left out.
   */
  Map<String, Duration> cpuOfThreads() throws IOException {
    Map<String, Duration> groups = new TreeMap<>();
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.exists(tasks)) {
      return groups;
    }
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        groups.merge(groupOf(name), Duration.ofMillis(ticks * 10), Duration::plus);
      }
    }
    return groups;
  }

  private static String groupOf(String name) {
    if (name.startsWith("vert.x-event")) {
      return "event loops";
    }
    if (name.startsWith("ForkJoin")) {
      return "virtual threads";
    }
    if (name.equals("till")) {
      return "till";
    }
    if (name.startsWith("C1 ") || name.startsWith("C2 ")) {
      return "compiler";
    }
    return name.equals("VM Thread") ? "garbage collection" : "other threads";
  }

  /** Runs a command of the JDK's {@code jcmd} in the server. */
  void command(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
    command.addAll(List.of(arguments));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private List<String> postmaster() throws IOException {
    return Files.readAllLines(dir.resolve("postgres").resolve("postmaster.pid"));
  }

  /** A connection to the server's own PostgreSQL. */
  Connection database() throws IOException, SQLException {
    String line = postmaster().get(3).strip();
    Properties access = new Properties();
    access.setProperty("user", "postgres");
    access.setProperty("password", Files.readString(dir.resolve("password")).strip());
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + line + "/postgres", access);
  }

  /** Memory of the server's Java that is in RAM now, in megabytes (10^6 bytes); Linux only. */
  long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024 / 1_000_000;
      }
    }
    throw new IOException("no VmRSS of process " + process.pid());
  }

  /** Starts it anew with PostgreSQL counting its statements, which costs a little. */
  ServerChild countingStatements() throws IOException, InterruptedException, SQLException {
    try (Connection connection = database(); Statement statement = connection.createStatement()) {
      statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
      statement.execute("create extension if not exists pg_stat_statements");
    }
    stop();
    return startOn(dir, flags);
  }

  /** Ends the server and keeps its folder. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    erase(dir);
  }

  static void erase(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
