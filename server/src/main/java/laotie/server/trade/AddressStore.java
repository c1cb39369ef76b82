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

  private static final String SAVE_FOR_RETURNS =
      """
      insert into trade_return_addresses (host_id, address, edited_at)
      values (?, ?, ?)
      on conflict (host_id) do update set address = excluded.address, edited_at = excluded.edited_at
      """;

  private static final String OF_RETURNS = "select address from trade_return_addresses where host_id = ?";

  private AddressStore() {}

  static void save(Connection connection, String accountId, byte[] address, Instant now)
      throws SQLException {
    save(connection, SAVE, new Kept(accountId, address, now));
  }

  /** Where a shop wants its goods back. */
  static void saveForReturns(Connection connection, String hostId, byte[] address, Instant now)
      throws SQLException {
    save(connection, SAVE_FOR_RETURNS, new Kept(hostId, address, now));
  }

  private record Kept(String ownerId, byte[] address, Instant now) {}

  private static void save(Connection connection, String sql, Kept kept) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, kept.ownerId());
      insert.setBytes(2, kept.address());
      insert.setObject(3, kept.now().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static Optional<byte[]> read(Connection connection, String accountId) throws SQLException {
    return read(connection, READ, accountId);
  }

  static Optional<byte[]> ofReturns(Connection connection, String hostId) throws SQLException {
    return read(connection, OF_RETURNS, hostId);
  }

  private static Optional<byte[]> read(Connection connection, String sql, String ownerId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, ownerId);
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
