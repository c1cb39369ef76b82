package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.LiveFact.ChatDeleted;
import laotie.server.http.Personal;
import laotie.server.log.Log;
import laotie.server.log.RowStore;

/** What a person said and reserved in rooms. */
@Singleton
final class PersonStore implements Personal {

  private static final String MESSAGES =
      """
      select room_id, show_id, text, name, said_at, deleted_at
        from live_messages where account_id = ? order by said_at desc limit ?
      """;

  private static final String RESERVATIONS =
      """
      select show_id, host_id, reserved_at, cancelled_at
        from live_reservations where viewer_id = ? order by reserved_at desc limit ?
      """;

  private static final String VIEWS =
      """
      select room_id, show_id, channel, entered_at
        from live_views where viewer_id = ? order by entered_at desc limit ?
      """;

  private static final String ERASE_MESSAGES =
      """
      update live_messages set text = '-', name = '', deleted_at = coalesce(deleted_at, now())
       where account_id = ?
      """;

  private static final String CANCEL_RESERVATIONS =
      """
      with gone as (
        update live_reservations set cancelled_at = now()
         where viewer_id = ? and cancelled_at is null returning show_id)
      update live_shows set reservations = greatest(reservations - 1, 0)
        from gone where live_shows.show_id = gone.show_id
      """;

  private static final String ERASE_MUTES =
      """
      delete from live_mutes where account_id = ?
      """;

  /** What open rooms still show; older lines left their memory. */
  private static final String LATELY =
      """
      select m.message_id, m.show_id, s.host_id
        from live_messages m join live_shows s on s.show_id = m.show_id
       where m.account_id = ? and m.deleted_at is null and m.said_at > now() - interval '1 day'
       order by m.said_at desc limit ?
      """;

  private final Log log;

  PersonStore(Log log) {
    this.log = log;
  }

  @Override
  public String area() {
    return "live";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "messages", MESSAGES,
        "reservations", RESERVATIONS,
        "views", VIEWS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_MESSAGES, CANCEL_RESERVATIONS, ERASE_MUTES);
  }

  @Override
  public void farewell(Connection connection, String accountId, Instant now) throws SQLException {
    List<Fact> facts = new ArrayList<>(RowStore.list(connection, LATELY,
        row -> new ChatDeleted(row.getString("message_id"),
            row.getString("show_id"), row.getString("host_id"), accountId), accountId, ROWS_MAX));
    log.append(connection, now, facts);
  }
}
