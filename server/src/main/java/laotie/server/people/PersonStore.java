package laotie.server.people;

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

/** Who a person is, and how he proves it. */
@Singleton
final class PersonStore implements Personal {

  private static final String ACCOUNT =
      """
      select account_id, login, name, is_guest, is_operator, avatar_url, created_at
        from people_accounts where account_id = ? limit ?
      """;

  private static final String HOST =
      """
      select room_id, tagline, story, since_year, goods_from, category, opened_at
        from people_hosts where host_id = ? limit ?
      """;

  private static final String ASSISTS =
      """
      select host_id, added_at from people_assistants where account_id = ? order by added_at desc limit ?
      """;

  private static final String SESSIONS =
      """
      select started_at, expires_at
        from people_sessions where account_id = ? order by started_at desc limit ?
      """;

  private static final String IS_OPERATOR =
      """
      select 1 from people_accounts where account_id = ? and is_operator
      """;

  private static final String ERASE_SESSIONS =
      """
      delete from people_sessions where account_id = ?
      """;

  private static final String ERASE_ASSISTS =
      """
      delete from people_assistants where account_id = ?
      """;

  private static final String ERASE_ASSISTANTS =
      """
      delete from people_assistants where host_id = ?
      """;

  private static final String ERASE_PERSONA =
      """
      update people_hosts set tagline = '-', story = '', goods_from = '-', category = '-' where host_id = ?
      """;

  private static final String ERASE_ACCOUNT =
      """
      update people_accounts
         set login = null, password_hash = null, name = '已注销用户 (deleted)', avatar_url = '',
             is_guest = false, must_change_password = false, erased_at = coalesce(erased_at, now())
       where account_id = ?
      """;

  @Override
  public String area() {
    return "people";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "account", ACCOUNT,
        "host", HOST,
        "assists", ASSISTS,
        "sessions", SESSIONS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_SESSIONS, ERASE_ASSISTS, ERASE_ASSISTANTS, ERASE_PERSONA, ERASE_ACCOUNT);
  }

  @Override
  public Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    return RowStore.one(connection, IS_OPERATOR, row -> Problem.of(
        PeopleReason.OPERATOR_STAYS, "an operator's account belongs to the square"), accountId);
  }
}
