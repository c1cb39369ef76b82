package laotie.server.live;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.live.LiveReason;
import laotie.fact.Relation;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.Marks;
import laotie.server.http.Problem;

/** Looks who knocks at a room before his socket is opened. Blocking. */
@Singleton
final class Reception {

  private final Callers callers;
  private final Neighbours neighbours;
  private final RoomHub hub;
  private final Marks marks;

  Reception(Callers callers, Neighbours neighbours, RoomHub hub, Marks marks) {
    this.callers = callers;
    this.neighbours = neighbours;
    this.hub = hub;
    this.marks = marks;
  }

  /**
   * Who may come in: the room, the person if he has a session, and what he is to the host.
   *
   * @param networkHash the mark of the network his socket came from
   */
  record Guest(
      Room room, Optional<Frame.You> you, boolean isFollower, String sessionToken, String networkHash) {}

  /** Refuses the banned, an unknown room, and one that is full. */
  Guest receive(RoutingContext context, String roomId) {
    Optional<Caller> caller = callers.callerOf(context);
    Room room = hub.open(roomId);
    if (room.seats() >= Room.SEATS_MAX) {
      throw Problem.of(LiveReason.ROOM_FULL, "room " + roomId + " has " + Room.SEATS_MAX + " sockets");
    }
    String hostId = room.hostId();
    Cookie cookie = context.request().getCookie(Callers.SESSION_COOKIE);
    boolean isFollower = caller.isPresent()
        && neighbours.relation(caller.get().accountId(), hostId) != Relation.STRANGER;
    return new Guest(room, caller.map(who -> you(who, hostId)), isFollower,
        cookie == null || caller.isEmpty() ? "" : cookie.getValue(),
        marks.networkHash(context));
  }

  private Frame.You you(Caller caller, String hostId) {
    boolean isHost = caller.accountId().equals(hostId);
    return new Frame.You(caller.accountId(), neighbours.nameOf(caller.accountId()), caller.isGuest(), isHost,
        !isHost && neighbours.mayActFor(caller, hostId), Optional.empty());
  }
}
