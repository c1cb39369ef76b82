package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Purse;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.settlement.PayoutStore.Payee;
import laotie.server.settlement.PayoutStore.PayoutRow;
import laotie.server.settlement.PayoutStore.State;
import laotie.server.settlement.PayoutStore.Step;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Balance;
import laotie.settlement.Payable;
import laotie.settlement.SettlementReason;

/** Pays out what is due: a batch is gathered, taken to the bank as a file, and told what became of it. */
@Singleton
final class Payouts {

  /** Payouts of one batch. */
  static final int BATCH_MAX = PayoutStore.BATCH_ROWS_MAX;

  private final Database database;
  private final Trade trade;
  private final InstantSource clock;
  private final long leastMinor;

  Payouts(Database database, Trade trade, InstantSource clock, Settings settings) {
    this.database = database;
    this.trade = trade;
    this.clock = clock;
    this.leastMinor = settings.settlement().payoutLeastMinor();
  }

  /**
   * Gathers what can leave now into a batch; refuses {@code NOTHING_TO_PAY_OUT}. Answers its id. What is
   * beyond {@link #BATCH_MAX} waits for the next batch: one is read, written to its file and paid as a whole.
   */
  String open(String operatorId) {
    return open(operatorId, BATCH_MAX);
  }

  String open(String operatorId, int payoutsMax) {
    Instant now = clock.instant();
    return database.write(connection -> {
      PayoutStore.lock(connection);
      List<PayoutRow> payouts = gather(connection, now, payoutsMax);
      if (payouts.isEmpty()) {
        throw Problem.of(SettlementReason.NOTHING_TO_PAY_OUT,
            "nobody has " + leastMinor + " minor units or more to be paid out now");
      }
      String batchId = Ids.next("pob");
      PayoutStore.add(connection, batchId, operatorId, now);
      PayoutStore.add(connection, batchId, payouts);
      return batchId;
    });
  }

  private List<PayoutRow> gather(Connection connection, Instant now, int payoutsMax) throws SQLException {
    Map<String, Long> underWay = PayoutStore.underWay(connection);
    List<PayoutRow> payouts = new ArrayList<>();
    for (Balance due : trade.balances(connection, List.of(Purse.HOST_DUE, Purse.SUPPLIER_DUE))) {
      if (payouts.size() == payoutsMax) {
        break;
      }
      String code = due.amount().currency().getCurrencyCode();
      Payable payable = new Payable(-due.amount().minor(),
          underWay.getOrDefault(due.ownerId() + " " + code, 0L), holds(connection, due.ownerId()));
      if (payable.at(now, leastMinor) instanceof Accepted<Long>(Long minor, var none)) {
        payouts.add(new PayoutRow(Ids.next("po"), "",
            due.purse().equals(Purse.HOST_DUE.name()) ? Payee.HOST : Payee.SUPPLIER, due.ownerId(),
            new Money(minor, due.amount().currency()), State.OPEN, "", Optional.empty()));
      }
    }
    return payouts;
  }

  static List<Payable.Hold> holds(Connection connection, String payeeId) throws SQLException {
    return HoldStore.ofPayee(connection, payeeId).stream()
        .map(hold -> new Payable.Hold(hold.caseId(), hold.amountMinor(), hold.endsAt())).toList();
  }

  /** The money of all open payouts of a batch has left. A repeat changes nothing. */
  void paid(String batchId, String operatorId) {
    Instant now = clock.instant();
    database.write(connection -> {
      List<PayoutRow> open = PayoutStore.lockOpen(connection, batchId);
      if (open.isEmpty() && PayoutStore.ofBatch(connection, batchId).isEmpty()) {
        throw Problem.notFound("payout batch", batchId);
      }
      trade.book(connection, now, open.stream().map(row -> transfer(row, row.payoutId(), 1)).toList());
      PayoutStore.move(connection, open.stream().map(PayoutRow::payoutId).toList(),
          new Step(State.PAID, "", operatorId, now));
      return batchId;
    });
  }

  /** The bank refused an open payout; the money is due again. */
  void failed(String payoutId, String words, String operatorId) {
    move(payoutId, State.OPEN, new Step(State.FAILED, words, operatorId, clock.instant()));
  }

  /** A paid payout came back; it is due again. */
  void bounced(String payoutId, String words, String operatorId) {
    move(payoutId, State.PAID, new Step(State.BOUNCED, words, operatorId, clock.instant()));
  }

  private void move(String payoutId, State from, Step step) {
    database.write(connection -> {
      PayoutRow row = PayoutStore.lock(connection, payoutId)
          .orElseThrow(() -> Problem.notFound("payout", payoutId));
      if (row.state() == step.state()) {
        return payoutId;
      }
      if (row.state() != from) {
        throw Problem.of(SettlementReason.PAYOUT_NOT_OPEN, "payout " + payoutId + " is " + row.state(),
            Map.of("state", row.state().name()));
      }
      if (step.state() == State.BOUNCED) {
        trade.book(connection, step.at(), List.of(transfer(row, row.payoutId() + "_back", -1)));
      }
      PayoutStore.move(connection, List.of(payoutId), step);
      return payoutId;
    });
  }

  private static Transfer transfer(PayoutRow row, String subjectId, int sign) {
    Money amount = row.amount().times(sign);
    Purse purse = row.payee() == Payee.HOST ? Purse.HOST_DUE : Purse.SUPPLIER_DUE;
    return new Transfer(Transfer.Kind.PAID_OUT, "", "", subjectId, List.of(
        new Entry(purse, row.payeeId(), amount), new Entry(Purse.PLATFORM_CASH, "", amount.negated())));
  }
}
