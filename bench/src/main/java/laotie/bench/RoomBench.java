package laotie.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One room with many readers: what it costs to show every message to everybody. The messages take the whole
 * way: session, rules, number, fan-out, row and fact.
 *
 * <p>{@code ./laotie bench room [readers] [messages a second] [seconds]}; 10,000, 50 and 20 when not said.
 */
public final class RoomBench {

  private static final int CROWDS = 2;
  private static final int LOOKED_INTO_EVERY = 100;
  /** An account may say 5 messages in 10 s; these say one in 4 s. */
  private static final int SPEAKER_PAUSE_SECONDS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Path RESULTS = Path.of("bench", "results");

  private final ServerChild server;
  private final HttpClient client;

  private RoomBench(ServerChild server, HttpClient client) {
    this.server = server;
    this.client = client;
  }

  /** How big a run is. */
  private record Size(int readers, int perSecond, Duration time) {}

  /** What a run gave. */
  private record Figures(long deliveries, double seconds, Duration cpu, int[] micros, int lost) {
    double percentile(double share) {
      return micros.length == 0 ? 0
          : micros[(int) Math.min(micros.length - 1L, Math.round(share * micros.length))] / 1_000.0;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Size size = new Size(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000,
        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50,
        Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 20));
    try (ServerChild server = ServerChild.start(); HttpClient client = HttpClient.newHttpClient()) {
      new RoomBench(server, client).run(size);
    }
  }

  private void run(Size size) throws Exception {
    String roomId = liveRoom();
    List<String> cookies = new ArrayList<>();
    int speakers = size.perSecond() * SPEAKER_PAUSE_SECONDS;
    for (int i = 0; i < speakers; i++) {
      cookies.add(call("POST", "/guests", "", "{\"name\":\"观众" + i + "\"}").cookie());
    }
    say("opening " + size.readers() + " sockets, " + speakers + " of them speak");
    List<Crowd> crowds = new ArrayList<>();
    List<Crowd.Reader> speaking = new ArrayList<>();
    for (int i = 0; i < CROWDS; i++) {
      Crowd crowd = new Crowd(server.port(), roomId);
      crowds.add(crowd);
      Thread.ofPlatform().daemon().start(crowd);
    }
    for (int i = 0; i < size.readers(); i++) {
      Crowd.Reader reader = crowds.get(i % CROWDS)
          .open(i < speakers ? cookies.get(i) : "", i % LOOKED_INTO_EVERY == 0);
      if (i < speakers) {
        speaking.add(reader);
      }
    }
    say("warming up for " + WARM_UP.toSeconds() + " s");
    talk(speaking, size.perSecond(), WARM_UP);
    say("measuring for " + size.time().toSeconds() + " s");
    crowds.forEach(crowd -> crowd.measure(true));
    Duration before = server.cpu();
    long began = System.nanoTime();
    talk(speaking, size.perSecond(), size.time());
    double seconds = (System.nanoTime() - began) / 1e9;
    Duration cpu = server.cpu().minus(before);
    crowds.forEach(crowd -> crowd.measure(false));
    int[] micros = crowds.stream().flatMapToInt(crowd -> IntStream.of(crowd.micros())).sorted().toArray();
    Figures figures = new Figures(crowds.stream().mapToLong(Crowd::messages).sum(), seconds, cpu, micros,
        crowds.stream().mapToInt(Crowd::lost).sum());
    for (Crowd crowd : crowds) {
      crowd.close();
    }
    write(size, figures);
  }

  /** Speakers in turn, at an even pace. */
  private static void talk(List<Crowd.Reader> speakers, int perSecond, Duration time) throws IOException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    for (int said = 0; System.nanoTime() < end; said++) {
      long due = began + said * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      speakers.get(said % speakers.size()).say("{\"type\":\"chat\",\"text\":\"t" + System.nanoTime()
          + " 这件大衣真好看,求链接 how much?\"}");
    }
  }

  private String liveRoom() throws IOException, InterruptedException {
    Answer host = call("POST", "/accounts", "",
        "{\"login\":\"bench_host\",\"name\":\"Bench\",\"password\":\"correct horse\"}");
    String roomId = call("POST", "/me/host", host.cookie(), """
        {"tagline":"t","story":"s","sinceYear":2009,"goodsFrom":"g","category":"c"}""").field("roomId");
    String showId = call("POST", "/shows", host.cookie(), "{\"title\":\"Bench\"}").field("showId");
    call("POST", "/shows/" + showId + "/start", host.cookie(), "");
    return roomId;
  }

  /** An answer of the API. */
  private record Answer(String body, String cookie) {
    String field(String name) {
      Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(body);
      if (!found.find()) {
        throw new IllegalStateException("no " + name + " in " + body);
      }
      return found.group(1);
    }
  }

  private Answer call(String method, String path, String cookie, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/v1" + path))
        .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new Answer(answer.body(),
        answer.headers().firstValue("Set-Cookie").map(set -> set.split(";")[0]).orElse(""));
  }

  private static void write(Size size, Figures figures) throws IOException {
    double cpuSeconds = figures.cpu().toNanos() / 1e9;
    String load = Files.exists(Path.of("/proc/loadavg"))
        ? Files.readString(Path.of("/proc/loadavg")).strip().split(" ")[0] : "unknown";
    String page = String.format(Locale.ROOT, """
        # Room fan-out

        `./laotie bench room %d %d %d`, %s. %d processors, Java %s.
        Load average of the machine at the end: %s (the readers and whatever else runs share it).

        | what | value |
        |---|---|
        | readers, messages a second | %,d, %d |
        | deliveries a second | %,.0f |
        | age of a message at its reader, p50 / p99 / max | %.0f / %.0f / %.0f ms |
        | deliveries per CPU second of the server | %,.0f |
        | CPU of the server, of one processor | %.0f %% |
        | readers lost | %d |

        Every message takes the whole way: session, rules, number, fan-out, row and fact. Goal: 10,000 readers
        and 50 messages a second with p99 at most 250 ms.
        """, size.readers(), size.perSecond(), size.time().toSeconds(),
        Instant.now().toString().substring(0, 16) + "Z", Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"), load, size.readers(), size.perSecond(),
        figures.deliveries() / figures.seconds(), figures.percentile(.5), figures.percentile(.99),
        figures.percentile(1), figures.deliveries() / cpuSeconds, 100 * cpuSeconds / figures.seconds(),
        figures.lost());
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("room.md"), page);
    System.out.println(page);
  }

  private static void say(String words) {
    System.out.println(words);
  }
}
