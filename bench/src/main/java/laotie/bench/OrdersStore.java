package laotie.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts, behind the server's back, what the orders bench left in the tables. */
final class OrdersStore implements AutoCloseable {

  private static final String UNPAID = "select coalesce(sum(held), 0) from goods_stock where sku_id = any(?)";

  private static final String PAID = "select coalesce(sum(sold), 0) from goods_stock where sku_id = any(?)";

  private static final String BEHIND =
      """
      select count(*)
        from log
       where (epoch, tx, id) > (select epoch, tx, id from log_cursors
                                 where source = 'log' order by epoch, tx, id limit 1)
      """;

  private static final String PAYING_MILLIS =
      """
      select coalesce(percentile_cont(?) within group (order by extract(epoch from paid_at - placed_at)), 0)
             * 1000
        from trade_orders
       where paid_at is not null
      """;

  private static final String FORGET = "select pg_stat_statements_reset()";

  private static final String DEAREST =
      """
      select regexp_replace(query, '\\s+', ' ', 'g') as query, calls, total_exec_time * 1000 as micros,
             wal_bytes
        from pg_stat_statements
       order by total_exec_time desc
       limit ?
      """;

  /** Each counts what must not be; all are 0 when nothing was lost, sold twice or invented. */
  private static final List<Check> CHECKS = List.of(
      new Check("variants whose units do not add up", """
          select count(*) from goods_stock where available + held + sold <> supplied"""),
      new Check("variants that hold more or less than their unpaid orders", """
          select count(*)
            from goods_stock s
            left join (select l.sku_id, sum(l.quantity) as units
                         from trade_lines l join trade_orders o using (sequence)
                        where o.status = 'PLACED' group by l.sku_id) n using (sku_id)
           where s.held <> coalesce(n.units, 0)"""),
      new Check("variants that sold more or less than their paid orders", """
          select count(*)
            from goods_stock s
            left join (select l.sku_id, sum(l.quantity) as units
                         from trade_lines l join trade_orders o using (sequence)
                        where o.status = 'PAID' group by l.sku_id) n using (sku_id)
           where s.sold <> coalesce(n.units, 0)"""),
      new Check("orders without their one line", """
          select count(*) from trade_orders o
            left join (select sequence, count(*) as lines from trade_lines group by sequence) l
                 using (sequence)
           where l.lines is distinct from 1"""),
      new Check("orders without their one fact OrderPlaced", """
          select count(*) from trade_orders o
           full join (select key, count(*) as facts from log where type = 'OrderPlaced' group by key) f
                on f.key = o.order_id
           where f.facts is distinct from 1 or o.order_id is null"""),
      new Check("paid orders without their one fact OrderPaid", """
          select count(*) from (select order_id from trade_orders where status = 'PAID') o
           full join (select key, count(*) as facts from log where type = 'OrderPaid' group by key) f
                on f.key = o.order_id
           where f.facts is distinct from 1 or o.order_id is null"""),
      new Check("paid orders without their one payment and its two ledger rows", """
          select count(*) from trade_orders o
            left join (select order_id, count(*) as payments from trade_payments
                        where status = 'PAID' group by order_id) p using (order_id)
            left join (select order_id, count(*) as entries from trade_ledger group by order_id) e
                 using (order_id)
           where o.status = 'PAID'
             and (p.payments is distinct from 1 or e.entries is distinct from 2)"""),
      new Check("minor units the ledger is off zero", """
          select abs(coalesce(sum(amount_minor), 0))::bigint from trade_ledger"""));

  private static final String ORDERS = "select count(*) from trade_orders";

  private final Connection connection;

  private record Check(String what, String sql) {}

  /** A statement of the server: how often, and what all of it took in PostgreSQL. */
  record Statement(String sql, long calls, double micros, long walBytes) {}

  /** Forgets what was counted. */
  void forgetStatements() throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
      forget.execute();
    }
  }

  /** The statements that took longest since. */
  List<Statement> dearest(int limit) throws SQLException {
    List<Statement> dearest = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DEAREST)) {
      select.setInt(1, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          dearest.add(new Statement(row.getString("query"), row.getLong("calls"), row.getDouble("micros"),
              row.getLong("wal_bytes")));
        }
      }
    }
    return dearest;
  }

  OrdersStore(ServerChild server) throws IOException, SQLException {
    this.connection = server.database();
  }

  /** Units of these variants promised to unpaid orders. */
  long unpaid(List<String> skuIds) throws SQLException {
    return count(UNPAID, skuIds);
  }

  /** Units of these variants that were paid. */
  long paid(List<String> skuIds) throws SQLException {
    return count(PAID, skuIds);
  }

  private long count(String sql, List<String> skuIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", skuIds.toArray()));
      return number(select);
    }
  }

  /** Facts that the slowest consumer has not folded yet. */
  long behind() throws SQLException {
    return number(BEHIND);
  }

  long orders() throws SQLException {
    return number(ORDERS);
  }

  /** Milliseconds between placing and paying below which this share of the paid orders lies. */
  double payingMillis(double share) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAYING_MILLIS)) {
      select.setDouble(1, share);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getDouble(1);
      }
    }
  }

  /** Throws {@link IllegalStateException} when anything was lost, sold twice or invented. */
  void check() throws SQLException {
    for (Check check : CHECKS) {
      long found = number(check.sql());
      if (found != 0) {
        throw new IllegalStateException(found + " " + check.what());
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return number(select);
    }
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
