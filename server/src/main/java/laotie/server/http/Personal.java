package laotie.server.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one area keeps of persons, so that each gets his own and leaves none behind. An area that has a table
 * with somebody's words, name or address implements this once, beside its stores, and is found by being one:
 * the area of people calls, and no area needs to know it.
 *
 * <p>Invariant: records of trade stay for three years with opaque ids; whatever tells who it was goes.
 */
public interface Personal {

  /** Rows of one statement of {@link #papers}. */
  int ROWS_MAX = 20_000;

  /** The area's word. */
  String area();

  /**
   * What somebody is handed out of his own: statements by name. Each takes his id and how many rows, the
   * newest first; bytes in a column are text sealed by {@link Seal}.
   */
  Map<String, String> papers();

  /** Statements that erase what nobody needs once he is gone; each takes his id, and may run again. */
  List<String> erasures();

  /** Those that wait until every area is at rest. */
  default List<String> lastErasures() {
    return List.of();
  }

  /** False while something of his is on its way, such as an order or a refund. */
  default boolean isAtRest(Connection connection, String accountId) throws SQLException {
    return true;
  }

  /** Why he cannot leave yet, such as money that is owed to him as a host. */
  default Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    return Optional.empty();
  }

  /** Tells what his leaving means, in the transaction of the first erasures and before them. */
  default void farewell(Connection connection, String accountId, Instant now) throws SQLException {}
}
