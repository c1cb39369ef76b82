package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rows of saved addresses. */
final class AddressStore {

  private static final String SAVE =
      """
      insert into trade_addresses (account_id, address, edited_at)
      values (?, ?, ?)
      on conflict (account_id) do update set address = excluded.address, edited_at = excluded.edited_at
      """;

  private static final String READ = "select address from trade_addresses where account_id = ?";

  private static final String ERASE = "delete from trade_addresses where account_id = ?";

  private AddressStore() {}

  static void save(Connection connection, String accountId, byte[] address, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setString(1, accountId);
      insert.setBytes(2, address);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static Optional<byte[]> read(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, accountId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  static void erase(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(ERASE)) {
      delete.setString(1, accountId);
      delete.executeUpdate();
    }
  }
}
