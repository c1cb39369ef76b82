package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fans.Following;
import laotie.live.Entrance;
import laotie.server.http.Arrivals;
import laotie.server.http.Bounded;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The follow button. Both ways are idempotent by nature; guests must register first. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class FansApi {

  private final Who who;
  private final People people;
  private final Fans fans;
  private final Arrivals arrivals;

  FansApi(Who who, People people, Fans fans, Arrivals arrivals) {
    this.who = who;
    this.people = people;
    this.fans = fans;
    this.arrivals = arrivals;
  }

  /**
   * Where the follow came from; all of it may be absent.
   *
   * @param viewId the view in which it happens
   * @param exposureId the sealed showing that led here; one that is not ours, or not for him, is left out
   * @param channel absent is the host's page; one that a message or money stands behind is not believed
   */
  record Source(Optional<String> viewId, Optional<String> exposureId, Optional<Channel> channel) {
    Source {
      viewId = viewId == null ? Optional.empty() : viewId;
      exposureId = exposureId == null ? Optional.empty() : exposureId;
      channel = channel == null ? Optional.empty() : channel;
    }

    static final Source UNKNOWN = new Source(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What the viewer is to the host now, and how many follow him. */
  record Followed(boolean isFollowed, long followers) {}

  @PUT
  @Path("hosts/{hostId}/follow")
  @Bounded
  public Followed follow(
      @PathParam("hostId") String hostId, Source body, @Context RoutingContext context) {
    String viewerId = who.requireMember().accountId();
    requireHost(hostId);
    Source source = Optional.ofNullable(body).orElse(Source.UNKNOWN);
    // Whoever follows was a stranger; that he waited for a show is believed, a message or money is not.
    Channel claimed = source.channel()
        .map(claim -> Entrance.believed(claim, Relation.STRANGER, true)).orElse(Channel.HOST_PAGE);
    Origin origin = arrivals.of(context, new Arrivals.Arrival(
        viewerId, hostId, Relation.STRANGER, source.exposureId().orElse(""), claimed));
    String viewId = Input.maybeId("/viewId", source.viewId().orElse(""));
    fans.follow(new Following.Wish(viewerId, hostId, viewId, origin));
    return new Followed(true, fans.followers(hostId));
  }

  @DELETE
  @Path("hosts/{hostId}/follow")
  @Bounded
  public Followed unfollow(@PathParam("hostId") String hostId) {
    String viewerId = who.requireMember().accountId();
    requireHost(hostId);
    fans.unfollow(viewerId, hostId);
    return new Followed(false, fans.followers(hostId));
  }

  private void requireHost(String hostId) {
    people.host(hostId).orElseThrow(() -> Problem.notFound("host", hostId));
  }
}
