package laotie.server.clips;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laotie.clips.Explanation;
import laotie.server.log.RowStore;

/** The rows of what stood at the foot of shows. */
final class ExplanationStore {

  private static final String ADD =
      """
      insert into clips_turns (show_id, at, card_id, product_id) values (?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String OF_SHOW =
      "select at, card_id, product_id from clips_turns where show_id = ? order by at, card_id limit 5000";

  private static final String FORGET =
      "delete from clips_turns where ctid in (select ctid from clips_turns where at < ? limit 5000)";

  private ExplanationStore() {}

  static void add(Connection connection, String showId, Explanation.Turn turn) throws SQLException {
    RowStore.change(connection, ADD, showId, turn.at(), turn.cardId(), turn.productId());
  }

  static List<Explanation.Turn> ofShow(Connection connection, String showId) throws SQLException {
    return RowStore.list(connection, OF_SHOW, row -> new Explanation.Turn(RowStore.instant(row, "at"),
        row.getString("card_id"), row.getString("product_id")), showId);
  }

  static void forget(Connection connection, Instant before) throws SQLException {
    RowStore.change(connection, FORGET, before);
  }
}
