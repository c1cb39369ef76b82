package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.trade.OrderStatus;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders as their host sees them. */
@Path("/api/v1/hosts/{hostId}/orders")
@RunOnVirtualThread
@Tag(name = "trade")
public class HostOrderApi {

  private final Sales sales;
  private final OrderViews views;
  private final Who who;

  HostOrderApi(Sales sales, OrderViews views, Who who) {
    this.sales = sales;
    this.views = views;
    this.who = who;
  }

  /** A host's orders, newest first; {@code status} may be absent for all. */
  @GET
  public Page<OrderView> list(
      @PathParam("hostId") String hostId, @QueryParam("status") @DefaultValue("") String status,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller caller = who.requireMember();
    if (!caller.is(Role.OPERATOR) && !sales.mayActFor(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    if (!status.isEmpty()
        && Arrays.stream(OrderStatus.values()).noneMatch(known -> known.name().equals(status))) {
      throw Problem.field("/status", "one of " + Arrays.toString(OrderStatus.values()));
    }
    int size = Page.limit(limit);
    return views.page(sales.ofHost(
        hostId, status, new OrderStore.Slice(OrderViews.before(after), size + 1)), size);
  }
}
