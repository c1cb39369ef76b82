package laotie.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders per second through HTTP, durable, every session and role checked: on one hot variant, on a
 * thousand, and placed and paid; beside it, in the same run on the same PostgreSQL, what one transaction per
 * order gives and what batches written straight to the tables give. Then the tables are asked whether
 * anything was lost, sold twice or invented, and the hot variant runs once more under a flight recorder.
 *
 * <p>{@code ./laotie bench orders [connections] [seconds] [hot,skus,paid,beside,profile]}; 256, 20 and all of
 * them when not said.
 */
public final class OrdersBench {

  private static final int SESSIONS = 1_024;
  private static final int SKUS = 1_000;

  /** Orders before anything is measured, so that the server's code is compiled. */
  private static final int WARM_UP_ORDERS = 100_000;

  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration BESIDE = Duration.ofSeconds(6);
  private static final Duration PROFILED = Duration.ofSeconds(15);
  private static final int ONE_BY_ONE_CONNECTIONS = 8;
  private static final int STRAIGHT_BATCH = 256;
  private static final int UNITS = 10_000_000;

  /** Orders that may wait for the gateway's notice before buyers place new ones. */
  private static final int UNPAID_MAX = 1_000;

  private static final long LOOK_EVERY_MS = 20;

  private final ServerChild server;
  private final OrdersStore store;
  private final int connections;
  private final Duration time;
  private final List<String> sessions;
  private final AtomicLong keys = new AtomicLong();
  private final List<Measured> measured = new ArrayList<>();

  private OrdersBench(
      ServerChild server, OrdersStore store, int connections, Duration time, List<String> sessions) {
    this.server = server;
    this.store = store;
    this.connections = connections;
    this.time = time;
    this.sessions = sessions;
  }

  /** Microseconds of processor time for one order. */
  record Costs(double server, double database, double asking, Map<String, Double> serverThreads) {}

  /**
   * What a workload gave.
   *
   * @param orders accepted, or paid where they are paid, within {@code seconds}
   * @param behind facts the slowest consumer had not folded at the end
   */
  record Measured(String name, Load.Result answers, long orders, Costs costs, long behind) {
    double perSecond() {
      return orders / answers.seconds();
    }
  }

  public static void main(String[] arguments) throws Exception {
    int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
    Duration time = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 20);
    List<String> parts = List.of(
        (arguments.length > 2 ? arguments[2] : "hot,skus,paid,beside,profile").split(","));
    try (ServerChild server = ServerChild.start(flags()); HttpClient client = HttpClient.newHttpClient();
        OrdersStore store = new OrdersStore(server)) {
      say("server ready; making " + SESSIONS + " buyers and " + SKUS + " variants");
      OrdersPeople people = new OrdersPeople(server, client);
      List<String> hot = people.skus(1, UNITS);
      List<String> many = people.skus(SKUS, UNITS / SKUS * 10);
      OrdersBench bench = new OrdersBench(server, store, connections, time, people.buyers(SESSIONS));
      bench.run(parts, hot, many);
    }
  }

  /** Further JVM arguments for the server: {@code -Dbench.flags=...}. */
  private static String[] flags() {
    String flags = System.getProperty("bench.flags", "");
    return flags.isEmpty() ? new String[0] : flags.split(" ");
  }

  private void run(List<String> parts, List<String> hot, List<String> many) throws Exception {
    int warmUp = WARM_UP_ORDERS;
    if (parts.contains("hot")) {
      place("one hot variant", hot, warmUp);
      warmUp = 0;
    }
    if (parts.contains("skus")) {
      place(SKUS + " variants", many, warmUp);
      warmUp = 0;
    }
    if (parts.contains("paid")) {
      pay(hot, warmUp / 2);
    }
    say("asking the tables");
    store.check();
    say("checked: " + store.orders() + " orders, nothing lost, sold twice or invented");
    double oneByOne = 0;
    double straight = 0;
    if (parts.contains("beside")) {
      say("one transaction per order, then batches of " + STRAIGHT_BATCH + ", straight to PostgreSQL");
      try (StraightStore beside = new StraightStore(server)) {
        oneByOne = beside.oneByOne(ONE_BY_ONE_CONNECTIONS, BESIDE);
        straight = beside.inBatches(STRAIGHT_BATCH, BESIDE);
      }
    }
    double payingP99 = parts.contains("paid") ? store.payingMillis(.99) : 0;
    OrdersPage page = new OrdersPage(
        connections, sessions.size(), measured, new OrdersPage.Beside(oneByOne, straight), payingP99);
    page.write();
    if (parts.contains("profile")) {
      profile(hot);
    }
  }

  private Buying.Plan plan(List<String> skuIds) {
    return new Buying.Plan(server.port(), connections, sessions, skuIds, keys);
  }

  private void place(String name, List<String> skuIds, int warmUp) throws Exception {
    say(name + ": warming up");
    try (Load load = new Load(server.port(), connections, Buying.placing(plan(skuIds)))) {
      load.run(SETTLE, warmUp);
      say("measuring for " + time.toSeconds() + " s with " + connections + " connections");
      Meter meter = new Meter();
      Load.Result answers = load.run(time, 0);
      add(name, answers, answers.accepted(Buying.PLACE), meter);
    }
  }

  private void pay(List<String> hot, int warmUp) throws Exception {
    say("placed and paid: warming up");
    AtomicBoolean isCongested = new AtomicBoolean();
    Thread watch = Thread.ofPlatform().daemon().start(() -> watch(hot, isCongested));
    try (Load load = new Load(
        server.port(), connections, Buying.paying(plan(hot), isCongested::get))) {
      load.run(SETTLE.multipliedBy(2), warmUp);
      say("measuring for " + time.toSeconds() + " s with " + connections + " connections");
      long paidBefore = store.paid(hot);
      Meter meter = new Meter();
      Load.Result answers = load.run(time, 0);
      add("placed and paid", answers, store.paid(hot) - paidBefore, meter);
      // What is under way arrives before the tables are asked.
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      long paid = -1;
      while (paid != store.paid(hot) && System.nanoTime() < deadline) {
        paid = store.paid(hot);
        watch.join(1_000);
      }
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  /** Keeps the buyers from placing faster than the gateway's notices come back. */
  private void watch(List<String> skuIds, AtomicBoolean isCongested) {
    try (OrdersStore own = new OrdersStore(server)) {
      long before = own.unpaid(skuIds);
      while (!Thread.currentThread().isInterrupted()) {
        isCongested.set(own.unpaid(skuIds) - before > UNPAID_MAX);
        Thread.sleep(LOOK_EVERY_MS);
      }
    } catch (IOException | SQLException fault) {
      throw new IllegalStateException(fault);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(String name, Load.Result answers, long orders, Meter meter)
      throws IOException, SQLException {
    Measured result = new Measured(name, answers, orders, meter.costs(orders), store.behind());
    if (answers.refused() > 0) {
      say("refused " + answers.refused() + ", such as: " + answers.firstRefusal());
    }
    say("%s: %,.0f/s, p99 %.1f ms".formatted(
        name, result.perSecond(), answers.percentile(Buying.PLACE, .99)));
    measured.add(result);
  }

  /** Each kind of buying under a flight recorder, with PostgreSQL counting its statements. */
  private void profile(List<String> hot) throws Exception {
    try (ServerChild again = server.countingStatements(); OrdersStore counting = new OrdersStore(again)) {
      OrdersBench bench = new OrdersBench(again, counting, connections, time, sessions);
      ServerProfile placing = bench.profile("placed", hot, Buying.placing(bench.plan(hot)));
      AtomicBoolean isCongested = new AtomicBoolean();
      Thread watch = Thread.ofPlatform().daemon().start(() -> bench.watch(hot, isCongested));
      ServerProfile paying =
          bench.profile("placed and paid", hot, Buying.paying(bench.plan(hot), isCongested::get));
      watch.interrupt();
      watch.join();
      ServerProfile.write(List.of(placing, paying));
    }
  }

  private ServerProfile profile(String name, List<String> hot, Buying buyers) throws Exception {
    say("profiling for " + PROFILED.toSeconds() + " s: " + name);
    try (Load load = new Load(server.port(), connections, buyers)) {
      load.run(SETTLE, WARM_UP_ORDERS / 4);
      ServerProfile profile = ServerProfile.begin(server, name);
      store.forgetStatements();
      long paidBefore = store.paid(hot);
      Load.Result answers = load.run(PROFILED, 0);
      long paid = store.paid(hot) - paidBefore;
      return profile.end(paid > 0 ? paid : answers.accepted(Buying.PLACE),
          store.dearest(ServerProfile.STATEMENTS_SHOWN));
    }
  }

  /** Processor time from here on. */
  private final class Meter {
    private final Duration serverBefore = server.cpu();
    private final Duration databaseBefore = server.databaseCpu();
    private final Duration askingBefore = ownCpu();
    private final Map<String, Duration> threadsBefore = server.cpuOfThreads();

    Meter() throws IOException {}

    Costs costs(long orders) throws IOException {
      Map<String, Double> threads = new TreeMap<>();
      server.cpuOfThreads().forEach((name, now) -> threads.put(
          name, each(now.minus(threadsBefore.getOrDefault(name, Duration.ZERO)), orders)));
      return new Costs(each(server.cpu().minus(serverBefore), orders),
          each(server.databaseCpu().minus(databaseBefore), orders),
          each(ownCpu().minus(askingBefore), orders), threads);
    }

    private static double each(Duration cpu, long orders) {
      return cpu.toNanos() / 1_000.0 / Math.max(1, orders);
    }

    private static Duration ownCpu() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
