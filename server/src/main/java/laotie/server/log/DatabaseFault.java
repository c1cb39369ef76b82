package laotie.server.log;

import java.sql.SQLException;
import java.util.Set;

/** The database could not do what a correct program asked: away, timed out, full. Handled at the edge. */
public final class DatabaseFault extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final String DISK_FULL = "53100";

  /** Classes of SQL states. */
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

  public DatabaseFault(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Connection trouble, lost races and full disks pass; anything else is what was asked's own fault. */
  public boolean isPassing() {
    String kind = sqlState().isEmpty() ? "" : sqlState().substring(0, 2);
    return kind.isEmpty() || PASSING.contains(kind);
  }

  /** True when it has no room for one more row: no request is to blame, and none can be taken. */
  public boolean isDiskFull() {
    return sqlState().equals(DISK_FULL);
  }

  /** The five-character SQL state, or empty. */
  public String sqlState() {
    return getCause() instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
  }
}
