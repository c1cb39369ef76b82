package laotie.server.live;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.live.Entrance;
import laotie.live.LiveReason;
import laotie.live.Show;
import laotie.server.http.Arrivals;
import laotie.server.http.Caller;
import laotie.server.http.Problem;

/** Lets somebody into a room: a view with where he came from, written before he is told its id. */
@Singleton
final class Entry {

  private final Shows shows;
  private final Views views;
  private final Circle circle;
  private final Arrivals arrivals;

  Entry(Shows shows, Views views, Circle circle, Arrivals arrivals) {
    this.shows = shows;
    this.views = views;
    this.circle = circle;
    this.arrivals = arrivals;
  }

  /** What the client says: the sealed showing that led here, or empty; the channel it claims. */
  record Wish(String roomId, String exposureToken, Optional<Channel> claim) {}

  Live.ViewRef enter(RoutingContext request, Caller caller, Wish wish) {
    String hostId = shows.hostOfRoom(wish.roomId()).hostId();
    Show.Live show = shows.onAir(wish.roomId()).orElseThrow(
        () -> Problem.of(LiveReason.SHOW_NOT_LIVE, "room " + wish.roomId() + " has no live show"));
    String showId = show.head().showId();
    Optional<Live.ViewRef> current = views.current(caller.accountId(), showId);
    if (current.isPresent()) {
      views.seen(caller.accountId(), showId);
      return current.get();
    }
    Relation relation = circle.relation(caller.accountId(), hostId);
    Channel claimed = wish.claim().map(claim -> Entrance.believed(claim, relation,
        circle.isReserved(caller.accountId(), showId))).orElse(Entrance.UNEXPLAINED);
    Origin origin = arrivals.of(request, new Arrivals.Arrival(
        caller.accountId(), hostId, relation, wish.exposureToken(), claimed));
    Live.ViewRef view = new Live.ViewRef(Views.nextId(), caller.accountId(), wish.roomId(), showId, hostId,
        origin, views.now());
    views.enter(view);
    circle.tellEntered(wish.roomId(), caller.accountId());
    return view;
  }
}
