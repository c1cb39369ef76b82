package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.TradeFact.Line;
import laotie.server.log.RowStore;
import laotie.server.trade.Trade.LineUnits;
import laotie.server.trade.Trade.Receipt;
import laotie.server.trade.Trade.ReceiptLine;
import laotie.trade.OrderStatus;

/** Orders and their lines, for those who know no more than their ids or their host. */
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

  private static final String OF_RETURNS =
      """
      select r.return_id, l.sku_id, b.quantity
        from trade_returns r
        join trade_return_lines b on b.return_id = r.return_id
        join trade_orders o on o.order_id = r.order_id
        join trade_lines l on l.sequence = o.sequence and l.position = b.line
       where r.return_id = any (?)
       order by r.return_id, b.line
       limit 200000
      """;

  private static final String TO_SHIP_COUNT =
      """
      select count(*) from (
        select 1 from trade_orders where host_id = ? and status in ('PAID', 'PACKED') limit ?) as counted
      """;

  private static final String RECEIPT =
      """
      select o.buyer_id, o.host_id, o.status, o.delivered_at, l.sku_id, l.product_id, l.title, l.sku_name,
             l.picture_url, l.quantity, l.refunded_quantity
        from trade_orders o
        join trade_lines l on l.sequence = o.sequence
       where o.order_id = ?
       order by l.position
       limit 100
      """;

  private static final String MARK_REVIEWED = "update trade_orders set is_reviewed = ? where order_id = ?";

  private LineStore() {}

  static int toShipCount(Connection connection, String hostId, int max) throws SQLException {
    return RowStore.one(connection, TO_SHIP_COUNT, row -> row.getInt(1), hostId, max).orElse(0);
  }

  static Map<String, List<LineUnits>> ofReturns(Connection connection, Collection<String> returnIds)
      throws SQLException {
    Map<String, List<LineUnits>> units = new HashMap<>();
    RowStore.list(connection, OF_RETURNS, row -> units
        .computeIfAbsent(row.getString("return_id"), _ -> new ArrayList<>())
        .add(new LineUnits(row.getString("sku_id"), row.getInt("quantity"))), List.copyOf(returnIds));
    return units;
  }

  static Optional<Receipt> receipt(Connection connection, String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RECEIPT)) {
      select.setString(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        Optional<Receipt> receipt = Optional.empty();
        List<ReceiptLine> lines = new ArrayList<>();
        while (row.next()) {
          lines.add(new ReceiptLine(row.getString("sku_id"), row.getString("product_id"),
              row.getString("title"), row.getString("sku_name"), row.getString("picture_url"),
              row.getInt("quantity"), row.getInt("refunded_quantity")));
          receipt = Optional.of(new Receipt(orderId, row.getString("buyer_id"), row.getString("host_id"),
              OrderStatus.valueOf(row.getString("status")),
              Optional.ofNullable(row.getObject("delivered_at", OffsetDateTime.class))
                  .map(OffsetDateTime::toInstant), lines));
        }
        return receipt;
      }
    }
  }

  static void markReviewed(Connection connection, String orderId, boolean isReviewed) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MARK_REVIEWED)) {
      update.setBoolean(1, isReviewed);
      update.setString(2, orderId);
      update.executeUpdate();
    }
  }

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
