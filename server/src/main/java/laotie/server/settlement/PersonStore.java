package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Transfer.Purse;
import laotie.people.PeopleReason;
import laotie.server.http.Input;
import laotie.server.http.Personal;
import laotie.server.http.Problem;
import laotie.server.log.RowStore;
import laotie.server.supply.Supply;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Balance;

/** Where money of a host and of his suppliers goes, and what was paid to him. */
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
      select 1 from settlement_payouts where payee_id = any(?) and state = 'OPEN' limit 1
      """;

  private static final String ERASE_ACCOUNTS =
      """
      delete from settlement_accounts where payee_id = ?
      """;

  private static final String ERASE_SUPPLIERS =
      "delete from settlement_accounts where payee_id = any(?)";

  private final Supply supply;
  private final Trade trade;

  PersonStore(Supply supply, Trade trade) {
    this.supply = supply;
    this.trade = trade;
  }

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

  /** Suppliers have no account and no way but their host: he leaves when they have got their money too. */
  @Override
  public Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    List<String> supplierIds = supply.suppliersOf(connection, accountId);
    List<String> payeeIds = new ArrayList<>(supplierIds);
    payeeIds.add(accountId);
    if (RowStore.one(connection, OPEN_PAYOUTS, row -> accountId, payeeIds).isPresent()) {
      return Optional.of(Problem.of(
          PeopleReason.ACCOUNT_IS_OWED, "a payout to this account or a supplier of it is under way"));
    }
    for (String supplierId : supplierIds) {
      for (Balance due : trade.balancesOf(
          connection, supplierId, List.of(Purse.SUPPLIER_DUE), Input.LAST)) {
        if (due.amount().minor() != 0) {
          return Optional.of(Problem.of(PeopleReason.ACCOUNT_IS_OWED, "the ledger holds "
              + -due.amount().minor() + " " + due.amount().currency() + " of supplier " + supplierId));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void farewell(Connection connection, String accountId, Instant now) throws SQLException {
    RowStore.change(connection, ERASE_SUPPLIERS, supply.suppliersOf(connection, accountId));
  }
}
