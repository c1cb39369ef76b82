package laotie.server.sim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What the demo has already made. */
final class SimStore {

  private static final String MARK = "select value from sim_marks where name = ?";

  private static final String SET_MARK =
      """
      insert into sim_marks (name, value) values (?, ?)
      on conflict (name) do update set value = excluded.value
      """;

  private SimStore() {}

  static Optional<String> mark(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MARK)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  static void setMark(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SET_MARK)) {
      insert.setString(1, name);
      insert.setString(2, value);
      insert.executeUpdate();
    }
  }
}
