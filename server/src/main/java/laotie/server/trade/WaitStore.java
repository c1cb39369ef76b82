package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.trade.Wait;
import laotie.trade.Waitlist;

/** The rows of those who wait for a variant. */
final class WaitStore {

  /** Rows of lines in one read: as many variants as a batch may touch, each with a whole line. */
  private static final int ROWS_MAX = 200_000;

  /** The SQL state of what could not be put in an order with others, and may be tried again. */
  private static final String DECIDE_ANEW = "40001";

  private static final String COLUMNS =
      "select wait_id, sku_id, buyer_id, number, product_id, host_id, title, offered_until from trade_waits ";

  private static final String LINES = COLUMNS + "where sku_id = any(?) order by sku_id, number limit ?";

  private static final String OF_BUYER = COLUMNS + "where buyer_id = ? order by number desc limit ?";

  private static final String COUNTS =
      "select buyer_id, count(*) from trade_waits where buyer_id = any(?) group by buyer_id";

  private static final String ADD =
      """
      insert into trade_waits
        (wait_id, sku_id, buyer_id, number, product_id, host_id, title, offered_until, joined_at)
      select wait_id, sku_id, buyer_id, number, product_id, host_id, title, offered_until, joined_at
        from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[])
          as n (wait_id, sku_id, buyer_id, number, product_id, host_id, title, offered_until, joined_at)
      """;

  private static final String OFFER =
      """
      update trade_waits
         set offered_until = n.offered_until
        from unnest(?::text[], ?::timestamptz[]) as n (wait_id, offered_until)
       where trade_waits.wait_id = n.wait_id
      """;

  private static final String END = "delete from trade_waits where wait_id = any(?)";

  private static final String LAPSED =
      "select distinct sku_id from trade_waits where offered_until <= ? limit ?";

  private static final String AWAITED =
      "select distinct sku_id from trade_waits where sku_id > ? order by sku_id limit ?";

  private WaitStore() {}

  /** The lines of these variants, each in the order of its numbers; those nobody waits for are missing. */
  static Map<String, List<WaitRow>> lines(Connection connection, Collection<String> skuIds)
      throws SQLException {
    Map<String, List<WaitRow>> lines = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LINES)) {
      select.setArray(1, connection.createArrayOf("text", skuIds.toArray()));
      select.setInt(2, ROWS_MAX);
      for (WaitRow row : rows(select)) {
        lines.computeIfAbsent(row.place().skuId(), sku -> new ArrayList<>()).add(row);
      }
    }
    return lines;
  }

  static List<WaitRow> ofBuyer(Connection connection, String buyerId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_BUYER)) {
      select.setString(1, buyerId);
      select.setInt(2, Waitlist.OF_BUYER_MAX);
      return rows(select);
    }
  }

  /** For how many variants each of them waits; who waits for none is missing. */
  static Map<String, Integer> counts(Connection connection, Collection<String> buyerIds)
      throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
      select.setArray(1, connection.createArrayOf("text", buyerIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return counts;
  }

  static void add(Connection connection, Instant now, Collection<WaitRow> joined) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "bigint", "text", "text", "text", "timestamptz", "timestamptz");
    for (WaitRow row : joined) {
      Wait wait = row.place();
      columns.add(wait.waitId(), wait.skuId(), wait.buyerId(), wait.number(), row.productId(), row.hostId(),
          row.title(), wait.isOffered() ? wait.offeredUntil().toString() : null, now.toString());
    }
    columns.run(connection, ADD);
  }

  /**
   * Writes offers. A place is erased with its buyer without a lock of the stock: then the unit would be kept
   * for nobody, so the till decides anew.
   */
  static void offer(Connection connection, Collection<WaitRow> offered) throws SQLException {
    Columns columns = new Columns("text", "timestamptz");
    offered.forEach(row -> columns.add(row.place().waitId(), row.place().offeredUntil().toString()));
    if (columns.run(connection, OFFER) < offered.size()) {
      throw new SQLException("somebody who is offered a unit is gone", DECIDE_ANEW);
    }
  }

  static void end(Connection connection, Collection<String> waitIds) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(END)) {
      delete.setArray(1, connection.createArrayOf("text", waitIds.toArray()));
      delete.executeUpdate();
    }
  }

  /** Variants with an offer whose time is over. */
  static List<String> lapsed(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAPSED)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      return ids(select);
    }
  }

  /** Variants somebody waits for, from an id on. */
  static List<String> awaited(Connection connection, String afterSkuId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AWAITED)) {
      select.setString(1, afterSkuId);
      select.setInt(2, limit);
      return ids(select);
    }
  }

  private static List<String> ids(PreparedStatement select) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  private static List<WaitRow> rows(PreparedStatement select) throws SQLException {
    List<WaitRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        OffsetDateTime until = row.getObject("offered_until", OffsetDateTime.class);
        rows.add(new WaitRow(new Wait(row.getString("wait_id"), row.getString("sku_id"),
            row.getString("buyer_id"), row.getLong("number"),
            until == null ? Wait.NOT_YET : until.toInstant()),
            row.getString("product_id"), row.getString("host_id"), row.getString("title")));
      }
    }
    return rows;
  }
}
