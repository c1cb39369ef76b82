package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of {@code growth_versions} and {@code growth_opening}. */
final class VersionStore {

  /** Before and after every day. */
  static final int FIRST_DAY = -1_000_000;
  static final int LAST_DAY = 1_000_000;

  /** Versions that are told; older ones were erased long ago. */
  private static final int VERSIONS_MAX = 20;

  private static final String ALL =
      """
      select version, state, from_day, until_day, asked_at, switched_at, facts
        from growth_versions
       order by version desc
       limit ?
      """;

  private static final String LIVE =
      """
      select version, state, from_day, until_day, asked_at, switched_at, facts
        from growth_versions
       where state = 'ACTIVE'
       order by version desc
       limit 1
      """;

  private static final String BUILD =
      """
      insert into growth_versions (version, state, from_day, until_day, asked_by, asked_at)
      select max(version) + 1, 'BUILDING', ?, ?, ?, ? from growth_versions
      on conflict do nothing
      """;

  private static final String COUNT =
      "update growth_versions set facts = facts + ? where version = ? and state = 'BUILDING'";

  private static final String END_OTHERS =
      """
      update growth_versions
         set until_day = greatest(from_day, least(until_day, ?)),
             state = case when from_day >= ? then 'RETIRED' else state end
       where state = 'ACTIVE' and version < ?
      """;

  private static final String ACTIVATE =
      "update growth_versions set state = 'ACTIVE', switched_at = ? where version = ? and state = 'BUILDING'";

  private static final String OPENED_AT = "select opened_at from growth_opening";

  private static final String OPEN =
      "insert into growth_opening (opened_at) values (?) on conflict (is_only) do nothing";

  private static final String FIRST_FLOOD =
      "select recorded_at from flood order by epoch, tx, id limit 1";

  private VersionStore() {}

  static List<Version> all(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setInt(1, VERSIONS_MAX);
      return versions(select);
    }
  }

  /** The version that facts are folded into as they come. */
  static Version live(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIVE)) {
      return versions(select).getFirst();
    }
  }

  /** Begins a further version; false when one is under way. */
  static boolean build(Connection connection, int fromDay, String askedBy, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(BUILD)) {
      insert.setInt(1, fromDay);
      insert.setInt(2, LAST_DAY);
      insert.setString(3, askedBy);
      insert.setObject(4, now.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  /** Counts facts of a version under way; false when it is that no longer, and nothing may be folded. */
  static boolean count(Connection connection, int version, int facts) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT)) {
      update.setInt(1, facts);
      update.setInt(2, version);
      return update.executeUpdate() == 1;
    }
  }

  /** From now on its days are read from {@code version}. */
  static void activate(Connection connection, Version version, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END_OTHERS)) {
      update.setInt(1, version.fromDay());
      update.setInt(2, version.fromDay());
      update.setInt(3, version.version());
      update.executeUpdate();
    }
    try (PreparedStatement update = connection.prepareStatement(ACTIVATE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setInt(2, version.version());
      update.executeUpdate();
    }
  }

  /** When the first fact was written down; that is {@code seen} when nobody has asked before. */
  static Instant openedAt(Connection connection, Instant seen) throws SQLException {
    Optional<Instant> known = openedAt(connection);
    if (known.isPresent()) {
      return known.get();
    }
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setObject(1, seen.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    return openedAt(connection).orElse(seen);
  }

  static Optional<Instant> openedAt(Connection connection) throws SQLException {
    return instant(connection, OPENED_AT);
  }

  /** When the oldest beat that is still kept was written down. */
  static Optional<Instant> firstFlood(Connection connection) throws SQLException {
    return instant(connection, FIRST_FLOOD);
  }

  private static Optional<Instant> instant(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
    }
  }

  private static List<Version> versions(PreparedStatement select) throws SQLException {
    List<Version> versions = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        versions.add(new Version(row.getInt("version"), State.valueOf(row.getString("state")),
            row.getInt("from_day"), row.getInt("until_day"), row.getTimestamp("asked_at").toInstant(),
            Optional.ofNullable(row.getTimestamp("switched_at")).map(Timestamp::toInstant),
            row.getLong("facts")));
      }
    }
    return versions;
  }

  /** Where a version stands. */
  enum State {
    BUILDING,
    ACTIVE,
    RETIRED
  }

  /** A fold of all facts, and the days {@code [fromDay, untilDay)} that are read from it. */
  record Version(
      int version, State state, int fromDay, int untilDay, Instant askedAt, Optional<Instant> switchedAt,
      long facts) {

    /** The same with other days. */
    Version of(int from, int until) {
      return new Version(version, state, from, until, askedAt, switchedAt, facts);
    }
  }
}
