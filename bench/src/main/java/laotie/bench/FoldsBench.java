package laotie.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Fold;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.BasketFold;
import laotie.growth.ChannelFold;
import laotie.growth.CounterFold;
import laotie.growth.CrossingFold;
import laotie.growth.DomainFold;
import laotie.growth.Finality;
import laotie.growth.FirstViewFold;
import laotie.growth.LadderFold;
import laotie.growth.LoyaltyFold;
import laotie.growth.MilestoneFold;
import laotie.growth.Minute;
import laotie.growth.MinuteFold;
import laotie.growth.MinuteKey;
import laotie.growth.MinuteParts;
import laotie.growth.PersonFold;
import laotie.growth.QualityFold;
import laotie.growth.ReceiptFold;
import laotie.growth.RepeatFold;
import laotie.growth.SaleFold;
import laotie.growth.ShelfFold;
import laotie.growth.ShelfMinuteFold;
import laotie.growth.Tier;
import laotie.growth.TimeCell;
import laotie.growth.TimeFold;
import laotie.growth.TimeKey;
import laotie.growth.TrafficFold;
import laotie.growth.VerdictFold;
import laotie.growth.ViewFold;
import laotie.growth.WishFold;

/**
 * How many decoded facts one core folds in a second with all folds of growth on, what their cells take, and
 * the same from rows to rows through the packaged server and in SQL: {@code ./laotie bench folds [facts
 * [rows]]}, ten million and one million unless told otherwise; 0 rows leave the database out.
 */
public final class FoldsBench {

  private static final Path RESULTS = Path.of("bench", "results");
  private static final int FACTS = 10_000_000;
  private static final int ROWS = 1_000_000;
  /** Facts that are told before they are folded, so that only folding is timed. */
  private static final int CHUNK = 20_000;
  /** Smallest minutes are put together into all others every so many facts: some three minutes of them. */
  private static final int MERGED_EVERY = 100_000;
  private static final long SEED = 2_026;
  private static final long GOAL_PER_SECOND = 1_000_000;
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private FoldsBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
    int facts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FACTS;
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROWS;
    List<Kept<?, ?>> all = folds();
    Map<String, Long> shares = new TreeMap<>();
    FoldStream stream = new FoldStream(SEED);
    Times times = new Times();
    Clock cold = fold(stream, facts / 2, all, times, shares);
    Clock warm = fold(stream, facts - (int) cold.facts, all, times, shares);
    long heap = heapMegabytes();
    List<Kept<?, ?>> kept = new ArrayList<>(all);
    kept.add(times.minutes);
    kept.add(times.cells);
    String page = page(cold, warm, heap) + cells(kept) + shares(shares);
    kept.forEach(one -> one.cells.clear());
    page += rows == 0 ? "" : fromDatabase(rows);
    System.out.println(page);
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("folds.md"), page);
  }

  /** The same stream, shorter, through the packaged server, and in SQL on the same rows. */
  private static String fromDatabase(int facts) throws IOException, InterruptedException, SQLException {
    try (ServerChild server = ServerChild.start(); Connection connection = server.database()) {
      FoldsStore store = new FoldsStore(connection);
      Duration cpuBefore = server.cpu();
      Duration databaseBefore = server.databaseCpu();
      FoldsStore.Folded folded = store.fold(new FoldStream(SEED), facts);
      double seconds = folded.seconds();
      double cpu = server.cpu().minus(cpuBefore).toMillis() / 1e3;
      double databaseCpu = server.databaseCpu().minus(databaseBefore).toMillis() / 1e3;
      long megabytes = server.residentMegabytes();
      Map<String, Double> statements = store.statements();
      double inSql = statements.values().stream().mapToDouble(Double::doubleValue).sum();
      StringBuilder page = new StringBuilder(String.format(Locale.ROOT, """

          ## From PostgreSQL to PostgreSQL

          %,d of these facts as rows of log and flood, from their commit until the server's consumers of
          growth had folded %,d of them into rows of cells, 5,000 a transaction, others beside them:
          %.1f s, **%,.0f facts a second**; processor %.1f s in the server, %.1f s in PostgreSQL with the
          writing of the facts. The server held %d MB then. SQL told %d persons of shows otherwise than the
          folds.

          The same job beside it as SQL, once over all rows, into unlogged tables: %.1f s, %,.0f facts a
          second. It reads all rows again for the next answer; the folds have theirs after each batch.

          | statement | seconds |
          |---|---|
          """,
          facts, folded.facts(), seconds, folded.facts() / seconds, cpu, databaseCpu, megabytes,
          store.differing(), inSql, facts / inSql));
      statements.forEach((name, took) ->
          page.append(String.format(Locale.ROOT, "| %s | %.1f |%n", name, took)));
      return page.toString();
    }
  }

  private static Clock fold(
      FoldStream stream, int facts, List<Kept<?, ?>> all, Times times, Map<String, Long> shares) {
    List<Recorded> chunk = new ArrayList<>();
    Clock clock = new Clock(0, 0, 0);
    while (clock.facts < facts) {
      chunk.clear();
      stream.tell(CHUNK, chunk::add);
      chunk.forEach(one -> shares.merge(one.fact().getClass().getSimpleName(), 1L, Long::sum));
      long cpuBefore = MACHINE.getProcessCpuTime();
      long before = System.nanoTime();
      for (Recorded recorded : chunk) {
        for (Kept<?, ?> fold : all) {
          fold.add(recorded);
        }
        times.add(recorded);
      }
      if (clock.facts + chunk.size() >= facts) {
        times.merge();
      }
      long wall = System.nanoTime() - before;
      clock = clock.plus(new Clock(chunk.size(), wall, MACHINE.getProcessCpuTime() - cpuBefore));
    }
    return clock;
  }

  /** Facts folded, nanoseconds by the clock, and of all threads, collector and compiler included. */
  private record Clock(long facts, long wallNanos, long cpuNanos) {
    Clock plus(Clock other) {
      return new Clock(facts + other.facts, wallNanos + other.wallNanos, cpuNanos + other.cpuNanos);
    }

    double perCoreSecond() {
      return facts * 1e9 / cpuNanos;
    }
  }

  private static List<Kept<?, ?>> folds() {
    BusinessDays days = BusinessDays.SHANGHAI;
    return List.of(
        new Kept<>(new PersonFold(days, Money.CNY), "show, host and day x person"),
        new Kept<>(new LoyaltyFold(), "host x buyer"),
        new Kept<>(new LadderFold(days), "host x person"),
        new Kept<>(new DomainFold(days, Money.CNY), "host x day x pool x relation"),
        new Kept<>(new CrossingFold(days), "host x person"),
        new Kept<>(new BasketFold(Money.CNY), "order"),
        new Kept<>(new WishFold(), "person x category or product x day"),
        new Kept<>(new ShelfFold(), "product"),
        new Kept<>(new ShelfMinuteFold(Money.CNY), "show x product x minute"),
        new Kept<>(new ViewFold(), "view"),
        new Kept<>(new ReceiptFold(Money.CNY), "order"),
        new Kept<>(new CounterFold(), "show or clip"),
        new Kept<>(new MilestoneFold(), "host"),
        new Kept<>(new RepeatFold(), "host x buyer"),
        new Kept<>(new ChannelFold(), "channel x buyer"),
        new Kept<>(new SaleFold(Money.CNY), "order"),
        new Kept<>(new TrafficFold(days, Money.CNY), "host x day"),
        new Kept<>(new FirstViewFold(), "person"),
        new Kept<>(new VerdictFold(), "account"),
        new Kept<>(new QualityFold(new Finality(days, Instant.EPOCH)), "day"));
  }

  /** Cells of time as the server keeps them: the smallest minutes of a batch, merged into all others. */
  private static final class Times {
    private final TimeFold fold =
        new TimeFold(BusinessDays.SHANGHAI, new MinuteFold(Money.CNY, account -> Tier.VALID));
    private final Kept<TimeKey, Minute> minutes =
        new Kept<>(new Rows<>(fold.minutes()), "tier x show, host or platform x minute");
    private final Kept<TimeKey, TimeCell> cells =
        new Kept<>(fold, "tier x show, host or platform x hour or day");

    private final MinuteParts parts = new MinuteParts(fold.minutes());
    private int waiting;

    void add(Recorded recorded) {
      parts.add(recorded);
      if (++waiting == MERGED_EVERY) {
        merge();
      }
    }

    void merge() {
      waiting = 0;
      for (Map<MinuteKey, Minute> part : parts.drain()) {
        fold.minutesOf(part).forEach((key, minute) -> minutes.cells.merge(key, minute, Minute::merge));
        fold.cellsOf(part).forEach((key, cell) -> cells.cells.merge(key, cell, TimeCell::merge));
      }
    }
  }

  /** Minutes under the keys of rows; only merged and encoded here. */
  private record Rows<S>(Fold<?, S> states) implements Fold<TimeKey, S> {
    @Override
    public List<TimeKey> keys(Recorded recorded) {
      return List.of();
    }

    @Override
    public S zero() {
      return states.zero();
    }

    @Override
    public S add(S state, TimeKey key, Recorded recorded) {
      return state;
    }

    @Override
    public S merge(S left, S right) {
      return states.merge(left, right);
    }

    @Override
    public byte[] encode(S state) {
      return states.encode(state);
    }

    @Override
    public S decode(byte[] bytes) {
      return states.decode(bytes);
    }
  }

  /** One fold with its cells in memory. */
  private record Kept<K, S>(Fold<K, S> fold, String dimensions, Map<K, S> cells) {

    Kept(Fold<K, S> fold, String dimensions) {
      this(fold, dimensions, new HashMap<>());
    }

    void add(Recorded recorded) {
      Collection<K> keys = fold.keys(recorded);
      if (keys.isEmpty()) {
        return;
      }
      for (K key : keys) {
        cells.compute(key, (same, old) -> fold.add(old == null ? fold.zero() : old, same, recorded));
      }
    }

    long encodedBytes() {
      long bytes = 0;
      for (S state : cells.values()) {
        bytes += fold.encode(state).length;
      }
      return bytes;
    }
  }

  private static long heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static String page(Clock cold, Clock warm, long megabytes) {
    Clock whole = cold.plus(warm);
    return String.format(Locale.ROOT, """
        # Folds of growth

        `./laotie bench folds`: %,d decoded facts of a seeded square, each through all folds of growth, one
        thread. A second of a core is one of processor time of the whole process, its collector of garbage and
        its compiler included, since other work on the machine lengthens the clock's. Minutes, hours and days
        are merged out of the smallest minutes every %,d facts.

        | | facts | seconds | of processor | facts a second and core |
        |---|---|---|---|---|
        | first half, cold | %,d | %.1f | %.1f | %,.0f |
        | second half, warm | %,d | %.1f | %.1f | **%,.0f** |
        | all | %,d | %.1f | %.1f | %,.0f |

        Goal %,d. %,d MB of heap hold all cells at the end. The machine had a load of %.1f.

        """,
        whole.facts, MERGED_EVERY,
        cold.facts, cold.wallNanos / 1e9, cold.cpuNanos / 1e9, cold.perCoreSecond(),
        warm.facts, warm.wallNanos / 1e9, warm.cpuNanos / 1e9, warm.perCoreSecond(),
        whole.facts, whole.wallNanos / 1e9, whole.cpuNanos / 1e9, whole.perCoreSecond(),
        GOAL_PER_SECOND, megabytes, MACHINE.getSystemLoadAverage());
  }

  private static String cells(List<Kept<?, ?>> all) {
    StringBuilder table = new StringBuilder("| fold | dimensions of a cell | cells | encoded MB |\n");
    table.append("|---|---|---|---|\n");
    for (Kept<?, ?> kept : all) {
      table.append(String.format(Locale.ROOT, "| %s | %s | %,d | %.1f |%n",
          kept.fold instanceof Rows<?> ? "MinuteFold" : kept.fold.getClass().getSimpleName(),
          kept.dimensions, kept.cells.size(),
          kept.encodedBytes() / 1e6));
    }
    return table.append('\n').toString();
  }

  private static String shares(Map<String, Long> shares) {
    long all = shares.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder table = new StringBuilder("| fact | share |\n|---|---|\n");
    shares.forEach((name, count) -> table.append(
        String.format(Locale.ROOT, "| %s | %.3f %% |%n", name, 100.0 * count / all)));
    return table.toString();
  }
}
