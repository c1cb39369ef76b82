package laotie.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders per second through HTTP on one hot variant with ample stock, durable, every session and role
 * checked; beside it, in the same run on the same PostgreSQL, what one transaction per order gives and what
 * batches written straight to the tables give.
 *
 * <p>{@code ./laotie bench orders [connections] [seconds]}; 256 and 15 when not said.
 */
public final class OrdersBench {

  private static final int SESSIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(12);
  private static final Duration BESIDE = Duration.ofSeconds(6);
  private static final int ONE_BY_ONE_CONNECTIONS = 8;
  private static final int STRAIGHT_BATCH = 256;
  private static final int UNITS = 10_000_000;
  private static final Path RESULTS = Path.of("bench", "results");

  private OrdersBench() {}

  public static void main(String[] arguments) throws Exception {
    int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
    Duration time = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 15);
    try (ServerChild server = ServerChild.start(flags());
        HttpClient client = HttpClient.newHttpClient()) {
      say("server ready; making " + SESSIONS + " buyers and a product of " + UNITS + " units");
      People people = new People(server, client);
      String skuId = people.product(UNITS);
      List<String> sessions = people.buyers(SESSIONS);
      Load load = load(server, connections, sessions, skuId);
      say("warming up for " + WARM_UP.toSeconds() + " s");
      load.run(WARM_UP);
      say("measuring for " + time.toSeconds() + " s with " + connections + " connections");
      Duration serverBefore = server.cpu();
      Duration databaseBefore = server.databaseCpu();
      Duration ownBefore = ownCpu();
      Load.Result http = load.run(time);
      Costs costs = new Costs(
          perOrder(server.cpu().minus(serverBefore), http),
          perOrder(server.databaseCpu().minus(databaseBefore), http),
          perOrder(ownCpu().minus(ownBefore), http));
      check(server, skuId);
      say("one transaction per order, then batches of " + STRAIGHT_BATCH + ", straight to PostgreSQL");
      double oneByOne;
      double straight;
      try (StraightStore store = new StraightStore(server)) {
        oneByOne = store.oneByOne(ONE_BY_ONE_CONNECTIONS, BESIDE);
        straight = store.inBatches(STRAIGHT_BATCH, BESIDE);
      }
      write(new Figures(connections, http, costs, oneByOne, straight));
    }
  }

  /** Further JVM arguments for the server, such as a flight recording: {@code -Dbench.flags=...}. */
  private static String[] flags() {
    String flags = System.getProperty("bench.flags", "");
    return flags.isEmpty() ? new String[0] : flags.split(" ");
  }

  private record Figures(
      int connections, Load.Result http, Costs costs, double oneByOne, double straight) {}

  /** Microseconds of processor time for one order. */
  private record Costs(double server, double database, double asking) {}

  private static double perOrder(Duration cpu, Load.Result http) {
    return cpu.toNanos() / 1_000.0 / http.accepted();
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Load load(ServerChild server, int connections, List<String> sessions, String skuId) {
    String body = """
        {"lines":[{"skuId":"%s","quantity":1}],"address":{"name":"李雷","phone":"13812345678",\
        "region":"黑龙江 哈尔滨","street":"中央大街 1 号"}}""".formatted(skuId);
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    int[] counts = new int[connections];
    String run = Long.toString(System.nanoTime(), 36);
    return new Load(server.port(), connections, connection -> ("""
        POST /api/v1/orders HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Cookie: laotie_session=%s\r
        Idempotency-Key: %s-%d-%d\r
        Content-Length: %d\r
        \r
        %s""".formatted(server.port(), sessions.get(connection % sessions.size()), run, connection,
        counts[connection]++, length, body)).getBytes(StandardCharsets.UTF_8));
  }

  /** Every unit is where it belongs, and every order has its line and its fact. */
  private static void check(ServerChild server, String skuId) throws IOException, SQLException {
    try (StraightStore store = new StraightStore(server)) {
      long held = store.held(skuId);
      long lines = store.lines(skuId);
      long facts = store.facts();
      if (held != lines || facts != lines) {
        throw new IllegalStateException("held " + held + ", lines " + lines + ", facts " + facts);
      }
      say("checked: " + lines + " orders, each with its line, its fact and its held unit");
    }
  }

  private static void write(Figures figures) throws IOException {
    Load.Result http = figures.http();
    String machine = Runtime.getRuntime().availableProcessors() + " processors, "
        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
        + System.getProperty("java.version");
    String load = Files.exists(Path.of("/proc/loadavg"))
        ? Files.readString(Path.of("/proc/loadavg")).strip().split(" ")[0] : "unknown";
    Costs costs = figures.costs();
    String page = String.format(Locale.ROOT, """
        # Orders

        `./laotie bench orders`, %s. %s.
        Load average of the machine at the end: %s (this program, the server and PostgreSQL share it;
        whatever else runs takes its part). fsync and synchronous_commit are on; ample stock of one variant;
        %d sessions, each checked.

        | what | orders/s | p50 ms | p99 ms |
        |---|---|---|---|
        | through HTTP, group commit, %d connections | %,.0f | %.1f | %.1f |
        | one transaction per order, %d connections, no HTTP | %,.0f | | |
        | batches of %d straight to PostgreSQL, one connection, no HTTP | %,.0f | | |

        Accepted %,d, refused %,d in %.1f s. Goal: 10,000/s, p99 200 ms.

        Processor time of one order through HTTP, which does not depend on who else uses the machine: server
        %.0f us, PostgreSQL %.0f us, this program %.0f us.
        """, Instant.now().toString().substring(0, 16) + "Z", machine, load, SESSIONS,
        figures.connections(), http.perSecond(), http.percentile(.5), http.percentile(.99),
        ONE_BY_ONE_CONNECTIONS, figures.oneByOne(), STRAIGHT_BATCH, figures.straight(), http.accepted(),
        http.refused(), http.seconds(), costs.server(), costs.database(), costs.asking());
    String json = String.format(Locale.ROOT, """
        {"at":"%s","machine":"%s","loadAverage":"%s","connections":%d,"ordersPerSecond":%.0f,
         "p50Millis":%.2f,"p99Millis":%.2f,"accepted":%d,"refused":%d,"oneByOnePerSecond":%.0f,
         "straightPerSecond":%.0f,"serverCpuMicros":%.1f,"databaseCpuMicros":%.1f,"askingCpuMicros":%.1f}
        """, Instant.now(), machine, load, figures.connections(), http.perSecond(), http.percentile(.5),
        http.percentile(.99), http.accepted(), http.refused(), figures.oneByOne(), figures.straight(),
        costs.server(), costs.database(), costs.asking());
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("orders.md"), page);
    Files.writeString(RESULTS.resolve("orders.json"), json);
    System.out.println(page);
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** Makes accounts and goods through the public doors. */
  private record People(ServerChild server, HttpClient client) {

    private static final Pattern SESSION = Pattern.compile("laotie_session=([^;]+)");
    private static final Pattern SKU = Pattern.compile("\"skuId\":\"([^\"]+)\"");

    List<String> buyers(int count) throws IOException, InterruptedException {
      List<String> sessions = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        sessions.add(member("buyer" + i));
      }
      return sessions;
    }

    String product(int units) throws IOException, InterruptedException {
      String session = member("seller");
      post("/api/v1/me/host", session, """
          {"tagline":"衣","story":"","sinceYear":2016,"goodsFrom":"自家","category":"服装"}""");
      Matcher sku = SKU.matcher(post("/api/v1/products", session, """
          {"title":"红色连衣裙","story":"","category":"服装",
           "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}"""
          .formatted(units)).body());
      if (!sku.find()) {
        throw new IllegalStateException("no product");
      }
      return sku.group(1);
    }

    private String member(String login) throws IOException, InterruptedException {
      HttpResponse<String> answer = post("/api/v1/accounts", "", """
          {"login":"%s","name":"%s","password":"correct horse"}""".formatted(login, login));
      Matcher session = SESSION.matcher(answer.headers().firstValue("Set-Cookie").orElse(""));
      if (!session.find()) {
        throw new IllegalStateException("no session: " + answer.statusCode() + " " + answer.body());
      }
      return session.group(1);
    }

    private HttpResponse<String> post(String path, String session, String body)
        throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(server.uri(path))
          .header("Content-Type", "application/json").header("Cookie", "laotie_session=" + session)
          .POST(HttpRequest.BodyPublishers.ofString(body)).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer;
    }
  }
}
