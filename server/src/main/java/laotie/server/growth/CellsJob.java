package laotie.server.growth;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Money;
import laotie.growth.CellsReason;
import laotie.growth.Finality;
import laotie.growth.TimeKey;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Database;
import laotie.server.log.Replay;
import laotie.server.log.Source;
import org.jboss.logging.Logger;

/**
 * What is done to cells of time beside folding: a verdict's hosts and days are made anew, an explicit
 * recompute builds a further version and takes over when it has caught up, and what was replaced is erased.
 */
@Singleton
final class CellsJob {

  /** Accounts looked for in one round. */
  private static final int ACCOUNTS_MAX = 500;

  /** Batches of a recompute in one round, so that verdicts have their turn. */
  private static final int STEPS_MAX = 40;

  /** Rows erased by one statement. */
  private static final int ERASED_ROWS_MAX = 5_000;

  /** Statements of erasing in one round. */
  private static final int ERASED_STEPS_MAX = 20;

  /** A business day that ended so long ago is final; a day more for its length. */
  private static final int OPEN_DAYS = 3;

  /** Younger than that no beat has been dropped: floods are kept thirty days. */
  private static final Duration FLOOD_KEPT = Duration.ofDays(29);

  private static final Set<Source> SOURCES = Set.of(Source.LOG, Source.FLOOD);
  private static final Logger LOGGER = Logger.getLogger(CellsJob.class);

  private final Database database;
  private final Replay replay;
  private final BusinessDays days;
  private final InstantSource clock;
  private final TimeCells cells;

  /** Of which no row is left, so that nobody looks for one every second. */
  private final Set<VersionStore.Version> erased = new HashSet<>();

  @Inject
  CellsJob(Database database, Replay replay, Settings settings, InstantSource clock) {
    this(database, replay, clock,
        new TimeCells(new BusinessDays(settings.shop().zone()), Money.CNY, TimeCells.MINUTES_WITHIN));
  }

  CellsJob(Database database, Replay replay, InstantSource clock, TimeCells cells) {
    this.database = database;
    this.replay = replay;
    this.days = cells.days();
    this.clock = clock;
    this.cells = cells;
  }

  @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    mark();
    restate();
    recompute();
    erase();
  }

  Instant now() {
    return clock.instant();
  }

  /** How far each consumer is behind. */
  List<Replay.Lag> lags() {
    return replay.lags();
  }

  /**
   * Begins a recompute from the facts that are kept. Beats are kept for thirty days, so days before the first
   * whole one stay as they are; a shop that is younger is made anew from its beginning.
   */
  VersionStore.Version ask(String operatorId) {
    Instant now = clock.instant();
    return database.write(connection -> {
      boolean isNew = VersionStore.build(connection, firstWholeDay(connection, now), operatorId, now);
      VersionStore.Version building = VersionStore.all(connection).getFirst();
      if (!isNew) {
        throw Problem.of(CellsReason.RECOMPUTE_UNDER_WAY, "version " + building.version()
            + " is being built since " + building.askedAt(), Map.of("version", building.version()));
      }
      return building;
    });
  }

  private int firstWholeDay(Connection connection, Instant now) throws SQLException {
    Optional<Instant> opened = VersionStore.openedAt(connection);
    Optional<Instant> flood = VersionStore.firstFlood(connection);
    if (opened.isEmpty() || flood.isEmpty() || opened.get().isAfter(now.minus(FLOOD_KEPT))) {
      return VersionStore.FIRST_DAY;
    }
    return Math.toIntExact(days.dayOf(flood.get()).toEpochDay() + 1);
  }

  /**
   * Finds the hosts and days in which accounts with a new verdict did something. The consumer waits for none
   * of the reading: its cursor is held for a moment before and after.
   */
  void mark() {
    List<VerdictStore.Pending> waiting =
        database.read(connection -> VerdictStore.pending(connection, ACCOUNTS_MAX));
    if (waiting.isEmpty()) {
      return;
    }
    OptionalInt version = fence();
    if (version.isPresent()) {
      settle(waiting, version.getAsInt(), touched(waiting, version.getAsInt()));
    }
  }

  /** Batches before this lock are in the rows of the version, batches after it see the verdicts. */
  private OptionalInt fence() {
    return database.write(connection -> Replay.lock(connection, TimeCells.CONSUMER).size() < SOURCES.size()
        ? OptionalInt.empty()
        : OptionalInt.of(VersionStore.live(connection).version()));
  }

  /** Asks for what was found, unless another version took over; a verdict changed since stays pending. */
  void settle(List<VerdictStore.Pending> waiting, int version, List<VerdictStore.Task> tasks) {
    database.write(connection -> {
      if (Replay.lock(connection, TimeCells.CONSUMER).size() < SOURCES.size()
          || VersionStore.live(connection).version() != version) {
        return false;
      }
      VerdictStore.ask(connection, tasks);
      VerdictStore.settle(connection, waiting);
      return true;
    });
  }

  private List<VerdictStore.Task> touched(List<VerdictStore.Pending> waiting, int version) {
    List<String> accounts = waiting.stream().map(VerdictStore.Pending::accountId).toList();
    Instant now = clock.instant();
    Finality finality = new Finality(days, Instant.EPOCH);
    long from = days.dayOf(now).toEpochDay() - OPEN_DAYS;
    List<VerdictStore.Task> tasks = new ArrayList<>();
    Optional<TimeKey> after = Optional.empty();
    List<TimeStore.Kept> page;
    do {
      Optional<TimeKey> last = after;
      page = database.read(connection -> TimeStore.ofHosts(connection, version, from, last));
      for (TimeStore.Kept kept : page) {
        after = Optional.of(kept.key());
        boolean isOpen = finality.statusAt(kept.key().day(), now) != Finality.Status.FINAL;
        if (isOpen && cells.mayHold(kept.state(), accounts)) {
          tasks.add(new VerdictStore.Task(kept.key().hostId(), kept.key().day(), 0));
        }
      }
    } while (page.size() == TimeStore.PAGE_MAX);
    return tasks;
  }

  /** Makes marked hosts and days anew; answers whether there was something to do. */
  boolean restate() {
    Optional<Restating> next =
        database.read(connection -> Restating.next(connection, days, cells, replay));
    if (next.isEmpty()) {
      return false;
    }
    Restating restating = next.get();
    int pages;
    do {
      // As long as the first reading takes, the consumer goes on: then once more from there.
      Map<Source, Cursor> until = replay.standing(TimeCells.CONSUMER);
      if (until.size() < SOURCES.size()) {
        return false;
      }
      pages = read(restating, until);
    } while (pages > Restating.LAST_PAGES_MAX);
    return inOneTransaction(restating::replace);
  }

  /** Reads on to where the consumer stood; answers in how many pages. */
  private int read(Restating restating, Map<Source, Cursor> until) {
    int pages = 0;
    boolean isEnd = false;
    while (!isEnd) {
      isEnd = database.read(connection -> restating.read(connection, until));
      pages++;
    }
    return pages;
  }

  /** One batch after the other of the recompute under way, if any; it takes over when it has caught up. */
  void recompute() {
    Optional<VersionStore.Version> building = database.read(connection ->
        VersionStore.all(connection).stream()
            .filter(version -> version.state() == VersionStore.State.BUILDING).findFirst());
    if (building.isEmpty()) {
      return;
    }
    VersionStore.Version version = building.get();
    ConsumerJob job = replay.job(consumer(version));
    int steps = 0;
    do {
      job.step();
    } while (job.hasMore() && ++steps < STEPS_MAX);
    if (!job.hasMore() && inOneTransaction(connection -> takeOver(connection, version))) {
      LOGGER.infof("cells of time are read from version %d now", version.version());
    }
  }

  /** The consumer of a version under way. */
  Consumer consumer(VersionStore.Version version) {
    return new Consumer(nameOf(version), SOURCES, (connection, batch) -> {
      if (VersionStore.count(connection, version.version(), batch.size())) {
        cells.add(connection, version, batch);
      }
    });
  }

  static String nameOf(VersionStore.Version version) {
    return TimeCells.CONSUMER + "-" + version.version();
  }

  /** From here on the live consumer goes on where the recompute stands, into the new version. */
  private boolean takeOver(Connection connection, VersionStore.Version version) throws SQLException {
    if (Replay.lock(connection, TimeCells.CONSUMER).size() < SOURCES.size()
        || Replay.lock(connection, nameOf(version)).size() < SOURCES.size()) {
      return false;
    }
    Replay.takeOver(connection, nameOf(version), TimeCells.CONSUMER, SOURCES);
    VersionStore.activate(connection, version, clock.instant());
    VerdictStore.doubtSince(connection, version.askedAt());
    return true;
  }

  /** Rows of versions nobody reads any more. */
  void erase() {
    List<VersionStore.Version> all = database.read(VersionStore::all);
    erased.removeIf(gone -> all.stream().noneMatch(version -> version.version() == gone.version()));
    int steps = 0;
    for (VersionStore.Version version : all) {
      boolean isRetired = version.state() == VersionStore.State.RETIRED;
      if (version.state() == VersionStore.State.BUILDING || version.untilDay() == VersionStore.LAST_DAY) {
        continue;
      }
      VersionStore.Version gone = isRetired ? version.of(VersionStore.FIRST_DAY, VersionStore.LAST_DAY)
          : version.of(version.untilDay(), VersionStore.LAST_DAY);
      int rows = erased.contains(gone) ? 0 : ERASED_ROWS_MAX;
      while (rows == ERASED_ROWS_MAX && steps++ < ERASED_STEPS_MAX) {
        rows = database.write(connection -> TimeStore.eraseSome(connection, gone, ERASED_ROWS_MAX));
      }
      if (rows < ERASED_ROWS_MAX) {
        erased.add(gone);
      }
    }
  }

  /** Commits when {@code work} answers true and rolls back when it answers false. */
  private boolean inOneTransaction(Database.Work<Boolean> work) {
    try {
      return database.write(connection -> {
        if (!work.run(connection)) {
          throw new Undone();
        }
        return true;
      });
    } catch (Undone undone) {
      return false;
    }
  }

  /** Nothing is to be kept of a transaction; it is tried again in the next round. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undone() {
      super("undone", null, false, false);
    }
  }
}
