package laotie.server.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import laotie.server.http.HttpReason;
import laotie.server.http.Personal;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.RowStore;

/** Everything that all areas keep of one person, in clear, for his eyes. */
@Singleton
final class Papers {

  /** How many get their papers at once: each takes memory. */
  static final int AT_ONCE_MAX = 2;

  private static final int RETRY_AFTER_SECONDS = 5;

  private final List<Personal> areas;
  private final Database database;
  private final Seal seal;
  private final ObjectMapper json;
  private final Semaphore turns = new Semaphore(AT_ONCE_MAX);

  Papers(@All List<Personal> areas, Database database, Seal seal, ObjectMapper json) {
    this.areas = areas;
    this.database = database;
    this.seal = seal;
    this.json = json;
  }

  /** Rows by area and name of the statement; at most {@link Personal#ROWS_MAX} of each, the newest. */
  Map<String, Map<String, List<Map<String, Object>>>> of(String accountId) {
    if (!turns.tryAcquire()) {
      throw Problem.of(HttpReason.OVERLOADED, AT_ONCE_MAX + " people get their papers already",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
    }
    try {
      Map<String, Map<String, List<Map<String, Object>>>> papers = new TreeMap<>();
      for (Personal area : areas) {
        Map<String, List<Map<String, Object>>> found = new TreeMap<>();
        area.papers().forEach((name, statement) -> found.put(name, database.read(connection ->
            RowStore.list(connection, statement, this::row, accountId, Personal.ROWS_MAX))));
        if (!found.isEmpty()) {
          papers.put(area.area(), found);
        }
      }
      return papers;
    } finally {
      turns.release();
    }
  }

  private Map<String, Object> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = value(row, i, columns.getColumnTypeName(i));
      if (value != null) {
        values.put(columns.getColumnLabel(i), value);
      }
    }
    return values;
  }

  private Object value(ResultSet row, int column, String type) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case "timestamptz" -> row.getObject(column, OffsetDateTime.class).toInstant();
      case "jsonb" -> tree(row.getString(column));
      case "bytea" -> opened(row.getBytes(column));
      case "_text" -> texts(row.getArray(column));
      default -> row.getObject(column);
    };
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  /** Sealed text is often JSON itself. */
  private Object opened(byte[] sealed) {
    if (sealed.length == 0) {
      return "";
    }
    String text = seal.decrypt(sealed);
    return text.startsWith("{") ? tree(text) : text;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("a row holds broken JSON", bug);
    }
  }
}
