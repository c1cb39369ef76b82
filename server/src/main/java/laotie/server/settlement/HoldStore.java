package laotie.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of money kept back. */
final class HoldStore {

  private static final String ADD =
      """
      insert into settlement_holds
             (hold_id, payee_id, case_id, reason, amount_minor, placed_by, placed_at, ends_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String COLUMNS =
      """
      select hold_id, payee_id, case_id, reason, amount_minor, placed_by, placed_at, ends_at, released_by,
             released_at
        from settlement_holds
      """;

  private static final String OF_PAYEE =
      COLUMNS + " where payee_id = ? and released_at is null order by ends_at desc limit 100";

  private static final String ALL = COLUMNS + " order by placed_at desc, hold_id limit ?";

  private static final String RELEASE =
      """
      update settlement_holds
         set released_by = ?, released_at = ?
       where hold_id = ? and released_at is null
      """;

  private HoldStore() {}

  /** Money kept back, as it is stored and shown to operators and its payee. */
  record HoldRow(
      String holdId, String payeeId, String caseId, String reason, long amountMinor, String placedBy,
      Instant placedAt, Instant endsAt, String releasedBy, Optional<Instant> releasedAt) {}

  static void add(Connection connection, HoldRow hold) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, hold.holdId());
      insert.setString(2, hold.payeeId());
      insert.setString(3, hold.caseId());
      insert.setString(4, hold.reason());
      insert.setLong(5, hold.amountMinor());
      insert.setString(6, hold.placedBy());
      insert.setObject(7, hold.placedAt().atOffset(ZoneOffset.UTC));
      insert.setObject(8, hold.endsAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** Holds that were not released; those that ended by themselves among them. */
  static List<HoldRow> ofPayee(Connection connection, String payeeId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_PAYEE)) {
      select.setString(1, payeeId);
      return holds(select);
    }
  }

  static List<HoldRow> all(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setInt(1, limit);
      return holds(select);
    }
  }

  /** Answers false when there is none to release. */
  static boolean release(Connection connection, String holdId, String operatorId, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
      update.setString(1, operatorId);
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setString(3, holdId);
      return update.executeUpdate() == 1;
    }
  }

  private static List<HoldRow> holds(PreparedStatement select) throws SQLException {
    List<HoldRow> holds = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        holds.add(new HoldRow(row.getString("hold_id"), row.getString("payee_id"),
            row.getString("case_id"), row.getString("reason"), row.getLong("amount_minor"),
            row.getString("placed_by"), row.getTimestamp("placed_at").toInstant(),
            row.getTimestamp("ends_at").toInstant(), row.getString("released_by"),
            Optional.ofNullable(row.getTimestamp("released_at")).map(Timestamp::toInstant)));
      }
    }
    return holds;
  }
}
