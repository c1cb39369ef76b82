package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.fact.Money;
import laotie.growth.Receipt;
import laotie.growth.ReceiptFold;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of {@code growth_receipt}. */
final class ReceiptStore implements Cells.Rows<String, Receipt> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (order_id, place)
       cross join lateral (
         select s.state from growth_receipt s where s.order_id = wanted.order_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_receipt (
        order_id, buyer_id, host_id, show_id, clip_id, paid_at, channel, relation, gmv_minor, state)
      select order_id, buyer_id, host_id, show_id, clip_id, paid_at, channel, relation, gmv_minor, state
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                    ?::text[], ?::bigint[], ?::bytea[])
          as cells (order_id, buyer_id, host_id, show_id, clip_id, paid_at, channel, relation, gmv_minor,
                    state)
      on conflict (order_id) do update
         set buyer_id = excluded.buyer_id,
             host_id = excluded.host_id,
             show_id = excluded.show_id,
             clip_id = excluded.clip_id,
             paid_at = excluded.paid_at,
             channel = excluded.channel,
             relation = excluded.relation,
             gmv_minor = excluded.gmv_minor,
             state = excluded.state
      """;

  private static final String OF_HOST =
      """
      select order_id, state
        from growth_receipt
       where host_id = ? and (paid_at >= ? and paid_at < ? or show_id = any (?) and show_id <> '')
         and mod(abs(hashtext(buyer_id)::bigint), ?) = ?
       limit ?
      """;

  private static final String OF_SQUARE =
      """
      select order_id, state
        from growth_receipt
       where paid_at >= ? and paid_at < ?
         and mod(abs(hashtext(buyer_id)::bigint), ?) = ?
       limit ?
      """;

  private static final ReceiptFold FOLD = new ReceiptFold(Money.CNY);

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Receipt>> rows) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "text", "text", "text", "text", "text", "text", "bigint", "bytea");
    for (Cells.Row<String, Receipt> row : rows) {
      Receipt receipt = row.state();
      columns.add(row.key(), receipt.buyerId(), receipt.hostId(), receipt.showId(), receipt.clipId(),
          Stamps.of(receipt.paidAt()), receipt.entry().channel().name(), receipt.entry().relation().name(),
          receipt.gmvMinor(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** An order and its id. */
  record Line(String orderId, Receipt receipt) {}

  /** Orders of the windows and of the day after, and those of the shows, of one part of all persons. */
  static List<Line> of(Connection connection, TreeRows rows, int part) throws SQLException {
    RowStore.Read<Line> read = row -> new Line(row.getString(1), FOLD.decode(row.getBytes(2)));
    return rows.hostId().isEmpty()
        ? RowStore.list(connection, OF_SQUARE, read, rows.from(), rows.receiptsTo(), rows.parts(), part,
            TreeRows.ROWS_MAX)
        : RowStore.list(connection, OF_HOST, read, rows.hostId(), rows.from(), rows.receiptsTo(),
            rows.showIds(), rows.parts(), part, TreeRows.ROWS_MAX);
  }
}
