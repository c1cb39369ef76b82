package laotie.server.goods;

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
import java.util.List;
import java.util.Optional;
import laotie.goods.SheetField;
import laotie.goods.SheetIssue;
import laotie.goods.SheetIssue.Kind;
import laotie.server.goods.ImportStore.Row;
import laotie.server.goods.ImportStore.Status;
import laotie.server.goods.StagedStore.Issue;
import laotie.server.goods.StagedStore.Outcome;
import laotie.server.goods.StagedStore.StagedProduct;
import laotie.server.http.Ids;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Turns;
import org.jboss.logging.Logger;

/**
 * Reads imports and takes their products over, one step at a time, the import that waits longest first. The
 * rows are the queue: a step commits products and how far it came together, so that a kill loses and repeats
 * nothing, and several processes share the work.
 */
@Singleton
final class ImportJob {

  /** Products of one transaction. */
  static final int STEP_PRODUCTS_MAX = 25;

  /** Staged rows erased in one transaction. */
  static final int SWEEP_ROWS_MAX = 5_000;

  private static final Duration PREVIEW_KEPT = Duration.ofDays(1);
  private static final Duration RESULT_KEPT = Duration.ofDays(30);
  private static final Logger LOGGER = Logger.getLogger(ImportJob.class);

  private final Database database;
  private final Means means;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Turns turns = new Turns("imports of goods", () -> readNext() || applyNext());

  /** What it works with. */
  @Singleton
  static final class Means {
    private final Staging staging;
    private final Takeovers takeovers;
    private final Goods goods;
    private final SheetJson json;

    Means(Staging staging, Takeovers takeovers, Goods goods, SheetJson json) {
      this.staging = staging;
      this.takeovers = takeovers;
      this.goods = goods;
      this.json = json;
    }
  }

  ImportJob(Database database, Means means, MeterRegistry meters, InstantSource clock) {
    this.database = database;
    this.means = means;
    this.meters = meters;
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
        ImportStore.takeTurn(connection, Ids.next("trn"), now.plus(Staging.LEASE), now));
    turn.ifPresent(this::read);
    return turn.isPresent();
  }

  private void read(Row turn) {
    try {
      means.staging.read(turn);
      meters.counter("laotie.imports.read").increment();
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
      LOGGER.errorf(fault, "import %s cannot be read", turn.importId());
      means.staging.giveUp(turn);
    }
  }

  /** Takes the next products over; false when none waits. */
  private boolean applyNext() {
    Optional<Step> step;
    try {
      step = database.write(connection -> step(connection, STEP_PRODUCTS_MAX));
    } catch (DatabaseFault fault) {
      if (fault.isPassing()) {
        throw fault;
      }
      step = alone(fault);
    } catch (RuntimeException bug) {
      step = alone(bug);
    }
    step.ifPresent(done -> {
      means.goods.forget(done.result().skuIds());
      done.result().products().forEach(product ->
          meters.counter("laotie.imports.products", "outcome", product.outcome().name()).increment());
    });
    return step.isPresent();
  }

  /** A step failed: its first product is tried alone, and refused when it is to blame. */
  private Optional<Step> alone(RuntimeException fault) {
    try {
      return database.write(connection -> step(connection, 1));
    } catch (DatabaseFault again) {
      if (again.isPassing()) {
        throw again;
      }
      LOGGER.error("a product of an import is refused", fault);
    } catch (RuntimeException again) {
      LOGGER.error("a product of an import is refused", fault);
    }
    return database.write(this::refuseNext);
  }

  private record Step(Row row, Takeovers.Result result) {}

  private Optional<Step> step(Connection connection, int productsMax) throws SQLException {
    Optional<Row> next = ImportStore.nextToApply(connection);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Row row = next.get();
    Instant now = now();
    List<StagedProduct> products = StagedStore.productsToApply(
        connection, row.importId(), row.appliedTo(), productsMax);
    if (products.isEmpty()) {
      ImportStore.end(connection, row.importId(), Status.DONE, now);
      LOGGER.infof("import %s is done", row.importId());
      return Optional.of(new Step(row, new Takeovers.Result(List.of(), List.of(), 0, List.of())));
    }
    Takeovers.Result result = means.takeovers.apply(connection, asked(row, products), now);
    settle(connection, row, result, now);
    return Optional.of(new Step(row, result));
  }

  private Optional<Step> refuseNext(Connection connection) throws SQLException {
    Optional<Row> next = ImportStore.nextToApply(connection);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Row row = next.get();
    List<StagedProduct> products =
        StagedStore.productsToApply(connection, row.importId(), row.appliedTo(), 1);
    List<Issue> issues = products.stream().map(product -> means.takeovers.issue(asked(row, products),
        product.handle(), SheetIssue.of(product.number(), SheetField.TITLE, Kind.FAULT))).toList();
    List<StagedProduct> refused = products.stream().map(product -> new StagedProduct(product.number(),
        product.handle(), product.title(), Outcome.REFUSED, product.productId())).toList();
    Takeovers.Result result = new Takeovers.Result(refused, issues, 0, List.of());
    if (!refused.isEmpty()) {
      settle(connection, row, result, now());
    }
    return Optional.of(new Step(row, result));
  }

  private void settle(Connection connection, Row row, Takeovers.Result result, Instant now)
      throws SQLException {
    StagedStore.settle(connection, row.importId(), result.products());
    StagedStore.addIssues(connection, row.importId(), result.issues());
    ImportStore.applied(connection, row.importId(), result.products().getLast().number(),
        result.issues().size(), now);
  }

  private Takeovers.Asked asked(Row row, List<StagedProduct> products) {
    return new Takeovers.Asked(row.importId(), row.hostId(), means.json.settings(row.settings()),
        means.json.texts(row.columns()), products);
  }

  /** Ends forgotten previews, and erases what nobody needs any more. */
  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      Instant now = now();
      database.write(connection -> {
        ImportStore.endForgotten(connection, now.minus(PREVIEW_KEPT), now);
        return "";
      });
      for (String importId : database.read(ImportStore::unswept)) {
        while (!database.write(
            connection -> ImportStore.sweep(connection, importId, SWEEP_ROWS_MAX))) {
          Thread.onSpinWait();
        }
      }
      for (String importId : database.read(
          connection -> ImportStore.old(connection, now.minus(RESULT_KEPT), Imports.KEPT_MAX))) {
        database.write(connection -> {
          ImportStore.erase(connection, importId);
          return "";
        });
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("sweeping of imports waits for the database: %s", away.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
