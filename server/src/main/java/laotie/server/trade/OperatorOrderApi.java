package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders as operators see them: all. */
@Path("/api/v1/operator/orders")
@RunOnVirtualThread
@Tag(name = "trade")
public class OperatorOrderApi {

  private final Sales sales;
  private final OrderViews views;
  private final Who who;

  OperatorOrderApi(Sales sales, OrderViews views, Who who) {
    this.sales = sales;
    this.views = views;
    this.who = who;
  }

  /** Every order, newest first. */
  @GET
  public Page<OrderView> list(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    return views.page(sales.all(new OrderStore.Slice(OrderViews.before(after), size + 1)), size);
  }
}
