package laotie.server.fans;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.FansFact;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Reads the fans of a segment, and tells when a list of them leaves the house. */
@Singleton
final class FanList {

  private final Database database;
  private final Log log;
  private final InstantSource clock;

  FanList(Database database, Log log, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  List<SegmentStore.Fan> of(SegmentStore.Wanted wanted, String after, int limit) {
    return database.read(connection -> SegmentStore.fans(connection, wanted, after, limit));
  }

  void tell(FansFact.FansExported exported) {
    database.write(connection -> {
      log.append(connection, clock.instant(), List.of(exported));
      return exported;
    });
  }
}
