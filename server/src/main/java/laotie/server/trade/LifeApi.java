package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The life of an order: its dated steps, and those that somebody takes by hand. */
@Path("/api/v1/orders/{orderId}/life")
@RunOnVirtualThread
@Tag(name = "trade")
public class LifeApi {

  private final Database database;
  private final Sales sales;
  private final Counter counter;
  private final OrderViews views;
  private final Ask ask;

  LifeApi(Database database, Sales sales, Counter counter, OrderViews views, Ask ask) {
    this.database = database;
    this.sales = sales;
    this.counter = counter;
    this.views = views;
    this.ask = ask;
  }

  /** Who asks, and the time it is. */
  @Dependent
  static final class Ask {
    private final Who who;
    private final InstantSource clock;

    Ask(Who who, InstantSource clock) {
      this.who = who;
      this.clock = clock;
    }
  }

  /**
   * What happened to an order, in order.
   *
   * @param refunds money that goes back, and when the gateway confirmed it
   * @param nextAt when it moves by itself: a shipped one counts as delivered, a delivered one closes
   * @param now the server's clock, for countdowns
   */
  record LifeView(
      List<Timeline.Entry> steps, List<RefundStore.RefundView> refunds, Optional<Instant> nextAt,
      Instant now) {}

  /** The steps, for buyer, host and operators. */
  @GET
  public LifeView read(@PathParam("orderId") String orderId) {
    OrderRow row = counter.orderFor(ask.who.requireMember(), orderId);
    return database.read(connection -> new LifeView(
        Timeline.of(row, LifeStore.changes(connection, orderId)),
        RefundStore.ofOrder(connection, orderId),
        LifeStore.nextAt(connection, orderId), ask.clock.instant()));
  }

  /** The host packed the goods; a repeat changes nothing. */
  @POST
  @Path("/packed")
  public OrderView pack(@PathParam("orderId") String orderId) {
    return views.of(sales.move(ask.who.requireMember(), new Parcels.Step.Pack(orderId)));
  }

  /** The goods arrived: the buyer says so, or the host or an operator for him; a repeat changes nothing. */
  @POST
  @Path("/delivered")
  public OrderView deliver(@PathParam("orderId") String orderId) {
    return views.of(sales.move(ask.who.requireMember(), new Parcels.Step.Deliver(orderId)));
  }
}
