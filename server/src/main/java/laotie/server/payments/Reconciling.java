package laotie.server.payments;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import laotie.fact.Money;
import laotie.payments.Finding;
import laotie.payments.Finding.Verdict;
import laotie.payments.Movement;
import laotie.payments.Movement.Kind;
import laotie.payments.Reconciliation;
import laotie.payments.Reconciliation.Book;
import laotie.server.log.Database;
import laotie.server.notices.Notices;
import laotie.server.notices.Notices.Notice;
import laotie.server.payments.FindingStore.Run;
import laotie.server.people.People;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Fee;
import laotie.server.trade.Trade.Moved;

/** Reads a gateway's statement of a day, compares it with the ledger, and keeps what it found. */
@Singleton
final class Reconciling {

  /** Movements of one gateway on one day of our books; more is a fault, not a shorter list. */
  private static final int MOVEMENTS_MAX = 100_000;

  /** Ids of one question. */
  private static final int IDS_MAX = 5_000;

  private static final int OPERATORS_MAX = 100;

  private final Trade.Payments trade;
  private final Database database;
  private final Notices notices;
  private final People people;
  private final InstantSource clock;

  /** One reading at a time: each may hold a day in memory. */
  private final ReentrantLock turn = new ReentrantLock();

  Reconciling(Trade trade, Database database, Notices notices, People people, InstantSource clock) {
    this.trade = trade.payments();
    this.database = database;
    this.notices = notices;
    this.people = people;
    this.clock = clock;
  }

  /** Reads and compares; a statement that cannot be read is kept as a fault. */
  Run reconcile(PaymentClient client, LocalDate day) {
    turn.lock();
    try {
      Map<String, Moved> ours = new HashMap<>();
      List<Finding> findings = findings(client, day, ours);
      int differences = (int) findings.stream().filter(Finding::isDifference).count();
      Run run = new Run(client.method(), day, clock.instant(), "", findings.size() - differences,
          differences);
      return database.write(connection -> {
        FindingStore.put(connection, run, findings);
        trade.bookFees(connection, run.runAt(), run.method(), fees(findings, ours));
        if (differences > 0) {
          notices.tell(connection, run.runAt(), told(run, people.operators(connection, OPERATORS_MAX)));
        }
        return run;
      });
    } catch (GatewayFault fault) {
      Run run = new Run(client.method(), day, clock.instant(), fault.getMessage(), 0, 0);
      return database.write(connection -> {
        FindingStore.failed(connection, run);
        return FindingStore.run(connection, run.method(), day).orElse(run);
      });
    } finally {
      turn.unlock();
    }
  }

  /** What was kept of movements both sides know; of others nobody can say whose it is. */
  private static List<Fee> fees(List<Finding> findings, Map<String, Moved> ours) {
    return findings.stream().filter(one -> one.verdict() == Verdict.MATCHED)
        .map(one -> new Fee(ours.get(one.movement().id()), one.movement().fee())).toList();
  }

  private List<Finding> findings(PaymentClient client, LocalDate day, Map<String, Moved> known) {
    List<Movement> theirs = client.statement(day);
    ZoneId zone = client.statementZone().orElseThrow();
    Instant from = day.atStartOfDay(zone).toInstant();
    Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();
    List<Movement> ours = trade.moved(client.method(), from, until, MOVEMENTS_MAX).stream()
        .map(moved -> ours(moved, known)).toList();
    if (ours.size() == MOVEMENTS_MAX) {
      throw new GatewayFault("our own books have more than " + MOVEMENTS_MAX + " movements that day");
    }
    List<Movement> oursElsewhere = new ArrayList<>();
    for (List<String> ids : pages(theirs)) {
      trade.movedBy(ids).stream().map(moved -> ours(moved, known)).forEach(oursElsewhere::add);
    }
    List<Movement> theirsElsewhere = new ArrayList<>();
    for (List<String> ids : pages(ours)) {
      theirsElsewhere.addAll(database.read(connection ->
          FindingStore.toldElsewhere(connection, client.method(), day, ids)));
    }
    return Reconciliation.compare(new Book(theirs, theirsElsewhere), new Book(ours, oursElsewhere));
  }

  private static List<List<String>> pages(List<Movement> movements) {
    List<String> ids =
        movements.stream().map(Movement::id).filter(id -> !id.isEmpty()).distinct().toList();
    List<List<String>> pages = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += IDS_MAX) {
      pages.add(ids.subList(from, Math.min(ids.size(), from + IDS_MAX)));
    }
    return pages;
  }

  private static Movement ours(Moved moved, Map<String, Moved> known) {
    boolean isRefund = !moved.refundId().isEmpty();
    String id = isRefund ? moved.refundId() : moved.paymentId();
    known.put(id, moved);
    return new Movement(isRefund ? Kind.REFUND : Kind.PAYMENT, id, "", moved.amount(),
        new Money(0, moved.amount().currency()), moved.at());
  }

  /** Once for each number of differences, so that a reading anew tells only what is new. */
  private static List<Notice> told(Run run, List<String> operators) {
    String title = run.method() + " " + run.day() + ": " + run.differences();
    return operators.stream().map(operatorId -> new Notice(operatorId, Notices.Kind.BOOKS_DIFFER, "", "",
        "/operator?part=payments", Map.of("title", title), "reconciliation " + title)).toList();
  }
}
