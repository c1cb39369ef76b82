package laotie.server.growth;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.GrowthFact.HistoryImported;
import laotie.fact.GrowthFact.HistoryTakenBack;
import laotie.growth.history.Retold;
import laotie.growth.history.Retold.Outcome;
import laotie.growth.history.Retold.Place;
import laotie.growth.history.Retold.Told;
import laotie.server.growth.HistoryStore.Row;
import laotie.server.growth.HistoryStore.Status;
import laotie.server.growth.ToldStore.Known;
import laotie.server.growth.ToldStore.Line;
import laotie.server.http.Ids;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import laotie.server.log.Turns;
import org.jboss.logging.Logger;

/**
 * Reads histories, tells their orders and takes them back, one step at a time, the import that waits longest
 * first. The rows are the queue: a step commits facts and how far it came together, so that a kill repeats
 * and loses nothing, and several processes share the work.
 */
@Singleton
final class HistoryJob {

  /** Orders of one transaction; one whose buyer changed states two facts, any other one at most. */
  static final int STEP_ORDERS_MAX = 5_000;

  /** Facts of one transaction. */
  static final int STEP_FACTS_MAX = 5_000;

  /** Rows erased in one transaction. */
  static final int SWEEP_ROWS_MAX = 5_000;

  /** Imports of a host of which nothing stands that are kept with their results. */
  static final int ENDED_KEPT_MAX = 10;

  private static final Duration PREVIEW_KEPT = Duration.ofDays(1);
  private static final Duration RESULT_KEPT = Duration.ofDays(30);
  private static final Duration EMPTY_KEPT = Duration.ofHours(1);
  private static final Logger LOGGER = Logger.getLogger(HistoryJob.class);

  private final Database database;
  private final Log log;
  private final Means means;
  private final InstantSource clock;
  private final Turns turns = new Turns("imports of histories", () -> readNext() || stepNext());

  /** What it works with. */
  @Singleton
  record Means(HistoryStaging staging, HistoryJson json, MeterRegistry meters) {}

  HistoryJob(Database database, Log log, Means means, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.means = means;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    turns.start(1);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.stop();
  }

  /** Tells the worker that there is something to do. */
  void wake() {
    turns.wake();
  }

  /** Reads the next upload; false when none waits. */
  private boolean readNext() {
    Instant now = now();
    Optional<Row> turn = database.write(connection ->
        HistoryStore.takeTurn(connection, Ids.next("trn"), now.plus(HistoryStaging.LEASE), now));
    turn.ifPresent(this::read);
    return turn.isPresent();
  }

  private void read(Row turn) {
    try {
      means.staging().read(turn);
      means.meters().counter("laotie.histories.read").increment();
    } catch (DatabaseFault fault) {
      if (fault.isPassing()) {
        throw fault;
      }
      giveUp(turn, fault);
    } catch (RuntimeException bug) {
      giveUp(turn, bug);
    }
  }

  private void giveUp(Row turn, RuntimeException fault) {
    if (!turns.isStopping()) {
      LOGGER.errorf(fault, "history %s cannot be read", turn.importId());
      means.staging().giveUp(turn);
    }
  }

  /** Tells or takes back the next orders; false when none waits. */
  private boolean stepNext() {
    int orders;
    try {
      orders = database.write(this::step);
    } catch (RuntimeException failure) {
      if (!(failure instanceof DatabaseFault fault && fault.isPassing())) {
        // It is tried again, behind the imports of others.
        database.write(connection -> {
          HistoryStore.putOff(connection, now());
          return "";
        });
      }
      throw failure;
    }
    if (orders > 0) {
      means.meters().counter("laotie.histories.orders").increment(orders);
    }
    return orders >= 0;
  }

  /** How many orders the step was about; below zero when there was none. */
  private int step(Connection connection) throws SQLException {
    Optional<Row> next = HistoryStore.next(connection);
    if (next.isEmpty()) {
      return -1;
    }
    return next.get().status() == Status.APPLYING
        ? apply(connection, next.get()) : takeBack(connection, next.get());
  }

  private int apply(Connection connection, Row row) throws SQLException {
    List<Line> lines = ToldStore.toApply(connection, row, STEP_ORDERS_MAX);
    Instant now = now();
    if (lines.isEmpty()) {
      Map<String, Long> outcomes = means.json().counts(row.counts().outcomes());
      log.append(connection, now, List.of(new HistoryImported(row.importId(), row.channelId(), row.hostId(),
          outcomes.getOrDefault(Outcome.NEW.name(), 0L), outcomes.getOrDefault(Outcome.CHANGED.name(), 0L),
          outcomes.getOrDefault(Outcome.GONE.name(), 0L))));
      HistoryStore.applied(connection, row.importId(), row.counts().staged(), now);
      HistoryStore.end(connection, row.importId(), Status.DONE, now);
      LOGGER.infof("history %s is told", row.importId());
      return 0;
    }
    Map<String, Known> known = known(connection, row, lines);
    Currency currency = currency(row);
    List<Happened> facts = new ArrayList<>();
    int done = 0;
    while (done < lines.size() && facts.size() < STEP_FACTS_MAX - 1) {
      Line line = lines.get(done++);
      Told was = known.containsKey(line.orderId()) ? known.get(line.orderId()).told() : Told.NOTHING;
      state(facts, Retold.facts(place(row, line, currency), was, line.told()));
    }
    log.appendAll(connection, Source.LOG, facts);
    HistoryStore.applied(connection, row.importId(), lines.get(done - 1).number(), now);
    return done;
  }

  /** What a later table told stands; else what an earlier one told stands again. */
  private int takeBack(Connection connection, Row row) throws SQLException {
    List<Line> lines = ToldStore.toTakeBack(connection, row, STEP_ORDERS_MAX);
    Instant now = now();
    if (lines.isEmpty()) {
      log.append(connection, now,
          List.of(new HistoryTakenBack(row.importId(), row.channelId(), row.hostId())));
      HistoryStore.end(connection, row.importId(), Status.TAKEN_BACK, now);
      LOGGER.infof("history %s is taken back", row.importId());
      return 0;
    }
    Map<String, Known> known = known(connection, row, lines);
    Currency currency = currency(row);
    List<Happened> facts = new ArrayList<>();
    int done = 0;
    while (done < lines.size() && facts.size() < STEP_FACTS_MAX - 1) {
      Line line = lines.get(done++);
      Known left = known.getOrDefault(line.orderId(), new Known(0, Told.NOTHING));
      if (left.number() < row.number()) {
        state(facts, Retold.facts(place(row, line, currency), line.told(), left.told()));
      }
    }
    log.appendAll(connection, Source.LOG, facts);
    HistoryStore.taken(connection, row.importId(), lines.get(done - 1).number(), now);
    return done;
  }

  private static Map<String, Known> known(Connection connection, Row row, List<Line> lines)
      throws SQLException {
    return ToldStore.known(
        connection, row.channelId(), lines.stream().map(Line::orderId).toList());
  }

  private Currency currency(Row row) {
    return Currency.getInstance(means.json().settings(row.settings()).currency());
  }

  private static Place place(Row row, Line line, Currency currency) {
    return new Place(
        row.hostId(), row.channelId(), line.orderId(), currency, row.steps().revision());
  }

  private static void state(List<Happened> facts, List<Retold.Stated> stated) {
    stated.forEach(each -> facts.add(new Happened(each.at(), each.fact())));
  }

  /** Ends forgotten previews, and erases what nobody needs any more. */
  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      Instant now = now();
      database.write(connection -> {
        HistoryStore.endForgotten(connection, now.minus(PREVIEW_KEPT), now);
        return "";
      });
      database.read(HistoryStore::unswept).forEach(this::sweep);
      database.write(connection -> {
        HistoryStore.eraseOld(connection, now.minus(RESULT_KEPT), ENDED_KEPT_MAX);
        HistoryStore.eraseOldIssues(connection, now.minus(RESULT_KEPT), SWEEP_ROWS_MAX);
        return "";
      });
      database.read(connection -> ChannelStore.empty(connection, now.minus(EMPTY_KEPT))).forEach(empty ->
          untilDone(connection -> ChannelStore.erase(connection, empty, SWEEP_ROWS_MAX)));
    } catch (DatabaseFault away) {
      LOGGER.warnf("sweeping of histories waits for the database: %s", away.getMessage());
    }
  }

  private void sweep(HistoryStore.Ended ended) {
    if (ended.isGone()) {
      untilDone(connection -> ToldStore.erase(connection, ended.importId(), SWEEP_ROWS_MAX));
    }
    database.write(connection -> {
      HistoryStore.swept(connection, ended);
      return "";
    });
  }

  private void untilDone(Database.Work<Boolean> step) {
    while (!database.write(step)) {
      Thread.onSpinWait();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
