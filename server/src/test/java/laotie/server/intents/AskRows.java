package laotie.server.intents;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.ClipsFact;
import laotie.fact.GuardFact;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** What tests of intents look up, and the facts of other areas they need. */
@Singleton
public class AskRows {

  private final Database database;
  private final Log log;

  AskRows(Database database, Log log) {
    this.database = database;
    this.log = log;
  }

  /** Facts of a type in a host's key. */
  long facts(String type, String hostId) {
    return count("select count(*) from log where type = '" + type + "' and key = ?", hostId);
  }

  long open(String hostId) {
    return count("select count(*) from intents_asks where state = 'OPEN' and host_id = ?", hostId);
  }

  /** The kinds of the notices of an account with their words. */
  List<String> notices(String accountId) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(
          "select kind || ' ' || path || ' ' || words from notices_notices where account_id = ? limit 99")) {
        select.setString(1, accountId);
        List<String> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            found.add(row.getString(1));
          }
        }
        return found;
      }
    });
  }

  /** The fact that a ban came, or was lifted. */
  void ban(String accountId, boolean isBanned) {
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(isBanned
          ? new GuardFact.AccountBanned(accountId, "case_1", "operator")
          : new GuardFact.AccountUnbanned(accountId, "case_1", "operator")));
      return accountId;
    });
  }

  /** The fact that a comment under a clip was deleted. */
  void delete(String commentId, String hostId) {
    database.write(connection -> {
      log.append(connection, Instant.now(),
          List.of(new ClipsFact.ClipCommentDeleted(commentId, "clip_1", hostId, hostId)));
      return commentId;
    });
  }

  /** Name and words of a host's only winner. */
  String winner(String hostId) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(
          "select name || '|' || text from intents_winners where host_id = ?")) {
        select.setString(1, hostId);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getString(1);
        }
      }
    });
  }

  /** Transactions that wait for a lock by name. */
  long waitingForALock() {
    return count("select count(*) from pg_locks where not granted and locktype = ?", "advisory");
  }

  private long count(String sql, String value) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, value);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }
}
