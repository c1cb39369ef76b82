package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import laotie.server.log.RowStore;

/**
 * The past a host brought along: he takes it with him, and nothing of it stays. Its facts stay with hashes
 * that nobody can tell any more, since the salt goes.
 */
final class HistoryLeavingStore {

  private static final String CHANNELS =
      """
      select name, currency, zone, created_at
        from growth_channels where host_id = ? order by created_at desc limit ?
      """;

  private static final String IMPORTS =
      """
      select i.file_name, c.name as channel, i.status, i.fates, i.outcomes, i.first_at, i.last_at,
             i.created_at
        from growth_imports i left join growth_channels c on c.channel_id = i.channel_id
       where i.host_id = ? order by i.number desc limit ?
      """;

  private static final String ORDERS =
      """
      select c.name as channel, t.order_id, t.buyer_id, t.kind, to_timestamp(t.at_ms / 1000.0) as at,
             t.gross_minor, t.back_minor, c.currency
        from growth_imports i join growth_told t on t.import_id = i.import_id
        join growth_channels c on c.channel_id = t.channel_id
       where i.host_id = ? and i.status = 'DONE'
       order by i.number desc, t.number limit ?
      """;

  private static final String ERASE_FILES =
      """
      delete from growth_import_files
       where import_id in (select import_id from growth_imports where host_id = ?)
      """;

  private static final String ERASE_ISSUES =
      """
      delete from growth_import_issues
       where import_id in (select import_id from growth_imports where host_id = ?)
      """;

  // What is told of orders is many rows: they are erased some at a time by the sweep that follows.
  private static final String ERASE_IMPORTS =
      """
      update growth_imports
         set status = 'TAKEN_BACK', file_name = '', columns = '[]', is_swept = false, turn = '',
             ended_at = coalesce(ended_at, created_at)
       where host_id = ? and (status <> 'TAKEN_BACK' or file_name <> '')
      """;

  private static final String ERASE_CHANNELS =
      """
      update growth_channels set name = channel_id, salt = '', created_at = '1970-01-01'
       where host_id = ? and salt <> ''
      """;

  private static final String LEFT =
      """
      select exists (select from growth_channels where host_id = ?)
          or exists (select from growth_told t join growth_imports i on i.import_id = t.import_id
                      where i.host_id = ?) as is_left
      """;

  private static final String ERASE_CELLS = "delete from growth_channel_loyalty where host_id = ?";

  private static final String ERASE_TOLD =
      "delete from growth_told where import_id in (select import_id from growth_imports where host_id = ?)";

  private static final String ERASE_ROWS = "delete from growth_imports where host_id = ?";

  /** Handed out to the host. */
  static final Map<String, String> PAPERS =
      Map.of("channels", CHANNELS, "histories", IMPORTS, "pastOrders", ORDERS);

  /** Who it was and what was sent goes at once. */
  static final List<String> ERASURES = List.of(ERASE_FILES, ERASE_ISSUES, ERASE_IMPORTS, ERASE_CHANNELS);

  /** What the sweep has left. */
  static final List<String> LAST_ERASURES = List.of(ERASE_CELLS, ERASE_TOLD, ERASE_ROWS);

  private HistoryLeavingStore() {}

  /** False until the sweep has erased what was told. */
  static boolean isAtRest(Connection connection, String hostId) throws SQLException {
    return !RowStore.one(connection, LEFT, row -> row.getBoolean("is_left"), hostId, hostId).orElseThrow();
  }
}
