package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Objects;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.trade.OrderStatus;

/** Orders as their host and the operators see them. */
@Path("/api/v1")
@RunOnVirtualThread
public class SalesApi {

  /** Characters of a carrier's name or a tracking number. */
  private static final int TEXT_MAX = 60;

  private final Sales sales;
  private final Counter counter;
  private final OrderViews views;
  private final Who who;

  SalesApi(Sales sales, Counter counter, OrderViews views, Who who) {
    this.sales = sales;
    this.counter = counter;
    this.views = views;
    this.who = who;
  }

  record ShipmentBody(String carrier, String trackingNumber) {
    ShipmentBody {
      carrier = Objects.requireNonNullElse(carrier, "").strip();
      trackingNumber = Objects.requireNonNullElse(trackingNumber, "").strip();
    }
  }

  /** A host's orders, newest first; {@code status} may be absent for all. */
  @GET
  @Path("/hosts/{hostId}/orders")
  public Page<OrderView> ofHost(
      @PathParam("hostId") String hostId, @QueryParam("status") @DefaultValue("") String status,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    Caller caller = who.requireMember();
    if (!caller.accountId().equals(hostId) && !caller.is(Role.OPERATOR)) {
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

  /** Every order, newest first. */
  @GET
  @Path("/operator/orders")
  public Page<OrderView> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    return views.page(sales.all(new OrderStore.Slice(OrderViews.before(after), size + 1)), size);
  }

  /** The goods left. A repeat corrects carrier and number. */
  @POST
  @Path("/orders/{orderId}/shipment")
  public OrderView ship(@PathParam("orderId") String orderId, ShipmentBody body) {
    String hostId = who.require(Role.HOST).accountId();
    if (body == null || body.carrier().isEmpty() || body.carrier().length() > TEXT_MAX) {
      throw Problem.field("/carrier", "1 to " + TEXT_MAX + " characters");
    }
    if (body.trackingNumber().isEmpty() || body.trackingNumber().length() > TEXT_MAX) {
      throw Problem.field("/trackingNumber", "1 to " + TEXT_MAX + " characters");
    }
    return views.of(sales.ship(hostId, orderId, body.carrier(), body.trackingNumber()));
  }

  /** The address in clear, for the buyer and the host who ships; each reading is logged. */
  @GET
  @Path("/orders/{orderId}/address")
  public Address address(@PathParam("orderId") String orderId) {
    Caller caller = who.requireMember();
    return sales.address(counter.orderFor(caller, orderId), caller.accountId());
  }
}
