package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Purse;
import laotie.server.log.Target;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.OrderMoney;
import laotie.settlement.Payable;
import laotie.settlement.Terms;

/** The door of settlement: what deliveries and refunds mean for the shares of their orders. */
@Singleton
public final class Settlement {

  private final Agreements agreements;
  private final Trade trade;

  Settlement(Agreements agreements, Trade trade) {
    this.agreements = agreements;
    this.trade = trade;
  }

  /** An order whose settlement falls due some days after an instant. */
  private record Begun(String orderId, String hostId, Instant at) {}

  /**
   * Minor units of CNY that are settled for a host and that no payout under way and no hold has; negative is
   * his debt.
   */
  public long freeMinor(Connection connection, String hostId, Instant now) throws SQLException {
    long due = trade.balancesOf(connection, hostId, List.of(Purse.HOST_DUE), now.plus(Duration.ofDays(1)))
        .stream().filter(balance -> balance.amount().currency().equals(Money.CNY))
        .mapToLong(balance -> -balance.amount().minor()).sum();
    long underWay = PayoutStore.underWayOf(connection, hostId, Money.CNY.getCurrencyCode());
    return new Payable(due, underWay, Payouts.holds(connection, hostId)).freeMinor(now);
  }

  /**
   * Takes fees of promotion off what is due to their hosts, in the caller's transaction; each subject once.
   */
  public void chargePromotions(Connection connection, Instant now, List<PromotionFee> fees)
      throws SQLException {
    trade.book(connection, now, fees.stream()
        .map(fee -> Transfer.promoted(fee.hostId(), fee.subjectId(), fee.amount())).toList());
  }

  /** What exposures of one promotion cost its host; {@code subjectId} is never used again. */
  public record PromotionFee(String hostId, String subjectId, Money amount) {}

  /**
   * Notes delivered orders as due after the days agreed on, and settled orders that lost money since as
   * touched, so that {@link SettleJob} books the difference. An open return holds the settlement up. An order
   * that lost all its money on the way is never delivered; it is due for what its supplier is owed.
   */
  public Target deliveries() {
    return this::apply;
  }

  private void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Map<String, Begun> begun = new LinkedHashMap<>();
    Map<String, Begun> emptied = new LinkedHashMap<>();
    Set<String> refunded = new TreeSet<>();
    Map<String, String> opened = new LinkedHashMap<>();
    Set<String> closed = new TreeSet<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case OrderDelivered fact -> begun.putIfAbsent(
            fact.orderId(), new Begun(fact.orderId(), fact.hostId(), recorded.at()));
        case OrderRefunded fact -> {
          refunded.add(fact.orderId());
          if (fact.isWhole()) {
            emptied.put(fact.orderId(), new Begun(fact.orderId(), fact.deal().hostId(), recorded.at()));
          }
        }
        case ReturnAsked fact -> opened.put(fact.returnId(), fact.orderId());
        case ReturnClosed fact -> {
          closed.add(fact.returnId());
          // Units that a coupon paid for whole go back without money, and the coupon's part with them.
          refunded.add(fact.orderId());
        }
        default -> { }
      }
    }
    emptied.keySet().removeAll(begun.keySet());
    begun.putAll(stillOut(connection, emptied));
    if (!begun.isEmpty()) {
      SettlementStore.wait(connection, waiting(connection, begun.values()));
    }
    // A return is asked before it is over, and facts come in their order.
    if (!opened.isEmpty()) {
      SettlementStore.openReturns(connection, opened);
    }
    if (!closed.isEmpty()) {
      SettlementStore.closeReturns(connection, closed);
    }
    if (!refunded.isEmpty()) {
      SettlementStore.touch(connection, refunded);
    }
  }

  /** Of orders without any money left those whose units are out all the same. */
  private Map<String, Begun> stillOut(Connection connection, Map<String, Begun> emptied)
      throws SQLException {
    if (emptied.isEmpty()) {
      return Map.of();
    }
    Map<String, Begun> out = new LinkedHashMap<>(emptied);
    Map<String, OrderMoney> orders = trade.money(connection, emptied.keySet());
    out.keySet().removeIf(orderId -> !orders.containsKey(orderId) || !isOut(orders.get(orderId)));
    return out;
  }

  private static boolean isOut(OrderMoney order) {
    return order.isShipped() && order.lines().stream().anyMatch(line -> line.stayedQuantity() > 0);
  }

  private List<SettlementStore.Waiting> waiting(Connection connection, Collection<Begun> begun)
      throws SQLException {
    Set<String> hostIds = new TreeSet<>();
    begun.forEach(one -> hostIds.add(one.hostId()));
    Map<String, Terms> terms = agreements.of(connection, hostIds);
    List<SettlementStore.Waiting> waiting = new ArrayList<>(begun.size());
    for (Begun one : begun) {
      Terms agreed = terms.get(one.hostId());
      waiting.add(new SettlementStore.Waiting(one.orderId(), one.hostId(), agreed,
          one.at().plus(Duration.ofDays(agreed.afterDays()))));
    }
    return waiting;
  }
}
