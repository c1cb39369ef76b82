package laotie.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Many rows for one statement, turned into an array a column for {@code unnest}: one trip to the database,
 * however many rows there are.
 */
public final class Columns {

  private final String[] types;
  private final List<List<Object>> columns = new ArrayList<>();

  /** Columns of these SQL types, such as {@code text}, {@code bigint} or {@code timestamptz}. */
  public Columns(String... types) {
    this.types = types.clone();
    for (int i = 0; i < types.length; i++) {
      columns.add(new ArrayList<>());
    }
  }

  /** Adds a row, one value a column. */
  public void add(Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(values.length + " values for " + types.length + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
  }

  public boolean isEmpty() {
    return columns.getFirst().isEmpty();
  }

  /** Sets the columns as parameters from {@code first} on. */
  public void bind(PreparedStatement statement, int first) throws SQLException {
    for (int i = 0; i < types.length; i++) {
      statement.setArray(
          first + i, statement.getConnection().createArrayOf(types[i], array(types[i], columns.get(i))));
    }
  }

  /**
   * Runs a statement whose parameters are the columns; without a row nothing is run.
   *
   * @return how many rows it touched
   */
  public int run(Connection connection, String sql) throws SQLException {
    if (isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, 1);
      return statement.executeUpdate();
    }
  }

  /** The driver sends typed arrays in binary, others as text. */
  private static Object[] array(String type, List<Object> values) {
    return switch (type) {
      case "text" -> values.toArray(String[]::new);
      case "int" -> values.toArray(Integer[]::new);
      case "bigint" -> values.toArray(Long[]::new);
      case "boolean" -> values.toArray(Boolean[]::new);
      case "bytea" -> values.toArray(byte[][]::new);
      default -> values.toArray();
    };
  }
}
