package laotie.server.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.people.Persona;
import laotie.server.log.Columns;
import laotie.server.people.People.AccountRow;
import laotie.server.people.People.HostCard;

/** Hosts, their personas and assistants as rows. */
final class HostStore {

  private static final String HOST =
      """
      select h.host_id, a.name, a.avatar_url, h.room_id, h.tagline, h.story, h.since_year, h.goods_from,
             h.category, h.opened_at, a.is_simulated
        from people_hosts h join people_accounts a on a.account_id = h.host_id
      """;

  private static final String HOST_BY_ID = HOST + " where h.host_id = ?";
  private static final String HOST_BY_ROOM = HOST + " where h.room_id = ?";

  private static final String HOSTS_BY_WORDS =
      HOST
          + """
           where strpos(lower(a.name), lower(?)) > 0 or strpos(lower(h.tagline), lower(?)) > 0
              or strpos(lower(h.category), lower(?)) > 0
           order by h.opened_at, h.host_id
           limit ?
          """;

  private static final String OPEN =
      """
      insert into people_hosts (host_id, room_id, tagline, story, since_year, goods_from, category, opened_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (host_id) do nothing
      """;

  private static final String CHANGE_PERSONA =
      """
      update people_hosts set tagline = ?, story = ?, since_year = ?, goods_from = ?, category = ?
       where host_id = ?
      """;

  private static final String LOCK_HOST = "select 1 from people_hosts where host_id = ? for update";

  private static final String ASSISTANTS =
      "select account_id from people_assistants where host_id = ? order by added_at, account_id limit 100";

  private static final String ADD_ASSISTANT =
      """
      insert into people_assistants (host_id, account_id, added_at) values (?, ?, ?)
      on conflict do nothing
      """;

  private static final String REMOVE_ASSISTANT =
      "delete from people_assistants where host_id = ? and account_id = ?";

  private static final String IMPORT =
      """
      insert into people_hosts (host_id, room_id, tagline, story, since_year, goods_from, category, opened_at)
      select u.host_id, u.room_id, u.tagline, u.story, u.since_year, u.goods_from, u.category, u.opened_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                    ?::timestamptz[])
          as u (host_id, room_id, tagline, story, since_year, goods_from, category, opened_at)
       order by u.host_id
      on conflict do nothing
      """;

  private HostStore() {}

  static Optional<HostCard> host(Connection connection, String hostId) throws SQLException {
    return first(connection, HOST_BY_ID, hostId);
  }

  static Optional<HostCard> hostOfRoom(Connection connection, String roomId) throws SQLException {
    return first(connection, HOST_BY_ROOM, roomId);
  }

  static List<HostCard> search(Connection connection, String words, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOSTS_BY_WORDS)) {
      statement.setString(1, words);
      statement.setString(2, words);
      statement.setString(3, words);
      statement.setInt(4, limit);
      List<HostCard> hosts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hosts.add(card(rows));
        }
      }
      return hosts;
    }
  }

  private static Optional<HostCard> first(Connection connection, String sql, String key)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(card(rows)) : Optional.empty();
      }
    }
  }

  private static HostCard card(ResultSet rows) throws SQLException {
    Persona persona =
        new Persona(
            rows.getString(5), rows.getString(6), rows.getInt(7), rows.getString(8), rows.getString(9));
    return new HostCard(
        rows.getString(1),
        rows.getString(2),
        rows.getString(3),
        rows.getString(4),
        persona,
        rows.getTimestamp(10).toInstant(),
        rows.getBoolean(11));
  }

  /** False when the account has a room. */
  static boolean open(Connection connection, String hostId, String roomId, Persona persona, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, hostId);
      statement.setString(2, roomId);
      setPersona(statement, 3, persona);
      statement.setTimestamp(8, Timestamp.from(at));
      return statement.executeUpdate() > 0;
    }
  }

  static void changePersona(Connection connection, String hostId, Persona persona) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHANGE_PERSONA)) {
      setPersona(statement, 1, persona);
      statement.setString(6, hostId);
      statement.executeUpdate();
    }
  }

  private static void setPersona(PreparedStatement statement, int from, Persona persona)
      throws SQLException {
    statement.setString(from, persona.tagline());
    statement.setString(from + 1, persona.story());
    statement.setInt(from + 2, persona.sinceYear());
    statement.setString(from + 3, persona.goodsFrom());
    statement.setString(from + 4, persona.category());
  }

  /** Takes the host's turn, so that two additions cannot both be the last allowed one. */
  static void lock(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_HOST)) {
      statement.setString(1, hostId);
      statement.execute();
    }
  }

  static List<String> assistants(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ASSISTANTS)) {
      statement.setString(1, hostId);
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    }
  }

  static void addAssistant(Connection connection, String hostId, String accountId, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_ASSISTANT)) {
      statement.setString(1, hostId);
      statement.setString(2, accountId);
      statement.setTimestamp(3, Timestamp.from(at));
      statement.executeUpdate();
    }
  }

  static boolean removeAssistant(Connection connection, String hostId, String accountId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE_ASSISTANT)) {
      statement.setString(1, hostId);
      statement.setString(2, accountId);
      return statement.executeUpdate() > 0;
    }
  }

  /** Adds the rooms of those accounts that have one. */
  static void importAll(Connection connection, List<AccountRow> accounts) throws SQLException {
    List<AccountRow> hosts = accounts.stream().filter(row -> row.room().isPresent()).toList();
    if (hosts.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text", "text", "text", "int", "text", "text", "text");
    for (AccountRow host : hosts) {
      People.RoomRow room = host.room().orElseThrow();
      Persona persona = room.persona();
      columns.add(host.accountId(), room.roomId(), persona.tagline(), persona.story(), persona.sinceYear(),
          persona.goodsFrom(), persona.category(), room.openedAt().toString());
    }
    columns.run(connection, IMPORT);
  }
}
