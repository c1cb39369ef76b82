package laotie.server.video;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.ProblemEdge;
import laotie.server.log.DatabaseFault;
import laotie.video.VideoReason;

/** Who may come in, asked the same way by every door of this area. Blocking. */
@Singleton
final class VideoDoorstep {

  private final Rooms rooms;
  private final Instance<Callers> callers;

  VideoDoorstep(Rooms rooms, Instance<Callers> callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Optional<Caller> callerOf(RoutingContext context) {
    return callers.isResolvable() ? callers.get().callerOf(context) : Optional.empty();
  }

  /** Answers a raw route with a no; what is no {@link Problem} goes to the framework's own edge. */
  static void refuse(RoutingContext context, Throwable why) {
    switch (why) {
      case Problem no -> ProblemEdge.refuse(context, no);
      case DatabaseFault _ -> ProblemEdge.refuse(context, Problem.databaseAway());
      default -> {
        if (!context.response().ended() && !context.response().closed()) {
          context.fail(why);
        }
      }
    }
  }

  Rooms.RoomRef room(String roomId) {
    return rooms.roomOf(roomId).orElseThrow(() -> Problem.notFound("room", roomId));
  }

  /** The room, when this caller is its host or one of his assistants. */
  Rooms.RoomRef roomFor(Caller caller, String roomId) {
    Rooms.RoomRef room = room(roomId);
    if (!rooms.mayActFor(caller, room.hostId())) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host of " + roomId + " and his assistants");
    }
    return room;
  }

  /** The view, when it is this caller's; an empty {@code roomId} accepts any room. */
  Rooms.ViewRef view(String viewId, String roomId, Optional<Caller> caller) {
    return rooms.viewOf(viewId)
        .filter(view -> roomId.isEmpty() || view.roomId().equals(roomId))
        .filter(view -> caller.filter(each -> each.accountId().equals(view.viewerId())).isPresent())
        .orElseThrow(() -> Problem.of(VideoReason.VIEW_UNKNOWN, "no view " + viewId + " of yours here"));
  }
}
