package laotie.server.log;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work on a connection. Reads run statement by statement; a write is one transaction that commits
 * when the work returns and rolls back when it throws. The server ends any transaction after 5 s
 * ({@code transaction_timeout}), because a long one holds back every reader of the log. An event loop may
 * not ask: it is told that it {@link MustWait}.
 */
@Singleton
public final class Database {

  private final AgroalDataSource source;

  Database(AgroalDataSource source) {
    this.source = source;
  }

  /** SQL on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs {@code work} without a transaction; throws {@link DatabaseFault}. */
  public <T> T read(Work<T> work) {
    Remembered.requireMayWait();
    try (Connection connection = source.getConnection()) {
      return work.run(connection);
    } catch (SQLException fault) {
      throw new DatabaseFault(fault);
    }
  }

  /** Runs {@code work} in one READ COMMITTED transaction; throws {@link DatabaseFault}. */
  public <T> T write(Work<T> work) {
    Remembered.requireMayWait();
    try (Connection connection = source.getConnection()) {
      return inTransaction(connection, work);
    } catch (SQLException fault) {
      throw new DatabaseFault(fault);
    }
  }

  /** The same on a connection the caller keeps, such as a consumer's. */
  static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    boolean isCommitted = false;
    try {
      T result = work.run(connection);
      connection.commit();
      isCommitted = true;
      return result;
    } finally {
      if (!isCommitted && !connection.isClosed()) {
        connection.rollback();
      }
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }
}
