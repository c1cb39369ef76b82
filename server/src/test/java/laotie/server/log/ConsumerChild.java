package laotie.server.log;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import laotie.fact.Recorded;

/**
 * A process that folds the log and can be killed between any two steps. It tells each step on its standard
 * output and goes on when a line comes in. Arguments: address, user, password of the database.
 */
final class ConsumerChild {

  private static final String COUNT =
      """
      insert into tallies (key, facts) values (?, 1)
      on conflict (key) do update set facts = tallies.facts + 1
      """;

  private ConsumerChild() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    try (AgroalDataSource source = source(arguments[0], arguments[1], arguments[2])) {
      Consumer consumer = new Consumer("tally", Set.of(Source.LOG, Source.FLOOD), ConsumerChild::count);
      Database database = new Database(source);
      ConsumerJob job = new ConsumerJob(database, new Recent(1), consumer, step -> await(step, orders));
      while (job.step() > 0) {
        // The log is finite: until nothing is left.
      }
      System.out.println("done");
    }
  }

  static AgroalDataSource source(String url, String user, String password) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(4)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
  }

  private static void await(String step, BufferedReader orders) {
    System.out.println(step);
    try {
      if (orders.readLine() == null) {
        throw new IllegalStateException("nobody leads");
      }
    } catch (java.io.IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static void count(Connection connection, List<Recorded> batch) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(COUNT)) {
      for (Recorded recorded : batch) {
        upsert.setString(1, recorded.fact().key());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
