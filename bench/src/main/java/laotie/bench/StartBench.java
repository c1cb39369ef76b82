package laotie.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long until a page is served, and what the server holds in memory: an empty folder, a folder that was
 * used before, and the demo with its crowd after a minute and a half. {@code ./laotie bench start}.
 */
public final class StartBench {

  private static final Path RESULTS = Path.of("bench", "results");
  private static final int SECOND_STARTS = 5;
  private static final Duration DEMO_RUN = Duration.ofSeconds(90);
  private static final int RTMP_PORT = 19_350;
  private static final double SECOND_START_SECONDS_GOAL = 4;
  private static final long MEMORY_MEGABYTES_GOAL = 512;

  private StartBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("laotie-bench-start");
    try {
      Start first = start(dir);
      List<Start> seconds = new ArrayList<>();
      for (int i = 0; i < SECOND_STARTS; i++) {
        seconds.add(start(dir));
      }
      Demo demo = demo(dir.resolve("demo"));
      write(first, seconds, demo);
    } finally {
      ServerChild.erase(dir);
    }
  }

  /** One start: seconds until the first page, and megabytes then. */
  private record Start(double seconds, long megabytes) {}

  /** The demo: seconds until the first page of the second start, megabytes and cores while it lives. */
  private record Demo(double seconds, long megabytes, double cores) {}

  private static Start start(Path dir, String... settings) throws IOException, InterruptedException {
    long began = System.nanoTime();
    ServerChild server = ServerChild.startOn(dir, settings);
    servePage(server);
    double seconds = (System.nanoTime() - began) / 1e9;
    long megabytes = server.residentMegabytes();
    server.stop();
    return new Start(seconds, megabytes);
  }

  private static Demo demo(Path dir) throws IOException, InterruptedException {
    String[] settings = {"-Dlaotie.demo=true", "-Dlaotie.video.rtmp-port=" + RTMP_PORT};
    Files.createDirectories(dir);
    ServerChild first = ServerChild.startOn(dir, settings);
    Thread.sleep(DEMO_RUN);
    first.stop();
    long began = System.nanoTime();
    ServerChild second = ServerChild.startOn(dir, settings);
    servePage(second);
    double seconds = (System.nanoTime() - began) / 1e9;
    Duration before = second.cpu();
    Thread.sleep(DEMO_RUN);
    double cores = (double) second.cpu().minus(before).toMillis() / DEMO_RUN.toMillis();
    Demo demo = new Demo(seconds, second.residentMegabytes(), cores);
    second.stop();
    return demo;
  }

  private static void servePage(ServerChild server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest page = HttpRequest.newBuilder(server.uri("/")).build();
      int status = client.send(page, HttpResponse.BodyHandlers.ofString()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the first page answers " + status);
      }
    }
  }

  private static void write(Start first, List<Start> seconds, Demo demo) throws IOException {
    List<Double> times = new ArrayList<>(seconds.stream().map(Start::seconds).toList());
    Collections.sort(times);
    double median = times.get(times.size() / 2);
    String text =
        String.format(
            Locale.ROOT,
            """
            # Start and memory

            `./laotie bench start`, %s. %d processors, %s %s, Java %s.
            Load average of the machine at the end: %.2f (whatever else runs takes its part). Times are from
            the start of the process to the first page served, the built-in PostgreSQL included; memory is
            what the server's Java has in RAM (VmRSS, megabytes of 10^6 bytes), without PostgreSQL.

            | what | seconds | memory MB | cores |
            |---|---|---|---|
            | first start, empty folder (cluster and tables are made) | %.2f | %d | |
            | second start, median of %d (%.2f to %.2f) | %.2f | %d | |
            | demo, second start; memory and load over %d s with its crowd | %.2f | %d | %.2f |

            Goals: second start <= %.0f s, memory of the demo <= %d MB.
            """,
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"), System.getProperty("os.arch"),
            System.getProperty("java.version"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            first.seconds(), first.megabytes(),
            SECOND_STARTS, times.getFirst(), times.getLast(), median, seconds.getLast().megabytes(),
            DEMO_RUN.toSeconds(), demo.seconds(), demo.megabytes(), demo.cores(),
            SECOND_START_SECONDS_GOAL, MEMORY_MEGABYTES_GOAL);
    System.out.println(text);
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("start.md"), text);
    Files.writeString(
        RESULTS.resolve("start.json"),
        String.format(
            Locale.ROOT,
            "{\"firstSeconds\": %.2f, \"secondSecondsMedian\": %.2f, \"demoSeconds\": %.2f, "
                + "\"demoMegabytes\": %d, \"demoCores\": %.2f}%n",
            first.seconds(), median, demo.seconds(), demo.megabytes(), demo.cores()));
  }
}
