package laotie.server.reviews;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import laotie.reviews.Report;

/** Reports of reviews, and what operators did about them. */
final class CaseStore {

  private static final String REPORT =
      """
      insert into reviews_reports (review_id, account_id, reason, words, at)
      values (?, ?, ?, ?, ?)
          on conflict do nothing
      """;

  private static final String COUNT =
      """
      update reviews_reviews
         set reports = reports + 1, reported_at = coalesce(reported_at, ?)
       where review_id = ?
      """;

  private static final String HIDE =
      """
      update reviews_reviews
         set case_id = ?, hidden_at = ?, hidden_reason = ?, appealed_at = null, is_appeal_open = false,
             reports = 0, reported_at = null
       where review_id = ?
      """;

  private static final String APPEAL =
      "update reviews_reviews set appealed_at = ?, is_appeal_open = true where review_id = ?";

  private static final String RESTORE =
      """
      update reviews_reviews
         set hidden_at = null, hidden_reason = '', appealed_at = null, is_appeal_open = false,
             reports = 0, reported_at = null
       where review_id = ?
      """;

  /** The appeal or the reports were looked at; what is hidden stays so. */
  private static final String KEEP =
      """
      update reviews_reviews
         set reports = 0, reported_at = null, is_appeal_open = false
       where review_id = ?
      """;

  private static final String ADD_STEP =
      """
      insert into reviews_steps (review_id, case_id, what, words, actor_id, at)
      values (?, ?, ?, ?, ?, ?)
      """;

  private static final String STEPS =
      """
      select case_id, what, words, actor_id, at
        from reviews_steps
       where review_id = ?
       order by step_id
       limit 100
      """;

  private static final String REPORTS =
      """
      select reason, words, account_id, at from reviews_reports where review_id = ? order by at desc limit 20
      """;

  private CaseStore() {}

  /** What was done. */
  enum Deed {
    HIDDEN,
    APPEALED,
    RESTORED,
    KEPT
  }

  /** One step, with the words of who took it. */
  record Step(String caseId, Deed what, String words, String actorId, Instant at) {
    /** As somebody sees it who may not know who of the operators took it. */
    Step as(String accountId) {
      return actorId.equals(accountId) ? this : new Step(caseId, what, words, "", at);
    }
  }

  /** One report. */
  record Told(Report reason, String words, String accountId, Instant at) {}

  /** False when he reported it before. */
  static boolean report(Connection connection, String reviewId, Told told) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(REPORT)) {
      insert.setString(1, reviewId);
      insert.setString(2, told.accountId());
      insert.setString(3, told.reason().name());
      insert.setString(4, told.words());
      insert.setObject(5, told.at().atOffset(ZoneOffset.UTC));
      if (insert.executeUpdate() == 0) {
        return false;
      }
    }
    run(connection, COUNT, reviewId, told.at());
    return true;
  }

  static void hide(Connection connection, String reviewId, Step step) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(HIDE)) {
      update.setString(1, step.caseId());
      update.setObject(2, step.at().atOffset(ZoneOffset.UTC));
      update.setString(3, step.words());
      update.setString(4, reviewId);
      update.executeUpdate();
    }
    add(connection, reviewId, step);
  }

  static void appeal(Connection connection, String reviewId, Step step) throws SQLException {
    run(connection, APPEAL, reviewId, step.at());
    add(connection, reviewId, step);
  }

  static void restore(Connection connection, String reviewId, Step step) throws SQLException {
    run(connection, RESTORE, reviewId);
    add(connection, reviewId, step);
  }

  static void keep(Connection connection, String reviewId, Step step) throws SQLException {
    run(connection, KEEP, reviewId);
    add(connection, reviewId, step);
  }

  private static void run(Connection connection, String sql, String reviewId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, reviewId);
      update.executeUpdate();
    }
  }

  private static void run(Connection connection, String sql, String reviewId, Instant at)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setString(2, reviewId);
      update.executeUpdate();
    }
  }

  private static void add(Connection connection, String reviewId, Step step) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_STEP)) {
      insert.setString(1, reviewId);
      insert.setString(2, step.caseId());
      insert.setString(3, step.what().name());
      insert.setString(4, step.words());
      insert.setString(5, step.actorId());
      insert.setObject(6, step.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static List<Step> steps(Connection connection, String reviewId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STEPS)) {
      select.setString(1, reviewId);
      List<Step> steps = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          steps.add(new Step(row.getString(1), Deed.valueOf(row.getString(2)), row.getString(3),
              row.getString(4), row.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
      return steps;
    }
  }

  static List<Told> reports(Connection connection, String reviewId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(REPORTS)) {
      select.setString(1, reviewId);
      List<Told> reports = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          reports.add(new Told(Report.valueOf(row.getString(1)), row.getString(2), row.getString(3),
              row.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
      return reports;
    }
  }
}
