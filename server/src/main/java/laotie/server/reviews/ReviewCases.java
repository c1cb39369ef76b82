package laotie.server.reviews;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.ReviewsFact.ReviewAppealed;
import laotie.fact.ReviewsFact.ReviewHidden;
import laotie.fact.ReviewsFact.ReviewReported;
import laotie.fact.ReviewsFact.ReviewRestored;
import laotie.reviews.ReviewsReason;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;
import laotie.server.reviews.CaseStore.Deed;
import laotie.server.reviews.CaseStore.Step;
import laotie.server.reviews.CaseStore.Told;

/**
 * What is said against reviews and done about them: as with every verdict that costs somebody something,
 * there are words for its author, an appeal, a history, and a way back.
 */
@Singleton
final class ReviewCases {

  /** Characters of a reason, an appeal or a report. */
  static final int WORDS_MAX = 500;

  private final Database database;
  private final Log log;
  private final Shop shop;
  private final InstantSource clock;

  ReviewCases(Database database, Log log, Shop shop, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shop = shop;
    this.clock = clock;
  }

  /** What operators see beside a review. */
  record Case(List<Step> steps, List<Told> reports) {}

  /** Says that a review should not stand; a second report of the same person changes nothing. */
  void report(String reviewId, Told told) {
    write(reviewId, (connection, row) -> {
      ReviewBook.requireForeign(row, told.accountId());
      if (CaseStore.report(connection, reviewId, told)) {
        log.append(connection, told.at(), List.of(new ReviewReported(reviewId, row.of().productId(),
            row.of().hostId(), told.accountId(), told.reason().name())));
      }
    });
  }

  /** Its author asks to look again, once for each time it was hidden. */
  void appeal(String authorId, String reviewId, String words) {
    write(reviewId, (connection, row) -> {
      if (!row.buyerId().equals(authorId)) {
        throw Problem.notFound("review", reviewId);
      }
      requireState(row.hiding().isHidden() && row.hiding().appealedAt().isEmpty(), row);
      CaseStore.appeal(connection, reviewId,
          new Step(row.hiding().caseId(), Deed.APPEALED, words, authorId, now()));
      append(connection, new ReviewAppealed(
          reviewId, row.of().productId(), row.of().hostId(), authorId));
    });
  }

  /** Takes a review from sight, with words for its author. */
  void hide(String operatorId, String reviewId, String words) {
    write(reviewId, (connection, row) -> {
      requireState(!row.hiding().isHidden(), row);
      CaseStore.hide(connection, reviewId,
          new Step(Ids.next("case"), Deed.HIDDEN, words, operatorId, now()));
      append(connection, new ReviewHidden(
          reviewId, row.of().productId(), row.of().hostId(), row.buyerId(), operatorId));
      afterwards(connection, row, words);
    });
  }

  /** Shows it again. */
  void restore(String operatorId, String reviewId, String words) {
    write(reviewId, (connection, row) -> {
      requireState(row.hiding().isHidden(), row);
      CaseStore.restore(connection, reviewId,
          new Step(row.hiding().caseId(), Deed.RESTORED, words, operatorId, now()));
      append(connection, new ReviewRestored(
          reviewId, row.of().productId(), row.of().hostId(), row.buyerId(), operatorId));
      afterwards(connection, row, words);
    });
  }

  /** Leaves it as it is: reports or an appeal were looked at. */
  void keep(String operatorId, String reviewId, String words) {
    write(reviewId, (connection, row) -> {
      CaseStore.keep(connection, reviewId,
          new Step(row.hiding().caseId(), Deed.KEPT, words, operatorId, now()));
      if (row.hiding().isHidden()) {
        tell(connection, row, words);
      }
    });
  }

  /** What was done, for its author and operators; who of them did it, and reports, for operators alone. */
  Case caseOf(Caller caller, String reviewId) {
    return database.read(connection -> {
      ReviewRow row = ReviewStore.read(connection, reviewId)
          .filter(one -> caller.is(Role.OPERATOR) || one.buyerId().equals(caller.accountId()))
          .orElseThrow(() -> Problem.notFound("review", reviewId));
      List<Step> steps = CaseStore.steps(connection, row.reviewId());
      return caller.is(Role.OPERATOR) ? new Case(steps, CaseStore.reports(connection, reviewId))
          : new Case(steps.stream().map(step -> step.as(caller.accountId())).toList(), List.of());
    });
  }

  private interface Change {
    void apply(Connection connection, ReviewRow row) throws SQLException;
  }

  private void write(String reviewId, Change change) {
    database.write(connection -> {
      change.apply(connection, ReviewBook.lock(connection, reviewId));
      return reviewId;
    });
  }

  private static void requireState(boolean fits, ReviewRow row) {
    if (!fits) {
      throw Problem.of(ReviewsReason.REVIEW_STATE_WRONG, "review " + row.reviewId() + " is "
          + (row.hiding().isHidden() ? "hidden" : "in sight"));
    }
  }

  private void append(Connection connection, Fact fact) throws SQLException {
    log.append(connection, now(), List.of(fact));
  }

  private void afterwards(Connection connection, ReviewRow row, String words) throws SQLException {
    shop.trade().markReviewed(connection, row.of().orderId(),
        ReviewStore.stands(connection, row.of().orderId()));
    tell(connection, row, words);
  }

  private void tell(Connection connection, ReviewRow row, String words) throws SQLException {
    shop.notices().tell(connection, now(), List.of(new Notice(row.buyerId(), Kind.REVIEW_DECIDED,
        row.of().hostId(), words, "/orders/" + row.of().orderId(), Map.of(),
        "review case " + Ids.next("case"))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
