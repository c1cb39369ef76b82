package laotie.server.log;

import java.sql.SQLException;

/** The database could not do what a correct program asked: away, timed out, full. Handled at the edge. */
public final class DatabaseFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DatabaseFault(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** The five-character SQL state, or empty. */
  public String sqlState() {
    return getCause() instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
  }
}
