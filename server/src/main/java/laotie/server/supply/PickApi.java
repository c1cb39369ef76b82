package laotie.server.supply;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.PickStore.Batch;
import laotie.server.supply.PickStore.BatchOrder;
import laotie.server.supply.PickStore.Pick;
import laotie.server.supply.PickStore.PickLine;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Hands;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Goods out: batches of orders, what to fetch for them, and what goes into which parcel. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "supply")
public class PickApi {

  /** Lines of a pick list. */
  private static final int LINES_MAX = 5_000;

  private static final int ORDERS_DEFAULT = 200;

  private final Picks picks;
  private final Trade trade;
  private final Database database;
  private final Desk desk;

  PickApi(Picks picks, Trade trade, Database database, Desk desk) {
    this.picks = picks;
    this.trade = trade;
    this.database = database;
    this.desk = desk;
  }

  /** How many orders; the oldest are taken. */
  record MakeBody(Optional<Integer> orders) {
    MakeBody {
      orders = orders == null ? Optional.empty() : orders;
    }
  }

  /** A batch; {@code waiting} of its orders have not left. */
  record BatchView(
      String batchId, long number, int orders, int waiting, Instant madeAt, Optional<Instant> closedAt) {}

  /**
   * Batches, and what waits.
   *
   * @param toShip orders of the host that have still to be sent, counted up to 10,001
   * @param inBatches those of them that are in open batches
   */
  record BatchList(List<BatchView> items, String next, int toShip, int inBatches) {}

  /** What to fetch, warehouse by warehouse in the order of their shelves. */
  record PickList(BatchView batch, List<PickLine> lines) {}

  /** One parcel. */
  record ParcelView(String orderId, long sequence, List<Pick> lines) {}

  record Packed(int packed) {}

  @GET
  @Path("/hosts/{hostId}/pick-batches")
  public BatchList list(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    desk.crew(hostId);
    int size = Page.limit(limit);
    long before = after.isEmpty() ? Long.MAX_VALUE : sequence(after);
    List<Batch> found =
        database.read(connection -> PickStore.ofHost(connection, hostId, before, size + 1));
    boolean isMore = found.size() > size;
    List<Batch> shown = isMore ? found.subList(0, size) : found;
    return new BatchList(shown.stream().map(PickApi::view).toList(),
        isMore ? Long.toString(shown.getLast().number()) : "",
        trade.toShipCount(hostId, Picks.ORDERS_MAX + 1),
        database.read(connection -> PickStore.openCount(connection, hostId)));
  }

  /** Puts the oldest orders that wait and are in no open batch into one. */
  @POST
  @Path("/hosts/{hostId}/pick-batches")
  @Idempotent
  public Response make(@PathParam("hostId") String hostId, MakeBody body) {
    Hands hands = hands(hostId);
    int orders = Bodies.present(body).orders().orElse(ORDERS_DEFAULT);
    if (orders < 1 || orders > Picks.ORDERS_MAX) {
      throw Problem.field("/orders", "1 to " + Picks.ORDERS_MAX);
    }
    return Response.status(201).entity(view(picks.make(hands, orders))).build();
  }

  /** What is to be fetched for the orders that have not left. */
  @GET
  @Path("/hosts/{hostId}/pick-batches/{batchId}/picks")
  public PickList picks(@PathParam("hostId") String hostId, @PathParam("batchId") String batchId) {
    desk.crew(hostId);
    Batch batch = picks.find(hostId, batchId);
    return new PickList(view(batch),
        database.read(connection -> PickStore.list(connection, batch, LINES_MAX)));
  }

  /** The parcels of a batch that have not left, in the order of claims. */
  @GET
  @Path("/hosts/{hostId}/pick-batches/{batchId}/parcels")
  public Page<ParcelView> parcels(
      @PathParam("hostId") String hostId, @PathParam("batchId") String batchId,
      @QueryParam("after") @DefaultValue("0") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    desk.crew(hostId);
    picks.find(hostId, batchId);
    int size = Page.limit(limit);
    List<BatchOrder> found = picks.openOrders(batchId, sequence(after), size + 1);
    boolean isMore = found.size() > size;
    List<BatchOrder> shown = isMore ? found.subList(0, size) : found;
    Map<Long, List<Pick>> lines = picks.picksOf(batchId, shown);
    return new Page<>(shown.stream().map(order -> new ParcelView(order.orderId(), order.sequence(),
        lines.getOrDefault(order.sequence(), List.of()))).toList(),
        isMore ? Long.toString(shown.getLast().sequence()) : "");
  }

  /** All orders of the batch are in their parcels. */
  @POST
  @Path("/hosts/{hostId}/pick-batches/{batchId}/packed")
  public Packed pack(@PathParam("hostId") String hostId, @PathParam("batchId") String batchId) {
    return new Packed(picks.pack(hands(hostId), batchId));
  }

  /** Nobody packs it any more; orders that have not left wait again. */
  @DELETE
  @Path("/hosts/{hostId}/pick-batches/{batchId}")
  public BatchView close(@PathParam("hostId") String hostId, @PathParam("batchId") String batchId) {
    desk.crew(hostId);
    return view(picks.close(hostId, batchId));
  }

  private Hands hands(String hostId) {
    Caller caller = desk.crew(hostId);
    return new Hands(hostId, caller.accountId());
  }

  private static BatchView view(Batch batch) {
    return new BatchView(batch.batchId(), batch.number(), batch.orders(), batch.waiting(), batch.madeAt(),
        batch.closedAt());
  }

  private static long sequence(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException wrong) {
      throw Problem.field("/after", "is no mark of a page");
    }
  }
}
