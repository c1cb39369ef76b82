package laotie.server.prices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.Holder;

/** What one buyer may have of a flash sale or a coupon, as rows. */
final class AllowanceStore {

  private static final String READ =
      """
      select a.of_id, a.buyer_id, a.available, a.held, a.sold, a.supplied
        from unnest(?::text[], ?::text[]) as k (of_id, buyer_id)
        join prices_allowances a on a.of_id = k.of_id and a.buyer_id = k.buyer_id
      """;

  private static final String OF_BUYER =
      """
      select of_id, buyer_id, available, held, sold, supplied
        from prices_allowances
       where buyer_id = ? and of_id like 'cpn%'
       order by since desc
       limit ?
      """;

  private static final String SAVE =
      """
      insert into prices_allowances (of_id, buyer_id, available, held, sold, supplied, since)
      select n.*, ? from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          as n (of_id, buyer_id, available, held, sold, supplied)
      on conflict (of_id, buyer_id) do update
         set available = excluded.available, held = excluded.held, sold = excluded.sold,
             supplied = excluded.supplied
      """;

  private AllowanceStore() {}

  static Map<Holder, Allowed> read(Connection connection, Collection<Holder> holders) throws SQLException {
    Map<Holder, Allowed> found = new HashMap<>();
    Columns columns = new Columns("text", "text");
    holders.forEach(holder -> columns.add(holder.ofId(), holder.buyerId()));
    if (columns.isEmpty()) {
      return found;
    }
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      columns.bind(select, 1);
      collect(select, found);
    }
    return found;
  }

  /** The coupons a buyer holds, the latest first. */
  static Map<Holder, Allowed> couponsOf(Connection connection, String buyerId, int limit)
      throws SQLException {
    Map<Holder, Allowed> found = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OF_BUYER)) {
      select.setString(1, buyerId);
      select.setInt(2, limit);
      collect(select, found);
    }
    return found;
  }

  private static void collect(PreparedStatement select, Map<Holder, Allowed> found) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.put(new Holder(row.getString(1), row.getString(2)),
            new Allowed(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
      }
    }
  }

  static void save(Connection connection, Map<Holder, Allowed> rows, Instant now) throws SQLException {
    Columns columns = new Columns("text", "text", "bigint", "bigint", "bigint", "bigint");
    rows.forEach((holder, row) -> columns.add(holder.ofId(), holder.buyerId(), row.available(), row.held(),
        row.sold(), row.supplied()));
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      columns.bind(insert, 2);
      insert.executeUpdate();
    }
  }
}
