package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Money;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Payer;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.server.trade.Trade.Balance;
import laotie.server.trade.Trade.Booking;
import laotie.server.trade.Trade.BookingsWanted;
import laotie.server.trade.Trade.LineMoney;
import laotie.server.trade.Trade.OrderMoney;
import laotie.server.trade.Trade.Proof;
import laotie.server.trade.Trade.PurseSum;

/** Reads the ledger. */
final class LedgerStore {

  private static final String BALANCES =
      """
      select purse, owner_id, currency, sum(amount_minor) as amount_minor, count(*) as entries
        from trade_ledger
       where purse = any(?)
       group by purse, owner_id, currency
      having sum(amount_minor) <> 0
       order by purse, owner_id, currency
       limit 100000
      """;

  private static final String BALANCES_OF_OWNER =
      """
      select purse, owner_id, currency, sum(amount_minor) as amount_minor, count(*) as entries
        from trade_ledger
       where owner_id = ? and purse = any(?) and at < ?
       group by purse, owner_id, currency
       order by purse, currency
       limit 1000
      """;

  private static final String BOOKINGS =
      """
      select entry_id, transfer_kind, order_id, subject_id, purse, owner_id, amount_minor, currency, at
        from trade_ledger
       where owner_id = ? and purse = ? and at >= ? and at < ? and entry_id > ?
       order by entry_id
       limit ?
      """;

  private static final String BESIDE =
      """
      select entry_id, transfer_kind, order_id, subject_id, purse, owner_id, amount_minor, currency, at
        from trade_ledger
       where transfer_kind <> 'ARRIVED' and order_id = any(?)
       order by entry_id
       limit 100000
      """;

  private static final String PURSES =
      """
      select purse, currency, sum(amount_minor) as amount_minor, count(*) as owners,
             sum(entries)::bigint as entries
        from (select purse, owner_id, currency, sum(amount_minor) as amount_minor, count(*) as entries
                from trade_ledger
               group by purse, owner_id, currency) as owned
       group by purse, currency
       order by purse, currency
       limit 1000
      """;

  private static final String UNBALANCED =
      """
      select count(*)
        from (select 1
                from trade_ledger
               group by transfer_kind, order_id, payment_id, subject_id, currency
              having sum(amount_minor) <> 0) as unbalanced
      """;

  /** Everything promised back, whether the gateway has confirmed it or not; of the past both at once. */
  private static final String ORDERS =
      """
      select o.order_id, o.host_id, o.amount_minor, o.currency, o.shipping_minor, o.discounts,
             o.shipped_at is not null as is_shipped,
             (select coalesce(sum(l.amount_minor), 0)
                from trade_ledger l
               where l.order_id = o.order_id and l.transfer_kind <> 'ARRIVED'
                 and l.transfer_kind in ('OWED', 'REFUNDED') and l.purse = 'HOST_OWED') as refunded_minor
        from trade_orders o
       where o.order_id = any(?)
      """;

  private static final String LINES =
      """
      select o.order_id, l.sku_id, l.quantity, l.refunded_quantity, l.unsent_quantity, l.returned_quantity,
             l.off_minor
        from trade_orders o
        join trade_lines l on l.sequence = o.sequence
       where o.order_id = any(?)
       order by o.order_id, l.position
       limit 100000
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LedgerStore() {}

  static List<Balance> balances(Connection connection, Collection<Purse> purses) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BALANCES)) {
      select.setArray(1, names(connection, purses));
      return balances(select);
    }
  }

  static List<Balance> balancesOf(
      Connection connection, String ownerId, Collection<Purse> purses, Instant before)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BALANCES_OF_OWNER)) {
      select.setString(1, ownerId);
      select.setArray(2, names(connection, purses));
      select.setObject(3, before.atOffset(ZoneOffset.UTC));
      return balances(select);
    }
  }

  static List<Booking> bookings(Connection connection, BookingsWanted wanted) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BOOKINGS)) {
      select.setString(1, wanted.ownerId());
      select.setString(2, wanted.purse().name());
      select.setObject(3, wanted.from().atOffset(ZoneOffset.UTC));
      select.setObject(4, wanted.to().atOffset(ZoneOffset.UTC));
      select.setLong(5, wanted.after());
      select.setInt(6, wanted.limit());
      return bookings(select);
    }
  }

  static List<Booking> beside(Connection connection, Collection<String> orderIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BESIDE)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      return bookings(select);
    }
  }

  static Proof proof(Connection connection) throws SQLException {
    List<PurseSum> purses = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PURSES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        purses.add(new PurseSum(
            row.getString("purse"), amount(row), row.getLong("owners"), row.getLong("entries")));
      }
    }
    try (PreparedStatement select = connection.prepareStatement(UNBALANCED);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Proof(purses, row.getLong(1));
    }
  }

  static Map<String, OrderMoney> orders(Connection connection, Collection<String> orderIds)
      throws SQLException {
    Map<String, List<LineMoney>> lines = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LINES)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.computeIfAbsent(row.getString("order_id"), _ -> new ArrayList<>()).add(new LineMoney(
              row.getString("sku_id"), row.getInt("quantity"), row.getInt("refunded_quantity"),
              row.getInt("unsent_quantity"), row.getInt("returned_quantity"), row.getLong("off_minor")));
        }
      }
    }
    Map<String, OrderMoney> orders = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(ORDERS)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String orderId = row.getString("order_id");
          orders.put(orderId, new OrderMoney(orderId, row.getString("host_id"), amount(row),
              row.getLong("refunded_minor"), row.getLong("shipping_minor"),
              isByPlatform(row.getString("discounts")), row.getBoolean("is_shipped"),
              lines.getOrDefault(orderId, List.of())));
        }
      }
    }
    return orders;
  }

  /** An order has one coupon, so one payer. */
  private static boolean isByPlatform(String discounts) {
    try {
      for (Discount discount : JSON.readValue(discounts, Discount[].class)) {
        if (discount.payer() == Payer.PLATFORM) {
          return true;
        }
      }
      return false;
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Array names(Connection connection, Collection<Purse> purses)
      throws SQLException {
    return connection.createArrayOf("text", purses.stream().map(Purse::name).toArray());
  }

  private static List<Balance> balances(PreparedStatement select) throws SQLException {
    List<Balance> balances = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        balances.add(new Balance(row.getString("purse"), row.getString("owner_id"), amount(row),
            row.getLong("entries")));
      }
    }
    return balances;
  }

  private static List<Booking> bookings(PreparedStatement select) throws SQLException {
    List<Booking> bookings = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        bookings.add(new Booking(row.getLong("entry_id"), Kind.valueOf(row.getString("transfer_kind")),
            row.getString("order_id"), row.getString("subject_id"), Purse.valueOf(row.getString("purse")),
            row.getString("owner_id"), amount(row), row.getTimestamp("at").toInstant()));
      }
    }
    return bookings;
  }

  private static Money amount(ResultSet row) throws SQLException {
    return new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
  }
}
