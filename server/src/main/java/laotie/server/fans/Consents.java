package laotie.server.fans;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import laotie.fact.FansFact;
import laotie.fact.Relation;
import laotie.fans.FansReason;
import laotie.fans.Following;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;

/** Who lets which host hold what the page showed him. It is given by a follower and taken back at will. */
@Singleton
final class Consents {

  private final Database database;
  private final Log log;
  private final Notices notices;
  private final InstantSource clock;

  Consents(Database database, Log log, Notices notices, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.notices = notices;
    this.clock = clock;
  }

  void give(String viewerId, String hostId) {
    Instant now = now();
    database.write(connection -> {
      FansStore.lockViewer(connection, viewerId);
      Map<String, Relation> follows =
          FansStore.followsOf(connection, viewerId, Following.FOLLOWS_MAX);
      if (!follows.containsKey(hostId)) {
        throw Problem.of(FansReason.NOT_FOLLOWING, "follow the host first");
      }
      if (SegmentStore.give(connection, hostId, viewerId, now)) {
        log.append(connection, now, List.of(new FansFact.ConsentGiven(viewerId, hostId)));
      }
      return hostId;
    });
  }

  /** From the commit on nothing of this host reaches him, whatever was under way. */
  void revoke(String viewerId, String hostId) {
    Instant now = now();
    database.write(connection -> {
      end(connection, viewerId, hostId, now);
      return hostId;
    });
  }

  /** The same in the caller's transaction, such as that of unfollowing. */
  void end(Connection connection, String viewerId, String hostId, Instant now) throws SQLException {
    if (SegmentStore.revoke(connection, hostId, viewerId)) {
      notices.withholdMails(connection, viewerId, hostId);
      log.append(connection, now, List.of(new FansFact.ConsentRevoked(viewerId, hostId)));
    }
  }

  Map<String, Instant> of(String viewerId) {
    return database.read(
        connection -> SegmentStore.ofViewer(connection, viewerId, Following.FOLLOWS_MAX));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
