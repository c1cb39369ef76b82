package laotie.server.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.server.prices.Prices.Explanation;

/** Why orders cost what they cost, a row an order. */
final class ExplanationStore {

  private static final String ADD =
      """
      insert into prices_explanations (order_id, body)
      select n.order_id, n.body::jsonb from unnest(?::text[], ?::text[]) as n (order_id, body)
      """;

  private static final String BY_ORDER =
      "select order_id, body from prices_explanations where order_id = any(?)";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExplanationStore() {}

  static void add(Connection connection, Map<String, Explanation> explanations) throws SQLException {
    Columns columns = new Columns("text", "text");
    for (Map.Entry<String, Explanation> one : explanations.entrySet()) {
      columns.add(one.getKey(), write(one.getValue()));
    }
    columns.run(connection, ADD);
  }

  static Map<String, Explanation> byOrder(Connection connection, Collection<String> orderIds)
      throws SQLException {
    Map<String, Explanation> found = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(BY_ORDER)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), read(row.getString(2)));
        }
      }
    }
    return found;
  }

  private static String write(Explanation explanation) {
    try {
      return JSON.writeValueAsString(explanation);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Explanation read(String json) {
    try {
      return JSON.readValue(json, Explanation.class);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
