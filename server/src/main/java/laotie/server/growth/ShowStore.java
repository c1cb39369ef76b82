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
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.PeopleFact.AccountRegistered;
import laotie.fact.Recorded;
import laotie.server.log.Columns;

/** The rows of {@code growth_shows} and {@code growth_simulated}: what labels and frames the numbers. */
final class ShowStore {

  // The earliest start and the latest end stand, whatever the order in which they are told.
  private static final String SAVE_SHOWS =
      """
      insert into growth_shows (show_id, host_id, started_at, ended_at)
      select show_id, max(host_id), min(started_at), max(ended_at)
        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
          as told (show_id, host_id, started_at, ended_at)
       group by show_id
       order by show_id
      on conflict (show_id) do update
         set started_at = least(growth_shows.started_at, excluded.started_at),
             ended_at = greatest(growth_shows.ended_at, excluded.ended_at)
      """;

  private static final String SAVE_SIMULATED =
      """
      insert into growth_simulated (account_id)
      select account_id from unnest(?::text[]) as told (account_id) order by account_id
      on conflict (account_id) do nothing
      """;

  private static final String SHOW =
      "select show_id, host_id, started_at, ended_at from growth_shows where show_id = ?";

  private static final String SHOW_BEFORE =
      """
      select show_id, host_id, started_at, ended_at
        from growth_shows
       where host_id = ? and started_at < ?
       order by started_at desc
       limit 1
      """;

  private static final String IS_SHOW_SIMULATED =
      """
      select exists (select from growth_simulated)
         and exists (select from growth_person p join growth_simulated s on s.account_id = p.person_id
                      where p.scope = 'SHOW' and p.scope_id = ?)
      """;

  private static final String IS_HOST_SIMULATED =
      """
      select exists (select from growth_simulated)
         and exists (select from growth_person p join growth_simulated s on s.account_id = p.person_id
                      where p.scope = 'HOST' and p.scope_id = ?)
      """;

  private static final String IS_SQUARE_SIMULATED = "select exists (select from growth_simulated)";

  private ShowStore() {}

  static void add(Connection connection, List<Recorded> batch) throws SQLException {
    Columns shows = new Columns("text", "text", "text", "text");
    List<String> simulated = new ArrayList<>();
    for (Recorded recorded : batch) {
      String at = recorded.at().toString();
      switch (recorded.fact()) {
        case ShowStarted show -> shows.add(show.showId(), show.hostId(), at, null);
        case ShowEnded show -> shows.add(show.showId(), show.hostId(), null, at);
        case AccountRegistered account when account.isSimulated() -> simulated.add(account.accountId());
        default -> { }
      }
    }
    if (!shows.isEmpty()) {
      shows.run(connection, SAVE_SHOWS);
    }
    if (!simulated.isEmpty()) {
      try (PreparedStatement insert = connection.prepareStatement(SAVE_SIMULATED)) {
        insert.setArray(1, connection.createArrayOf("text", simulated.toArray()));
        insert.executeUpdate();
      }
    }
  }

  static Optional<Show> show(Connection connection, String showId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHOW)) {
      select.setString(1, showId);
      return show(select);
    }
  }

  /** The host's last show that started before {@code at}. */
  static Optional<Show> showBefore(Connection connection, String hostId, Instant at) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHOW_BEFORE)) {
      select.setString(1, hostId);
      select.setObject(2, at.atOffset(ZoneOffset.UTC));
      return show(select);
    }
  }

  private static Optional<Show> show(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Show(
                  row.getString("show_id"),
                  row.getString("host_id"),
                  Optional.ofNullable(row.getTimestamp("started_at")).map(Timestamp::toInstant),
                  Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant)))
          : Optional.empty();
    }
  }

  static boolean isShowSimulated(Connection connection, String showId) throws SQLException {
    return exists(connection, IS_SHOW_SIMULATED, showId);
  }

  static boolean isHostSimulated(Connection connection, String hostId) throws SQLException {
    return exists(connection, IS_HOST_SIMULATED, hostId);
  }

  static boolean isSquareSimulated(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IS_SQUARE_SIMULATED);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static boolean exists(Connection connection, String sql, String id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** A show that began. Its end is absent while it goes on. */
  record Show(String showId, String hostId, Optional<Instant> startedAt, Optional<Instant> endedAt) {}
}
