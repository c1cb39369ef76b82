package laotie.server.live;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import laotie.fact.LiveFact;
import laotie.live.Reserving;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;

/** Tells those who wait: shortly before the show, and when it begins. Each is told once. */
@Singleton
final class ReservationJob {

  /** Shows looked at in one run. */
  private static final int SHOWS_MAX = 200;

  /** People told in one transaction. */
  private static final int STEP_MAX = 500;

  private final Database database;
  private final Log log;
  private final Shows shows;
  private final Notices notices;
  private final InstantSource clock;

  ReservationJob(Database database, Log log, Shows shows, Notices notices, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shows = shows;
    this.notices = notices;
    this.clock = clock;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void remind() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> soon = database.read(connection -> ReservationStore.soon(
        connection, now, now.plus(Reserving.REMINDED_BEFORE), SHOWS_MAX));
    soon.forEach(showId -> tell(showId, false, now));
    List<String> started = database.read(connection -> ReservationStore.started(connection, SHOWS_MAX));
    started.forEach(showId -> tell(showId, true, now));
  }

  private void tell(String showId, boolean isStart, Instant now) {
    Live.ShowView show = shows.view(shows.show(showId));
    while (tellSome(show, isStart, now) == STEP_MAX) {
      Thread.onSpinWait();
    }
  }

  private int tellSome(Live.ShowView show, boolean isStart, Instant now) {
    String hostId = show.host().hostId();
    Map<String, String> names = Map.of("host", show.host().name(), "title", show.title());
    return database.write(connection -> {
      List<String> viewers =
          ReservationStore.tell(connection, show.showId(), isStart, now, STEP_MAX);
      notices.tell(connection, now, viewers.stream().map(viewerId -> new Notice(viewerId,
          isStart ? Kind.SHOW_STARTED : Kind.RESERVATION_SOON, hostId, "", "/room/" + show.roomId(), names,
          "show " + show.showId() + (isStart ? " start" : " soon"))).toList());
      log.append(connection, now, viewers.stream().map(viewerId ->
          new LiveFact.ReservationReminded(viewerId, show.showId(), hostId, isStart)).toList());
      return viewers.size();
    });
  }
}
