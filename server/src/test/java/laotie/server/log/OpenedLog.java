package laotie.server.log;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The log of a database as areas' tests use it: all migrations, no server around it. */
public record OpenedLog(AgroalDataSource source, Database database, Log log) implements AutoCloseable {

  /** Connects, and brings the tables up to date. */
  public static OpenedLog open(String url, String user, String password) throws SQLException {
    Flyway.configure().dataSource(url, user, password).locations("classpath:db").outOfOrder(true).load()
        .migrate();
    AgroalDataSource source =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool ->
                    pool.maxSize(4)
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .jdbcUrl(url)
                                .initialSql("set transaction_timeout = '5s'")
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
    Database database = new Database(source);
    return new OpenedLog(source, database, new Log(database));
  }

  public ConsumerJob job(Consumer consumer, ConsumerJob.Steps steps) {
    return new ConsumerJob(database, log.recent(), consumer, steps);
  }

  public Replay replay() {
    return new Replay(database, log);
  }

  public Connection connection() throws SQLException {
    return source.getConnection();
  }

  @Override
  public void close() {
    source.close();
  }
}
