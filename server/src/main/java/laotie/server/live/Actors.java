package laotie.server.live;

import jakarta.inject.Singleton;
import laotie.live.Muting;
import laotie.live.Show;
import laotie.server.http.Caller;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;

/** Who may act on a show or in a room: its host and his assistants. */
@Singleton
final class Actors {

  private final Who who;
  private final Shows shows;
  private final Neighbours neighbours;

  Actors(Who who, Shows shows, Neighbours neighbours) {
    this.who = who;
    this.shows = shows;
    this.neighbours = neighbours;
  }

  /** The show, for a caller who may act on it. */
  Show actable(String showId) {
    Caller caller = who.requireMember();
    Show show = shows.show(Input.id("show", showId));
    neighbours.requireActor(caller, show.head().hostId());
    return show;
  }

  /** The show, for anybody. */
  Show show(String showId) {
    return shows.show(Input.id("show", showId));
  }

  /** The caller's wish about somebody's voice in a room, for a caller who may act there. */
  Muting.Wish muting(String roomId, String accountId) {
    Caller caller = who.requireMember();
    String hostId = neighbours.hostOfRoom(Input.id("room", roomId)).hostId();
    neighbours.requireActor(caller, hostId);
    if (!neighbours.isAccount(Input.id("account", accountId))) {
      throw Problem.notFound("account", accountId);
    }
    boolean isCrew = accountId.equals(hostId) || neighbours.isAssistant(accountId, hostId);
    return new Muting.Wish(accountId, roomId, hostId, caller.accountId(), isCrew);
  }

  /** The id of the caller, or empty without a session. */
  String viewerId() {
    return who.caller().map(Caller::accountId).orElse("");
  }

  /** True when the caller may act for the host. */
  boolean isActor(String hostId) {
    return who.caller().filter(caller -> neighbours.mayActFor(caller, hostId)).isPresent();
  }
}
