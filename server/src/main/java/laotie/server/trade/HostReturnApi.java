package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What buyers ask back from a host. */
@Path("/api/v1/hosts/{hostId}/returns")
@RunOnVirtualThread
@Tag(name = "trade")
public class HostReturnApi {

  private final ReturnDesk desk;
  private final People people;
  private final Who who;

  HostReturnApi(ReturnDesk desk, People people, Who who) {
    this.desk = desk;
    this.people = people;
    this.who = who;
  }

  /** The newest first; {@code open} leaves out what is over. */
  @GET
  public Page<ReturnViews.View> list(
      @PathParam("hostId") String hostId, @QueryParam("open") @DefaultValue("false") boolean isOpenOnly,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller caller = who.requireMember();
    if (!caller.is(Role.OPERATOR) && !people.mayActFor(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    return desk.ofHost(caller, hostId, new ReturnStore.Slice(
        OrderViews.before(after), isOpenOnly, Page.limit(limit) + 1));
  }
}
