package laotie.server.live;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Bounded;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Waiting for a show (蹲直播), and what came of it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "live")
public class ReservationApi {

  private final Who who;
  private final Actors actors;
  private final Reservations reservations;
  private final CurrentVertxRequest request;

  ReservationApi(Who who, Actors actors, Reservations reservations, CurrentVertxRequest request) {
    this.who = who;
    this.actors = actors;
    this.reservations = reservations;
    this.request = request;
  }

  /** Where the wish came from: a sealed showing, or what the client says. */
  record From(String exposureId, String channel) {
    From {
      exposureId = Bodies.text(exposureId);
      channel = Bodies.text(channel);
    }
  }

  /** How the caller and the show stand now. */
  record State(boolean isReserved, long reservations) {}

  /**
   * What a show got from those who waited for it.
   *
   * @param reserved those who wait, without the cancelled ones
   * @param came of these, those who entered
   * @param ordered of these, those who paid for something
   * @param gmvMinor what they paid, less what went back, minor units
   * @param rate came / reserved; absent when nobody waited
   */
  record Turnout(
      long reserved, long cancelled, long came, long ordered, long orders, long gmvMinor,
      Optional<Double> rate) {}

  @PUT
  @Path("/shows/{showId}/reservation")
  @Bounded
  public State reserve(@PathParam("showId") String showId, From fromOrNull) {
    String viewerId = who.requireMember().accountId();
    From from = fromOrNull == null ? new From("", "") : fromOrNull;
    return reservations.reserve(request.getCurrent(), viewerId, Input.id("show", showId),
        new Reservations.From(from.exposureId(), Input.channel(from.channel())));
  }

  @DELETE
  @Path("/shows/{showId}/reservation")
  @Bounded
  public State cancel(@PathParam("showId") String showId) {
    String viewerId = who.requireMember().accountId();
    return reservations.cancel(viewerId, Input.id("show", showId));
  }

  /** For the host and his assistants. */
  @GET
  @Path("/shows/{showId}/turnout")
  public Turnout turnout(@PathParam("showId") String showId) {
    actors.actable(showId);
    ReservationStore.Turnout turnout = reservations.turnout(showId);
    return new Turnout(turnout.reserved(), turnout.cancelled(), turnout.came(), turnout.ordered(),
        turnout.orders(), turnout.paidMinor(),
        turnout.reserved() == 0 ? Optional.empty()
            : Optional.of((double) turnout.came() / turnout.reserved()));
  }

  /** The shows to come or on the air that the caller waits for; there are never more than a page holds. */
  @GET
  @Path("/me/reservations")
  public Page<Live.ShowView> mine() {
    return new Page<>(reservations.of(who.requireMember().accountId()), "");
  }
}
