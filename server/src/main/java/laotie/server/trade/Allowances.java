package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.Holder;
import laotie.server.prices.Prices;
import laotie.trade.Allowance;
import laotie.trade.Order;
import laotie.trade.Stock;

/** Reads and writes what buyers may have of flash sales and coupons, as rows of stock. */
final class Allowances {

  private Allowances() {}

  /** The allowances an order holds units of. */
  static Set<Holder> of(Order order) {
    Set<Holder> holders = new HashSet<>();
    for (Order.Hold hold : order.holds()) {
      if (Allowance.isId(hold.stockId())) {
        holders.add(new Holder(Allowance.ofId(hold.stockId()), Allowance.buyerId(hold.stockId())));
      }
    }
    return holders;
  }

  /** Adds the rows to {@code stock}; the stock and the coupons they belong to are locked. */
  static void read(
      Connection connection, Prices prices, Collection<Holder> holders, Map<String, Stock> stock)
      throws SQLException {
    if (holders.isEmpty()) {
      return;
    }
    prices.allowances(connection, holders).forEach((holder, row) -> {
      String id = Allowance.id(holder.ofId(), holder.buyerId());
      stock.put(id, new Stock(id, row.available(), row.held(), row.sold(), row.supplied()));
    });
  }

  /** Writes those of the rows that are allowances. */
  static void save(Connection connection, Prices prices, Collection<Stock> rows, Instant now)
      throws SQLException {
    Map<Holder, Allowed> allowed = new LinkedHashMap<>();
    for (Stock row : rows) {
      if (Allowance.isId(row.skuId())) {
        allowed.put(new Holder(Allowance.ofId(row.skuId()), Allowance.buyerId(row.skuId())),
            new Allowed(row.available(), row.held(), row.sold(), row.supplied()));
      }
    }
    if (!allowed.isEmpty()) {
      prices.saveAllowances(connection, allowed, now);
    }
  }

  /** The coupons whose locks guard the allowances of an order. */
  static Set<String> coupons(Order order) {
    Set<String> ids = new TreeSet<>();
    order.deal().bill().discounts().forEach(discount -> ids.add(discount.couponId()));
    return ids;
  }
}
