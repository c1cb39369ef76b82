package laotie.server.live;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.live.Entrance;
import laotie.live.Reserving;
import laotie.live.Show;
import laotie.server.http.Arrivals;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Reserves shows for those who want to wait for them. */
@Singleton
final class Reservations {

  private final Database database;
  private final Log log;
  private final Waiting waiting;
  private final Arrivals arrivals;
  private final InstantSource clock;

  Reservations(Database database, Log log, Waiting waiting, Arrivals arrivals, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.waiting = waiting;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** Shows, and who waits for them. */
  @Singleton
  record Waiting(Shows shows, Reserved reserved, Circle circle) {}

  /** What the client says of where it comes from; the token is empty without a showing. */
  record From(String exposureToken, Optional<Channel> claim) {}

  ReservationApi.State reserve(RoutingContext request, String viewerId, String showId, From from) {
    Instant now = now();
    // Asked before the transaction: it may read the database by a connection of its own.
    Origin origin = origin(request, viewerId, waiting.shows().show(showId).head().hostId(), from);
    boolean isReserved = database.write(connection -> {
      ReservationStore.lockViewer(connection, viewerId);
      Show show = locked(connection, showId);
      Set<String> present = ReservationStore.ofViewer(connection, viewerId);
      Decision<Boolean> decision = Reserving.reserve(new Reserving.Wish(viewerId, origin), show,
          present.contains(showId), present.size());
      return write(connection, decision, now);
    });
    waiting.reserved().forget(viewerId, showId);
    return new ReservationApi.State(isReserved, waiting.reserved().count(showId));
  }

  ReservationApi.State cancel(String viewerId, String showId) {
    Instant now = now();
    boolean isReserved = database.write(connection -> {
      ReservationStore.lockViewer(connection, viewerId);
      Show show = locked(connection, showId);
      boolean isPresent = ReservationStore.ofViewer(connection, viewerId).contains(showId);
      return write(connection, Reserving.cancel(viewerId, show, isPresent), now);
    });
    waiting.reserved().forget(viewerId, showId);
    return new ReservationApi.State(isReserved, waiting.reserved().count(showId));
  }

  private boolean write(Connection connection, Decision<Boolean> decision, Instant now)
      throws SQLException {
    return switch (decision) {
      case Decision.Refused<Boolean> no -> throw Problem.of(no);
      case Decision.Accepted<Boolean> yes -> {
        for (Fact fact : yes.facts()) {
          switch (fact) {
            case LiveFact.ShowReserved reserved -> ReservationStore.reserve(connection, reserved, now);
            case LiveFact.ReservationCancelled gone -> ReservationStore.cancel(connection, gone, now);
            default -> throw new IllegalStateException("not a fact of a reservation");
          }
        }
        log.append(connection, now, yes.facts());
        yield yes.value();
      }
    };
  }

  private Show locked(Connection connection, String showId) throws SQLException {
    return waiting.shows().lock(connection, showId);
  }

  private Origin origin(RoutingContext request, String viewerId, String hostId, From from) {
    Relation relation = waiting.circle().relation(viewerId, hostId);
    Channel claimed =
        from.claim().map(claim -> Entrance.believed(claim, relation)).orElse(Channel.HOST_PAGE);
    return arrivals.of(request, new Arrivals.Arrival(
        viewerId, hostId, relation, from.exposureToken(), claimed));
  }

  ReservationStore.Turnout turnout(String showId) {
    return database.read(connection -> ReservationStore.turnout(connection, showId));
  }

  /** The soonest first. */
  List<Live.ShowView> of(String viewerId) {
    return waiting.reserved().of(viewerId).stream().flatMap(showId -> waiting.shows().find(showId).stream())
        .map(show -> waiting.shows().view(show).reservedBy(true)
            .followedBy(waiting.circle().relation(viewerId, show.head().hostId()) != Relation.STRANGER))
        .sorted(Comparator.comparing(view -> view.startsAt().orElse(Instant.EPOCH))).toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
