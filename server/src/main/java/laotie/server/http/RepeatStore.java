package laotie.server.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import laotie.server.log.Database;

/** The rows of {@code http_requests}. Answers may hold a phone number or an address, so they are sealed. */
@Singleton
final class RepeatStore {

  private static final String CLAIM =
      """
      insert into http_requests (caller, key, path, body_hash)
      values (?, ?, ?, ?)
      on conflict (caller, key) do update
         set began_at = now()
       where http_requests.status is null
         and http_requests.began_at < now() - interval '30 seconds'
         and http_requests.path = excluded.path
         and http_requests.body_hash = excluded.body_hash
      """;

  private static final String FIRST =
      """
      select path, body_hash, coalesce(status, 0) as status, coalesce(answer, '') as answer
        from http_requests
       where caller = ? and key = ?
      """;

  private static final String KEEP =
      "update http_requests set status = ?, answer = ? where caller = ? and key = ?";

  private static final String FREE =
      "delete from http_requests where caller = ? and key = ? and status is null";

  private static final String FORGET =
      "delete from http_requests where began_at < now() - interval '3 days'";

  /** Before what is sealed; what an older version kept in clear is JSON and begins otherwise. */
  private static final String SEALED = "sealed:";

  private final Database database;
  /** Asked when it is needed: filters are made before the settings are read. */
  private final Instance<Seal> seal;

  RepeatStore(Database database, Instance<Seal> seal) {
    this.database = database;
    this.seal = seal;
  }

  private String sealed(String answer) {
    return answer.isEmpty() ? "" : SEALED + Base64.getEncoder().encodeToString(seal.get().encrypt(answer));
  }

  private String opened(String kept) {
    return kept.startsWith(SEALED)
        ? seal.get().decrypt(Base64.getDecoder().decode(kept.substring(SEALED.length()))) : kept;
  }

  static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Claims the key: empty when it is now ours, else what the first request left. */
  Optional<First> claim(Request request) {
    return database.write(connection -> claim(connection, request));
  }

  private Optional<First> claim(Connection connection, Request request) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      insert.setString(1, request.caller());
      insert.setString(2, request.key());
      insert.setString(3, request.path());
      insert.setString(4, request.bodyHash());
      if (insert.executeUpdate() == 1) {
        return Optional.empty();
      }
    }
    try (PreparedStatement select = connection.prepareStatement(FIRST)) {
      select.setString(1, request.caller());
      select.setString(2, request.key());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.of(new First(request.path(), request.bodyHash(), 0, ""));
        }
        return Optional.of(
            new First(
                row.getString("path"),
                row.getString("body_hash"),
                row.getInt("status"),
                opened(row.getString("answer"))));
      }
    }
  }

  void keep(Request request, int status, String answer) {
    database.write(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setInt(1, status);
            update.setString(2, sealed(answer));
            update.setString(3, request.caller());
            update.setString(4, request.key());
            return update.executeUpdate();
          }
        });
  }

  void free(Request request) {
    database.write(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(FREE)) {
            delete.setString(1, request.caller());
            delete.setString(2, request.key());
            return delete.executeUpdate();
          }
        });
  }

  void forget() {
    database.write(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            return delete.executeUpdate();
          }
        });
  }

  /** A write with its key. */
  record Request(String caller, String key, String path, String bodyHash) {}

  /** What the first write with a key left; status 0 while it is at work. */
  record First(String path, String bodyHash, int status, String answer) {}
}
