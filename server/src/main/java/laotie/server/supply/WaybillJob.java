package laotie.server.supply;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Turns;
import laotie.server.supply.WaybillStore.Import;
import laotie.server.supply.WaybillStore.Row;
import laotie.server.supply.WaybillStore.Status;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Dispatched;
import laotie.server.trade.Trade.Hands;
import laotie.server.trade.Trade.Parcel;
import laotie.server.trade.Trade.Sending;
import laotie.supply.Waybill;
import laotie.supply.Waybill.Decided;
import laotie.supply.Waybill.Known;
import laotie.supply.Waybill.Outcome;
import laotie.supply.Waybill.Why;
import laotie.trade.OrderStatus;
import org.jboss.logging.Logger;

/**
 * Looks at tables of waybills and lets their parcels leave, one step at a time. A step commits orders, rows
 * and how far it came together: a kill repeats and loses nothing, and no row is taken over by half.
 */
@Singleton
final class WaybillJob {

  /** Rows looked at in one transaction. */
  static final int CHECK_ROWS_MAX = 500;

  /** Parcels of one transaction; each writes rows, facts and a notice, and all have 5 s. */
  static final int SHIP_ROWS_MAX = 100;

  private static final Duration PREVIEW_KEPT = Duration.ofDays(1);
  private static final Duration RESULT_KEPT = Duration.ofDays(30);
  private static final int ERASED_AT_ONCE = 5;
  private static final Logger LOGGER = Logger.getLogger(WaybillJob.class);

  private final Database database;
  private final Trade trade;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Turns turns = new Turns("tables of waybills", this::step);

  WaybillJob(Database database, Trade trade, MeterRegistry meters, InstantSource clock) {
    this.database = database;
    this.trade = trade;
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    turns.start(1);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.stop();
  }

  /** Says that there is something to do. */
  void wake() {
    turns.wake();
  }

  /** One step of the table that waits longest; false when none waits. */
  boolean step() {
    List<Row> settled;
    try {
      settled = database.write(connection -> step(connection, false));
    } catch (RuntimeException failure) {
      settled = alone(failure);
    }
    settled.forEach(row -> {
      if (row.outcome() != Outcome.READY && row.outcome() != Outcome.CHANGES) {
        meters.counter("laotie.waybills.rows", "outcome", row.outcome().name()).increment();
      }
    });
    return !settled.isEmpty();
  }

  /** A step failed: its first row is tried alone, and refused when it is to blame, so that others go on. */
  private List<Row> alone(RuntimeException failure) {
    throwPassing(failure);
    try {
      return database.write(connection -> step(connection, true));
    } catch (RuntimeException again) {
      throwPassing(again);
      LOGGER.error("a waybill is refused", again);
      return database.write(this::refuseNext);
    }
  }

  private static void throwPassing(RuntimeException failure) {
    if (failure instanceof DatabaseFault fault && fault.isPassing()) {
      throw fault;
    }
  }

  /** Rows that were settled; the last step of a table answers a row of nothing, so that others follow. */
  private List<Row> step(Connection connection, boolean isAlone) throws SQLException {
    Optional<Import> next = WaybillStore.next(connection);
    if (next.isEmpty()) {
      return List.of();
    }
    return next.get().status() == Status.CHECKING
        ? check(connection, next.get(), isAlone ? 1 : CHECK_ROWS_MAX)
        : apply(connection, next.get(), isAlone ? 1 : SHIP_ROWS_MAX);
  }

  private List<Row> check(Connection connection, Import of, int rowsMax) throws SQLException {
    List<Row> rows = WaybillStore.toCheck(connection, of, rowsMax);
    if (rows.isEmpty()) {
      WaybillStore.move(connection, of.importId(), Status.PREVIEW, now());
      return List.of(ended());
    }
    Map<String, Sending> sendings = trade.sendings(
        connection, of.hostId(), rows.stream().map(row -> row.waybill().orderId()).toList());
    List<Row> settled = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Decided decided = row.waybill().decide(
          Optional.ofNullable(sendings.get(row.waybill().orderId())).map(WaybillJob::known));
      settled.add(row.as(decided.outcome(), decided.why().map(Why::name).orElse("")));
    }
    settle(connection, of, settled);
    return settled;
  }

  private static Known known(Sending sending) {
    boolean isToShip = sending.status() == OrderStatus.PAID || sending.status() == OrderStatus.PACKED;
    boolean isGone = switch (sending.status()) {
      case SHIPPED, DELIVERED, CLOSED -> true;
      case PLACED, PAID, PACKED, EXPIRED, CANCELLED, REFUNDED -> false;
    };
    return new Known(isToShip, isGone, sending.carrier(), sending.trackingNumber());
  }

  private List<Row> apply(Connection connection, Import of, int parcelsMax) throws SQLException {
    List<Row> rows = WaybillStore.toApply(connection, of, parcelsMax);
    if (rows.isEmpty()) {
      WaybillStore.end(connection, of.importId(), Status.DONE, now());
      LOGGER.infof("table of waybills %s is done", of.importId());
      return List.of(ended());
    }
    List<Dispatched> dispatched = trade.ship(connection, new Hands(of.hostId(), of.madeBy()),
        rows.stream().map(row -> new Parcel(row.waybill().orderId(), row.waybill().carrier(),
            row.waybill().number())).toList());
    List<Row> settled = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      settled.add(settled(rows.get(i), dispatched.get(i)));
    }
    settle(connection, of, settled);
    return settled;
  }

  private static Row settled(Row row, Dispatched dispatched) {
    if (dispatched.refused().isEmpty()) {
      return row.as(row.outcome() == Outcome.CHANGES ? Outcome.CORRECTED : Outcome.SHIPPED, "");
    }
    boolean isUnknown = dispatched.refused().get().reason().status() == 404;
    return row.as(Outcome.REFUSED, (isUnknown ? Why.ORDER_UNKNOWN : Why.ORDER_NOT_PAID).name());
  }

  private List<Row> refuseNext(Connection connection) throws SQLException {
    Optional<Import> next = WaybillStore.next(connection);
    if (next.isEmpty()) {
      return List.of();
    }
    Import of = next.get();
    List<Row> first = of.status() == Status.CHECKING
        ? WaybillStore.toCheck(connection, of, 1) : WaybillStore.toApply(connection, of, 1);
    List<Row> refused = first.stream().map(row -> row.as(Outcome.REFUSED, Why.FAULT.name())).toList();
    if (!refused.isEmpty()) {
      settle(connection, of, refused);
    }
    return refused;
  }

  private void settle(Connection connection, Import of, List<Row> rows) throws SQLException {
    WaybillStore.settle(connection, of.importId(), rows);
    if (of.status() == Status.CHECKING) {
      WaybillStore.checked(connection, of.importId(), rows.getLast().row(), now());
    } else {
      WaybillStore.applied(connection, of.importId(), rows.getLast().row(), now());
    }
  }

  private static Row ended() {
    return new Row(0, new Waybill("", "", ""), Outcome.READY, "");
  }

  /** Ends forgotten previews, and erases what nobody needs any more. */
  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      Instant now = now();
      database.write(connection -> {
        WaybillStore.endForgotten(connection, now.minus(PREVIEW_KEPT), now);
        WaybillStore.erase(connection, now.minus(RESULT_KEPT), ERASED_AT_ONCE);
        return "";
      });
    } catch (DatabaseFault away) {
      LOGGER.warnf("sweeping of waybills waits for the database: %s", away.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
