package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.TradeFact.Line;

/** The lines of orders, for those who know no more than their ids. */
final class LineStore {

  private static final String OF_ORDERS =
      """
      select o.order_id, l.sku_id, l.product_id, l.quantity, l.price_minor,
             case l.stock_id when '' then l.sku_id else l.stock_id end as stock_id, l.off_minor
        from trade_orders o
        join trade_lines l on l.sequence = o.sequence
       where o.order_id = any (?)
       order by l.sequence, l.position
       limit 200000
      """;

  private LineStore() {}

  static Map<String, List<Line>> ofOrders(Connection connection, Collection<String> orderIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ORDERS)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      Map<String, List<Line>> lines = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.computeIfAbsent(row.getString("order_id"), id -> new ArrayList<>()).add(
              new Line(row.getString("sku_id"), row.getString("product_id"), row.getInt("quantity"),
                  row.getLong("price_minor"), row.getString("stock_id"), row.getLong("off_minor")));
        }
      }
      return lines;
    }
  }
}
