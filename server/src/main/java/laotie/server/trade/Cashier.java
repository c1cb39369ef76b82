package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import laotie.fact.TradeFact.PaymentReturned;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.trade.PaymentStore.Owed;
import laotie.server.trade.Ticket.Answer;
import laotie.server.trade.Trade.Fee;
import laotie.server.trade.Trade.Moved;
import laotie.server.trade.Trade.OwedBack;
import laotie.server.trade.Trade.Payable;
import laotie.server.trade.Trade.Started;
import laotie.server.trade.Trade.Unsettled;
import laotie.server.trade.Trade.Wanted;
import laotie.trade.Notice;
import laotie.trade.Order;

/** Orders and their money, as the area sees them that talks to gateways. */
@Singleton
final class Cashier implements Trade.Payments {

  private final Database database;
  private final Till till;
  private final Log log;
  private final InstantSource clock;

  Cashier(Database database, Till till, Log log, InstantSource clock) {
    this.database = database;
    this.till = till;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Started start(Wanted wanted) {
    return started(till.ask(pay(wanted)), wanted.orderId());
  }

  @Override
  public CompletionStage<Started> startLater(Wanted wanted) {
    return till.send(pay(wanted)).answer().thenApply(answer -> started(answer, wanted.orderId()));
  }

  private static Command.Pay pay(Wanted wanted) {
    return new Command.Pay(wanted, Ids.next("pay"));
  }

  private static Started started(Answer answer, String orderId) {
    return switch (answer) {
      case Answer.Begun(Started started) -> started;
      case Answer.No(var refused) -> throw Problem.of(refused);
      case Answer.Unknown unknown -> throw Problem.notFound("order", orderId);
      case Answer.Waits waits -> throw new IllegalStateException("an attempt to pay became a wait");
      case Answer.Done done -> throw new IllegalStateException("an attempt to pay moved an order");
      case Answer.Settled settled -> throw new IllegalStateException("an attempt to pay settled one");
    };
  }

  @Override
  public boolean settle(Notice notice) {
    return isKnown(till.ask(new Command.Settle(notice)));
  }

  @Override
  public CompletionStage<Boolean> settleLater(Notice notice) {
    return till.send(new Command.Settle(notice)).answer().thenApply(Cashier::isKnown);
  }

  private static boolean isKnown(Answer answer) {
    return !(answer instanceof Answer.Unknown);
  }

  @Override
  public Payable payable(String buyerId, String orderId) {
    return database.read(connection -> {
      Order order = Optional.ofNullable(OrderStore.byId(connection, List.of(orderId)).get(orderId))
          .map(OrderRow::order).filter(found -> found.deal().buyerId().equals(buyerId))
          .orElseThrow(() -> Problem.notFound("order", orderId));
      return new Payable(order.status(), order.deal().amount(), order.heldUntil(),
          PaymentStore.ofOrder(connection, orderId, Begins.ATTEMPTS_MAX));
    });
  }

  @Override
  public List<Unsettled> unsettled(Instant from, Instant until, String afterId, int limit) {
    return database.read(connection -> PaymentStore.unsettled(connection, from, until, afterId, limit));
  }

  @Override
  public List<OwedBack> owed(Instant dueBy, int limit) {
    return database.read(connection -> PaymentStore.owed(connection, dueBy, limit))
        .stream().map(Owed::back).toList();
  }

  @Override
  public void tried(String refundId, Optional<Instant> next, String why) {
    database.write(connection -> PaymentStore.tried(connection, refundId, next, why));
  }

  @Override
  public boolean dueNow(String refundId) {
    return database.write(connection -> PaymentStore.due(connection, refundId, clock.instant())) == 1;
  }

  /** The ledger closes with the row, once. */
  @Override
  public boolean returned(String refundId) {
    Instant now = clock.instant();
    return database.write(connection -> {
      Optional<Owed> owed = PaymentStore.owed(connection, refundId);
      boolean isFirst = owed.isPresent() && PaymentStore.returned(connection, now, refundId);
      if (isFirst) {
        Refund refund = owed.get().refund();
        PaymentStore.book(connection, now, List.of(Transfer.returned(refund)));
        if (owed.get().kind() == PaymentStore.Kind.STRAYED) {
          log.append(connection, now, List.of(new PaymentReturned(refund.orderId(), refund.paymentId(),
              refund.buyerId(), owed.get().hostId(), refund.amount())));
        }
      }
      return isFirst;
    });
  }

  @Override
  public List<Moved> moved(String method, Instant from, Instant until, int limit) {
    return database.read(connection -> PaymentStore.moved(connection, method, from, until, limit));
  }

  @Override
  public void bookFees(Connection connection, Instant now, String method, List<Fee> fees)
      throws SQLException {
    Set<String> booked = PaymentStore.feesBooked(
        connection, fees.stream().map(fee -> fee.of().paymentId()).distinct().toList());
    List<Transfer> transfers = new ArrayList<>();
    for (Fee fee : fees) {
      Moved of = fee.of();
      String subject = of.refundId().isEmpty() ? of.paymentId() : of.refundId();
      if (fee.kept().minor() != 0 && booked.add(subject)) {
        transfers.add(new Transfer(Transfer.Kind.FEE, of.orderId(), of.paymentId(), subject, List.of(
            new Transfer.Entry(Transfer.Purse.GATEWAY_COST, method, fee.kept()),
            new Transfer.Entry(Transfer.Purse.PLATFORM_CASH, "", fee.kept().negated()))));
      }
    }
    if (!transfers.isEmpty()) {
      PaymentStore.book(connection, now, transfers);
    }
  }

  @Override
  public List<Moved> movedBy(Collection<String> ids) {
    return database.read(connection -> PaymentStore.movedBy(connection, ids));
  }
}
