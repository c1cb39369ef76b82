package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.server.log.Target;
import laotie.settlement.Terms;

/** The door of settlement: what deliveries and refunds mean for the shares of their orders. */
@Singleton
public final class Settlement {

  private final Agreements agreements;

  Settlement(Agreements agreements) {
    this.agreements = agreements;
  }

  /**
   * Notes delivered orders as due after the days agreed on, and settled orders that lost money since as
   * touched, so that {@link SettleJob} books the difference. An open return holds the settlement up.
   */
  public Target deliveries() {
    return this::apply;
  }

  private void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Map<String, Recorded> delivered = new LinkedHashMap<>();
    Set<String> refunded = new TreeSet<>();
    Map<String, String> opened = new LinkedHashMap<>();
    Set<String> closed = new TreeSet<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case OrderDelivered fact -> delivered.putIfAbsent(fact.orderId(), recorded);
        case OrderRefunded fact -> refunded.add(fact.orderId());
        case ReturnAsked fact -> opened.put(fact.returnId(), fact.orderId());
        case ReturnClosed fact -> {
          closed.add(fact.returnId());
          // Units that a coupon paid for whole go back without money, and the coupon's part with them.
          refunded.add(fact.orderId());
        }
        default -> { }
      }
    }
    if (!delivered.isEmpty()) {
      SettlementStore.wait(connection, waiting(connection, delivered));
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

  private List<SettlementStore.Waiting> waiting(Connection connection, Map<String, Recorded> delivered)
      throws SQLException {
    Set<String> hostIds = new TreeSet<>();
    delivered.values().forEach(one -> hostIds.add(((OrderDelivered) one.fact()).hostId()));
    Map<String, Terms> terms = agreements.of(connection, hostIds);
    List<SettlementStore.Waiting> waiting = new ArrayList<>(delivered.size());
    for (Recorded recorded : delivered.values()) {
      OrderDelivered fact = (OrderDelivered) recorded.fact();
      Terms agreed = terms.get(fact.hostId());
      Instant due = recorded.at().plus(Duration.ofDays(agreed.afterDays()));
      waiting.add(new SettlementStore.Waiting(fact.orderId(), fact.hostId(), agreed, due));
    }
    return waiting;
  }
}
