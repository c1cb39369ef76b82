package laotie.server.hooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laotie.hooks.Health;
import laotie.hooks.HookType;
import laotie.hooks.Subscription;

/** Endpoints as rows. */
final class HookStore {

  private static final String COLUMNS =
      """
      select endpoint_id, host_id, made_by, name, url, types, state, cause, failures, failing_since,
             rest_until, is_told, dropped, made_at, removed_at, body_hash
        from hooks_endpoints
      """;

  private static final String BY_ID = COLUMNS + " where endpoint_id = ?";

  private static final String LOCK = BY_ID + " for no key update";

  private static final String OF_HOST =
      COLUMNS + " where host_id = ? and removed_at is null order by made_at, endpoint_id limit ?";

  private static final String BY_KEY = COLUMNS + " where made_by = ? and client_key = ?";

  /** Those that may be told of the trade of any of these hosts, or of everybody's. */
  private static final String LISTENERS =
      COLUMNS
          + """
             where removed_at is null and state <> 'OFF' and (host_id = '' or host_id = any (?))
             order by endpoint_id limit 100000
            """;

  /** One at a time counts an owner's endpoints and adds one. */
  private static final String LOCK_OWNER = "select pg_advisory_xact_lock(hashtextextended(?, 170))";

  private static final String ADD =
      """
      insert into hooks_endpoints (endpoint_id, host_id, made_by, name, url, types, state, made_at,
                                   client_key, body_hash)
      values (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?)
      """;

  private static final String CHANGE =
      "update hooks_endpoints set name = ?, url = ?, types = ? where endpoint_id = ?";

  private static final String TURN =
      "update hooks_endpoints set state = ?, cause = ? where endpoint_id = ?";

  private static final String SAVE_HEALTH =
      """
      update hooks_endpoints
         set failures = ?, failing_since = ?, rest_until = ?, is_told = ?
       where endpoint_id = ?
      """;

  /** Writes nothing, as nearly always, when nothing failed. */
  private static final String HEAL =
      """
      update hooks_endpoints
         set failures = 0, failing_since = null, rest_until = 'epoch', is_told = false
       where endpoint_id = ? and failures > 0
      """;

  private static final String REMOVE = "update hooks_endpoints set removed_at = ? where endpoint_id = ?";

  private static final String DROPPED =
      "update hooks_endpoints set dropped = dropped + ? where endpoint_id = ?";

  private static final String REMOVED =
      "select endpoint_id from hooks_endpoints where removed_at < ? order by endpoint_id limit ?";

  private static final String IDS =
      "select endpoint_id from hooks_endpoints where endpoint_id > ? order by endpoint_id limit ?";

  private static final String ERASE =
      "delete from hooks_endpoints where endpoint_id = ? and removed_at < ?";

  private HookStore() {}

  /** Whether an endpoint is told anything. */
  enum State {
    ACTIVE,
    /** Its owner paused it: messages are kept and wait. */
    PAUSED,
    /** The server switched it off: nothing is kept for it. */
    OFF
  }

  /**
   * What its owner chose.
   *
   * @param types empty for all
   */
  record Choice(String name, String url, Set<HookType> types) {
    Choice {
      types = Set.copyOf(types);
    }

    String[] words() {
      return types.stream().sorted().map(HookType::word).toArray(String[]::new);
    }
  }

  /**
   * An endpoint as it stands.
   *
   * @param hostId empty for the operator's
   * @param cause why it is off: GONE, FAILING, or empty
   */
  record Row(
      String endpointId, String hostId, String madeBy, Choice choice, State state, String cause,
      Health health, long dropped, Instant madeAt, boolean isRemoved, String bodyHash) {
    Subscription subscription() {
      return new Subscription(hostId, choice.types(), madeAt);
    }
  }

  /** Who adds an endpoint, with which key and which body. */
  record Key(String actorId, String clientKey, String bodyHash) {}

  static Optional<Row> find(Connection connection, String endpointId) throws SQLException {
    return one(connection, BY_ID, endpointId);
  }

  static Optional<Row> lock(Connection connection, String endpointId) throws SQLException {
    return one(connection, LOCK, endpointId);
  }

  static Optional<Row> byKey(Connection connection, Key key) throws SQLException {
    return one(connection, BY_KEY, key.actorId(), key.clientKey());
  }

  /** The oldest first, of a host or, for an empty host, of the square. */
  static List<Row> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      return rows(select);
    }
  }

  static List<Row> listeners(Connection connection, Collection<String> hostIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LISTENERS)) {
      select.setArray(1, connection.createArrayOf("text", hostIds.toArray()));
      return rows(select);
    }
  }

  static void lockOwner(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_OWNER)) {
      select.setString(1, hostId);
      select.executeQuery().close();
    }
  }

  static void add(Connection connection, Row row, Key key) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, row.endpointId());
      insert.setString(2, row.hostId());
      insert.setString(3, row.madeBy());
      insert.setString(4, row.choice().name());
      insert.setString(5, row.choice().url());
      insert.setArray(6, connection.createArrayOf("text", row.choice().words()));
      insert.setObject(7, utc(row.madeAt()));
      insert.setString(8, key.clientKey());
      insert.setString(9, key.bodyHash());
      insert.executeUpdate();
    }
  }

  static void change(Connection connection, String endpointId, Choice choice) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
      update.setString(1, choice.name());
      update.setString(2, choice.url());
      update.setArray(3, connection.createArrayOf("text", choice.words()));
      update.setString(4, endpointId);
      update.executeUpdate();
    }
  }

  static void turn(Connection connection, String endpointId, State state, String cause) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TURN)) {
      update.setString(1, state.name());
      update.setString(2, cause);
      update.setString(3, endpointId);
      update.executeUpdate();
    }
  }

  static void save(Connection connection, String endpointId, Health health) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SAVE_HEALTH)) {
      update.setInt(1, health.failures());
      update.setObject(2, health.failingSince().map(HookStore::utc).orElse(null));
      update.setObject(3, utc(health.restUntil()));
      update.setBoolean(4, health.isTold());
      update.setString(5, endpointId);
      update.executeUpdate();
    }
  }

  /** It took something. */
  static void heal(Connection connection, String endpointId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(HEAL)) {
      update.setString(1, endpointId);
      update.executeUpdate();
    }
  }

  /** Removes it, or takes that back when {@code at} is empty. */
  static void remove(Connection connection, String endpointId, Optional<Instant> at) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REMOVE)) {
      update.setObject(1, at.map(HookStore::utc).orElse(null));
      update.setString(2, endpointId);
      update.executeUpdate();
    }
  }

  static void countDropped(Connection connection, String endpointId, long dropped) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DROPPED)) {
      update.setLong(1, dropped);
      update.setString(2, endpointId);
      update.executeUpdate();
    }
  }

  /** Endpoints that were removed before an instant. */
  static List<String> removed(Connection connection, Instant before, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(REMOVED)) {
      select.setObject(1, utc(before));
      select.setInt(2, limit);
      return ids(select);
    }
  }

  /** All endpoints, page by page. */
  static List<String> ids(Connection connection, String after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IDS)) {
      select.setString(1, after);
      select.setInt(2, limit);
      return ids(select);
    }
  }

  /** Erases an endpoint with its secrets, once nothing that was sent to it is left. */
  static void erase(Connection connection, String endpointId, Instant before) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(ERASE)) {
      delete.setString(1, endpointId);
      delete.setObject(2, utc(before));
      delete.executeUpdate();
    }
  }

  private static List<String> ids(PreparedStatement select) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  private static Optional<Row> one(Connection connection, String sql, String... keys) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < keys.length; i++) {
        select.setString(i + 1, keys[i]);
      }
      return rows(select).stream().findFirst();
    }
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(new Row(row.getString("endpoint_id"), row.getString("host_id"), row.getString("made_by"),
            new Choice(row.getString("name"), row.getString("url"), types(row)),
            State.valueOf(row.getString("state")), row.getString("cause"), health(row),
            row.getLong("dropped"), row.getObject("made_at", OffsetDateTime.class).toInstant(),
            row.getObject("removed_at") != null, row.getString("body_hash")));
      }
    }
    return found;
  }

  /** A word of a type that is no more is left out. */
  private static Set<HookType> types(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("types").getArray()).map(HookType::of)
        .flatMap(Optional::stream).collect(Collectors.toSet());
  }

  private static Health health(ResultSet row) throws SQLException {
    return new Health(row.getInt("failures"),
        Optional.ofNullable(row.getObject("failing_since", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getObject("rest_until", OffsetDateTime.class).toInstant(), row.getBoolean("is_told"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
