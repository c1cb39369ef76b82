package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.people.PeopleReason;
import laotie.server.http.Personal;
import laotie.server.http.Problem;
import laotie.server.log.RowStore;

/** A person's orders, addresses and returns. What was traded stays, where it went does not. */
@Singleton
final class PersonStore implements Personal {

  private static final String ADDRESSES =
      """
      select address, edited_at from trade_addresses where account_id = ? limit ?
      """;

  private static final String ORDERS =
      """
      select order_id, host_id, status, amount_minor, shipping_minor, currency, refunded_minor, address,
             carrier, tracking_number, placed_at, paid_at, shipped_at, delivered_at, closed_at
        from trade_orders where buyer_id = ? order by sequence desc limit ?
      """;

  private static final String LINES =
      """
      select o.order_id, l.title, l.sku_name, l.quantity, l.price_minor, l.off_minor, l.refunded_quantity
        from trade_orders o join trade_lines l on l.sequence = o.sequence
       where o.buyer_id = ? order by o.sequence desc, l.position limit ?
      """;

  private static final String PAYMENTS =
      """
      select p.payment_id, p.order_id, p.method, p.status, p.started_at, p.settled_at
        from trade_orders o join trade_payments p on p.order_id = o.order_id
       where o.buyer_id = ? order by p.started_at desc limit ?
      """;

  private static final String REFUNDS =
      """
      select r.refund_id, r.order_id, r.kind, r.amount_minor, r.currency, r.owed_at, r.returned_at
        from trade_orders o join trade_refunds r on r.order_id = o.order_id
       where o.buyer_id = ? order by r.owed_at desc limit ?
      """;

  private static final String RETURNS =
      """
      select return_id, order_id, kind, reason, state, asked_minor, refunded_minor, carrier, tracking_number,
             pictures, asked_at, ended_at
        from trade_returns where buyer_id = ? order by number desc limit ?
      """;

  private static final String STEPS =
      """
      select s.return_id, s.at, s.actor, s.action, s.words
        from trade_returns r join trade_return_steps s on s.return_id = r.return_id
       where r.buyer_id = ? order by s.step_id desc limit ?
      """;

  private static final String WAITS =
      """
      select title, joined_at, offered_until
        from trade_waits where buyer_id = ? order by number desc limit ?
      """;

  /** What is kept for him goes to the next in line by itself. */
  private static final String LEAVE_LINES =
      "delete from trade_waits where buyer_id = ? and offered_until is null";

  private static final String OPEN_OF_BUYER =
      """
      select 1 from trade_orders
       where buyer_id = ?
         and (status in ('PLACED', 'PAID', 'PACKED', 'SHIPPED', 'DELIVERED')
              or exists (select 1 from trade_returns r
                          where r.order_id = trade_orders.order_id and r.ended_at is null)
              or exists (select 1 from trade_refunds f
                          where f.order_id = trade_orders.order_id and f.returned_at is null))
       limit 1
      """;

  private static final String OPEN_OF_HOST =
      """
      select order_id from trade_orders
       where host_id = ?
         and (status in ('PLACED', 'PAID', 'PACKED', 'SHIPPED', 'DELIVERED')
              or exists (select 1 from trade_returns r
                          where r.order_id = trade_orders.order_id and r.ended_at is null))
       limit 1
      """;

  private static final String OWED =
      """
      select sum(amount_minor) as minor, currency from trade_ledger
       where owner_id = ? and purse in ('HOST_OWED', 'HOST_DUE', 'SUPPLIER_DUE')
       group by currency having sum(amount_minor) <> 0 order by currency limit 1
      """;

  private static final String ERASE_ADDRESS =
      """
      delete from trade_addresses where account_id = ?
      """;

  private static final String ERASE_RETURN_ADDRESS =
      """
      delete from trade_return_addresses where host_id = ?
      """;

  private static final String ERASE_ORDER_ADDRESSES =
      """
      update trade_orders set address = '' where buyer_id = ? and address <> ''
      """;

  private static final String ERASE_WORDS =
      """
      update trade_return_steps s set words = ''
        from trade_returns r
       where r.return_id = s.return_id and r.buyer_id = ? and s.actor_id = r.buyer_id and s.words <> ''
      """;

  private static final String ERASE_EVIDENCE =
      """
      update trade_returns set pictures = '{}' where buyer_id = ? and pictures <> '{}'
      """;

  @Override
  public String area() {
    return "trade";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "addresses", ADDRESSES,
        "waits", WAITS,
        "orders", ORDERS,
        "lines", LINES,
        "payments", PAYMENTS,
        "refunds", REFUNDS,
        "returns", RETURNS,
        "returnSteps", STEPS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_ADDRESS, ERASE_RETURN_ADDRESS, LEAVE_LINES);
  }

  @Override
  public List<String> lastErasures() {
    return List.of(ERASE_ORDER_ADDRESSES, ERASE_WORDS, ERASE_EVIDENCE);
  }

  /** An order that may still be sent, sent back or refunded needs its address and its words. */
  @Override
  public boolean isAtRest(Connection connection, String accountId) throws SQLException {
    return RowStore.one(connection, OPEN_OF_BUYER, row -> accountId, accountId).isEmpty();
  }

  /** A host leaves when what he sold has come to its end and nobody owes anybody anything. */
  @Override
  public Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    Optional<Problem> open = RowStore.one(connection, OPEN_OF_HOST, row -> Problem.of(
        PeopleReason.ACCOUNT_HAS_SALES, "order " + row.getString("order_id") + " is not closed yet",
        Map.of("orderId", row.getString("order_id"))), accountId);
    return open.isPresent() ? open : RowStore.one(connection, OWED, row -> Problem.of(
        PeopleReason.ACCOUNT_IS_OWED,
        "the ledger holds " + -row.getLong("minor") + " " + row.getString("currency") + " of this account",
        Map.of("minor", -row.getLong("minor"), "currency", row.getString("currency"))), accountId);
  }
}
