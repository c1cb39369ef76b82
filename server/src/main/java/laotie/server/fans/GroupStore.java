package laotie.server.fans;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import laotie.fact.Relation;

/** What was said in fan groups, and who is silent there, as rows. */
final class GroupStore {

  private static final String ADD =
      """
      insert into fans_group_messages (message_id, host_id, account_id, name, is_host, tier, text, said_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LATEST =
      """
      select message_id, account_id, name, is_host, tier, text, said_at
        from fans_group_messages
       where host_id = ? and deleted_at is null
       order by seq desc limit ?
      """;

  private static final String DELETE =
      """
      update fans_group_messages set deleted_at = coalesce(deleted_at, ?), text = ''
       where message_id = ? and host_id = ?
      """;

  private static final String MUTE =
      """
      insert into fans_group_mutes (host_id, account_id, until, actor_id) values (?, ?, ?, ?)
      on conflict (host_id, account_id)
      do update set until = excluded.until, actor_id = excluded.actor_id
      """;

  private static final String MUTED_UNTIL =
      "select until from fans_group_mutes where host_id = ? and account_id = ? and until > ?";

  private GroupStore() {}

  /** A line of the group; {@code tier} is what its writer was then. */
  record Line(
      String messageId, String accountId, String name, boolean isHost, Relation tier, String text,
      Instant at) {}

  static void add(Connection connection, String hostId, Line line) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, line.messageId());
      insert.setString(2, hostId);
      insert.setString(3, line.accountId());
      insert.setString(4, line.name());
      insert.setBoolean(5, line.isHost());
      insert.setString(6, line.tier().name());
      insert.setString(7, line.text());
      insert.setObject(8, line.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** The latest lines, the oldest of them first. */
  static List<Line> latest(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LATEST)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      List<Line> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Line(rows.getString("message_id"), rows.getString("account_id"),
              rows.getString("name"), rows.getBoolean("is_host"), Relation.valueOf(rows.getString("tier")),
              rows.getString("text"), rows.getObject("said_at", OffsetDateTime.class).toInstant()));
        }
      }
      Collections.reverse(found);
      return found;
    }
  }

  static boolean delete(Connection connection, String hostId, String messageId, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DELETE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, messageId);
      update.setString(3, hostId);
      return update.executeUpdate() > 0;
    }
  }

  /** Who is silent in which group until when, and by whom. */
  record Mute(String hostId, String accountId, Instant until, String actorId) {}

  static void mute(Connection connection, Mute mute) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MUTE)) {
      insert.setString(1, mute.hostId());
      insert.setString(2, mute.accountId());
      insert.setObject(3, mute.until().atOffset(ZoneOffset.UTC));
      insert.setString(4, mute.actorId());
      insert.executeUpdate();
    }
  }

  static Optional<Instant> mutedUntil(Connection connection, String hostId, String accountId, Instant now)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MUTED_UNTIL)) {
      select.setString(1, hostId);
      select.setString(2, accountId);
      select.setObject(3, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant()) : Optional.empty();
      }
    }
  }
}
