package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Objects;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The goods of an order leave. */
@Path("/api/v1/orders/{orderId}/shipment")
@RunOnVirtualThread
@Tag(name = "trade")
public class ShipmentApi {

  /** Characters of a carrier's name or a tracking number. */
  private static final int TEXT_MAX = 60;

  private final Sales sales;
  private final OrderViews views;
  private final Who who;

  ShipmentApi(Sales sales, OrderViews views, Who who) {
    this.sales = sales;
    this.views = views;
    this.who = who;
  }

  record ShipmentBody(String carrier, String trackingNumber) {
    ShipmentBody {
      carrier = Objects.requireNonNullElse(carrier, "").strip();
      trackingNumber = Objects.requireNonNullElse(trackingNumber, "").strip();
    }
  }

  /** Marks an order shipped; a repeat corrects carrier and number. */
  @POST
  public OrderView ship(@PathParam("orderId") String orderId, ShipmentBody body) {
    var caller = who.requireMember();
    if (body == null || body.carrier().isEmpty() || body.carrier().length() > TEXT_MAX) {
      throw Problem.field("/carrier", "1 to " + TEXT_MAX + " characters");
    }
    if (body.trackingNumber().isEmpty() || body.trackingNumber().length() > TEXT_MAX) {
      throw Problem.field("/trackingNumber", "1 to " + TEXT_MAX + " characters");
    }
    return views.of(sales.move(caller,
        new Parcels.Step.Ship(orderId, body.carrier(), body.trackingNumber())));
  }
}
