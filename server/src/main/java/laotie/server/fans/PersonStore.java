package laotie.server.fans;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.FansFact.ConsentRevoked;
import laotie.fact.FansFact.Unfollowed;
import laotie.server.http.Personal;
import laotie.server.log.Log;
import laotie.server.log.RowStore;

/** Whom a person follows, what hosts may write to him, and what he said among fans. */
@Singleton
final class PersonStore implements Personal {

  private static final String FOLLOWS =
      """
      select host_id, followed_at from fans_follows where viewer_id = ? order by followed_at desc limit ?
      """;

  private static final String CONSENTS =
      """
      select host_id, given_at from fans_consents where viewer_id = ? order by given_at desc limit ?
      """;

  private static final String LETTERS =
      """
      select d.host_id, m.words, d.reached_at, d.came_at
        from fans_deliveries d join fans_messages m on m.message_id = d.message_id
       where d.viewer_id = ? order by d.reached_at desc limit ?
      """;

  private static final String WORDS =
      """
      select host_id, text, name, said_at, deleted_at
        from fans_group_messages where account_id = ? order by said_at desc limit ?
      """;

  private static final String ERASE_FOLLOWS =
      """
      with gone as (delete from fans_follows where viewer_id = ? returning host_id)
      update fans_hosts set followers = greatest(followers - 1, 0)
        from gone where fans_hosts.host_id = gone.host_id
      """;

  private static final String ERASE_CONSENTS =
      """
      delete from fans_consents where viewer_id = ?
      """;

  private static final String ERASE_LETTERS =
      """
      delete from fans_deliveries where viewer_id = ?
      """;

  private static final String ERASE_WORDS =
      """
      update fans_group_messages set text = '-', name = '', deleted_at = coalesce(deleted_at, now())
       where account_id = ?
      """;

  private static final String ERASE_MUTES =
      """
      delete from fans_group_mutes where account_id = ?
      """;

  private final Log log;

  PersonStore(Log log) {
    this.log = log;
  }

  @Override
  public String area() {
    return "fans";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "follows", FOLLOWS,
        "consents", CONSENTS,
        "letters", LETTERS,
        "words", WORDS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_FOLLOWS, ERASE_CONSENTS, ERASE_LETTERS, ERASE_WORDS, ERASE_MUTES);
  }

  @Override
  public void farewell(Connection connection, String accountId, Instant now) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    facts.addAll(RowStore.list(connection, CONSENTS,
        row -> new ConsentRevoked(accountId, row.getString("host_id")), accountId, ROWS_MAX));
    facts.addAll(RowStore.list(connection, FOLLOWS,
        row -> new Unfollowed(accountId, row.getString("host_id")), accountId, ROWS_MAX));
    log.append(connection, now, facts);
  }
}
