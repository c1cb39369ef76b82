package laotie.server.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;
import laotie.server.people.People.AccountRow;

/** Accounts as rows. */
final class AccountStore {

  private static final String ACCOUNTS =
      """
      select a.account_id, a.login, a.name, a.is_guest, a.is_operator, a.is_simulated,
             a.must_change_password, a.avatar_url, a.created_at, h.room_id,
             array(select s.host_id from people_assistants s
                    where s.account_id = a.account_id order by s.added_at, s.host_id limit 100)
        from people_accounts a left join people_hosts h on h.host_id = a.account_id
      """;

  private static final String ACCOUNTS_BY_ID = ACCOUNTS + " where a.account_id = any (?)";

  /** Newest first; {@code query} is looked for in names and logins. */
  private static final String ACCOUNTS_SEARCHED =
      ACCOUNTS
          + """
           where (? = '' or strpos(lower(a.name), lower(?)) > 0 or strpos(a.login, lower(?)) > 0
                  or a.account_id = ?)
             and (a.created_at, a.account_id) < (?, ?)
           order by a.created_at desc, a.account_id desc
           limit ?
          """;

  private static final String BY_LOGIN =
      "select account_id, password_hash from people_accounts where login = ?";

  private static final String PASSWORD_HASH =
      "select account_id, password_hash from people_accounts where account_id = ?";

  private static final String ADD =
      """
      insert into people_accounts (account_id, login, name, password_hash, is_guest, is_operator,
        is_simulated, must_change_password, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  /** A guest becomes a member and stays who he is; loses against a taken login. */
  private static final String UPGRADE =
      """
      update people_accounts set login = ?, name = ?, password_hash = ?, is_guest = false
       where account_id = ? and is_guest
         and not exists (select 1 from people_accounts o where o.login = ?)
      """;

  private static final String RENAME =
      "update people_accounts set name = ?, avatar_url = ? where account_id = ?";

  private static final String SET_PASSWORD =
      """
      update people_accounts set password_hash = ?, must_change_password = ?
       where account_id = ? and not is_guest
      """;

  private static final String APPOINT =
      "update people_accounts set is_operator = true where account_id = ? and not is_guest";

  private static final String MARK_SIMULATED =
      "update people_accounts set is_simulated = true where account_id = ?";

  private static final String OPERATORS = "select 1 from people_accounts where is_operator limit 1";

  private static final String ALL_OPERATORS =
      "select account_id from people_accounts where is_operator order by account_id limit ?";

  private static final String IMPORT =
      """
      insert into people_accounts (account_id, login, name, is_guest, is_simulated, avatar_url, created_at)
      select u.account_id, nullif(u.login, ''), u.name, u.login = '', true, u.avatar_url, u.created_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          as u (account_id, login, name, avatar_url, created_at)
       order by u.account_id
      on conflict do nothing
      """;

  private static final String UNIQUE_VIOLATION = "23505";

  private AccountStore() {}

  /** An account as its holder and the doors see it. */
  record Entry(
      String accountId,
      Optional<String> login,
      String name,
      boolean isGuest,
      boolean isOperator,
      boolean isSimulated,
      boolean mustChangePassword,
      String avatarUrl,
      Instant createdAt,
      Optional<String> roomId,
      List<String> assistantOf) {}

  /** What proves an account. */
  record Proof(String accountId, Optional<String> passwordHash) {}

  /**
   * A new account.
   *
   * @param login absent for guests
   */
  record Joining(
      String accountId,
      Optional<String> login,
      String name,
      Optional<String> passwordHash,
      boolean isOperator,
      boolean isSimulated,
      boolean mustChangePassword,
      Instant at) {}

  /** Where a page of accounts begins: before this instant and id. */
  record Place(Instant createdAt, String accountId) {}

  static List<Entry> accounts(Connection connection, Collection<String> accountIds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS_BY_ID)) {
      statement.setArray(1, connection.createArrayOf("text", accountIds.toArray()));
      return entries(statement);
    }
  }

  static List<Entry> search(Connection connection, String query, Optional<Place> after, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS_SEARCHED)) {
      for (int i = 1; i <= 4; i++) {
        statement.setString(i, query);
      }
      if (after.isPresent()) {
        statement.setTimestamp(5, Timestamp.from(after.get().createdAt()));
      } else {
        statement.setObject(5, OffsetDateTime.MAX);
      }
      statement.setString(6, after.map(Place::accountId).orElse(""));
      statement.setInt(7, limit);
      return entries(statement);
    }
  }

  private static List<Entry> entries(PreparedStatement statement) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        entries.add(entry(rows));
      }
    }
    return entries;
  }

  private static Entry entry(ResultSet rows) throws SQLException {
    return new Entry(
        rows.getString(1),
        Optional.ofNullable(rows.getString(2)),
        rows.getString(3),
        rows.getBoolean(4),
        rows.getBoolean(5),
        rows.getBoolean(6),
        rows.getBoolean(7),
        rows.getString(8),
        rows.getTimestamp(9).toInstant(),
        Optional.ofNullable(rows.getString(10)),
        List.of((String[]) rows.getArray(11).getArray()));
  }

  static Optional<Proof> proofOfLogin(Connection connection, String login) throws SQLException {
    return proof(connection, BY_LOGIN, login);
  }

  static Optional<Proof> proofOfAccount(Connection connection, String accountId) throws SQLException {
    return proof(connection, PASSWORD_HASH, accountId);
  }

  private static Optional<Proof> proof(Connection connection, String sql, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new Proof(rows.getString(1), Optional.ofNullable(rows.getString(2))))
            : Optional.empty();
      }
    }
  }

  /** False when the login has an owner. */
  static boolean add(Connection connection, Joining joining) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, joining.accountId());
      setText(statement, 2, joining.login());
      statement.setString(3, joining.name());
      setText(statement, 4, joining.passwordHash());
      statement.setBoolean(5, joining.login().isEmpty());
      statement.setBoolean(6, joining.isOperator());
      statement.setBoolean(7, joining.isSimulated());
      statement.setBoolean(8, joining.mustChangePassword());
      statement.setTimestamp(9, Timestamp.from(joining.at()));
      return statement.executeUpdate() > 0;
    }
  }

  /** False when the login has an owner or the account is a guest no more. */
  static boolean upgrade(Connection connection, Joining joining) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPGRADE)) {
      setText(statement, 1, joining.login());
      statement.setString(2, joining.name());
      setText(statement, 3, joining.passwordHash());
      statement.setString(4, joining.accountId());
      setText(statement, 5, joining.login());
      return statement.executeUpdate() > 0;
    } catch (SQLException wrong) {
      if (UNIQUE_VIOLATION.equals(wrong.getSQLState())) {
        return false; // somebody took the login between the look and the write; the transaction is over
      }
      throw wrong;
    }
  }

  static void changeProfile(Connection connection, String accountId, String name, String avatarUrl)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RENAME)) {
      statement.setString(1, name);
      statement.setString(2, avatarUrl);
      statement.setString(3, accountId);
      statement.executeUpdate();
    }
  }

  static void setPassword(Connection connection, String accountId, String hash, boolean mustChange)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SET_PASSWORD)) {
      statement.setString(1, hash);
      statement.setBoolean(2, mustChange);
      statement.setString(3, accountId);
      statement.executeUpdate();
    }
  }

  static void appoint(Connection connection, String accountId) throws SQLException {
    update(connection, APPOINT, accountId);
  }

  static void markSimulated(Connection connection, String accountId) throws SQLException {
    update(connection, MARK_SIMULATED, accountId);
  }

  static boolean hasOperator(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPERATORS);
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  static List<String> operators(Connection connection, int limit) throws SQLException {
    return RowStore.list(connection, ALL_OPERATORS, row -> row.getString("account_id"), limit);
  }

  static void importAll(Connection connection, List<AccountRow> accounts) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "text");
    accounts.forEach(row -> columns.add(row.accountId(), row.login().orElse(""), row.name(),
        row.avatarUrl(), row.createdAt().toString()));
    columns.run(connection, IMPORT);
  }

  private static void update(Connection connection, String sql, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, accountId);
      statement.executeUpdate();
    }
  }

  private static void setText(PreparedStatement statement, int column, Optional<String> text)
      throws SQLException {
    if (text.isPresent()) {
      statement.setString(column, text.get());
    } else {
      statement.setNull(column, Types.VARCHAR);
    }
  }
}
