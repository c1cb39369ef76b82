package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.StockRow;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Log;
import laotie.server.prices.Prices;
import laotie.server.trade.LifeStore.Planned;
import laotie.server.trade.Parcels.Mover;
import laotie.trade.Actor;
import laotie.trade.Allowance;
import laotie.trade.Order;
import laotie.trade.Refunding;
import laotie.trade.Refunding.Refunded;
import laotie.trade.Stock;

/**
 * Writes promises of money: the refund's row, the ledger, what of the order went back, stock and facts, in
 * the caller's transaction. Locks as the till does: stock, coupons, the order.
 */
@Singleton
final class Refunds {

  private final Goods goods;
  private final Prices prices;
  private final Log log;

  Refunds(Goods goods, Prices prices, Log log) {
    this.goods = goods;
    this.prices = prices;
    this.log = log;
  }

  /**
   * An order under lock, with its rows of stock.
   *
   * @param paymentId the payment that paid it, or empty
   */
  record Locked(OrderRow row, Map<String, Stock> stock, String paymentId) {}

  /** Empty when there is no such order. */
  Optional<Locked> lock(Connection connection, String orderId) throws SQLException {
    OrderRow seen = OrderStore.byId(connection, List.of(orderId)).get(orderId);
    if (seen == null) {
      return Optional.empty();
    }
    // Lines never change, so their stock may be locked before the order is.
    TreeSet<String> stockIds = new TreeSet<>();
    seen.order().lines().forEach(line -> stockIds.add(line.stockId()));
    Map<String, Stock> stock = new HashMap<>();
    for (StockRow row : goods.lockStock(connection, List.copyOf(stockIds)).values()) {
      stock.put(row.skuId(),
          new Stock(row.skuId(), row.available(), row.held(), row.sold(), row.supplied()));
    }
    Set<String> couponIds = Allowances.coupons(seen.order());
    if (!couponIds.isEmpty()) {
      prices.lockCoupons(connection, couponIds);
    }
    Allowances.read(connection, prices, Allowances.of(seen.order()), stock);
    return Optional.of(new Locked(OrderStore.lock(connection, List.of(orderId)).get(orderId), stock,
        RefundStore.paidBy(connection, orderId).orElse("")));
  }

  /** The buyer takes a paid order back before it left; answers it as it then stands. */
  OrderRow cancel(Connection connection, Locked locked, Mover mover) throws SQLException {
    return switch (Refunding.cancel(locked.row().sold(), locked.paymentId(), locked.stock())) {
      case Refused<Refunded> refused -> throw Problem.of(refused);
      case Accepted<Refunded>(Refunded refunded, List<Fact> facts) -> {
        if (refunded.parts().isEmpty()) {
          yield locked.row();
        }
        String orderId = locked.row().order().orderId();
        LifeStore.add(connection, List.of(new Change(orderId, mover.now(), mover.actor(),
            mover.actorId(), Change.Word.CANCELLED, Map.of())));
        yield promise(connection, locked, refunded, facts, mover.now());
      }
    };
  }

  /** Writes what a rule promised; answers the order as it then stands. */
  OrderRow promise(
      Connection connection, Locked before, Refunded refunded, List<Fact> facts, Instant now)
      throws SQLException {
    OrderRow row = before.row();
    OrderRow after = row.with(refunded.sold(), now);
    save(connection, refunded.stock(), now);
    RefundStore.giveBack(connection, row, refunded);
    if (after.order().status() != row.order().status()) {
      OrderStore.move(connection, now, List.of(after.order()));
      LifeStore.schedule(connection, List.of(new Planned(row.order().orderId(), Optional.empty())));
    }
    if (refunded.amount().minor() > 0) {
      owe(connection, before, refunded, now);
    }
    if (!facts.isEmpty()) {
      log.append(connection, now, facts);
    }
    return after;
  }

  private static void owe(Connection connection, Locked before, Refunded refunded, Instant now)
      throws SQLException {
    var deal = before.row().order().deal();
    String orderId = before.row().order().orderId();
    Refund refund = new Refund(
        Ids.next("rfd"), orderId, before.paymentId(), deal.buyerId(), refunded.amount());
    PaymentStore.owe(connection, now, PaymentStore.Kind.REFUND, refund);
    PaymentStore.book(connection, now, List.of(Transfer.owed(refund, deal.hostId())));
    LifeStore.add(connection, List.of(new Change(orderId, now, Actor.SYSTEM, "",
        Change.Word.REFUND_PROMISED, Map.of("refundId", refund.refundId(),
            "minor", Long.toString(refund.amount().minor()),
            "currency", refund.amount().currency().getCurrencyCode()))));
  }

  /** Rows of shelves and of allowances that moved. */
  void save(Connection connection, List<Stock> stock, Instant now) throws SQLException {
    List<StockRow> rows = new ArrayList<>(stock.size());
    for (Stock row : stock) {
      if (!Allowance.isId(row.skuId())) {
        rows.add(new StockRow(row.skuId(), row.available(), row.held(), row.sold(), row.supplied()));
      }
    }
    if (!rows.isEmpty()) {
      goods.saveStock(connection, rows);
    }
    Allowances.save(connection, prices, stock, now);
  }
}
