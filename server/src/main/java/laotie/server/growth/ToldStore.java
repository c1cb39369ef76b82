package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.PastOrder;
import laotie.growth.PastOrder.Kind;
import laotie.growth.history.Retold.Outcome;
import laotie.growth.history.Retold.Told;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** What each table tells of each order, and so what is known of an order. */
final class ToldStore {

  private static final String ADD =
      """
      insert into growth_told (import_id, number, channel_id, order_id, buyer_id, kind, at_ms, gross_minor,
                               back_minor, back_at_ms, is_wholly_back, outcome)
      select import_id, number, channel_id, order_id, buyer_id, kind, at_ms, gross_minor, back_minor,
             back_at_ms, is_wholly_back, outcome
        from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[])
          as told (import_id, number, channel_id, order_id, buyer_id, kind, at_ms, gross_minor, back_minor,
                   back_at_ms, is_wholly_back, outcome)
      """;

  private static final String VALUES =
      "number, order_id, buyer_id, kind, at_ms, gross_minor, back_minor, back_at_ms, is_wholly_back, outcome";

  private static final String TO_APPLY = "select " + VALUES + """

        from growth_told
       where import_id = ? and number > ? and outcome in ('NEW', 'CHANGED', 'GONE')
       order by number
       limit ?
      """;

  private static final String TO_TAKE_BACK = "select " + VALUES + """

        from growth_told
       where import_id = ? and number > ? and number <= ?
       order by number
       limit ?
      """;

  /** Of each order what the last table that stands tells of it. */
  private static final String KNOWN =
      """
      select wanted.order_id, known.number, known.buyer_id, known.kind, known.at_ms, known.gross_minor,
             known.back_minor, known.back_at_ms, known.is_wholly_back
        from unnest(?::text[], ?::text[]) as wanted (channel_id, order_id)
       cross join lateral (
         select i.number, t.buyer_id, t.kind, t.at_ms, t.gross_minor, t.back_minor, t.back_at_ms,
                t.is_wholly_back
           from growth_told t join growth_imports i on i.import_id = t.import_id
          where t.channel_id = wanted.channel_id and t.order_id = wanted.order_id and i.status = 'DONE'
          order by i.number desc
          limit 1) as known
      """;

  private static final String ERASE =
      """
      delete from growth_told
       where (import_id, number) in (select import_id, number from growth_told where import_id = ? limit ?)
      """;

  private ToldStore() {}

  /** An order of a table, 1 the first. */
  record Line(int number, String orderId, Told told, Outcome outcome) {}

  /** What is known of an order, and by the table of which number. */
  record Known(long number, Told told) {}

  static void add(Connection connection, HistoryStore.Row of, List<Line> lines) throws SQLException {
    Columns columns = new Columns("text", "int", "text", "text", "text", "text", "bigint", "bigint", "bigint",
        "bigint", "boolean", "text");
    for (Line line : lines) {
      PastOrder order = line.told().order();
      columns.add(of.importId(), line.number(), of.channelId(), line.orderId(), line.told().buyerId(),
          order.kind().name(), order.atMillis(), order.grossMinor(), order.backMinor(),
          order.backAtMillis(), order.isWhollyBack(), line.outcome().name());
    }
    columns.run(connection, ADD);
  }

  static List<Line> toApply(Connection connection, HistoryStore.Row of, int limit) throws SQLException {
    return RowStore.list(connection, TO_APPLY, ToldStore::line, of.importId(), of.steps().appliedTo(), limit);
  }

  static List<Line> toTakeBack(Connection connection, HistoryStore.Row of, int limit) throws SQLException {
    return RowStore.list(connection, TO_TAKE_BACK, ToldStore::line, of.importId(), of.steps().takenTo(),
        of.steps().appliedTo(), limit);
  }

  /** What is known of these orders of a channel; those that no standing table tells are not there. */
  static Map<String, Known> known(Connection connection, String channelId, List<String> orderIds)
      throws SQLException {
    Columns wanted = new Columns("text", "text");
    orderIds.forEach(orderId -> wanted.add(channelId, orderId));
    Map<String, Known> known = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
      wanted.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.put(row.getString("order_id"), new Known(row.getLong("number"), told(row)));
        }
      }
    }
    return known;
  }

  /** Erases some of a table's orders; true when all are gone. */
  static boolean erase(Connection connection, String importId, int rowsMax) throws SQLException {
    return RowStore.change(connection, ERASE, importId, rowsMax) < rowsMax;
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(row.getInt("number"), row.getString("order_id"), told(row),
        Outcome.valueOf(row.getString("outcome")));
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(row.getString("buyer_id"), new PastOrder(Kind.valueOf(row.getString("kind")),
        row.getLong("at_ms"), row.getLong("gross_minor"), row.getLong("back_minor"),
        row.getLong("back_at_ms"), row.getBoolean("is_wholly_back")));
  }
}
