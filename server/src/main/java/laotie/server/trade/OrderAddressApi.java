package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import laotie.server.http.Caller;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where an order goes, in clear. */
@Path("/api/v1/orders/{orderId}/address")
@RunOnVirtualThread
@Tag(name = "trade")
public class OrderAddressApi {

  private final Sales sales;
  private final Counter counter;
  private final Who who;

  OrderAddressApi(Sales sales, Counter counter, Who who) {
    this.sales = sales;
    this.counter = counter;
    this.who = who;
  }

  /** The address for the buyer, the host who ships and operators; each reading is logged. */
  @GET
  public Address read(@PathParam("orderId") String orderId) {
    Caller caller = who.requireMember();
    return sales.address(counter.orderFor(caller, orderId), caller.accountId());
  }
}
