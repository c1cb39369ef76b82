package laotie.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The rows of an order written by hand, without the server: once each, and in batches. */
final class StraightStore implements AutoCloseable {

  private static final String ADD_PRODUCT =
      """
      insert into goods_products (product_id, host_id, title, story, category, words, created_at, edited_at)
      values ('prd_bench', 'host_bench', 'bench', '', 'bench', '', now(), now())
      on conflict do nothing
      """;

  private static final String ADD_SKU =
      """
      insert into goods_skus (sku_id, product_id, position, name, price_minor, currency)
      values ('sku_bench', 'prd_bench', 0, 'M', 8000, 'CNY')
      on conflict do nothing
      """;

  private static final String ADD_STOCK =
      """
      insert into goods_stock (sku_id, available, supplied) values ('sku_bench', 100000000, 100000000)
      on conflict do nothing
      """;

  private static final String LOCK =
      "select available from goods_stock where sku_id = 'sku_bench' for update";

  private static final String TAKE =
      "update goods_stock set available = available - ?, held = held + ? where sku_id = 'sku_bench'";

  private static final String ADD_ORDERS =
      """
      with drawn as (
        select nextval('trade_order_sequence') as sequence, gen_random_uuid()::text as id
          from generate_series(1, ?)),
      ordered as (
        insert into trade_orders
               (sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, view_id,
                origin, address, idempotency_key, request_hash, placed_at, held_until)
        select sequence, id, 'acc_bench', 'host_bench', 'PLACED', 8000, 'CNY', '', '',
               '{"exposureId":"","channel":"SEARCH","relation":"STRANGER","deviceHash":"0123456789abcdef",
                 "networkHash":"0123456789abcdef"}'::jsonb,
               decode(repeat('00', 140), 'hex'), id, repeat('0', 64), now(), now() + interval '15 minutes'
          from drawn
        returning sequence, order_id),
      lined as (
        insert into trade_lines (sequence, position, sku_id, product_id, title, sku_name, picture_url,
                                 quantity, price_minor)
        select sequence, 0, 'sku_bench', 'prd_bench', 'bench', 'M', '', 1, 8000 from ordered)
      insert into log (epoch, type, area, key, at, body)
      select 1, 'OrderPlacedByHand', 'trade', order_id, now(),
             jsonb_build_object('orderId', order_id, 'sequence', sequence, 'deal',
               jsonb_build_object('buyerId', 'acc_bench', 'hostId', 'host_bench', 'showId', '', 'viewId', '',
                 'amount', jsonb_build_object('minor', 8000, 'currency', 'CNY')))
        from ordered
      """;

  private final ServerChild server;
  private final Connection connection;

  StraightStore(ServerChild server) throws IOException, SQLException {
    this.server = server;
    this.connection = server.database();
  }

  /** Orders per second when each is a transaction of its own on the same stock row. */
  double oneByOne(int connections, Duration time)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    prepare();
    long end = System.nanoTime() + time.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        counts.add(pool.submit(() -> {
          try (Connection own = server.database()) {
            return write(own, 1, end);
          }
        }));
      }
    }
    long orders = 0;
    for (Future<Long> count : counts) {
      orders += count.get();
    }
    return orders / (time.toNanos() / 1e9);
  }

  /** Orders per second when one connection commits {@code size} at a time. */
  double inBatches(int size, Duration time) throws SQLException {
    prepare();
    return write(connection, size, System.nanoTime() + time.toNanos()) / (time.toNanos() / 1e9);
  }

  private void prepare() throws SQLException {
    for (String sql : List.of(ADD_PRODUCT, ADD_SKU, ADD_STOCK)) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.executeUpdate();
      }
    }
  }

  private static long write(Connection connection, int size, long end) throws SQLException {
    connection.setAutoCommit(false);
    long orders = 0;
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        PreparedStatement take = connection.prepareStatement(TAKE);
        PreparedStatement add = connection.prepareStatement(ADD_ORDERS)) {
      while (System.nanoTime() < end) {
        lock.executeQuery().close();
        take.setInt(1, size);
        take.setInt(2, size);
        take.executeUpdate();
        add.setInt(1, size);
        add.executeUpdate();
        connection.commit();
        orders += size;
      }
    } finally {
      connection.setAutoCommit(true);
    }
    return orders;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
