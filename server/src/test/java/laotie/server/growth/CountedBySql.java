package laotie.server.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.growth.Factors;

/**
 * The numbers of growth counted a second time, from the bodies of the facts and by SQL alone: no fold, no
 * cell, no code of the product. The statements are those that docs/areas/growth.md gives to analysts.
 */
final class CountedBySql {

  private static final Path PAGE = Path.of("..", "docs", "areas", "growth.md");

  private final Connection connection;
  private final String page;

  CountedBySql(Connection connection) throws IOException {
    this.connection = connection;
    this.page = Files.readString(PAGE);
  }

  Factors ofShow(String showId) throws SQLException {
    return factors(statement("factors of a show", Map.of("show", quoted(showId))));
  }

  /** Days {@code [from, to)} of a host, or of all hosts whose id is like a pattern with {@code %}. */
  Factors ofHost(String host, PersonStore.Window window) throws SQLException {
    return factors(
        statement(
            "factors of a host",
            Map.of(
                "host", quoted(host),
                "from", quoted(window.from().toString()),
                "to", quoted(window.to().toString()))));
  }

  private Factors factors(String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return new Factors(
          row.getLong("uv"),
          row.getLong("watch_ms"),
          row.getLong("buyers"),
          row.getLong("orders"),
          row.getLong("gmv_minor"));
    }
  }

  /** Mature buyers and repeaters of R3(days). */
  long[] repurchase(String host, int days, LocalDate lastDay) throws SQLException {
    String sql =
        statement(
            "repurchase of a host",
            Map.of(
                "host", quoted(host),
                "days", Integer.toString(days),
                "last", quoted(lastDay.toString())));
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return new long[] {row.getLong("mature"), row.getLong("repeaters")};
    }
  }

  long followersGained(String host, LocalDate day) throws SQLException {
    String sql =
        statement("followers gained", Map.of("host", quoted(host), "from", quoted(day.toString())));
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getLong("gained");
    }
  }

  /** The statement of the page that begins with this comment, its variables filled in. */
  private String statement(String name, Map<String, String> values) {
    Matcher block =
        Pattern.compile("```sql\n-- " + name + "\n(.*?)\n```", Pattern.DOTALL).matcher(page);
    if (!block.find()) {
      throw new IllegalStateException(PAGE + " has no statement '" + name + "'");
    }
    String sql = block.group(1);
    if (values.getOrDefault("host", "").contains("%")) {
      sql = sql.replace("= :host", "like :host");
    }
    return Pattern.compile("(?<!:):([a-z]+)").matcher(sql)
        .replaceAll(variable -> Matcher.quoteReplacement(values.get(variable.group(1))));
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
