package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Transfer.Purse;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.settlement.MoneyApi.HoldView;
import laotie.server.settlement.MoneyApi.MoneyView;
import laotie.server.settlement.MoneyApi.PayoutView;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Balance;

/** A payee's money as he sees it, and the account it goes to. */
@Singleton
final class Purses {

  private static final int PAYOUTS_SHOWN = 50;
  private static final Instant ALL_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Database database;
  private final Trade trade;
  private final Agreements agreements;
  private final Seal seal;
  private final InstantSource clock;

  Purses(Database database, Trade trade, Agreements agreements, Seal seal, InstantSource clock) {
    this.database = database;
    this.trade = trade;
    this.agreements = agreements;
    this.seal = seal;
    this.clock = clock;
  }

  MoneyView of(String hostId) {
    Instant now = clock.instant();
    return database.read(connection -> {
      List<Balance> balances = trade.balancesOf(
          connection, hostId, List.of(Purse.HOST_OWED, Purse.HOST_DUE), ALL_TIME);
      SettlementStore.Next next = SettlementStore.next(connection, hostId);
      return new MoneyView(of(balances, Purse.HOST_OWED), of(balances, Purse.HOST_DUE), next.orders(),
          next.firstDue(),
          HoldStore.ofPayee(connection, hostId).stream().filter(hold -> hold.endsAt().isAfter(now))
              .map(hold -> new HoldView(
                  hold.holdId(), hold.caseId(), hold.reason(), hold.amountMinor(), hold.endsAt()))
              .toList(),
          PayoutStore.ofPayee(connection, hostId, PAYOUTS_SHOWN).stream().map(row -> new PayoutView(
              row.payoutId(), row.amount(), row.state(), row.words(), row.movedAt())).toList(),
          agreements.of(connection, List.of(hostId)).get(hostId),
          Optional.ofNullable(masked(connection, List.of(hostId)).get(hostId)));
    });
  }

  /** Where the money of each goes, masked; those for whom nobody named an account are left out. */
  Map<String, PayoutAccount> masked(List<String> payeeIds) {
    return database.read(connection -> masked(connection, payeeIds));
  }

  private Map<String, PayoutAccount> masked(Connection connection, List<String> payeeIds)
      throws SQLException {
    Map<String, PayoutAccount> accounts = new HashMap<>();
    AccountStore.of(connection, payeeIds).forEach(
        (payeeId, sealed) -> accounts.put(payeeId, PayoutAccount.opened(seal, sealed).masked()));
    return accounts;
  }

  private static List<Money> of(List<Balance> balances, Purse purse) {
    return balances.stream().filter(balance -> balance.purse().equals(purse.name()))
        .map(balance -> balance.amount().negated()).toList();
  }

  void save(String payeeId, PayoutAccount account) {
    database.write(connection -> {
      AccountStore.save(connection, payeeId, account.sealed(seal), clock.instant());
      return payeeId;
    });
  }

  /** Accounts in clear, for the file a bank takes; the reading is noted before anything is shown. */
  Map<String, PayoutAccount> accounts(List<String> payeeIds, String readerId) {
    return database.write(connection -> {
      Map<String, byte[]> sealed = AccountStore.of(connection, payeeIds);
      AccountStore.logReadings(connection, sealed.keySet(), readerId, clock.instant());
      Map<String, PayoutAccount> accounts = new HashMap<>();
      sealed.forEach((payeeId, bytes) -> accounts.put(payeeId, PayoutAccount.opened(seal, bytes)));
      return accounts;
    });
  }
}
