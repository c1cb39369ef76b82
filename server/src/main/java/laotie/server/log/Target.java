package laotie.server.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import laotie.fact.Recorded;

/** Where a consumer's facts go: rows written in the transaction that moves the consumer's cursor. */
@FunctionalInterface
public interface Target {

  /**
   * Applies the facts in their order.
   *
   * @param batch at most {@link ConsumerJob#BATCH_ROWS_MAX} facts of one source
   */
  void apply(Connection connection, List<Recorded> batch) throws SQLException;
}
