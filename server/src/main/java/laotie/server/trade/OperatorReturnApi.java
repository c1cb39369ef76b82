package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns that wait for the operator. */
@Path("/api/v1/operator/returns")
@RunOnVirtualThread
@Tag(name = "trade")
public class OperatorReturnApi {

  private final ReturnDesk desk;
  private final Who who;

  OperatorReturnApi(ReturnDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /** The longest waiting first. */
  @GET
  public Page<ReturnViews.View> list(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller operator = who.require(Role.OPERATOR);
    long from = after.isEmpty() ? 0 : OrderViews.before(after);
    return desk.escalated(operator, from, Page.limit(limit));
  }
}
