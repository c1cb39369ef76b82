package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.Counter;
import laotie.growth.CounterFold;
import laotie.growth.Loyalty;
import laotie.growth.Milestone;
import laotie.growth.MilestoneFold;
import laotie.growth.Receipt;
import laotie.growth.ReceiptFold;
import laotie.growth.View;
import laotie.growth.ViewFold;
import laotie.growth.tree.Frame;
import laotie.growth.tree.Level;
import laotie.growth.tree.Person;
import laotie.growth.tree.Slice;
import laotie.growth.tree.Source;
import laotie.growth.tree.Tree;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/**
 * The trees: their leaves are folded from log and flood by the consumer {@code trees}, and a tree is counted
 * from the leaves of its windows when somebody looks, one part of all persons in memory at a time.
 */
final class TreeNumbers {

  /** How old an answer may be; a show on the air is looked at every few seconds. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(10);
  private static final int KEPT_MAX = 100;

  /** Rows a part should have; each is some 200 bytes in the database and twice that in memory. */
  private static final int PART_ROWS = 40_000;
  private static final int PARTS_MAX = 256;

  /** Counts at the same time. */
  private static final int COUNTS_MAX = 2;
  private static final Duration TURN_WITHIN = Duration.ofSeconds(10);
  private static final int RETRY_AFTER_SECONDS = 10;

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final Cells<String, View> views;
  private final Cells<String, Receipt> receipts;
  private final Cells<String, Counter> counters;
  private final Cells<String, Map<Milestone, Long>> milestones;
  private final LoadingCache<TreeAsk, Seen> kept;
  private final Semaphore turns = new Semaphore(COUNTS_MAX);

  TreeNumbers(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = days;
    this.views = new Cells<>(new ViewFold(), new ViewStore());
    this.receipts = new Cells<>(new ReceiptFold(Money.CNY), new ReceiptStore());
    this.counters = new Cells<>(new CounterFold(), new CounterStore());
    this.milestones = new Cells<>(new MilestoneFold(), new MilestoneStore());
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR).build(this::inTurn);
  }

  void add(Connection connection, List<Recorded> batch) throws SQLException {
    views.add(connection, batch);
    receipts.add(connection, batch);
    counters.add(connection, batch);
    milestones.add(connection, batch);
  }

  LocalDate today() {
    return days.dayOf(clock.instant());
  }

  /** The tree, at most {@link #KEPT_FOR} old. */
  Seen of(TreeAsk ask) {
    return kept.get(ask);
  }

  private Seen inTurn(TreeAsk ask) {
    try {
      if (!turns.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.of(HttpReason.OVERLOADED, COUNTS_MAX + " trees are being counted",
            Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Problem.of(HttpReason.OVERLOADED, "the server stops");
    }
    try {
      return count(ask);
    } finally {
      turns.release();
    }
  }

  private Seen count(TreeAsk ask) {
    Instant asOf = clock.instant();
    List<Side> sides = sides(ask, asOf);
    Slice slice = ask.slice();
    List<String> showIds = isOfOneShow(slice)
        ? sides.stream().map(side -> side.slice.sourceId()).toList() : List.of();
    TreeRows rows = TreeRows.of(slice.hostId(), sides.stream().map(Side::frame).toList(), showIds);
    Set<Level> levels = levels(slice);
    boolean isOfProducts = levels.contains(Level.PRODUCT) || !slice.productId().isEmpty();
    Map<String, Counter> shown = isOfProducts
        ? database.read(connection -> CounterStore.of(connection, rows)) : Map.of();
    List<Tree> trees = sides.stream()
        .map(side -> new Tree(side.slice, side.frame, levels, shown, asOf)).toList();
    long parts = 1 + database.read(connection -> TreeStore.rows(connection, rows)) / PART_ROWS;
    TreeRows dealt = rows.in((int) Math.min(parts, PARTS_MAX));
    for (int part = 0; part < dealt.parts(); part++) {
      persons(dealt, part, ask.isValidOnly()).forEach(person -> trees.forEach(tree -> tree.add(person)));
    }
    boolean isSimulated = database.read(connection -> slice.hostId().isEmpty()
        ? ShowStore.isSquareSimulated(connection) : ShowStore.isHostSimulated(connection, slice.hostId()));
    return new Seen(ask, new Counted(sides.getFirst().frame, trees.getFirst()),
        sides.size() < 2 ? Optional.empty() : Optional.of(new Counted(sides.get(1).frame, trees.get(1))),
        isSimulated);
  }

  private static boolean isOfOneShow(Slice slice) {
    return slice.sources().equals(Set.of(Source.LIVE)) && !slice.sourceId().isEmpty();
  }

  /** What is counted and what it is laid beside: the latter is absent for a host's first show. */
  private List<Side> sides(TreeAsk ask, Instant now) {
    Slice slice = ask.slice();
    if (!isOfOneShow(slice)) {
      return List.of(
          new Side(slice, Frame.ofDays(ask.from(), ask.to(), days)),
          new Side(slice, Frame.ofDays(ask.fromBefore(), ask.toBefore(), days)));
    }
    return database.read(connection -> {
      ShowStore.Show show = ShowStore.show(connection, slice.sourceId())
          .filter(found -> found.hostId().equals(slice.hostId()))
          .orElseThrow(() -> Problem.notFound("show", slice.sourceId()));
      List<Side> sides = new ArrayList<>();
      sides.add(side(slice, show, now));
      ShowStore.showBefore(connection, show.hostId(), show.startedAt().orElse(now))
          .ifPresent(before -> sides.add(side(slice.of(Source.LIVE, before.showId()), before, now)));
      return sides;
    });
  }

  private Side side(Slice slice, ShowStore.Show show, Instant now) {
    Instant from = show.startedAt().orElse(show.endedAt().orElse(now));
    Instant to = show.endedAt().orElse(now);
    return new Side(slice, Frame.ofShow(from, to.isBefore(from) ? from : to, days));
  }

  /** Below the platform are its hosts, below a host what he shows, below that the products. */
  private static Set<Level> levels(Slice slice) {
    Set<Level> levels = EnumSet.of(Level.SOURCE, Level.POOL, Level.CHANNEL, Level.ENTRY);
    if (slice.hostId().isEmpty()) {
      levels.add(Level.HOST);
      return levels;
    }
    if (slice.sourceId().isEmpty()) {
      levels.addAll(Set.of(Level.SHOW, Level.CLIP));
    }
    if (slice.productId().isEmpty()) {
      levels.add(Level.PRODUCT);
    }
    return levels;
  }

  private List<Person> persons(TreeRows rows, int part, boolean isValidOnly) {
    Map<String, Map<String, View>> seen = new HashMap<>();
    Map<String, Map<String, Receipt>> bought = new HashMap<>();
    Map<String, Map<String, Loyalty>> loyal = new HashMap<>();
    database.read(connection -> ViewStore.of(connection, rows, part)).forEach(line ->
        seen.computeIfAbsent(line.view().personId(), id -> new HashMap<>()).put(line.viewId(), line.view()));
    database.read(connection -> ReceiptStore.of(connection, rows, part)).forEach(line ->
        bought.computeIfAbsent(line.receipt().buyerId(), id -> new HashMap<>())
            .put(line.orderId(), line.receipt()));
    database.read(connection -> TreeStore.loyalties(connection, rows, part)).forEach(line ->
        loyal.computeIfAbsent(line.key().buyerId(), id -> new HashMap<>())
            .put(line.key().hostId(), line.loyalty()));
    Set<String> ids = new HashSet<>(seen.keySet());
    ids.addAll(bought.keySet());
    ids.addAll(loyal.keySet());
    if (isValidOnly) {
      ids.removeAll(database.read(connection -> VerdictStore.tiers(connection, List.copyOf(ids))).keySet());
    }
    return ids.stream().map(id -> new Person(seen.getOrDefault(id, Map.of()),
        bought.getOrDefault(id, Map.of()), loyal.getOrDefault(id, Map.of()))).toList();
  }

  /** A slice in its window. */
  private record Side(Slice slice, Frame frame) {}

  /** A tree and its window. */
  record Counted(Frame frame, Tree tree) {}

  /**
   * What a screen of the trees shows.
   *
   * @param before absent for a host's first show
   * @param isSimulated true when simulated people are among the persons counted
   */
  record Seen(TreeAsk ask, Counted now, Optional<Counted> before, boolean isSimulated) {}
}
