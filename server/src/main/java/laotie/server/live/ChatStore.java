package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.server.log.Columns;

/** The rows of what was said, and of who is silent. */
@Singleton
final class ChatStore {

  private static final String ADD_MESSAGES =
      """
      insert into live_messages (message_id, room_id, show_id, account_id, name, text, view_id, tier, seq,
                                 is_host, is_assistant, is_intent, said_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::bigint[], ?::boolean[], ?::boolean[], ?::boolean[], ?::timestamptz[])
      """;

  private static final String MESSAGES =
      """
      select message_id, room_id, show_id, account_id, name, text, view_id, tier, seq, is_host,
             is_assistant, is_intent, said_at
        from live_messages
       where show_id = ? and seq < ? and deleted_at is null
       order by seq desc
       limit ?
      """;

  private static final String LAST_SEQ =
      "select coalesce(max(seq), 0) from live_messages where room_id = ?";

  private static final String DELETE_MESSAGE =
      """
      update live_messages set deleted_at = ?
       where message_id = ? and show_id = ? and deleted_at is null
      """;

  private static final String HAS_MESSAGE =
      "select 1 from live_messages where message_id = ? and show_id = ?";

  private static final String MUTE =
      """
      insert into live_mutes (room_id, account_id, until, actor_id, muted_at) values (?, ?, ?, ?, ?)
      on conflict (room_id, account_id)
      do update set until = excluded.until, actor_id = excluded.actor_id, muted_at = excluded.muted_at
      """;

  private static final String UNMUTE = "delete from live_mutes where room_id = ? and account_id = ?";

  private static final String FORGET_MUTES = "delete from live_mutes where room_id = ? and until < ?";

  private static final String MUTES =
      """
      select account_id, until from live_mutes
       where room_id = ? and until > ? order by until desc limit 10000
      """;

  /** A message with its place in the room. */
  record Message(
      String messageId, String roomId, String showId, long seq, Frame.Author account, String text,
      boolean isIntent, String viewId, Instant at) {}

  void add(Connection connection, List<Message> messages) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "text", "text",
        "bigint", "boolean", "boolean", "boolean", "timestamptz");
    for (Message message : messages) {
      Frame.Author author = message.account();
      columns.add(message.messageId(), message.roomId(), message.showId(), author.accountId(), author.name(),
          message.text(), message.viewId(), author.tier().map(Relation::name).orElse(""), message.seq(),
          author.isHost(), author.isAssistant(), message.isIntent(), message.at().atOffset(ZoneOffset.UTC));
    }
    columns.run(connection, ADD_MESSAGES);
  }

  /** Newest first, deleted ones left out; {@code before} is a number within the room. */
  List<Message> messages(Connection connection, String showId, long before, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
      statement.setString(1, showId);
      statement.setLong(2, before);
      statement.setInt(3, limit);
      List<Message> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    }
  }

  private static Message read(ResultSet rows) throws SQLException {
    Frame.Author author = new Frame.Author(rows.getString("account_id"), rows.getString("name"),
        rows.getBoolean("is_host"), rows.getBoolean("is_assistant"),
        Optional.of(rows.getString("tier")).filter(tier -> !tier.isEmpty()).map(Relation::valueOf));
    return new Message(rows.getString("message_id"), rows.getString("room_id"), rows.getString("show_id"),
        rows.getLong("seq"), author, rows.getString("text"), rows.getBoolean("is_intent"),
        rows.getString("view_id"), rows.getObject("said_at", OffsetDateTime.class).toInstant());
  }

  long lastSeq(Connection connection, String roomId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_SEQ)) {
      statement.setString(1, roomId);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** What deleting a message found. */
  enum Deletion {
    DELETED,
    ALREADY_DELETED,
    UNKNOWN
  }

  Deletion delete(Connection connection, String showId, String messageId, Instant now)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE_MESSAGE);
        PreparedStatement look = connection.prepareStatement(HAS_MESSAGE)) {
      delete.setObject(1, now.atOffset(ZoneOffset.UTC));
      delete.setString(2, messageId);
      delete.setString(3, showId);
      if (delete.executeUpdate() == 1) {
        return Deletion.DELETED;
      }
      look.setString(1, messageId);
      look.setString(2, showId);
      try (ResultSet rows = look.executeQuery()) {
        return rows.next() ? Deletion.ALREADY_DELETED : Deletion.UNKNOWN;
      }
    }
  }

  /** Who is silenced where, until when, by whom. */
  record Mute(String roomId, String accountId, Instant until, String actorId) {}

  void mute(Connection connection, Mute mute, Instant now) throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_MUTES);
        PreparedStatement add = connection.prepareStatement(MUTE)) {
      forget.setString(1, mute.roomId());
      forget.setObject(2, now.atOffset(ZoneOffset.UTC));
      forget.executeUpdate();
      add.setString(1, mute.roomId());
      add.setString(2, mute.accountId());
      add.setObject(3, mute.until().atOffset(ZoneOffset.UTC));
      add.setString(4, mute.actorId());
      add.setObject(5, now.atOffset(ZoneOffset.UTC));
      add.executeUpdate();
    }
  }

  /** False when he was not silent. */
  boolean unmute(Connection connection, String roomId, String accountId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNMUTE)) {
      statement.setString(1, roomId);
      statement.setString(2, accountId);
      return statement.executeUpdate() == 1;
    }
  }

  Map<String, Instant> mutes(Connection connection, String roomId, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MUTES)) {
      statement.setString(1, roomId);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Map<String, Instant> mutes = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          mutes.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
      return mutes;
    }
  }

  /** The mute of one account, or empty. */
  Optional<Instant> mutedUntil(Connection connection, String roomId, String accountId, Instant now)
      throws SQLException {
    return Optional.ofNullable(mutes(connection, roomId, now).get(accountId));
  }
}
