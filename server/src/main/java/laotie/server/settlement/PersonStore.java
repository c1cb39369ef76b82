package laotie.server.settlement;

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

/** Where a host's money goes, and what was paid to him. */
@Singleton
final class PersonStore implements Personal {

  private static final String ACCOUNTS =
      """
      select account, edited_at from settlement_accounts where payee_id = ? limit ?
      """;

  private static final String PAYOUTS =
      """
      select payout_id, amount_minor, currency, state, moved_at
        from settlement_payouts where payee_id = ? order by payout_id desc limit ?
      """;

  private static final String OPEN_PAYOUTS =
      """
      select 1 from settlement_payouts where payee_id = ? and state = 'OPEN' limit 1
      """;

  private static final String ERASE_ACCOUNTS =
      """
      delete from settlement_accounts where payee_id = ?
      """;

  @Override
  public String area() {
    return "settlement";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "accounts", ACCOUNTS,
        "payouts", PAYOUTS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_ACCOUNTS);
  }

  @Override
  public Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    return RowStore.one(connection, OPEN_PAYOUTS, row -> Problem.of(
        PeopleReason.ACCOUNT_IS_OWED, "a payout to this account is under way"), accountId);
  }
}
