package laotie.server.boot;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only when the database answers and keeps what it acknowledges: fsync and synchronous_commit on. */
@Readiness
@Singleton
final class DatabaseHealth implements HealthCheck {

  private static final String DURABILITY =
      "select current_setting('fsync'), current_setting('synchronous_commit')";

  private final Database database;

  DatabaseHealth(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return database.read(DatabaseHealth::durability);
    } catch (DatabaseFault away) {
      return HealthCheckResponse.named("database").down().withData("fault", away.sqlState()).build();
    }
  }

  private static HealthCheckResponse durability(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DURABILITY);
        ResultSet row = select.executeQuery()) {
      row.next();
      return HealthCheckResponse.named("database")
          .status("on".equals(row.getString(1)) && !"off".equals(row.getString(2)))
          .withData("fsync", row.getString(1))
          .withData("synchronous_commit", row.getString(2))
          .build();
    }
  }
}
