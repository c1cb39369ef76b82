package laotie.server.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import laotie.server.boot.Await;

/** Waits in tests until a consumer has folded everything that stood in the log when it was asked for. */
public final class Folded {

  private static final Duration WITHIN = Duration.ofSeconds(120);

  private static final String TOLD = "select pg_snapshot_xmax(pg_current_snapshot())::text";

  private static final String IS_FOLDED =
      """
      select not exists (
        select from log join log_cursors c
            on c.consumer = ? and c.source = 'log' and (log.epoch, log.tx, log.id) > (c.epoch, c.tx, c.id)
         where log.tx < ?::xid8)
      """;

  private static final String IS_FLOOD_FOLDED =
      """
      select not exists (
        select from flood join log_cursors c
            on c.consumer = ? and c.source = 'flood'
           and (flood.epoch, flood.tx, flood.id) > (c.epoch, c.tx, c.id)
         where flood.tx < ?::xid8)
      """;

  private Folded() {}

  public static void await(Database database, String consumer) {
    await(database, consumer, IS_FOLDED);
  }

  /** The same for what stood in the flood. */
  public static void awaitFlood(Database database, String consumer) {
    await(database, consumer, IS_FLOOD_FOLDED);
  }

  private static void await(Database database, String consumer, String isFolded) {
    String before = database.read(connection -> {
      try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(TOLD)) {
        row.next();
        return row.getString(1);
      }
    });
    Await.until(WITHIN, "the consumer " + consumer + " comes to the end", () -> database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(isFolded)) {
        select.setString(1, consumer);
        select.setString(2, before);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    }));
  }
}
