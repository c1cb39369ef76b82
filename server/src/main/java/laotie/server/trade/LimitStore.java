package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;
import laotie.trade.Limit;

/** How much one buyer may have, what he has, and what an order did not get. */
final class LimitStore {

  private static final String SET =
      """
      insert into trade_limits (product_id, host_id, units, days, set_at)
      values (?, ?, ?, ?, ?)
          on conflict (product_id) do update
         set units = excluded.units, days = excluded.days, set_at = excluded.set_at
      """;

  private static final String LIFT = "delete from trade_limits where product_id = ? and host_id = ?";

  private static final String OF_PRODUCT =
      "select product_id, units, days from trade_limits where product_id = ?";

  private static final String OF_HOST =
      """
      select product_id, units, days
        from trade_limits
       where host_id = ? and product_id > ?
       order by product_id
       limit ?
      """;

  /** One buyer's claims of one product come one after the other, whatever variants and processes. */
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(n.key)
        from (select distinct hashtextextended(name, 55) as key from unnest(?::text[]) as n (name)
               order by 1) as n
      """;

  private static final String TAKEN =
      """
      select n.buyer_id, n.product_id, coalesce(sum(l.quantity - l.refunded_quantity), 0) as units
        from unnest(?::text[], ?::text[], ?::text[]) as n (buyer_id, product_id, since)
        join trade_orders o on o.buyer_id = n.buyer_id and o.placed_at > n.since::timestamptz
         and o.status not in ('EXPIRED', 'CANCELLED', 'REFUNDED')
        join trade_lines l on l.sequence = o.sequence and l.product_id = n.product_id
       group by n.buyer_id, n.product_id
      """;

  /** Of each buyer's newest orders, those that wait for their payment. */
  private static final String UNPAID =
      """
      select n.buyer_id, count(*) filter (where o.status = 'PLACED') as unpaid
        from unnest(?::text[]) as n (buyer_id)
        cross join lateral (
          select status from trade_orders where buyer_id = n.buyer_id order by sequence desc limit ?) as o
       group by n.buyer_id
      """;

  private static final String ADD_SHORTAGES =
      """
      insert into trade_shortages (sequence, sku_id, title, sku_name, wanted, got)
      select sequence, sku_id, title, sku_name, wanted, got
        from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[])
          as n (sequence, sku_id, title, sku_name, wanted, got)
      """;

  private static final String SHORTAGES =
      """
      select sku_id, title, sku_name, wanted, got
        from trade_shortages
       where sequence = ?
       order by sku_id
       limit 100
      """;

  private LimitStore() {}

  /** Whose units of which product, since when. */
  record Holder(String buyerId, String productId) {}

  /** Less than was wanted. */
  record Shortage(String skuId, String title, String skuName, int wanted, int got) {}

  static void set(Connection connection, String hostId, Limit limit, Instant now) throws SQLException {
    RowStore.change(connection, SET, limit.productId(), hostId, limit.units(), limit.days(), now);
  }

  static void lift(Connection connection, String hostId, String productId) throws SQLException {
    RowStore.change(connection, LIFT, productId, hostId);
  }

  static Optional<Limit> ofProduct(Connection connection, String productId) throws SQLException {
    return RowStore.one(connection, OF_PRODUCT, LimitStore::limit, productId);
  }

  static List<Limit> ofHost(Connection connection, String hostId, String after, int limit)
      throws SQLException {
    return RowStore.list(connection, OF_HOST, LimitStore::limit, hostId, after, limit);
  }

  private static Limit limit(ResultSet row) throws SQLException {
    return new Limit(row.getString("product_id"), row.getInt("units"), row.getInt("days"));
  }

  /** Locks, then counts: a claim that was under way is seen. */
  static Map<Holder, Long> lockTaken(Connection connection, Map<Holder, Instant> since)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setArray(1, connection.createArrayOf("text",
          since.keySet().stream().map(one -> one.buyerId() + " " + one.productId()).toArray()));
      lock.execute();
    }
    return taken(connection, since);
  }

  /** Units that these buyers have of these products. */
  static Map<Holder, Long> taken(Connection connection, Map<Holder, Instant> since) throws SQLException {
    Columns asked = new Columns("text", "text", "text");
    since.forEach((one, from) -> asked.add(one.buyerId(), one.productId(), from.toString()));
    Map<Holder, Long> taken = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(TAKEN)) {
      asked.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taken.put(new Holder(row.getString("buyer_id"), row.getString("product_id")),
              row.getLong("units"));
        }
      }
    }
    return taken;
  }

  /** Unpaid orders among the newest {@code looked} of each buyer. */
  static Map<String, Integer> unpaid(Connection connection, Collection<String> buyerIds, int looked)
      throws SQLException {
    Map<String, Integer> unpaid = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(UNPAID)) {
      select.setArray(1, connection.createArrayOf("text", buyerIds.toArray()));
      select.setInt(2, looked);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          unpaid.put(row.getString("buyer_id"), row.getInt("unpaid"));
        }
      }
    }
    return unpaid;
  }

  static void addShortages(Connection connection, Map<Long, List<Shortage>> shortages)
      throws SQLException {
    Columns rows = new Columns("bigint", "text", "text", "text", "int", "int");
    shortages.forEach((sequence, all) -> all.forEach(one -> rows.add(
        sequence, one.skuId(), one.title(), one.skuName(), one.wanted(), one.got())));
    try (PreparedStatement insert = connection.prepareStatement(ADD_SHORTAGES)) {
      rows.bind(insert, 1);
      insert.executeUpdate();
    }
  }

  static List<Shortage> shortages(Connection connection, long sequence) throws SQLException {
    List<Shortage> shortages = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SHORTAGES)) {
      select.setLong(1, sequence);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          shortages.add(new Shortage(row.getString("sku_id"), row.getString("title"),
              row.getString("sku_name"), row.getInt("wanted"), row.getInt("got")));
        }
      }
    }
    return shortages;
  }
}
