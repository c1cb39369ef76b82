package laotie.server.hooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What signs, encrypted. */
final class SecretStore {

  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  private static final String ADD =
      """
      insert into hooks_secrets (endpoint_id, number, secret, made_at, signs_until, client_key)
      select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from hooks_secrets where endpoint_id = ?
      """;

  /** All that sign now sign until then at most. */
  private static final String END =
      "update hooks_secrets set signs_until = least(signs_until, ?) where endpoint_id = ?";

  /** Of more than may sign at once the oldest go; so do those whose time is over. */
  private static final String DROP =
      """
      delete from hooks_secrets
       where endpoint_id = ?
         and (signs_until <= ? or number <= (select max(number) from hooks_secrets where endpoint_id = ?) - ?)
      """;

  private static final String SIGNING =
      """
      select endpoint_id, secret from hooks_secrets
       where endpoint_id = any (?) and signs_until > ?
       order by endpoint_id, number desc
       limit 100000
      """;

  private static final String BY_KEY =
      "select secret from hooks_secrets where endpoint_id = ? and client_key = ?";

  private SecretStore() {}

  static void add(Connection connection, String endpointId, byte[] secret, String clientKey, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, endpointId);
      insert.setBytes(2, secret);
      insert.setObject(3, utc(now));
      insert.setObject(4, utc(FOR_EVER));
      insert.setString(5, clientKey);
      insert.setString(6, endpointId);
      insert.executeUpdate();
    }
  }

  static void end(Connection connection, String endpointId, Instant until) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END)) {
      update.setObject(1, utc(until));
      update.setString(2, endpointId);
      update.executeUpdate();
    }
  }

  static void drop(Connection connection, String endpointId, Instant now, int kept) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DROP)) {
      delete.setString(1, endpointId);
      delete.setObject(2, utc(now));
      delete.setString(3, endpointId);
      delete.setInt(4, kept);
      delete.executeUpdate();
    }
  }

  /** What signs for each endpoint, the newest first. */
  static Map<String, List<byte[]>> signing(Connection connection, Collection<String> endpointIds, Instant now)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SIGNING)) {
      select.setArray(1, connection.createArrayOf("text", endpointIds.toArray()));
      select.setObject(2, utc(now));
      Map<String, List<byte[]>> found = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.computeIfAbsent(row.getString("endpoint_id"), id -> new ArrayList<>())
              .add(row.getBytes("secret"));
        }
      }
      return found;
    }
  }

  /** The secret that was made with this key, while it signs. */
  static Optional<byte[]> byKey(Connection connection, String endpointId, String clientKey)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_KEY)) {
      select.setString(1, endpointId);
      select.setString(2, clientKey);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
