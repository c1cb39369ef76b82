package laotie.server.video;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import laotie.fact.Fact;
import laotie.fact.VideoFact;
import laotie.server.http.Ids;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Stream keys, as hashes, and the facts of signals. */
@Singleton
final class VideoStore {

  private static final String PUT_KEY = """
      insert into video_keys (room_id, host_id, key_hash, rotated_at) values (?, ?, ?, ?)
      on conflict (room_id) do update
      set host_id = excluded.host_id, key_hash = excluded.key_hash, rotated_at = excluded.rotated_at
      """;
  private static final String KEY_OF_ROOM = "select key_hash from video_keys where room_id = ?";
  private static final String PURPOSE = "stream-key";

  private final Database database;
  private final Log log;
  private final Seal seal;
  private final InstantSource clock;

  VideoStore(Database database, Log log, Seal seal, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.seal = seal;
    this.clock = clock;
  }

  /** A fresh key for the room, shown this once; the old one is worth nothing from now on. */
  String rotate(String roomId, String hostId) {
    String key = Ids.next("sk");
    Instant now = clock.instant();
    return database.write(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(PUT_KEY)) {
        statement.setString(1, roomId);
        statement.setString(2, hostId);
        statement.setString(3, seal.hash(PURPOSE, key));
        statement.setObject(4, now.atOffset(ZoneOffset.UTC));
        statement.executeUpdate();
      }
      log.append(connection, now, List.of(new VideoFact.StreamKeyRotated(roomId, hostId)));
      return key;
    });
  }

  boolean hasKey(String roomId) {
    return hashOf(roomId).isPresent();
  }

  boolean isKey(String roomId, String key) {
    byte[] given = seal.hash(PURPOSE, key).getBytes(StandardCharsets.US_ASCII);
    return hashOf(roomId)
        .filter(hash -> MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), given))
        .isPresent();
  }

  private Optional<String> hashOf(String roomId) {
    return database.read(connection -> find(connection, roomId));
  }

  private static Optional<String> find(Connection connection, String roomId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEY_OF_ROOM)) {
      statement.setString(1, roomId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  void record(Fact fact) {
    Instant now = clock.instant();
    database.write(connection -> {
      log.append(connection, now, List.of(fact));
      return true;
    });
  }
}
