package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.BusinessDays;
import laotie.growth.Sale;
import laotie.growth.cost.PricedOrder;
import laotie.server.log.Columns;

/** The rows of {@code growth_sales}. */
record SaleStore(BusinessDays days) implements Cells.Rows<String, Sale> {

  /** Rows of a page. */
  static final int ROWS_MAX = 5_000;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (order_id, place)
       cross join lateral (
         select s.state from growth_sales s where s.order_id = wanted.order_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_sales (
        order_id, host_id, buyer_id, paid_at, is_effective, net_minor, host_coupon_minor,
        platform_coupon_minor, is_settled, subsidy_minor, commission_minor, supplies_minor, state)
      select order_id, host_id, buyer_id, paid_at, is_effective, net_minor, host_coupon_minor,
             platform_coupon_minor, is_settled, subsidy_minor, commission_minor, supplies_minor, state
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bytea[])
          as cells (order_id, host_id, buyer_id, paid_at, is_effective, net_minor, host_coupon_minor,
                    platform_coupon_minor, is_settled, subsidy_minor, commission_minor, supplies_minor,
                    state)
      on conflict (order_id) do update
         set host_id = excluded.host_id,
             buyer_id = excluded.buyer_id,
             paid_at = excluded.paid_at,
             is_effective = excluded.is_effective,
             net_minor = excluded.net_minor,
             host_coupon_minor = excluded.host_coupon_minor,
             platform_coupon_minor = excluded.platform_coupon_minor,
             is_settled = excluded.is_settled,
             subsidy_minor = excluded.subsidy_minor,
             commission_minor = excluded.commission_minor,
             supplies_minor = excluded.supplies_minor,
             state = excluded.state
      """;

  private static final String COLUMNS =
      """
      select order_id, host_id, buyer_id, paid_at, is_effective, net_minor, host_coupon_minor,
             platform_coupon_minor, is_settled, subsidy_minor, commission_minor, supplies_minor
        from growth_sales
      """;

  private static final String OF_HOST = COLUMNS
      + """
       where paid_at >= ? and paid_at < ? and host_id = ? and (buyer_id, order_id) > (?, ?)
       order by buyer_id, order_id
       limit ?
      """;

  private static final String OF_SQUARE = COLUMNS
      + """
       where paid_at >= ? and paid_at < ? and (host_id, buyer_id, order_id) > (?, ?, ?)
       order by host_id, buyer_id, order_id
       limit ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Sale>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "boolean", "bigint", "bigint", "bigint",
        "boolean", "bigint", "bigint", "bigint", "bytea");
    for (Cells.Row<String, Sale> row : rows) {
      Sale sale = row.state();
      Sale.Taken taken = sale.taken();
      columns.add(row.key(), sale.hostId(), sale.buyerId(),
          sale.paidAt() == Sale.NEVER ? null : Stamps.of(sale.paidAt()), sale.isEffective(),
          sale.netMinor(), sale.hostCouponMinor(), sale.platformCouponMinor(), taken.isKnown(),
          taken.subsidyMinor(), taken.commissionMinor(), taken.suppliesMinor(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** An order with the pair it is of. */
  record Line(String hostId, String buyerId, PricedOrder order) {

    boolean isOfPair(Line other) {
      return hostId.equals(other.hostId) && buyerId.equals(other.buyerId);
    }
  }

  /**
   * Which orders: paid in {@code [from, to)}, of one host or, without one, of all.
   *
   * @param after the line before the page, or {@link #START}
   */
  record Wanted(String hostId, Instant from, Instant to, Line after) {}

  /** Before every line. */
  static final Line START = new Line("", "",
      new PricedOrder("", java.time.LocalDate.EPOCH, 0, false, 0, 0, 0, PricedOrder.Taken.UNKNOWN));

  /** A page of lines, pair by pair. */
  List<Line> page(Connection connection, Wanted wanted) throws SQLException {
    boolean isOfHost = !wanted.hostId().isEmpty();
    try (PreparedStatement select = connection.prepareStatement(isOfHost ? OF_HOST : OF_SQUARE)) {
      select.setObject(1, wanted.from().atOffset(ZoneOffset.UTC));
      select.setObject(2, wanted.to().atOffset(ZoneOffset.UTC));
      select.setString(3, isOfHost ? wanted.hostId() : wanted.after().hostId());
      select.setString(4, wanted.after().buyerId());
      select.setString(5, wanted.after().order().orderId());
      select.setInt(6, ROWS_MAX);
      List<Line> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(new Line(row.getString("host_id"), row.getString("buyer_id"), order(row)));
        }
      }
      return lines;
    }
  }

  private PricedOrder order(ResultSet row) throws SQLException {
    Instant paidAt = row.getObject("paid_at", OffsetDateTime.class).toInstant();
    return new PricedOrder(row.getString("order_id"), days.dayOf(paidAt), paidAt.toEpochMilli(),
        row.getBoolean("is_effective"), row.getLong("net_minor"), row.getLong("host_coupon_minor"),
        row.getLong("platform_coupon_minor"),
        new PricedOrder.Taken(row.getBoolean("is_settled"), row.getLong("subsidy_minor"),
            row.getLong("commission_minor"), row.getLong("supplies_minor")));
  }
}
