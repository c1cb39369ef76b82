package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import laotie.server.http.Page;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller asked back. */
@Path("/api/v1/me/returns")
@RunOnVirtualThread
@Tag(name = "trade")
public class MyReturnApi {

  private final ReturnDesk desk;
  private final Who who;

  MyReturnApi(ReturnDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /** The newest first; {@code open} leaves out what is over. */
  @GET
  public Page<ReturnViews.View> list(
      @QueryParam("open") @DefaultValue("false") boolean isOpenOnly,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    return desk.ofBuyer(who.requireMember(), new ReturnStore.Slice(
        OrderViews.before(after), isOpenOnly, Page.limit(limit) + 1));
  }
}
