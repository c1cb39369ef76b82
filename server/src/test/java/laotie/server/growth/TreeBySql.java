package laotie.server.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements that docs/areas/growth-trees.md gives to analysts, run as they stand there. */
final class TreeBySql {

  private static final Path PAGE = Path.of("..", "docs", "areas", "growth-trees.md");

  private static final Map<String, String> SPELLINGS = Map.of("watch_ms", "watchMillis", "gmv_minor",
      "gmvMinor", "new_buyers", "newBuyers", "new_minor", "newMinor");

  private final Connection connection;
  private final String page;

  TreeBySql(Connection connection) throws IOException {
    this.connection = connection;
    this.page = Files.readString(PAGE);
  }

  /** Every row by its {@code id}, or by the empty text; rows without an id of their own are left out. */
  Map<String, Map<String, Long>> rows(String name, String host, LocalDate from, LocalDate to)
      throws SQLException {
    Matcher block =
        Pattern.compile("```sql\n-- " + name + "\n(.*?)\n```", Pattern.DOTALL).matcher(page);
    if (!block.find()) {
      throw new IllegalStateException(PAGE + " has no statement '" + name + "'");
    }
    Map<String, String> values =
        Map.of("host", "'" + host + "'", "from", "'" + from + "'", "to", "'" + to + "'");
    String sql = Pattern.compile("(?<!:):([a-z]+)").matcher(block.group(1))
        .replaceAll(variable -> Matcher.quoteReplacement(values.get(variable.group(1))));
    Map<String, Map<String, Long>> rows = new HashMap<>();
    try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, Long> sums = new HashMap<>();
        String id = "";
        for (int column = 1; column <= columns.getColumnCount(); column++) {
          String label = columns.getColumnLabel(column);
          if (label.equals("id")) {
            id = row.getString(column);
          } else {
            sums.put(SPELLINGS.getOrDefault(label, label), row.getLong(column));
          }
        }
        rows.put(id, sums);
      }
    }
    return rows;
  }
}
