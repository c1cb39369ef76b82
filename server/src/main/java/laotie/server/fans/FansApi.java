package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fans.Following;
import laotie.server.http.Marks;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The follow button. Both ways are idempotent by nature; guests must register first. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class FansApi {

  private static final Pattern ID_OR_EMPTY = Pattern.compile("[A-Za-z0-9_-]{0,64}");

  private final Who who;
  private final People people;
  private final Fans fans;
  private final Marks marks;
  private final Seal seal;

  FansApi(Who who, People people, Fans fans, Marks marks, Seal seal) {
    this.who = who;
    this.people = people;
    this.fans = fans;
    this.marks = marks;
    this.seal = seal;
  }

  /**
   * Where the follow came from; all of it may be absent.
   *
   * @param viewId the view in which it happens
   * @param exposureId the sealed showing that led here; one that is not ours, or not for him, is left out
   * @param channel absent is the host's page
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
  public Followed follow(
      @PathParam("hostId") String hostId, Source body, @Context RoutingContext context) {
    String viewerId = who.requireMember().accountId();
    requireHost(hostId);
    Source source = Optional.ofNullable(body).orElse(Source.UNKNOWN);
    Optional<Exposure> shown = source.exposureId().flatMap(seal::verify).flatMap(Exposure::of)
        .filter(exposure -> exposure.mayLead(viewerId, hostId, fans.now()));
    Origin origin =
        new Origin(
            shown.map(Exposure::exposureId).orElse(""),
            shown.map(Exposure::channel).or(source::channel).orElse(Channel.HOST_PAGE),
            Relation.STRANGER,
            marks.deviceHash(context),
            marks.networkHash(context));
    fans.follow(new Following.Wish(viewerId, hostId, id("/viewId", source.viewId()), origin));
    return new Followed(true, fans.followers(hostId));
  }

  @DELETE
  @Path("hosts/{hostId}/follow")
  public Followed unfollow(@PathParam("hostId") String hostId) {
    String viewerId = who.requireMember().accountId();
    requireHost(hostId);
    fans.unfollow(viewerId, hostId);
    return new Followed(false, fans.followers(hostId));
  }

  private void requireHost(String hostId) {
    people.host(hostId).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  private static String id(String pointer, Optional<String> id) {
    String text = id.orElse("");
    if (!ID_OR_EMPTY.matcher(text).matches()) {
      throw Problem.field(pointer, "is no id");
    }
    return text;
  }
}
