package laotie.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The rows of accounts that money goes to, and of who read them. */
final class AccountStore {

  private static final String OF_PAYEES =
      "select payee_id, account from settlement_accounts where payee_id = any(?)";

  private static final String SAVE =
      """
      insert into settlement_accounts (payee_id, account, edited_at) values (?, ?, ?)
      on conflict (payee_id) do update set account = excluded.account, edited_at = excluded.edited_at
      """;

  private static final String LOG_READING =
      """
      insert into settlement_account_readings (payee_id, reader_id, at)
      select payee_id, ?, ? from unnest(?::text[]) as n (payee_id)
      """;

  private AccountStore() {}

  static Map<String, byte[]> of(Connection connection, Collection<String> payeeIds) throws SQLException {
    Map<String, byte[]> accounts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OF_PAYEES)) {
      select.setArray(1, connection.createArrayOf("text", payeeIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          accounts.put(row.getString("payee_id"), row.getBytes("account"));
        }
      }
    }
    return accounts;
  }

  static void save(Connection connection, String payeeId, byte[] sealed, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setString(1, payeeId);
      insert.setBytes(2, sealed);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void logReadings(
      Connection connection, Collection<String> payeeIds, String readerId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(LOG_READING)) {
      insert.setString(1, readerId);
      insert.setObject(2, now.atOffset(ZoneOffset.UTC));
      insert.setArray(3, connection.createArrayOf("text", payeeIds.toArray()));
      insert.executeUpdate();
    }
  }
}
