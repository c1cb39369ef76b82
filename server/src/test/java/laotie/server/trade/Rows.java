package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import laotie.server.log.Database;

/** Counts rows behind the doors' back. */
@Singleton
public class Rows {

  private final Database database;

  Rows(Database database) {
    this.database = database;
  }

  public long count(String sql, Object... values) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          select.setObject(i + 1, values[i]);
        }
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  public void run(String sql, Object value) {
    database.write(connection -> {
      try (PreparedStatement change = connection.prepareStatement(sql)) {
        change.setObject(1, value);
        return change.executeUpdate();
      }
    });
  }

  /** Does {@code work} while the rows that {@code sql} locks are locked. */
  public void whileLocked(String sql, Object value, Runnable work) {
    database.write(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setObject(1, value);
        select.executeQuery().close();
      }
      work.run();
      return value;
    });
  }

  /** "available held sold". */
  public String stock(String skuId) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(
          "select available || ' ' || held || ' ' || sold from goods_stock where sku_id = ?")) {
        select.setString(1, skuId);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getString(1);
        }
      }
    });
  }

  public long ledgerSum() {
    return count("select coalesce(sum(amount_minor), 0) from trade_ledger");
  }
}
