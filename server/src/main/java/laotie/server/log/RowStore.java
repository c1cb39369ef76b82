package laotie.server.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How stores run a statement: parameters in their order, rows by a function. */
public final class RowStore {

  private RowStore() {}

  /** Makes something of the row a result stands on. */
  @FunctionalInterface
  public interface Read<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Runs a change and answers how many rows it touched. */
  public static int change(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The rows of a query, in their order. */
  public static <T> List<T> list(Connection connection, String sql, Read<T> read, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(read.of(rows));
        }
      }
      return found;
    }
  }

  /** The first row of a query, if there is one. */
  public static <T> Optional<T> one(Connection connection, String sql, Read<T> read, Object... values)
      throws SQLException {
    return list(connection, sql, read, values).stream().findFirst();
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        case List<?> texts -> {
          Array array = statement.getConnection().createArrayOf("text", texts.toArray(new String[0]));
          statement.setArray(i + 1, array);
        }
        case Optional<?> maybe when maybe.isEmpty() ->
            statement.setNull(i + 1, Types.TIMESTAMP_WITH_TIMEZONE);
        case Optional<?> some when some.get() instanceof Instant instant ->
            statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        default -> statement.setObject(i + 1, values[i]);
      }
    }
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
