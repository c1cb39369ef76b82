package laotie.server.guard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.guard.Ban;

/** Cases and their steps as rows. */
final class GuardStore {

  private static final String OPEN_BAN =
      """
      select case_id, reason, opened_at from guard_cases
       where account_id = ? and lifted_at is null
      """;

  /** Takes the account's turn: two operators at once would else open two cases. */
  private static final String LOCK_ACCOUNT = "select pg_advisory_xact_lock(hashtextextended(?, 20))";

  private static final String OPEN_CASE =
      """
      insert into guard_cases (case_id, account_id, kind, reason, opened_at, opened_by)
      values (?, ?, 'BAN', ?, ?, ?)
      """;

  private static final String CHANGE_REASON = "update guard_cases set reason = ? where case_id = ?";

  private static final String LIFT =
      "update guard_cases set lifted_at = greatest(?, opened_at), lifted_by = ? where case_id = ?";

  private static final String ADD_STEP =
      """
      insert into guard_case_steps (case_id, step, what, reason, actor_id, at)
      select ?, coalesce(max(step), 0) + 1, ?, ?, ?, ? from guard_case_steps where case_id = ?
      """;

  private static final String STEPS_OF_ACCOUNT =
      """
      select s.case_id, s.what, s.reason, s.actor_id, s.at
        from guard_case_steps s join guard_cases c using (case_id)
       where c.account_id = ?
       order by s.at desc, s.case_id, s.step desc
       limit ?
      """;

  private GuardStore() {}

  static Optional<Ban> openBan(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN_BAN)) {
      statement.setString(1, accountId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new Ban(accountId, rows.getString(1), rows.getString(2), instant(rows, 3)))
            : Optional.empty();
      }
    }
  }

  static void lockAccount(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_ACCOUNT)) {
      statement.setString(1, accountId);
      statement.execute();
    }
  }

  static void openCase(Connection connection, Ban ban, String operatorId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN_CASE)) {
      statement.setString(1, ban.caseId());
      statement.setString(2, ban.accountId());
      statement.setString(3, ban.reason());
      statement.setTimestamp(4, Timestamp.from(ban.at()));
      statement.setString(5, operatorId);
      statement.executeUpdate();
    }
  }

  static void changeReason(Connection connection, Ban ban) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHANGE_REASON)) {
      statement.setString(1, ban.reason());
      statement.setString(2, ban.caseId());
      statement.executeUpdate();
    }
  }

  static void lift(Connection connection, String caseId, Instant at, String operatorId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIFT)) {
      statement.setTimestamp(1, Timestamp.from(at));
      statement.setString(2, operatorId);
      statement.setString(3, caseId);
      statement.executeUpdate();
    }
  }

  static void addStep(Connection connection, Guard.Step step) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_STEP)) {
      statement.setString(1, step.caseId());
      statement.setString(2, step.what().name());
      statement.setString(3, step.reason());
      statement.setString(4, step.actorId());
      statement.setTimestamp(5, Timestamp.from(step.at()));
      statement.setString(6, step.caseId());
      statement.executeUpdate();
    }
  }

  static List<Guard.Step> stepsOf(Connection connection, String accountId, int limit)
      throws SQLException {
    List<Guard.Step> steps = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(STEPS_OF_ACCOUNT)) {
      statement.setString(1, accountId);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Guard.Deed what = Guard.Deed.valueOf(rows.getString(2));
          steps.add(
              new Guard.Step(
                  rows.getString(1), what, rows.getString(3), rows.getString(4), instant(rows, 5)));
        }
      }
    }
    return steps;
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getTimestamp(column).toInstant();
  }
}
