package laotie.server.reviews;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.GuardFact.AccountBanned;
import laotie.fact.GuardFact.AccountUnbanned;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.server.log.Target;
import laotie.server.trade.Trade.LineMoney;
import laotie.server.trade.Trade.OrderMoney;

/** The door of reviews: which of them count. */
@Singleton
public final class Reviews {

  private final Shop shop;

  Reviews(Shop shop) {
    this.shop = shop;
  }

  /**
   * Keeps ratings true: what went back whole and what an account wrote that was shut out does not count, and
   * counts again when the guard takes its verdict back.
   */
  public Target counted() {
    return this::apply;
  }

  private void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Set<String> refunded = new TreeSet<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case OrderRefunded fact -> refunded.add(fact.orderId());
        case AccountBanned fact -> ReviewStore.bar(connection, fact.accountId(), true);
        case AccountUnbanned fact -> ReviewStore.bar(connection, fact.accountId(), false);
        default -> { }
      }
    }
    if (!refunded.isEmpty()) {
      for (Map.Entry<String, OrderMoney> order : shop.trade().money(connection, refunded).entrySet()) {
        ReviewStore.wentBack(connection, order.getKey(), order.getValue().lines().stream()
            .filter(line -> line.refundedQuantity() == line.quantity()).map(LineMoney::skuId).toList());
      }
    }
  }
}
