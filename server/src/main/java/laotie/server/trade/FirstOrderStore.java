package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import laotie.server.log.Columns;

/** Who has an order already, for coupons of a first order. */
final class FirstOrderStore {

  private static final String BOUGHT =
      """
      select k.buyer_id, k.host_id
        from unnest(?::text[], ?::text[]) as k (buyer_id, host_id)
       where exists (select 1 from trade_orders o
                      where o.buyer_id = k.buyer_id and k.host_id in (o.host_id, '')
                        and o.status not in ('EXPIRED', 'CANCELLED'))
      """;

  private FirstOrderStore() {}

  /** A buyer at a host; an empty host stands for the whole square. */
  record Key(String buyerId, String hostId) {}

  /** Those of {@code keys} who have an order that was not cancelled and did not expire. */
  static Set<Key> bought(Connection connection, Collection<Key> keys) throws SQLException {
    Columns columns = new Columns("text", "text");
    keys.forEach(key -> columns.add(key.buyerId(), key.hostId()));
    Set<Key> found = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(BOUGHT)) {
      columns.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Key(row.getString(1), row.getString(2)));
        }
      }
    }
    return found;
  }
}
