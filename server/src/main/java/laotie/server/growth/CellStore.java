package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import laotie.server.log.Columns;

/** How every table of cells is read: the statements differ, and nothing else. */
final class CellStore {

  private CellStore() {}

  /** The same where a key is one text. */
  static List<byte[]> load(Connection connection, String sql, List<String> keys) throws SQLException {
    Columns wanted = new Columns("text");
    keys.forEach(wanted::add);
    return load(connection, sql, wanted, keys.size());
  }

  /**
   * The states of the wanted keys, in their order.
   *
   * @param sql answers {@code place} (from 1, of the key) and {@code state} for every key that has a row
   * @param count how many keys are wanted
   */
  static List<byte[]> load(Connection connection, String sql, Columns wanted, int count)
      throws SQLException {
    List<byte[]> states = new ArrayList<>(Collections.nCopies(count, Cells.NO_STATE));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      wanted.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          states.set(row.getInt("place") - 1, row.getBytes("state"));
        }
      }
    }
    return states;
  }
}
