package laotie.server.live;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rooms, and the way into them. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "live")
public class RoomApi {

  private final Who who;
  private final CurrentVertxRequest request;
  private final RoomPage page;
  private final Entry entry;
  private final Shows shows;

  RoomApi(Who who, CurrentVertxRequest request, RoomPage page, Entry entry, Shows shows) {
    this.who = who;
    this.request = request;
    this.page = page;
    this.entry = entry;
    this.shows = shows;
  }

  /** What the room is to the one who asks. */
  record ViewerState(Optional<Instant> mutedUntil, boolean isFollowed) {}

  /** A room as its page shows it before the socket is open. */
  record Room(
      String roomId, Live.HostBrief host, Optional<Live.ShowView> show, List<Live.CardView> cards,
      ViewerState viewerState) {}

  /** Where the viewer came from: a sealed showing, or what the client says. */
  record From(String exposureId, String channel) {
    From {
      exposureId = Bodies.text(exposureId);
      channel = Bodies.text(channel);
    }
  }

  /** A view that began, or that goes on. */
  record Entered(String viewId, String showId) {}

  @GET
  @Path("/rooms/{roomId}")
  public Room room(@PathParam("roomId") String roomId) {
    return page.of(Input.id("room", roomId), who.caller());
  }

  @POST
  @Path("/rooms/{roomId}/views")
  public Entered enter(@PathParam("roomId") String roomId, From fromOrNull) {
    Caller caller = who.require();
    From from = fromOrNull == null ? new From("", "") : fromOrNull;
    Live.ViewRef view = entry.enter(request.getCurrent(), caller,
        new Entry.Wish(Input.id("room", roomId), from.exposureId(), Input.channel(from.channel())));
    return new Entered(view.viewId(), view.showId());
  }

  /** Every show on the air, the most watched first. */
  @GET
  @Path("/operator/rooms")
  public Page<Live.ShowView> onAir() {
    who.require(Role.OPERATOR);
    return new Page<>(shows.onAir().stream()
        .sorted(Comparator.comparingInt(Live.ShowView::concurrent).reversed()
            .thenComparing(Live.ShowView::showId))
        .limit(Page.LIMIT_MAX * 5L).toList(), "");
  }
}
