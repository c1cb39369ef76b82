package laotie.server.settlement;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Money;
import laotie.fact.SettlementFact.OrderSettled;
import laotie.fact.Transfer;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.settlement.SettlementStore.Booked;
import laotie.server.settlement.SettlementStore.Open;
import laotie.server.supply.Supply;
import laotie.server.supply.Supply.Portion;
import laotie.server.supply.Supply.SoldLine;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.LineMoney;
import laotie.server.trade.Trade.OrderMoney;
import laotie.settlement.Kept;
import laotie.settlement.Shares;
import org.jboss.logging.Logger;

/**
 * Ends the platform's hold of delivered orders whose day has come, and books the difference for settled
 * ones that were refunded later. Ledger and row commit together, so each movement is booked once.
 */
@Singleton
final class SettleJob {

  /** Orders of one transaction. */
  static final int BATCH_MAX = 200;

  /** Batches of one turn; what is left waits for the next second. */
  private static final int BATCHES_MAX = 20;

  private static final Logger LOGGER = Logger.getLogger(SettleJob.class);

  private final Database database;
  private final Trade trade;
  private final Supply supply;
  private final Log log;
  private final InstantSource clock;

  SettleJob(Database database, Trade trade, Supply supply, Log log, InstantSource clock) {
    this.database = database;
    this.trade = trade;
    this.supply = supply;
    this.log = log;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void settle() {
    try {
      for (int i = 0; i < BATCHES_MAX && step() == BATCH_MAX; i++) {
        Thread.onSpinWait();
      }
    } catch (DatabaseFault away) {
      LOGGER.warnf("settlements wait for the database: %s", away.getMessage());
    }
  }

  /** Settles at most {@link #BATCH_MAX} orders; answers how many. */
  int step() {
    Instant now = clock.instant();
    return database.write(connection -> {
      List<Open> open = new ArrayList<>(SettlementStore.touched(connection, BATCH_MAX));
      open.addAll(SettlementStore.due(connection, now, BATCH_MAX - open.size()));
      if (!open.isEmpty()) {
        book(connection, now, open);
      }
      return open.size();
    });
  }

  private void book(Connection connection, Instant now, List<Open> open) throws SQLException {
    List<String> orderIds = open.stream().map(Open::orderId).toList();
    Map<String, OrderMoney> money = trade.money(connection, orderIds);
    Map<SoldLine, List<Portion>> portions = supply.portions(connection, orderIds);
    List<Transfer> transfers = new ArrayList<>(open.size());
    List<Booked> booked = new ArrayList<>(open.size());
    List<OrderSettled> facts = new ArrayList<>(open.size());
    for (Open order : open) {
      OrderMoney of = money.get(order.orderId());
      int revision = order.revision() + 1;
      if (of == null) {
        // Facts without rows bring no money; they must not stand before the others for ever.
        LOGGER.warnf("order %s of a fact is unknown to the till: nothing to settle", order.orderId());
        booked.add(new Booked(order.orderId(), revision, order.shares()));
        continue;
      }
      Shares shares = Shares.of(kept(of, portions), order.terms());
      shares.since(order.shares(), new Shares.Subject(order.orderId(), order.hostId(),
          "stl_" + order.orderId() + "_" + revision, of.amount().currency())).ifPresent(transfers::add);
      booked.add(new Booked(order.orderId(), revision, shares));
      facts.add(new OrderSettled(order.orderId(), order.hostId(), revision,
          new Money(shares.baseMinor(), of.amount().currency()), shares.subsidyMinor(),
          shares.commissionMinor(), shares.suppliesMinor()));
    }
    trade.book(connection, now, transfers);
    SettlementStore.settle(connection, now, booked);
    log.append(connection, now, facts);
  }

  private static Kept kept(OrderMoney order, Map<SoldLine, List<Portion>> portions) {
    List<Kept.Line> lines = new ArrayList<>(order.lines().size());
    for (LineMoney line : order.lines()) {
      List<Kept.Portion> whose =
          portions.getOrDefault(new SoldLine(order.orderId(), line.skuId()), List.of()).stream()
              .map(one -> new Kept.Portion(
                  new Kept.Supply(one.supplierId(), one.costMinor()), one.units())).toList();
      lines.add(new Kept.Line(line.quantity(), line.refundedQuantity(),
          line.quantity() - line.stayedQuantity(),
          order.isDiscountByPlatform() ? line.offMinor() : 0, whose));
    }
    return new Kept(order.amount().minor(), order.refundedMinor(), order.shippingMinor(), lines);
  }
}
