package laotie.server.sim;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import laotie.server.log.Database;

/** Counts rows behind the doors' back. */
@Singleton
public class SimRows {

  private static final String SUM = "select coalesce(sum(amount_minor), 0) from trade_ledger";

  /** Consents of people who do not follow. */
  private static final String STRAY =
      """
      select count(*) from fans_consents c
       where not exists (
         select 1 from fans_follows f where f.host_id = c.host_id and f.viewer_id = c.viewer_id)
      """;

  /** Tiers are also told by the consumer of the fans, whenever it comes to them. */
  private static final String FACTS =
      """
      select (select count(*) from log where type <> 'TierChanged') + (select count(*) from flood)
      """;

  private final Database database;

  SimRows(Database database) {
    this.database = database;
  }

  /** How much there is; facts without changes of tiers. */
  record Counts(
      long facts, long accounts, long shows, long views, long orders, long consents, long strayConsents,
      long arrivedMinor, long ledgerMinor) {}

  Counts counts() {
    return database.read(
        connection ->
            new Counts(
                one(connection, FACTS),
                one(connection, "select count(*) from people_accounts"),
                one(connection, "select count(*) from live_shows"),
                one(connection, "select count(*) from live_views"),
                one(connection, "select count(*) from trade_orders"),
                one(connection, "select count(*) from fans_consents"),
                one(connection, STRAY),
                one(
                    connection,
                    SUM + " where transfer_kind = 'ARRIVED' and purse = 'PLATFORM_CASH'"),
                one(connection, SUM)));
  }

  private static long one(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
