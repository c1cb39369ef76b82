package laotie.server.people;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import laotie.people.Leaving;
import laotie.server.log.RowStore;

/** Who wants to leave, and how far his leaving is. */
final class DeletionStore {

  private static final String COLUMNS =
      "select account_id, asked_at, due_at, hindrance, erased_at from people_deletions";

  private static final String OF = COLUMNS + " where account_id = ?";

  private static final String ASK =
      """
      insert into people_deletions (account_id, asked_at, due_at, next_at) values (?, ?, ?, ?)
      on conflict do nothing
      """;

  /** Not once it is due: it may be under way. */
  private static final String UNDO = "delete from people_deletions where account_id = ? and due_at > ?";

  private static final String TAKE_DUE =
      """
      update people_deletions set next_at = ?
       where account_id = (select account_id from people_deletions
                            where next_at <= ? order by next_at limit 1 for update skip locked)
      returning account_id, asked_at, due_at, hindrance, erased_at
      """;

  private static final String PUT_OFF =
      "update people_deletions set due_at = ?, next_at = ?, hindrance = ? where account_id = ?";

  private static final String LOOK_AGAIN = "update people_deletions set next_at = ? where account_id = ?";

  private static final String ERASED =
      "update people_deletions set erased_at = ?, next_at = ?, hindrance = '' where account_id = ?";

  private static final String FINISHED =
      "update people_deletions set finished_at = ?, next_at = null where account_id = ?";

  private DeletionStore() {}

  /**
   * One who leaves.
   *
   * @param hindrance why it was put off, the code of a reason, or empty
   */
  record Row(String accountId, Leaving leaving, String hindrance, Optional<Instant> erasedAt) {}

  static Optional<Row> of(Connection connection, String accountId) throws SQLException {
    return RowStore.one(connection, OF, DeletionStore::row, accountId);
  }

  /** False when he had asked before. */
  static boolean ask(Connection connection, String accountId, Leaving leaving) throws SQLException {
    return RowStore.change(
        connection, ASK, accountId, leaving.askedAt(), leaving.dueAt(), leaving.dueAt()) == 1;
  }

  /** False when there was nothing to take back, or it is too late. */
  static boolean undo(Connection connection, String accountId, Instant now) throws SQLException {
    return RowStore.change(connection, UNDO, accountId, now) == 1;
  }

  /** Takes one that is due; nobody else takes it before {@code until}. */
  static Optional<Row> takeDue(Connection connection, Instant now, Instant until) throws SQLException {
    return RowStore.one(connection, TAKE_DUE, DeletionStore::row, until, now);
  }

  /** The account lives until then at least. */
  static void putOff(Connection connection, String accountId, Instant until, String hindrance)
      throws SQLException {
    RowStore.change(connection, PUT_OFF, until, until, hindrance, accountId);
  }

  static void lookAgain(Connection connection, String accountId, Instant at) throws SQLException {
    RowStore.change(connection, LOOK_AGAIN, at, accountId);
  }

  static void erased(Connection connection, String accountId, Instant now) throws SQLException {
    RowStore.change(connection, ERASED, now, now, accountId);
  }

  static void finished(Connection connection, String accountId, Instant now) throws SQLException {
    RowStore.change(connection, FINISHED, now, accountId);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("account_id"),
        new Leaving(RowStore.instant(row, "asked_at"), RowStore.instant(row, "due_at")),
        row.getString("hindrance"), RowStore.maybeInstant(row, "erased_at"));
  }
}
