package laotie.server.notices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where else somebody wants to be told, as rows. */
final class ChannelStore {

  private static final String FIND =
      """
      select email, locale, code_hash, code_sent_at, tries, confirmed_at is not null as is_confirmed
        from notices_channels where account_id = ?
      """;

  private static final String FIND_FOR_UPDATE = FIND + " for update";

  /** A row to lock for an account that has none yet; it holds no address and no code. */
  private static final String CLAIM =
      """
      insert into notices_channels (account_id, email, locale, code_hash, code_sent_at)
      values (?, '', 'zh-CN', '', 'epoch') on conflict do nothing
      """;

  private static final String SAVE =
      """
      insert into notices_channels (account_id, email, locale, code_hash, code_sent_at)
      values (?, ?, ?, ?, ?)
      on conflict (account_id) do update
         set email = excluded.email, locale = excluded.locale, code_hash = excluded.code_hash,
             code_sent_at = excluded.code_sent_at, tries = 0, confirmed_at = null
      """;

  private static final String CONFIRM =
      "update notices_channels set confirmed_at = ?, code_hash = '' where account_id = ?";

  private static final String TRY = "update notices_channels set tries = tries + 1 where account_id = ?";

  /** The row stays, so that nobody sends codes to others' addresses by taking his own back each time. */
  private static final String DROP =
      """
      update notices_channels set email = '', code_hash = '', confirmed_at = null where account_id = ?
      """;

  private ChannelStore() {}

  /** An address and how far its proof has come. */
  record Row(
      byte[] email, String locale, String codeHash, Instant codeSentAt, int tries, boolean isConfirmed) {}

  static Optional<Row> find(Connection connection, String accountId) throws SQLException {
    return find(connection, FIND, accountId);
  }

  static Optional<Row> findForUpdate(Connection connection, String accountId) throws SQLException {
    return find(connection, FIND_FOR_UPDATE, accountId);
  }

  /** The row under its lock, made empty when there was none: two at once wait for each other. */
  static Row claim(Connection connection, String accountId) throws SQLException {
    change(connection, CLAIM, accountId);
    return findForUpdate(connection, accountId).orElseThrow();
  }

  private static Optional<Row> find(Connection connection, String sql, String accountId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, accountId);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Row(rows.getBytes("email"), rows.getString("locale"),
                rows.getString("code_hash"), rows.getObject("code_sent_at", OffsetDateTime.class).toInstant(),
                rows.getInt("tries"), rows.getBoolean("is_confirmed")))
            : Optional.empty();
      }
    }
  }

  static void save(Connection connection, String accountId, Row row) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setString(1, accountId);
      insert.setBytes(2, row.email());
      insert.setString(3, row.locale());
      insert.setString(4, row.codeHash());
      insert.setObject(5, row.codeSentAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void confirm(Connection connection, String accountId, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CONFIRM)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, accountId);
      update.executeUpdate();
    }
  }

  static void countTry(Connection connection, String accountId) throws SQLException {
    change(connection, TRY, accountId);
  }

  static void drop(Connection connection, String accountId) throws SQLException {
    change(connection, DROP, accountId);
  }

  private static void change(Connection connection, String sql, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, accountId);
      statement.executeUpdate();
    }
  }
}
